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


def hands_by_minute(present: list[float], rank: int, doors: Doors, turns: Turns) -> NDArray[np.int64]:
    """Scaled hands at a skill or above at each minute from opening to closing; `present` are heads by skill or above.

    Whoever comes by some minute has gone a shift later, so whatever the turns are, the most at work until a minute and
    the most a shift after it are never more than all together.
    """
    heads = int(present[rank] * HEAD_SCALE + ROUNDED)
    come = [0, *(min(heads, HEAD_SCALE * whole) for whole in _come(present, rank, turns)), heads]
    at = (0, min(doors.starts - doors.opens, doors.turns), doors.turns)
    there = np.zeros(doors.closes - doors.opens, np.int64)
    for begin, (before, after) in zip(at, pairwise(come), strict=True):
        there[begin : begin + doors.shift_minutes] += after - before
    return there


def _come(present: list[float], rank: int, turns: Turns) -> tuple[int, int]:
    """Whole hands at a skill or above who have come with the first, and half-way."""
    skilled = present[max(rank, 1)]
    general = present[rank] - skilled
    first = round(turns.skilled[0] * skilled) + round(turns.general[0] * general)
    by_then = round(sum(turns.skilled) * skilled) + round(sum(turns.general) * general)
    return first, max(first, by_then)
