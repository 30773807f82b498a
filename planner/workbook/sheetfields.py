"""The cells of one field of a sheet: values, spare rows, drop-downs, and a width that fits."""

from collections.abc import Sequence
from typing import Any

from planner.domain.noun import Column
from planner.workbook.cellwriter import write_column
from planner.workbook.dropdowns import add_dropdown
from planner.workbook.formats import Looks
from planner.workbook.kinds import kind_of
from planner.workbook.sheethead import (
    english_of,
)
from planner.workbook.sheetstyle import TOP, Style
from planner.workbook.strictbook import StrictSheet
from planner.workbook.words import word_or_text

SAMPLE = 200


def write_field(
    sheet: StrictSheet, col: int, column: Column, values: Sequence[Any], looks: Looks, style: Style
) -> None:
    """The cells of one field, with spare input rows and drop-downs below an editable one."""
    kind = kind_of(column)
    look = (looks.entry if style.editable else looks.value)[kind]
    write_column(sheet, TOP, col, kind, values, look)
    if style.editable:
        write_column(sheet, TOP + len(values), col, kind, [None] * style.spare, look)
        last = TOP + max(len(values) + style.spare, 1) - 1
        add_dropdown(sheet, column, (TOP, col, last, col), style.extents)


def width_of(column: Column, values: Sequence[Any]) -> float:
    """A column width that fits the heading and a sample of the values."""
    words = [_span(word) for word in english_of(column).split()]
    heading = max(_span(column.zh) + 2, *words, sum(words) / 2)
    return min(max([heading, 7, *(_span(_shown(value)) for value in values[:SAMPLE])]) + 1.5, 42)


def _shown(value: Any) -> str:
    """A value about as wide as its cell shows it."""
    return f"{value:g}" if isinstance(value, float) else "" if value is None else word_or_text(value)


def _span(text: str) -> int:
    """The room a text takes, in Latin letters; a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
