"""Writes one record as a form, one field a row."""

from planner.domain.noun import Noun, columns_of
from planner.workbook.cellwriter import write_value
from planner.workbook.dropdowns import add_dropdown
from planner.workbook.formats import Looks
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.sheethead import (
    FORM_HEADINGS,
    HEADING_ROW,
    label_of,
)
from planner.workbook.sheetstyle import TOP, Records, Style
from planner.workbook.strictbook import StrictSheet


def write_form(
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
