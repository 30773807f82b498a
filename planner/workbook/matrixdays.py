"""The day columns of a matrix: read from the headings, doubtful ones named."""

from datetime import date as Date

from planner.workbook.days import Clock, parse_date
from planner.workbook.doubt import BAD, Doubt
from planner.workbook.grid import ErrorCell, Grid, Uncomputed, is_blank
from planner.workbook.headings import Header, plain
from planner.workbook.issue import Issue, address, issue
from planner.workbook.words import TOTAL_WORDS


def days_of(grid: Grid, header: Header, clock: Clock) -> tuple[dict[int, Date], list[Issue]]:
    """The day of each day column (from 1); headings that are no day at all are left to others."""
    days: dict[int, Date] = {}
    issues: list[Issue] = []
    for col in header.others:
        cell = grid.rows[header.row - 1][col - 1]
        day, found = _day_in(cell, clock)
        if found is not None:
            issues.append(issue(found.code, grid.name, found.message, header.row, col, cell))
        if day is not None and day in days.values():
            first = next(other for other, known in days.items() if known == day)
            message = f"{day} appears twice; first in {address(header.row, first)}."
            issues.append(issue("column_twice", grid.name, message, header.row, col, day))
        elif day is not None:
            days[col] = day
    return days, issues


def _day_in(cell: object, clock: Clock) -> tuple[Date | None, Doubt | None]:
    """The day a heading names, and what is doubtful about it."""
    if is_blank(cell):
        return None, None
    if isinstance(cell, ErrorCell | Uncomputed):
        shown = cell.text if isinstance(cell, ErrorCell) else "a formula without result"
        return None, Doubt(BAD, "cell_error", f"the heading shows {shown}.")
    if plain(cell) in TOTAL_WORDS:
        return None, Doubt(BAD, "column_is_total", "a column of totals is not read.")
    found = parse_date(cell, clock, quiet=True)
    if not isinstance(found, Doubt):
        return found, None
    if found.value is BAD:
        return None, found if found.code == "date_ambiguous" else None
    return found.value, found
