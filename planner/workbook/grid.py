"""A sheet as a plain grid of cells, whatever kind of file it came from."""

from dataclasses import dataclass
from typing import Any

ERROR_TEXTS = frozenset(
    ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)


@dataclass(frozen=True)
class ErrorCell:
    """A cell that shows an error such as #N/A."""

    text: str


@dataclass(frozen=True)
class Uncomputed:
    """A cell with a formula that no program has computed yet."""


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet: `rows[r][c]` is row r+1, column c+1; all rows are equally long.

    `merged` holds (top, left, bottom, right) from 1; `plain_text` marks CSV, where all cells are text.
    """

    name: str
    rows: list[list[Any]]
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    plain_text: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def column(self, col: int, rows: list[int]) -> list[Any]:
        """The cells of a column (from 1) in the given rows (from 1)."""
        return [self.rows[row - 1][col - 1] for row in rows]


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return (
        cell is None
        or cell == ""
        or (isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\xa0\u200b\ufeff"))
    )
