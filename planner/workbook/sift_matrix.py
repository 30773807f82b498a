"""Reads a matrix: keys down, days across, one entry for each quantity."""

from dataclasses import replace
from typing import Any

from planner.workbook.cells import parser_of
from planner.workbook.datarows import filled_cells
from planner.workbook.doubt import BAD, Doubt
from planner.workbook.grid import Grid, is_blank
from planner.workbook.headings import Header, column_issues
from planner.workbook.issue import Issue, address, issue
from planner.workbook.matrix import matrix_fields
from planner.workbook.matrixdays import days_of
from planner.workbook.sieve import Sift, Sifted, code_columns, parsed, raw_cells, rows_with_keys
from planner.workbook.table import Table

NO_COLUMN = 0


def sift_matrix(grid: Grid, target: Sift, header: Header) -> Sifted:
    """One entry for each quantity that is neither blank nor zero."""
    down, across, quantity = matrix_fields(target.noun)
    days, day_issues = days_of(grid, header, target.clock)
    seen = frozenset(days) | {found.col for found in day_issues} | {NO_COLUMN}
    issues = [*header.issues, *day_issues, *column_issues(grid, target.noun, header, days=seen)]
    if not days:
        issues.append(
            issue("column_missing", grid.name, f"no column of a {across.en.lower()} is found.", header.row)
        )
    known = {header.cols[column.name] for column in down if column.name in header.cols} | set(days)
    rows, more = rows_with_keys(grid, target, header, known)
    fills, merges = filled_cells(grid, rows, known, code_columns(target.noun, header))
    entries, bad = _quantities(grid, rows, days, parser_of(quantity, target.setting(grid)))
    table, keys = _matrix_table(grid, target, header, entries, days)
    values, key_issues = _matrix_keys(grid, target, header, rows, fills)
    picked = {name: [by_row[row] for row, _, _ in entries] for name, by_row in values.items()}
    return replace(table, values={**keys, **picked}), issues + more + merges + key_issues + bad


def _quantities(
    grid: Grid, rows: list[int], days: dict[int, Any], parse: Any
) -> tuple[list[tuple[int, int, float]], list[Issue]]:
    """Row, column and quantity of every cell that holds one, and the issues of the others."""
    entries: list[tuple[int, int, float]] = []
    issues: list[Issue] = []
    for row in rows:
        cells = grid.rows[row - 1]
        for col in days:
            raw = cells[col - 1]
            if raw == "" or is_blank(raw):
                continue
            value = parse(raw)
            if isinstance(value, Doubt):
                issues.append(issue(value.code, grid.name, value.message, row, col, raw))
                value = value.value
            if value is not BAD and value != 0:
                entries.append((row, col, value))
    return entries, issues


def _matrix_table(
    grid: Grid, target: Sift, header: Header, entries: list[tuple[int, int, float]], days: dict[int, Any]
) -> tuple[Table, dict[str, list[Any]]]:
    """The table of a matrix without its keys, and the values of the day and quantity fields."""
    down, across, quantity = matrix_fields(target.noun)
    rows, cols = [row for row, _, _ in entries], [col for _, col, _ in entries]
    where: dict[str, Any] = {column.name: (rows, header.cols.get(column.name, 0)) for column in down}
    where |= {across.name: (header.row, cols), quantity.name: (rows, cols)}
    values = {across.name: [days[col] for col in cols], quantity.name: [value for _, _, value in entries]}
    return Table(target.name, target.noun, grid.name, len(entries), {}, where), values


def _matrix_keys(
    grid: Grid, target: Sift, header: Header, rows: list[int], fills: dict[tuple[int, int], object]
) -> tuple[dict[str, dict[int, Any]], list[Issue]]:
    """The key values of each row, and the issues of key cells, rows that appear twice among them."""
    down, _, _ = matrix_fields(target.noun)
    where = {column.name: (rows, header.cols.get(column.name, 0)) for column in down}
    table = Table(target.name, target.noun, grid.name, len(rows), {}, where)
    found: dict[str, dict[int, Any]] = {}
    issues: list[Issue] = []
    for column in down:
        col = header.cols.get(column.name, 0)
        raws = raw_cells(grid, col, rows, fills) if col else None
        values, doubts = parsed(table, column, raws, target.setting(grid))
        found[column.name] = dict(zip(rows, values, strict=True))
        issues += doubts
    return found, issues + _rows_twice(grid, rows, header, found)


def _rows_twice(grid: Grid, rows: list[int], header: Header, keys: dict[str, dict[int, Any]]) -> list[Issue]:
    """A fault for each row of a matrix whose keys stand in an earlier row."""
    first: dict[tuple[Any, ...], int] = {}
    issues = []
    col = min(header.cols.values())
    for row in rows:
        key = tuple(by_row[row] for by_row in keys.values())
        if BAD in key:
            continue
        if key in first:
            text = " · ".join(map(str, key))
            message = (
                f"{text} appears twice; first in {address(first[key], col)}. Maybe add the rows together."
            )
            issues.append(issue("key_twice", grid.name, message, row, col, text))
        first.setdefault(key, row)
    return issues
