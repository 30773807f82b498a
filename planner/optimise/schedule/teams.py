"""How many hands may run what needs several: all of them, or fewer and longer where hands are scarce."""

from math import ceil

from planner.optimise.leastteam import LEAST_PART

SCARCE = 4.0
ROUNDED = 1e-6
HUNDREDTHS = 100


def teams(workers: float, heads: float) -> tuple[float, ...]:
    """Hands that may run a unit which needs `workers`, when so many heads are present: the largest team first."""
    if workers <= 1 or heads >= SCARCE * workers:
        return (workers,)
    fewer = {ceil(workers * part - ROUNDED) for part in (1 / 2, 1 / 3)} | {ceil(workers - ROUNDED) - 1}
    sizes = sorted({workers, *map(float, fewer)}, reverse=True)
    possible = [n for n in sizes if LEAST_PART * workers <= n <= heads + ROUNDED]
    if not possible and heads >= LEAST_PART * workers:
        return (int(heads * HUNDREDTHS + ROUNDED) / HUNDREDTHS,)
    return tuple(possible) or (workers,)
