"""Time, stops and progress of one run, handed to every stage."""

from dataclasses import dataclass, field
from threading import Event
from time import monotonic

from planner.domain.progress import Listener, Progress


@dataclass
class Clock:
    """Counts from the start of a run and tells the listener the best cost and bound so far."""

    limit: float
    listener: Listener
    stop: Event
    started: float = field(default_factory=monotonic)
    best: float | None = None
    bound: float | None = None
    ran_out: bool = False  # the limit ended a search that might have gained more

    @property
    def seconds(self) -> float:
        return monotonic() - self.started

    def left(self, share: float = 1.0) -> float:
        """Seconds until the given share of the limit has passed, never negative."""
        return max(self.limit * share - self.seconds, 0.0)

    def stopped(self) -> bool:
        return self.stop.is_set()

    def tell(
        self, stage: str, *, best: float | None = None, bound: float | None = None, note: str = ""
    ) -> None:
        """Keep better values and report."""
        if best is not None and (self.best is None or best < self.best):
            self.best = best
        if bound is not None and (self.bound is None or bound > self.bound):
            self.bound = bound
        self.listener(Progress(stage, self.seconds, self.best, self.bound, note))
