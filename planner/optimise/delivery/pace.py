"""Driving by the clock: how far a vehicle gets from one minute of the day to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.int64]
BY_SPEED = -1
SMALL_METRES = 1e-6


@dataclass(frozen=True, eq=False)
class Pace:
    """Metres driven by each minute of the day since minute 0, and the minutes of roads that go by no speed.

    `driven` rises; `minutes_known` is a square table of places, BY_SPEED where the clock decides.
    """

    driven: tuple[float, ...]
    metres: Matrix
    minutes_known: Matrix

    def table(self, leaves: Sequence[int]) -> Matrix:
        """Minutes between all places when leaving each at its minute."""
        driven = np.array(self.driven)
        at = np.minimum(np.array(leaves, dtype=np.int64), len(driven) - 1)
        target = driven[at][:, None] + self.metres - SMALL_METRES
        by_clock = np.maximum(0, np.searchsorted(driven, target) - at[:, None])
        return np.where(self.minutes_known == BY_SPEED, by_clock, self.minutes_known).astype(np.int64)


def driven_by(metres_a_minute: Sequence[float]) -> tuple[float, ...]:
    """Metres driven by each minute, given the pace of each."""
    return tuple(accumulate(metres_a_minute, initial=0.0))
