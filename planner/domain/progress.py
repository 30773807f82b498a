"""What long work says while it runs, and how it is asked to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event


@dataclass(frozen=True)
class Progress:
    """One beat of long work: the stage, the best cost, the proven bound, the seconds so far."""

    stage: str
    seconds: float
    best: float | None = None
    bound: float | None = None
    note: str = ""

    @property
    def gap(self) -> float | None:
        if self.best is None or self.bound is None or self.best <= 0:
            return None
        return max(0.0, (self.best - self.bound) / self.best)


Listener = Callable[[Progress], None]
Stop = Event


def silent(progress: Progress) -> None:
    """A listener that does nothing."""
