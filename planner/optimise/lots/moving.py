"""A component's lot made on another day or line, where the boxes that wait for it still get it in time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.explicit import Explicit
from planner.optimise.lots.mend import WITHIN
from planner.optimise.lots.standing import Standing
from planner.optimise.lots.supply import Served, Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
APART = 10  # days by which a lot is moved at most


@dataclass(frozen=True)
class Move:
    """So many batches (kilograms where there are none) less on a line and day; they are made on another."""

    explicit: Explicit
    mode: int
    day: int
    less: float


def moved(
    supply: Supply, standing: Standing, load: Floats, move: Move, may: Callable[[int], bool]
) -> Served | None:
    """The supply's answer to a load once a component's batches are made where that is cheapest, if they can be at all.

    Other lots may have to give way for it: what is missing is at its steep price. `may`: whether they may be made on a
    day. From then on the supply holds them where they are made.
    """
    explicit, held = move.explicit, supply.model.column_arrays()[0]
    left = _made(explicit, held, move.mode, move.day) - move.less
    if WITHIN < left < explicit.least - WITHIN:
        return None
    out = _lot(explicit, move.mode, move.day, left)
    slots = supply.factory.groups.are_slots
    best: tuple[float, Served, tuple[Ints, Floats]] | None = None
    for mode, day in np.argwhere(explicit.amount >= 0).tolist():
        made = _made(explicit, held, mode, day) + move.less
        if (mode, day) == (move.mode, move.day) or abs(day - move.day) > APART or not may(day):
            continue
        if not explicit.least <= made <= _most(explicit):
            continue
        into = _lot(explicit, mode, day, made)
        columns, values = np.concatenate([out[0], into[0]]), np.concatenate([out[1], into[1]])
        standing.hold(columns, values)
        served = standing.answer(load)
        cost = supply.cost_of(served)
        standing.hold(columns, held[columns])
        if served.missing[slots].max(initial=0.0) <= WITHIN and (best is None or cost < best[0]):
            best = cost, served, (columns, values)
    if best is None:
        return None
    supply.model.fix(*best[2])
    standing.hold(*best[2])
    return best[1]


def _lot(explicit: Explicit, mode: int, day: int, made: float) -> tuple[Ints, Floats]:
    """The columns of a lot and their values when so much is made."""
    columns = np.array([explicit.amount[mode, day], explicit.setup[mode, day]])
    return columns, np.array([max(made, 0.0), float(made > WITHIN)])


def _made(explicit: Explicit, held: Floats, mode: int, day: int) -> float:
    return float(held[explicit.amount[mode, day]])


def _most(explicit: Explicit) -> float:
    kg = explicit.article.product.max_lot_kg
    return np.inf if kg is None else kg / explicit.unit_kg + WITHIN
