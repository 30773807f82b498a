"""A noun laid out as a matrix: key fields down, the last one across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

import pandas as pd

from planner.domain.noun import Column, Noun, columns_of


@dataclass(frozen=True)
class Matrix:
    """Rows of a matrix: the key fields down with their values, the days across, quantities or None."""

    down: tuple[Column, ...]
    quantity: Column
    keys: list[tuple[str, ...]]
    days: list[Date]
    quantities: list[list[float | None]]


def matrix_fields(noun: type[Noun]) -> tuple[tuple[Column, ...], Column, Column]:
    """The fields that run down, the one that runs across, and the quantity."""
    by_name = {column.name: column for column in columns_of(noun)}
    down = tuple(by_name[name] for name in noun.sheet.key[:-1])
    quantity = next(column for name, column in by_name.items() if name not in noun.sheet.key)
    return down, by_name[noun.sheet.key[-1]], quantity


def matrix_of(noun: type[Noun], table: pd.DataFrame, dates: Sequence[Date] = ()) -> Matrix:
    """Lay a long table out as a matrix whose days are those of the table and `dates`, in order."""
    down, across, quantity = matrix_fields(noun)
    names = [column.name for column in down]
    keys = list(dict.fromkeys(zip(*(table[name] for name in names), strict=True)))
    days = sorted({*dates, *pd.to_datetime(table[across.name].unique()).date})
    row_of = {key: row for row, key in enumerate(keys)}
    col_of = {day: col for col, day in enumerate(days)}
    cells: list[list[float | None]] = [[None] * len(days) for _ in keys]
    columns = zip(*(table[name] for name in names), strict=True)
    for key, day, value in zip(columns, table[across.name].dt.date, table[quantity.name], strict=True):
        cells[row_of[key]][col_of[day]] = float(value)
    return Matrix(down, quantity, keys, days, cells)
