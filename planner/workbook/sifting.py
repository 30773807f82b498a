"""Turns the grid of a noun into a table of typed values, for each of the three layouts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.cells import Setting, parser_of
from planner.workbook.datarows import data_rows, filled_cells
from planner.workbook.days import Clock
from planner.workbook.doubt import BAD, Doubt
from planner.workbook.grid import Grid, is_blank
from planner.workbook.headings import (
    Header,
    aliases_of,
    column_issues,
    find_header,
    nearest,
    plain,
    split_unit,
)
from planner.workbook.issue import Issue, address, issue
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.matrix import matrix_fields
from planner.workbook.matrixdays import days_of
from planner.workbook.sheethead import BACK_LINK, FORM_HEADINGS
from planner.workbook.table import Table


@dataclass(frozen=True)
class Sift:
    """What a grid is read as: the noun, its name in the scenario, and the clock for dates."""

    name: str
    noun: type[Noun]
    clock: Clock

    def setting(self, grid: Grid, factor: float = 1.0) -> Setting:
        return Setting(self.clock, factor, grid.plain_text)


NO_COLUMN = 0
FORM_LABELS = frozenset(plain(heading) for heading, _ in FORM_HEADINGS) | {plain(BACK_LINK)}
Sifted = tuple[Table | None, list[Issue]]


def sift(grid: Grid, target: Sift) -> Sifted:
    """Read a grid as the table of a noun; None if no heading of it is found."""
    if target.noun.sheet.layout == "form":
        return _sift_form(grid, target)
    header = find_header(grid, target.noun)
    if header is None:
        names = ", ".join(column.heading for column in columns_of(target.noun) if column.required)
        return None, [issue("headings_missing", grid.name, f"no headings are found. Maybe add: {names}.")]
    if target.noun.sheet.layout == "matrix":
        _, across, quantity = matrix_fields(target.noun)
        if not {across.name, quantity.name} <= set(header.cols):
            return _sift_matrix(grid, target, header)
    return _sift_rows(grid, target, header)


def _sift_rows(grid: Grid, target: Sift, header: Header) -> Sifted:
    """One entry a row."""
    issues = [*header.issues, *column_issues(grid, target.noun, header, days=frozenset())]
    rows, more = _rows_with_keys(grid, target, header, set(header.cols.values()))
    table = Table(target.name, target.noun, grid.name, len(rows), {}, {})
    fills, merges = filled_cells(grid, rows, set(header.cols.values()), _code_columns(target.noun, header))
    values = {}
    where = {}
    for column in columns_of(target.noun):
        col = header.cols.get(column.name, 0)
        where[column.name] = (rows, col)
        raws = _raw(grid, col, rows, fills) if col else None
        setting = target.setting(grid, header.factors.get(column.name, 1.0))
        table = replace(table, where=where)
        values[column.name], doubts = _parsed(table, column, raws, setting)
        issues += doubts
    return replace(table, values=values), issues + more + merges


def _rows_with_keys(
    grid: Grid, target: Sift, header: Header, cols: set[int]
) -> tuple[list[int], list[Issue]]:
    text_cols = [
        header.cols[column.name]
        for column in columns_of(target.noun)
        if column.name in header.cols and kind_of(column) is Kind.TEXT
    ]
    return data_rows(grid, header.row, cols, text_cols[:3])


def _code_columns(noun: type[Noun], header: Header) -> set[int]:
    """The columns in which a merged cell plainly stands for each of its rows."""
    return {
        header.cols[column.name]
        for column in columns_of(noun)
        if column.name in header.cols and (column.refers or column.name in noun.sheet.key)
    }


def _raw(grid: Grid, col: int, rows: list[int], fills: dict[tuple[int, int], object]) -> list[Any]:
    raws = grid.column(col, rows)
    return [fills.get((row, col), raw) for row, raw in zip(rows, raws, strict=True)] if fills else raws


def _parsed(
    table: Table, column: Column, raws: Sequence[Any] | None, setting: Setting
) -> tuple[list[Any], list[Issue]]:
    """The values of one field with the issues of its cells; a missing column is default or BAD throughout."""
    if raws is None:
        missing = BAD if column.required else column.info.get_default()
        return [missing] * table.count, []
    values = list(map(parser_of(column, setting), raws))
    issues = []
    for entry, value in enumerate(values):
        if isinstance(value, Doubt):
            values[entry] = value.value
            issues.append(table.issue(value.code, entry, column.name, value.message, raws[entry]))
    return values, issues


def _sift_form(grid: Grid, target: Sift) -> Sifted:
    """One record, one field a row: the label, and the value to its right."""
    aliases = aliases_of(target.noun)
    labels = [
        (row, col, aliases[name])
        for row, cells in enumerate(grid.rows, 1)
        for col, cell in enumerate(cells[:-1], 1)
        if isinstance(cell, str) and (name := split_unit(cell)[0]) in aliases
    ]
    if not labels:
        return None, [
            issue("headings_missing", grid.name, "no items are found. Maybe start from a new template.")
        ]
    cols = [col for _, col, _ in labels]
    label_col = max(set(cols), key=cols.count)
    places = [(row, column) for row, col, column in labels if col == label_col]
    return _form_table(grid, target, label_col, places)


def _form_table(grid: Grid, target: Sift, label_col: int, places: list[tuple[int, Column]]) -> Sifted:
    issues = _unknown_items(grid, target.noun, label_col, [row for row, _ in places])
    row_of: dict[str, int] = {}
    for row, column in places:
        if column.name in row_of:
            first = address(row_of[column.name], label_col)
            message = f"the item '{column.heading}' appears twice; first in {first}."
            issues.append(issue("column_twice", grid.name, message, row, label_col))
        else:
            row_of[column.name] = row
    where = {column.name: (row_of.get(column.name, 0), label_col + 1) for column in columns_of(target.noun)}
    table = Table(target.name, target.noun, grid.name, 1, {}, where)
    values = {}
    for column in columns_of(target.noun):
        row = row_of.get(column.name, 0)
        raws = [grid.rows[row - 1][label_col]] if row else None
        values[column.name], doubts = _parsed(table, column, raws, target.setting(grid))
        issues += doubts if row else _missing_item(grid, column)
    return replace(table, values=values), issues


def _missing_item(grid: Grid, column: Column) -> list[Issue]:
    code = "column_missing" if column.required else "column_defaulted"
    reading = "" if column.required else f" It is read as {column.info.get_default()}."
    return [issue(code, grid.name, f"the item '{column.heading}' is missing.{reading}")]


def _unknown_items(grid: Grid, noun: type[Noun], label_col: int, rows: list[int]) -> list[Issue]:
    """Warnings for labels beside a value, or below the first known one, that no field bears."""
    known = {
        name for column in columns_of(noun) for name in (column.zh, column.en, f"{column.zh} {column.en}")
    }
    found = []
    for row in range(1, len(grid.rows) + 1):
        cell, value = grid.rows[row - 1][label_col - 1 : label_col + 1]
        if row in rows or is_blank(cell) or plain(cell) in FORM_LABELS:
            continue
        if row > min(rows) or not is_blank(value):
            message = f"the item '{cell}' is unknown and not read.{nearest(str(cell), known)}"
            found.append(issue("column_unknown", grid.name, message, row, label_col, cell))
    return found


def _sift_matrix(grid: Grid, target: Sift, header: Header) -> Sifted:
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
    rows, more = _rows_with_keys(grid, target, header, known)
    fills, merges = filled_cells(grid, rows, known, _code_columns(target.noun, header))
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
        raws = _raw(grid, col, rows, fills) if col else None
        values, doubts = _parsed(table, column, raws, target.setting(grid))
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
