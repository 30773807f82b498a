"""How hard to try, and how far a part of the search has come by trials or by the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from time import monotonic


@dataclass(frozen=True)
class Effort:
    """How hard to try: wall seconds, changes tried per worker (None: as time allows), workers, seed.

    With one worker, and trials that end before the seconds do, the same seed gives the same schedule.
    """

    seconds: float = 30.0
    trials: int | None = None
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Budget:
    """An effort that has begun; parts of it are named by the share of it at which they begin and end."""

    effort: Effort
    stop: Event
    began: float = field(default_factory=monotonic)

    @property
    def passed(self) -> float:
        """The share of the seconds gone."""
        return (monotonic() - self.began) / max(self.effort.seconds, 1e-3)

    def part(self, low: float, high: float) -> Callable[[int], float]:
        """How far the part from low to high has come, given the trials done in it; 1 ends it."""
        trials = self.effort.trials
        until = high if trials is None else 1.0
        begins = max(low, self.passed) if trials is None else low

        def progress(done: int) -> float:
            passed = self.passed
            if passed >= until or self.stop.is_set():
                return 1.0
            if trials is None:
                return (passed - begins) / max(high - begins, 1e-9)
            return done / max(trials * (high - low), 1.0)

        return progress

    def trials(self, seconds_each: float) -> float:
        """How many trials a worker may hope for, given what one takes."""
        if self.effort.trials is not None:
            return float(self.effort.trials)
        return self.effort.seconds / max(seconds_each, 1e-9)
