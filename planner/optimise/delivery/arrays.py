"""A problem as arrays for the compiled loops; stops own windows by a range of positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from planner.optimise.delivery.problem import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NO_BREAKS = -1


class Facts(NamedTuple):
    """What never changes while routes are sought; places and positions are those of the `Problem`.

    `roads` are minutes known, BY_SPEED where `driven` decides; `drive_minutes` is NO_BREAKS without the rule. Columns
    of `stops`, `windows`, `kinds` and `prices` have names below: few arrays, as each one costs compiling.
    """

    metres: Ints
    roads: Ints
    driven: Floats
    drive_minutes: int
    pause_minutes: int
    stops: Ints
    windows: Ints
    loads: Ints
    returns: Ints
    allowed: Ints
    kinds: Ints
    holds: Ints
    prices: Floats


READY, SERVICE, FIRST_WINDOW, AFTER_WINDOWS = range(4)
OPENS, CLOSES = range(2)
SHIFT_FROM, SHIFT_TO, LONGEST, LOAD, RELOAD, MOST_TRIPS = range(6)
USE, KM, MINUTE = range(3)


def facts_of(problem: Problem) -> Facts:
    """The arrays of a problem."""
    stops, kinds, pace, breaks = problem.stops, problem.vehicles, problem.pace, problem.breaks
    edges = np.cumsum([0, *(len(stop.windows) for stop in stops)]).tolist()
    nothing = (0,) * problem.dimensions
    return Facts(
        metres=np.ascontiguousarray(problem.metres),
        roads=np.ascontiguousarray(problem.minutes if pace is None else pace.minutes_known),
        driven=np.array((0.0, 1.0) if pace is None else pace.driven, dtype=np.float64),
        drive_minutes=NO_BREAKS if breaks is None else breaks.drive_minutes,
        pause_minutes=0 if breaks is None else breaks.pause_minutes,
        stops=_table(
            [(s.ready, s.service_minutes, a, b) for s, a, b in zip(stops, edges, edges[1:], strict=False)], 4
        ),
        windows=_table([window for stop in stops for window in stop.windows], 2),
        loads=_table([stop.loads for stop in stops], problem.dimensions),
        returns=_table([stop.returns or nothing for stop in stops], problem.dimensions),
        allowed=_table([[int(s.allows(kind)) for kind in range(len(kinds))] for s in stops], len(kinds)),
        kinds=_table(
            [(*k.shift, k.longest_minutes, k.load_minutes, k.reload_minutes, k.most_trips) for k in kinds],
            6,
        ),
        holds=_table([kind.holds for kind in kinds], problem.dimensions),
        prices=np.array([(k.use_price, k.km_price, k.minute_price) for k in kinds], dtype=np.float64),
    )


def _table(rows: Sequence[Sequence[int]], columns: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, columns)
