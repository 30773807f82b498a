"""Writes a long table as a matrix: keys down, days across."""

from typing import Any

import pandas as pd

from planner.domain.noun import Noun
from planner.workbook.cellwriter import serial_of, write_column, write_value
from planner.workbook.dropdowns import add_dropdown
from planner.workbook.formats import Looks
from planner.workbook.kinds import Kind
from planner.workbook.matrix import Matrix, matrix_of
from planner.workbook.sheetfields import width_of, write_field
from planner.workbook.sheethead import (
    HEADING_HEIGHT,
    HEADING_ROW,
    english_of,
    write_heading,
)
from planner.workbook.sheetstyle import TOP, Records, Style
from planner.workbook.strictbook import StrictSheet

MARK_HEIGHT = 22
FOR_READING = "仅供阅读，不读入 For reading only; the code beside it counts."


def write_matrix(
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
        write_field(sheet, col, column, values, looks, style)
        sheet.set_column(col, col, width_of(column, values))
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
            if style.editable:
                sheet.write_comment(HEADING_ROW, col, FOR_READING)
            write_column(sheet, TOP, col, Kind.TEXT, names + [None] * style.spare, looks.quiet)
            sheet.set_column(col, col, max(14, width_of(column, names)))
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
    sheet.set_row(HEADING_ROW - 1, MARK_HEIGHT)
    sheet.set_row(HEADING_ROW, HEADING_HEIGHT)
    sheet.freeze_panes(TOP, left)
    if matrix.keys:
        sheet.autofilter(HEADING_ROW, 0, TOP + len(matrix.keys) - 1, left - 1)
