"""How hard to try."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SolveOptions:
    """Seconds in all, proven gap at which to stop, random seed, processor cores, days planned to the minute.

    `days` counts from the first day; None: all of them, 0: none. `routes` asks for trips, where there are trucks.
    """

    time_limit: float = 420.0
    gap: float = 0.001
    seed: int = 1
    workers: int = 2
    days: int | None = None
    routes: bool = True
