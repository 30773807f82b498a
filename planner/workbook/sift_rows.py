"""Reads a sheet with one record a row."""

from dataclasses import replace

from planner.domain.noun import columns_of
from planner.workbook.datarows import filled_cells
from planner.workbook.grid import Grid
from planner.workbook.headings import Header, column_issues
from planner.workbook.sieve import Sift, Sifted, code_columns, parsed, raw_cells, rows_with_keys
from planner.workbook.table import Table


def sift_rows(grid: Grid, target: Sift, header: Header) -> Sifted:
    """One entry a row."""
    issues = [*header.issues, *column_issues(grid, target.noun, header, days=frozenset())]
    rows, more = rows_with_keys(grid, target, header, set(header.cols.values()))
    where = {column.name: (rows, header.cols.get(column.name, 0)) for column in columns_of(target.noun)}
    table = Table(target.name, target.noun, grid.name, len(rows), {}, where)
    fills, merges = filled_cells(grid, rows, set(header.cols.values()), code_columns(target.noun, header))
    values = {}
    for column in columns_of(target.noun):
        col = header.cols.get(column.name, 0)
        raws = raw_cells(grid, col, rows, fills) if col else None
        setting = target.setting(grid, header.factors.get(column.name, 1.0))
        values[column.name], doubts = parsed(table, column, raws, setting)
        issues += doubts
    return replace(table, values=values), issues + more + merges
