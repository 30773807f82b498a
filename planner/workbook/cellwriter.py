"""Puts typed values into cells, column by column."""

from collections.abc import Callable, Iterable
from datetime import date as Date
from datetime import time as Time
from typing import Any

from planner.workbook.kinds import Kind
from planner.workbook.strictbook import StrictSheet
from planner.workbook.words import word_for, word_of

EXCEL_DAY_ZERO = Date(1899, 12, 30).toordinal()
SECONDS_A_DAY = 86400


def serial_of(day: Date) -> int:
    """The number Excel keeps for a day."""
    return day.toordinal() - EXCEL_DAY_ZERO


def day_share(moment: Time) -> float:
    """The number Excel keeps for a time of day: its share of a day."""
    return (moment.hour * 3600 + moment.minute * 60 + moment.second) / SECONDS_A_DAY


_IN_CELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.FLAG: word_of,
    Kind.DATE: serial_of,
    Kind.TIME: day_share,
    Kind.CHOICE: word_for,
}
_WRITTEN_AS_TEXT = frozenset((Kind.TEXT, Kind.FLAG, Kind.CHOICE))


def write_value(sheet: StrictSheet, row: int, col: int, kind: Kind, value: Any, look: Any) -> None:
    """Write one value of a kind; `None` and empty text leave a blank cell with its look."""
    write_column(sheet, row, col, kind, (value,), look)


def write_column(
    sheet: StrictSheet, top: int, col: int, kind: Kind, values: Iterable[Any], look: Any
) -> None:
    """Write values of one kind downwards from row `top` (from 0)."""
    write = sheet.write_string if kind in _WRITTEN_AS_TEXT else sheet.write_number
    in_cell = _IN_CELL[kind]
    for row, value in enumerate(values, top):
        if value is None or value == "":
            sheet.write_blank(row, col, None, look)
        else:
            write(row, col, in_cell(value), look)


def cells_of(kind: Kind, values: Iterable[Any]) -> list[Any]:
    """Values of one kind as plain cells for a block."""
    in_cell = _IN_CELL[kind]
    return [None if value is None or value == "" else in_cell(value) for value in values]
