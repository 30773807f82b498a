"""Writes any noun as a sheet from its fields alone: rows, form or matrix."""

from xlsxwriter.utility import xl_range

from planner.domain.noun import Noun
from planner.workbook.formats import Looks, looks_of
from planner.workbook.sheethead import (
    HEADING_ROW,
    write_title,
)
from planner.workbook.sheetstyle import Records, Style
from planner.workbook.strictbook import StrictBook, StrictSheet
from planner.workbook.write_form import write_form
from planner.workbook.write_matrix import write_matrix
from planner.workbook.write_rows import write_rows


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
    writers = {"rows": write_rows, "form": write_form, "matrix": write_matrix}
    last_row, last_col = writers[noun.sheet.layout](sheet, noun, records, looks, style)
    _set_up_print(sheet, noun, last_row, last_col)
    return sheet


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
