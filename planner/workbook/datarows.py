"""Which rows below the headings hold data: blanks and totals out, hidden and far rows named."""

import re
from collections.abc import Collection

from planner.workbook.grid import Grid, is_blank
from planner.workbook.headings import plain
from planner.workbook.issue import Issue, address, issue
from planner.workbook.words import TOTAL_WORDS

LONGEST_GAP = 50
_MAYBE_TOTAL = re.compile("计|和|total|sum", re.IGNORECASE)
Cell = tuple[int, int]


def data_rows(
    grid: Grid, top: int, cols: Collection[int], text_cols: Collection[int]
) -> tuple[list[int], list[Issue]]:
    """The rows (from 1) below row `top` with anything in `cols`; totals are told by `text_cols`."""
    rows: list[int] = []
    issues: list[Issue] = []
    last = top
    for number in range(top + 1, len(grid.rows) + 1):
        cells = grid.rows[number - 1]
        if all(is_blank(cells[col - 1]) for col in cols):
            continue
        if number - last - 1 > LONGEST_GAP:
            message = (
                f"data follow after {number - last - 1} blank rows. Maybe delete what is left over there."
            )
            issues.append(issue("rows_after_gap", grid.name, message, number, min(cols)))
        last = number
        total = next((col for col in text_cols if _is_total(cells[col - 1])), 0)
        if total:
            message = "a row of totals is not read."
            issues.append(issue("row_is_total", grid.name, message, number, total, cells[total - 1]))
        else:
            rows.append(number)
    return rows, issues + _hidden(grid, rows)


def _is_total(cell: object) -> bool:
    if not isinstance(cell, str) or not _MAYBE_TOTAL.search(cell):
        return False
    return plain(cell).rstrip("：:") in TOTAL_WORDS


def _hidden(grid: Grid, rows: list[int]) -> list[Issue]:
    """One warning for all hidden rows that were read."""
    hidden = [row for row in rows if row in grid.hidden_rows]
    if not hidden:
        return []
    message = f"{len(hidden)} of {len(rows)} rows are hidden (a filter?); they are read all the same."
    return [issue("rows_hidden", grid.name, message, hidden[0])]


def filled_cells(
    grid: Grid, rows: list[int], cols: Collection[int], key_cols: Collection[int]
) -> tuple[dict[Cell, object], list[Issue]]:
    """The values merged cells stand for: keys are filled downwards, other merges are faults."""
    fills: dict[Cell, object] = {}
    issues: list[Issue] = []
    inside = set(rows)
    for top, left, bottom, right in grid.merged:
        if not any(row in inside for row in range(top, bottom + 1)) or not set(range(left, right + 1)) & set(
            cols
        ):
            continue
        cells = f"{address(top, left)}:{address(bottom, right)}"
        if left == right and left in key_cols:
            value = grid.rows[top - 1][left - 1]
            fills |= {(row, left): value for row in range(top + 1, bottom + 1)}
            message = f"{cells} are merged; read as '{value}' in each row."
            issues.append(issue("cells_filled", grid.name, message, top, left, value))
        else:
            message = f"{cells} are merged. Maybe unmerge them and fill in each cell."
            issues.append(issue("cells_merged", grid.name, message, top, left))
    return fills, issues
