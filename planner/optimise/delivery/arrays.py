"""A problem as arrays for the compiled loops; stops own windows by a range of positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from planner.optimise.delivery.problem import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NO_BREAKS = -1


class Facts(NamedTuple):
    """What never changes while routes are sought; places and positions are those of the `Problem`.

    `roads` are minutes known, BY_SPEED where `driven` decides; `drive_minutes` is NO_BREAKS without the rule.
    """

    metres: Ints
    roads: Ints
    driven: Floats
    drive_minutes: int
    pause_minutes: int
    ready: Ints
    service: Ints
    window_from: Ints
    opens: Ints
    closes: Ints
    loads: Ints
    returns: Ints
    allowed: Flags
    holds: Ints
    shift_from: Ints
    shift_to: Ints
    longest: Ints
    load_minutes: Ints
    reload_minutes: Ints
    most_trips: Ints
    use_price: Floats
    km_price: Floats
    minute_price: Floats


def facts_of(problem: Problem) -> Facts:
    """The arrays of a problem."""
    stops, kinds, pace, breaks = problem.stops, problem.vehicles, problem.pace, problem.breaks
    windows = [window for stop in stops for window in stop.windows]
    nothing = (0,) * problem.dimensions
    return Facts(
        metres=np.ascontiguousarray(problem.metres),
        roads=np.ascontiguousarray(problem.minutes if pace is None else pace.minutes_known),
        driven=np.array((0.0, 1.0) if pace is None else pace.driven, dtype=np.float64),
        drive_minutes=NO_BREAKS if breaks is None else breaks.drive_minutes,
        pause_minutes=0 if breaks is None else breaks.pause_minutes,
        ready=_ints([stop.ready for stop in stops]),
        service=_ints([stop.service_minutes for stop in stops]),
        window_from=_ints(np.cumsum([0, *(len(stop.windows) for stop in stops)])),
        opens=_ints([opens for opens, _ in windows]),
        closes=_ints([closes for _, closes in windows]),
        loads=_ints([stop.loads for stop in stops]).reshape(len(stops), -1),
        returns=_ints([stop.returns or nothing for stop in stops]).reshape(len(stops), -1),
        allowed=np.array(
            [[stop.allows(kind) for kind in range(len(kinds))] for stop in stops], dtype=np.bool_
        ).reshape(len(stops), len(kinds)),
        holds=_ints([kind.holds for kind in kinds]),
        shift_from=_ints([kind.shift[0] for kind in kinds]),
        shift_to=_ints([kind.shift[1] for kind in kinds]),
        longest=_ints([kind.longest_minutes for kind in kinds]),
        load_minutes=_ints([kind.load_minutes for kind in kinds]),
        reload_minutes=_ints([kind.reload_minutes for kind in kinds]),
        most_trips=_ints([kind.most_trips for kind in kinds]),
        use_price=np.array([kind.use_price for kind in kinds], dtype=np.float64),
        km_price=np.array([kind.km_price for kind in kinds], dtype=np.float64),
        minute_price=np.array([kind.minute_price for kind in kinds], dtype=np.float64),
    )


def _ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)
