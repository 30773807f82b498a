"""Draws binders of documents into a workbook: A4 upright, a sheet for each binder, documents one after another."""

from collections.abc import Iterable
from math import fsum

from planner.domain.document import Binder, Document
from planner.domain.page import Page
from planner.workbook.documents_look import DocumentLooks
from planner.workbook.documents_strips import Cutter, Strip, dealt_out, signed_with_goods
from planner.workbook.pages import A4, footer_text, scale_of, sheet_name_of
from planner.workbook.pages_canvas import Canvas
from planner.workbook.pages_look import PageLooks
from planner.workbook.strictbook import StrictBook

TITLE_POINTS, NUMBER_POINTS = 34.0, 24.0
SHEET_POINTS = 11.69 * 72 - 0.35 * 72 - 0.5 * 72
SURE = 0.94
PAGE_COLUMNS = 3


def draw_binders(book: StrictBook, binders: Iterable[Binder], taken: Iterable[str] = ()) -> None:
    """Add one sheet for each binder."""
    looks, pages = DocumentLooks(book), PageLooks(book)
    names = list(taken)
    for binder in binders:
        names.append(sheet_name_of(binder.name, names))
        frame = Page(binder.name, "", binder.name, "", (), landscape=False, grid=binder.grid)
        canvas = Canvas(frame, book.add_worksheet(names[-1]), pages)
        _draw_binder(canvas, looks, binder)


def _draw_binder(canvas: Canvas, looks: DocumentLooks, binder: Binder) -> None:
    for col, width in enumerate(canvas.widths):
        canvas.sheet.set_column(col, col, width)
    scale = scale_of(canvas, len(canvas.widths))
    row = 0
    for document in binder.documents:
        row = _draw_document(canvas, looks, document, row, SHEET_POINTS * SURE * 100 / scale)
    _set_up_print(canvas, scale, max(row - 1, 1))


def _draw_document(canvas: Canvas, looks: DocumentLooks, document: Document, row: int, room: float) -> int:
    """Draw one document from `row`, `room` points to a printed sheet; returns the first free row below."""
    cutter = Cutter(canvas, looks)
    headings = cutter.headings(document.columns)
    head = cutter.head(document)
    always = TITLE_POINTS + NUMBER_POINTS + headings.points
    strips = signed_with_goods(list(cutter.body(document)), cutter.foot(document))
    sheets = dealt_out(strips, room - always - fsum(strip.points for strip in head), room - always)
    for number, sheet in enumerate(sheets, 1):
        if row:
            canvas.breaks.append(row)
        _draw_title(canvas, looks, document, row, f"{number} / {len(sheets)}")
        row = _draw_strips(canvas, [*(head if number == 1 else ()), headings, *sheet], row + 2)
    return row


def _draw_title(canvas: Canvas, looks: DocumentLooks, document: Document, row: int, page: str) -> None:
    columns = len(canvas.widths)
    canvas.sheet.set_row(row, TITLE_POINTS)
    canvas.put(row, 0, document.title, looks.title(), columns - PAGE_COLUMNS)
    canvas.put(row, columns - PAGE_COLUMNS, f"第 {page} 页", looks.page(), PAGE_COLUMNS)
    canvas.sheet.set_row(row + 1, NUMBER_POINTS)
    canvas.put(row + 1, 0, document.number, looks.number(), columns)


def _draw_strips(canvas: Canvas, strips: Iterable[Strip], row: int) -> int:
    for strip in strips:
        canvas.sheet.set_row(row, strip.points)
        strip.draw(row)
        row += 1
    return row


def _set_up_print(canvas: Canvas, scale: int, last_row: int) -> None:
    sheet = canvas.sheet
    sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.35, bottom=0.5)
    sheet.set_footer(f"&L&8 {footer_text(canvas.page.title)}&R&8 &P / &N")
    sheet.print_area(0, 0, last_row, len(canvas.widths) - 1)
    sheet.set_print_scale(scale)
    sheet.set_h_pagebreaks(canvas.breaks)
    sheet.hide_gridlines(2)
    sheet.center_horizontally()
