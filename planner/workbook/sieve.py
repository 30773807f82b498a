"""What every layout needs to turn raw cells into typed values with their issues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.cells import Setting, parser_of
from planner.workbook.datarows import data_rows
from planner.workbook.days import Clock
from planner.workbook.doubt import BAD, Doubt
from planner.workbook.grid import Grid
from planner.workbook.headings import (
    Header,
)
from planner.workbook.issue import Issue
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.table import Table


@dataclass(frozen=True)
class Sift:
    """What a grid is read as: the noun, its name in the scenario, and the clock for dates."""

    name: str
    noun: type[Noun]
    clock: Clock

    def setting(self, grid: Grid, factor: float = 1.0) -> Setting:
        return Setting(self.clock, factor, grid.plain_text)


Sifted = tuple[Table | None, list[Issue]]


def rows_with_keys(grid: Grid, target: Sift, header: Header, cols: set[int]) -> tuple[list[int], list[Issue]]:
    text_cols = [
        header.cols[column.name]
        for column in columns_of(target.noun)
        if column.name in header.cols and kind_of(column) is Kind.TEXT
    ]
    return data_rows(grid, header.row, cols, text_cols[:3])


def code_columns(noun: type[Noun], header: Header) -> set[int]:
    """The columns in which a merged cell plainly stands for each of its rows."""
    return {
        header.cols[column.name]
        for column in columns_of(noun)
        if column.name in header.cols and (column.refers or column.name in noun.sheet.key)
    }


def raw_cells(grid: Grid, col: int, rows: list[int], fills: dict[tuple[int, int], object]) -> list[Any]:
    raws = grid.column(col, rows)
    return [fills.get((row, col), raw) for row, raw in zip(rows, raws, strict=True)] if fills else raws


def parsed(
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
