"""Writes one record a row."""

from collections.abc import Iterable

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.cellwriter import cells_of
from planner.workbook.formats import Looks
from planner.workbook.kinds import kind_of
from planner.workbook.sheetfields import width_of, write_field
from planner.workbook.sheethead import (
    HEADING_HEIGHT,
    HEADING_ROW,
    write_heading,
)
from planner.workbook.sheetstyle import TOP, Records, Style, values_by_column
from planner.workbook.strictbook import Block, StrictSheet


def write_rows(
    sheet: StrictSheet, noun: type[Noun], records: Records, looks: Looks, style: Style
) -> tuple[int, int]:
    """One record a row; returns the last row and column to print."""
    columns = columns_of(noun)
    values = values_by_column(noun, records)
    rows = len(values[columns[0].name])
    for col, column in enumerate(columns):
        write_heading(sheet, HEADING_ROW, col, column, looks, editable=style.editable)
        if style.editable:
            write_field(sheet, col, column, values[column.name], looks, style)
        sheet.set_column(col, col, width_of(column, values[column.name]))
    if not style.editable:
        kinds = [kind_of(column) for column in columns]
        cells = [cells_of(kind, values[column.name]) for kind, column in zip(kinds, columns, strict=True)]
        sheet.set_block(Block(TOP, cells, [looks.value[kind] for kind in kinds]))
    sheet.set_row(HEADING_ROW, HEADING_HEIGHT)
    sheet.freeze_panes(TOP, _frozen_columns(noun, columns))
    if rows:
        sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + rows, len(columns) - 1)
    return TOP + max(rows, min(style.spare, 20), 1) - 1, len(columns) - 1


def _frozen_columns(noun: type[Noun], columns: Iterable[Column]) -> int:
    """How many leading columns stay in sight: the leading keys, three at most."""
    count = 0
    for column in columns:
        if column.name not in noun.sheet.key or count == 3:
            break
        count += 1
    return max(count, 1)
