"""How hard to try, and when to stop."""

from dataclasses import dataclass
from threading import Event
from time import monotonic

INFEASIBLE = 2**63 - 1


@dataclass(frozen=True)
class Effort:
    """How hard to try: wall seconds, iterations of each worker (None: as time allows), workers, seed.

    If the iterations end before the seconds do, the same seed gives the same routes.
    """

    seconds: float = 30.0
    iterations: int | None = None
    workers: int = 1
    seed: int = 1


class Limit:
    """Says stop when a share of the effort has passed, or when told to; the shares are set for each part of it.

    A part ends at `until`, and at `patience` if nothing that keeps the rules was found by then.
    """

    def __init__(self, effort: Effort, stop: Event) -> None:
        self.iterations = 0
        self.until = self.patience = 1.0
        self.effort = effort
        self._from = 0.0
        self._began = monotonic()
        self._stop = stop

    @property
    def passed(self) -> float:
        """The share of the effort gone."""
        if self._stop.is_set():
            return 1.0
        of_seconds = (monotonic() - self._began) / max(self.effort.seconds, 1e-3)
        most = self.effort.iterations
        of_iterations = 0.0 if most is None else self.iterations / max(most, 1)
        return 1.0 if of_seconds >= 1.0 else of_seconds if most is None else of_iterations

    @property
    def of_part(self) -> float:
        """The share of the part gone."""
        return min(1.0, max(0.0, self.passed - self._from) / max(self.until - self._from, 1e-9))

    def part(self, until: float, patience: float = 1.0) -> "Limit":
        """The same for a part that ends at a share, the whole at the latest; patience cannot outlast it."""
        self._from = self.passed
        self.until = min(until, 1.0)
        self.patience = min(self.until, patience)
        return self

    def __call__(self, best_cost: int) -> bool:
        """Whether to stop now, given PyVRP's best cost; asked once in each iteration."""
        passed = self.passed
        if passed >= (self.patience if best_cost == INFEASIBLE else self.until):
            return True
        self.iterations += 1
        return False
