"""Writes any noun as a sheet from its fields alone: rows, form or matrix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_range

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.cellwriter import serial_of, write_column, write_value
from planner.workbook.dropdowns import add_dropdown
from planner.workbook.formats import Looks, looks_of
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.matrix import Matrix, matrix_of
from planner.workbook.sheethead import (
    FORM_HEADINGS,
    HEADING_HEIGHT,
    HEADING_ROW,
    english_of,
    label_of,
    write_heading,
    write_title,
)
from planner.workbook.strictbook import StrictBook, StrictSheet
from planner.workbook.words import word_or_text

TOP = HEADING_ROW + 1
SAMPLE = 200
Records = Sequence[Noun] | pd.DataFrame


@dataclass(frozen=True)
class Style:
    """How a sheet is to be written.

    `editable`: yellow input cells, notes and drop-downs; `spare`: empty input rows below the data;
    `extents`: the key cells of other sheets by English name; `dates`: days a matrix shows besides its own;
    `names`: names for people by key field, shown beside the codes of a matrix; `marks`: a word above a day.
    """

    editable: bool = True
    spare: int = 0
    extents: Mapping[str, str] = field(default_factory=dict)
    dates: Sequence[Date] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[Date, str] = field(default_factory=dict)


def write_noun_sheet(
    book: StrictBook,
    noun: type[Noun],
    records: Records,
    looks: Looks | None = None,
    style: Style = Style(editable=False),  # noqa: B008 - frozen
) -> StrictSheet:
    """Add the sheet of a noun with its records (a table for a noun kept as DataFrame) and return it."""
    looks = looks or looks_of(book)
    sheet: StrictSheet = book.add_worksheet(noun.sheet.name)
    write_title(sheet, noun, looks, editable=style.editable)
    writers = {"rows": _write_rows, "form": _write_form, "matrix": _write_matrix}
    last_row, last_col = writers[noun.sheet.layout](sheet, noun, records, looks, style)
    _set_up_print(sheet, noun, last_row, last_col)
    return sheet


def _write_rows(
    sheet: StrictSheet, noun: type[Noun], records: Records, looks: Looks, style: Style
) -> tuple[int, int]:
    """One record a row; returns the last row and column to print."""
    columns = columns_of(noun)
    values = values_by_column(noun, records)
    rows = len(values[columns[0].name])
    for col, column in enumerate(columns):
        write_heading(sheet, HEADING_ROW, col, column, looks, editable=style.editable)
        _write_field(sheet, col, column, values[column.name], looks, style)
        sheet.set_column(col, col, _width(column, values[column.name]))
    sheet.set_row(HEADING_ROW, HEADING_HEIGHT)
    sheet.freeze_panes(TOP, _frozen_columns(noun, columns))
    if rows:
        sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + rows, len(columns) - 1)
    return TOP + max(rows, min(style.spare, 20), 1) - 1, len(columns) - 1


def _write_field(
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


def _write_form(
    sheet: StrictSheet, noun: type[Noun], records: Records, looks: Looks, style: Style
) -> tuple[int, int]:
    """One field a row: label, value, unit, note."""
    record = records[0] if len(records) else None
    for col, (text, width) in enumerate(FORM_HEADINGS):
        sheet.write_string(HEADING_ROW, col, text, looks.heading)
        sheet.set_column(col, col, width)
    columns = columns_of(noun)
    for offset, column in enumerate(columns):
        row, kind = TOP + offset, kind_of(column)
        look = (looks.entry if style.editable else looks.value)[kind]
        sheet.write_string(row, 0, label_of(column), looks.value[Kind.TEXT])
        write_value(sheet, row, 1, kind, getattr(record, column.name, None), look)
        sheet.write_string(row, 2, column.unit, looks.note)
        sheet.write_string(row, 3, column.about, looks.note)
        if style.editable:
            add_dropdown(sheet, column, (row, 1, row, 1), style.extents)
    sheet.freeze_panes(TOP, 1)
    return TOP + len(columns) - 1, 3


def _write_matrix(
    sheet: StrictSheet, noun: type[Noun], records: Records, looks: Looks, style: Style
) -> tuple[int, int]:
    """The last key field across the columns, the others down; a blank stands for zero."""
    if not isinstance(records, pd.DataFrame):
        raise TypeError(f"{noun.__name__}: a matrix is written from a table")
    matrix = matrix_of(noun, records, style.dates)
    left = _write_matrix_keys(sheet, matrix, looks, style)
    look = (looks.entry if style.editable else looks.value)[Kind.NUMBER]
    rows = len(matrix.keys) + (style.spare if style.editable else 0)
    for offset, day in enumerate(matrix.days):
        sheet.write_number(HEADING_ROW, left + offset, serial_of(day), looks.heading_date)
        sheet.write_string(HEADING_ROW - 1, left + offset, style.marks.get(day, ""), looks.mark)
    for row, quantities in enumerate(matrix.quantities):
        for offset, quantity in enumerate(quantities):
            write_value(sheet, TOP + row, left + offset, Kind.NUMBER, quantity, look)
    last_col = left + max(len(matrix.days), 1) - 1
    _finish_matrix(sheet, matrix, look, rows, left, last_col, style)
    return TOP + max(len(matrix.keys), min(style.spare, 20), 1) - 1, last_col


def _write_matrix_keys(sheet: StrictSheet, matrix: Matrix, looks: Looks, style: Style) -> int:
    """The key columns, each with its names for people beside it; returns the first free column."""
    col = 0
    for place, column in enumerate(matrix.down):
        values = [key[place] for key in matrix.keys]
        write_heading(sheet, HEADING_ROW, col, column, looks, editable=style.editable)
        _write_field(sheet, col, column, values, looks, style)
        sheet.set_column(col, col, _width(column, values))
        col += 1
        if column.name in style.names:
            names: list[str | None] = [style.names[column.name].get(value, "") for value in values]
            sheet.write_rich_string(
                HEADING_ROW,
                col,
                looks.heading_zh,
                f"{column.zh}名称",
                looks.heading_en,
                f"\n{english_of(column)} name",
                looks.heading,
            )
            write_column(sheet, TOP, col, Kind.TEXT, names + [None] * style.spare, looks.quiet)
            sheet.set_column(col, col, 18)
            col += 1
    return col


def _finish_matrix(
    sheet: StrictSheet, matrix: Matrix, look: Any, rows: int, left: int, last_col: int, style: Style
) -> None:
    """Spare rows, bounds, widths and frozen panes of a matrix."""
    for row in range(len(matrix.keys), rows):
        for col in range(left, last_col + 1):
            sheet.write_blank(TOP + row, col, None, look)
    if style.editable:
        add_dropdown(sheet, matrix.quantity, (TOP, left, TOP + max(rows, 1) - 1, last_col), style.extents)
    sheet.set_column(left, last_col, 8)
    sheet.set_row(HEADING_ROW, HEADING_HEIGHT)
    sheet.freeze_panes(TOP, left)


def values_by_column(noun: type[Noun], records: Records) -> dict[str, Sequence[Any]]:
    """The values of each field in order, whether the records are nouns or one table."""
    names = [column.name for column in columns_of(noun)]
    if isinstance(records, pd.DataFrame):
        return {name: _plain(records[name]) for name in names}
    return {name: [getattr(record, name) for record in records] for name in names}


def _plain(series: "pd.Series[Any]") -> list[Any]:
    """The values of a table's column as plain Python values; days as dates."""
    if pd.api.types.is_datetime64_any_dtype(series):
        return list(series.dt.date)
    return list(series.tolist())


def _frozen_columns(noun: type[Noun], columns: Iterable[Column]) -> int:
    """How many leading columns stay in sight: the leading keys, three at most."""
    count = 0
    for column in columns:
        if column.name not in noun.sheet.key or count == 3:
            break
        count += 1
    return max(count, 1)


def _width(column: Column, values: Sequence[Any]) -> float:
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


def _set_up_print(sheet: StrictSheet, noun: type[Noun], last_row: int, last_col: int) -> None:
    """A4 landscape, one page wide, headings on every page, sheet name and page number below."""
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last_row, last_col)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, last_row, last_col)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{noun.sheet.name}&R&8第 &P / &N 页")
