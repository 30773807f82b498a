"""How hard to try."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SolveOptions:
    """Seconds in all, proven gap at which to stop, random seed, processor cores."""

    time_limit: float = 240.0
    gap: float = 0.001
    seed: int = 1
    workers: int = 2
