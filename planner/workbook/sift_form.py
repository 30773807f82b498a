"""Reads a sheet with one record, one field a row."""

from dataclasses import replace

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.grid import Grid, is_blank
from planner.workbook.headings import aliases_of, nearest, plain, shown_default, split_unit
from planner.workbook.issue import Issue, address, issue
from planner.workbook.sheethead import BACK_LINK, FORM_HEADINGS
from planner.workbook.sieve import Sift, Sifted, parsed
from planner.workbook.table import Table

FORM_LABELS = frozenset(plain(heading) for heading, _ in FORM_HEADINGS) | {plain(BACK_LINK)}


def sift_form(grid: Grid, target: Sift) -> Sifted:
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
        values[column.name], doubts = parsed(table, column, raws, target.setting(grid))
        issues += doubts if row else _missing_item(grid, column)
    return replace(table, values=values), issues


def _missing_item(grid: Grid, column: Column) -> list[Issue]:
    code = "column_missing" if column.required else "column_defaulted"
    reading = "" if column.required else f" It is read as {shown_default(column.info.get_default())}."
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
