"""Any noun as rows of text for a CSV file: the same headings as in the workbook, every digit kept."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date as Date
from datetime import time as Time
from typing import Any

import pandas as pd

from planner.domain.noun import Noun, columns_of
from planner.workbook.csvfiles import guarded
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.matrix import matrix_of
from planner.workbook.sheethead import FORM_HEADINGS
from planner.workbook.sheetstyle import values_by_column
from planner.workbook.words import word_for, word_of

Row = list[str]


def _time_text(moment: Time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _number_text(number: float) -> str:
    whole = float(number)
    return str(int(whole)) if whole.is_integer() and abs(whole) < 1e15 else repr(whole)


_AS_TEXT: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: guarded,
    Kind.INTEGER: str,
    Kind.NUMBER: _number_text,
    Kind.FLAG: word_of,
    Kind.DATE: Date.isoformat,
    Kind.TIME: _time_text,
    Kind.CHOICE: word_for,
}


def csv_rows(
    noun: type[Noun], records: Sequence[Noun] | pd.DataFrame, dates: Sequence[Date]
) -> Iterator[Row]:
    """The lines of a noun's CSV file; a matrix shows the days of `dates` besides its own."""
    if noun.sheet.layout == "form":
        return _form_rows(noun, records)
    if noun.sheet.layout == "matrix" and isinstance(records, pd.DataFrame):
        return _matrix_rows(noun, records, dates)
    return _plain_rows(noun, records)


def _plain_rows(noun: type[Noun], records: Sequence[Noun] | pd.DataFrame) -> Iterator[Row]:
    columns = columns_of(noun)
    values = values_by_column(noun, records)
    yield [column.heading for column in columns]
    texts = [[_text(kind_of(column), value) for value in values[column.name]] for column in columns]
    yield from (list(row) for row in zip(*texts, strict=True))


def _form_rows(noun: type[Noun], records: Sequence[Noun] | pd.DataFrame) -> Iterator[Row]:
    values = values_by_column(noun, records)
    yield [text for text, _ in FORM_HEADINGS]
    for column in columns_of(noun):
        value = _text(kind_of(column), values[column.name][0])
        yield [f"{column.zh} {column.en}", value, column.unit, column.about]


def _matrix_rows(noun: type[Noun], table: pd.DataFrame, dates: Sequence[Date]) -> Iterator[Row]:
    matrix = matrix_of(noun, table, dates)
    yield [*(column.heading for column in matrix.down), *(day.isoformat() for day in matrix.days)]
    for key, quantities in zip(matrix.keys, matrix.quantities, strict=True):
        yield [*map(guarded, key), *(_text(Kind.NUMBER, quantity) for quantity in quantities)]


def _text(kind: Kind, value: Any) -> str:
    return "" if value is None or value == "" else _AS_TEXT[kind](value)
