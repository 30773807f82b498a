"""Hands come in turns: some early, some with the shift, some late, each for his own hours."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.optimise.schedule.diary import HEAD_SCALE
from planner.optimise.schedule.doors import Doors

ROUNDED = 1e-6


@dataclass(frozen=True)
class Turns:
    """Which part of the skilled and of the general hands come with the first and with the shift; the rest come last."""

    skilled: tuple[float, float]
    general: tuple[float, float]


TURNS = (
    Turns((0.0, 1.0), (0.0, 1.0)),
    Turns((0.4, 0.6), (0.2, 0.8)),
    Turns((0.4, 0.5), (0.4, 0.5)),
    Turns((0.7, 0.2), (0.4, 0.4)),
    Turns((0.7, 0.2), (0.4, 0.0)),
    Turns((0.33, 0.33), (0.25, 0.25)),
    Turns((0.95, 0.0), (0.2, 0.4)),
    Turns((0.33, 0.33), (0.6, 0.0)),
    Turns((0.8, 0.0), (0.25, 0.25)),
    Turns((0.5, 0.15), (0.6, 0.0)),
    Turns((0.5, 0.5), (0.4, 0.0)),
)
"""Those to choose from, the narrowest first: nobody has to come early or stay late for nothing."""

SHARED = Turns((0.33, 0.33), (0.33, 0.33))
"""Hands who work for several workshops come in the same turns whichever of them is scheduled."""


def hands_by_minute(
    present: list[float], rank: int, doors: Doors, turns: Turns, taken: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Scaled hands at a skill or above at each minute from opening to closing; `present` are heads by skill or above.

    Whoever comes by some minute has gone a shift later, so whatever the turns are, the most at work until a minute and
    the most a shift after it are never more than all together. What is `taken` at those minutes by what began the
    day before has to be there: so many come in time for it, though the turns alone would have them come later.
    """
    heads = int(present[rank] * HEAD_SCALE + ROUNDED)
    at = (0, min(doors.starts - doors.opens, doors.turns), doors.turns)
    come = [0, *(HEAD_SCALE * whole for whole in _come(present, rank, turns)), heads]
    for n, until in enumerate(at[1:], 1):
        asked = int(taken[:until].max(initial=0))
        come[n] = min(heads, max(come[n], come[n - 1], asked))
    there = np.zeros(doors.closes - doors.opens, np.int64)
    for begin, (before, after) in zip(at, pairwise(come), strict=True):
        there[begin : begin + doors.shift_minutes] += after - before
    return there


def are_there(used: NDArray[np.int64], heads: float, doors: Doors) -> bool:
    """Whether so many heads suffice for the scaled hands in use from opening to closing, each there for his hours."""
    by_then = np.maximum.accumulate(used)
    from_then = np.maximum.accumulate(used[::-1])[::-1]
    turned = by_then[: max(0, used.size - doors.shift_minutes)] + from_then[doors.shift_minutes :]
    return bool(max(used.max(initial=0), turned.max(initial=0)) <= heads * HEAD_SCALE + ROUNDED)


def _come(present: list[float], rank: int, turns: Turns) -> tuple[int, int]:
    """Whole hands at a skill or above who have come with the first, and half-way."""
    skilled = present[max(rank, 1)]
    general = present[rank] - skilled
    first = round(turns.skilled[0] * skilled) + round(turns.general[0] * general)
    by_then = round(sum(turns.skilled) * skilled) + round(sum(turns.general) * general)
    return first, max(first, by_then)
