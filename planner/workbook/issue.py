"""One thing wrong in a workbook, with the cell it is in; and how many of them print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.workbook.catalogue import CATALOGUE, Severity


@dataclass(frozen=True)
class Issue:
    """A fault or warning; `row` and `col` count from 1, 0 where the issue concerns more than a cell."""

    severity: Severity
    code: str
    sheet: str
    row: int
    col: int
    value: str
    message: str

    @property
    def cell(self) -> str:
        """The address within the sheet, such as F17; empty for a whole sheet."""
        return address(self.row, self.col)

    @property
    def zh(self) -> str:
        """The short Chinese name of this kind of issue."""
        return CATALOGUE[self.code].zh

    def __str__(self) -> str:
        return f"{_place(self.sheet, self.cell)}: {self.message}"


def issue(code: str, sheet: str, message: str, row: int = 0, col: int = 0, value: object = "") -> Issue:
    """Make an issue of a known kind; its severity comes from the catalogue."""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return Issue(CATALOGUE[code].severity, code, sheet, row, col, shown, message)


def address(row: int, col: int) -> str:
    """The name of a cell, of a whole row (`5:5`), or nothing."""
    if row and col:
        return str(xl_rowcol_to_cell(row - 1, col - 1))
    return f"{row}:{row}" if row else ""


def faults_in(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues that stop the reading."""
    return tuple(found for found in issues if found.severity is Severity.FAULT)


def issue_lines(issues: Iterable[Issue]) -> list[str]:
    """One line an issue, equal issues of neighbouring cells drawn together into ranges, faults first."""
    groups: dict[tuple[Severity, str, str, str], list[Issue]] = {}
    for found in issues:
        groups.setdefault((found.severity, found.code, found.sheet, found.message), []).append(found)
    ordered = sorted(groups.items(), key=lambda group: group[0][0] is not Severity.FAULT)
    return [line for _, group in ordered for line in _group_lines(group)]


def _group_lines(group: Sequence[Issue]) -> list[str]:
    """The lines of equal issues: one for each rectangle of cells."""
    sheet, message = group[0].sheet, group[0].message
    lines = []
    for top, left, bottom, right in _rectangles({(found.row, found.col) for found in group}):
        cells, count = address(top, left), (bottom - top + 1) * (right - left + 1)
        if count > 1 and left:
            cells = f"{cells}:{address(bottom, right)} ({count} cells)"
        elif count > 1:
            cells = f"{top}:{bottom} ({count} rows)"
        lines.append(f"{_place(sheet, cells)}: {message}")
    return lines


def _rectangles(cells: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Cells as few rectangles (top, left, bottom, right): runs down, then equal runs side by side."""
    runs: list[tuple[int, int, int, int]] = []
    for row, col in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if runs and runs[-1][1] == col and runs[-1][2] == row - 1:
            runs[-1] = (runs[-1][0], col, row, col)
        else:
            runs.append((row, col, row, col))
    joined: list[tuple[int, int, int, int]] = []
    for top, left, bottom, right in sorted(runs):
        last = joined[-1] if joined else None
        if last and (last[0], last[2]) == (top, bottom) and last[3] == left - 1:
            joined[-1] = (top, last[1], bottom, right)
        else:
            joined.append((top, left, bottom, right))
    return joined


def _place(sheet: str, cells: str) -> str:
    return f"{sheet}!{cells}" if cells else sheet
