"""Small tables for the screen, and what a measurement must say about the machine it ran on."""

import os
import sys
from collections.abc import Iterator, Sequence
from math import isfinite

Cell = str | float | int | None


def conditions(what: str, seconds: float, seed: int | None) -> str:
    """One line above each table: what runs, allowed seconds, cores the process may use, seed."""
    drawn = "" if seed is None else f" · seed {seed}"
    return f"{what} · at most {seconds:g} s each · {cores()} cores{drawn} · Python {sys.version.split()[0]}"


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Table:
    """Rows are printed as they come, so that a long run can be watched; `widths` by heading."""

    def __init__(self, *headings: str, first: int = 16) -> None:
        self._widths = [first, *(max(len(heading), 9) for heading in headings[1:])]
        self.row(*headings)

    def row(self, *cells: Cell) -> None:
        """Print one row: the first cell to the left, the others to the right."""
        first, *rest = list(_aligned(cells, self._widths))
        print("  ".join([first, *rest]).rstrip(), flush=True)


def _aligned(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[str]:
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        yield shown(cell).ljust(width) if place == 0 else shown(cell).rjust(width)


def shown(cell: Cell) -> str:
    """Whole numbers plain, others with as many digits as matter, nothing as a dash."""
    if cell is None or (isinstance(cell, float) and not isfinite(cell)):
        return "—"
    if isinstance(cell, float):
        return f"{cell:,.1f}" if abs(cell) >= 1000 else f"{cell:.4g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def percent(share: float | None) -> str | None:
    """A share as per cent, three digits after the point; None if there is no finite share."""
    return None if share is None or not isfinite(share) else f"{share:.3%}"


def gap_of(cost: float, bound: float) -> float | None:
    """Distance of a bound from a cost as a share of the cost; None without a positive cost."""
    return (cost - bound) / cost if cost > 0 else None
