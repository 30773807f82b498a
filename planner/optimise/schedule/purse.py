"""The time there is, handed out to workshops' days as they turn out to need it."""

import time
from collections.abc import Mapping
from threading import Lock

from planner.optimise.schedule.order import Place

LITTLE = 1e-9
EXPECTED, PRIOR = 0.5, 0.1
MOST_KEPT = 0.2
LEAST_SECONDS = 0.1
GENEROUS = 1.35  # not every day uses all it gets


class Purse:
    """Seconds of several workers; what an easy day does not need goes to the days after it.

    `weights` say what each day deserves should it be hard; how many will be is guessed from those seen so far.
    """

    def __init__(self, seconds: float, workers: int, weights: Mapping[Place, float]) -> None:
        self._ends, self._workers = time.monotonic() + seconds, max(1, workers)
        self._waiting = dict(weights)
        self._prior = PRIOR * sum(weights.values()) + LITTLE
        self._hard, self._seen = 0.0, 0.0
        self._prepared, self._days = 0.0, 0
        self._until: dict[Place, float] = {}
        self._lock = Lock()

    def take(self, place: Place, prepared: float, *, is_hard: bool) -> float:
        """Seconds for a day which took so many to prepare; none for one that is easy."""
        with self._lock:
            weight = self._waiting.pop(place)
            self._seen += weight
            self._prepared += prepared
            self._days += 1
            if not is_hard:
                return 0.0
            self._hard += weight
            left = self._left()
            share = min(left, GENEROUS * left * weight / (weight + self._expected() + LITTLE))
            share = max(0.0, min(max(share, LEAST_SECONDS), self._ends - time.monotonic()))
            self._until[place] = time.monotonic() + share
            return share

    def give_back(self, place: Place) -> None:
        """What a day has not used is there for others."""
        with self._lock:
            self._until.pop(place, None)

    def _left(self) -> float:
        """Seconds not handed out, less what preparing the days to come will take."""
        now = time.monotonic()
        running = sum(max(0.0, until - now) for until in self._until.values())
        left = self._workers * (self._ends - now) - running
        return left - min(MOST_KEPT * left, len(self._waiting) * self._prepared / self._days)

    def _expected(self) -> float:
        """Weight of the days to come that will need time."""
        part = (self._hard + EXPECTED * self._prior) / (self._seen + self._prior)
        return part * sum(self._waiting.values())
