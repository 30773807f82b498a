"""Draws pages for people into a workbook: A4, headings on every sheet, page numbers, signatures."""

from collections.abc import Iterable
from itertools import count

from planner.domain.page import Page, Table
from planner.workbook.formats import QUIET
from planner.workbook.pages_block import draw_block
from planner.workbook.pages_canvas import Canvas
from planner.workbook.pages_look import PageLooks
from planner.workbook.pages_table import draw_signatures, heading_row_of
from planner.workbook.strictbook import StrictBook

A4 = 9
PAGE_TAB = "#1F3864"
TOP = 2
LONGEST_NAME, FORBIDDEN = 31, "[]:*?/\\"
PRINTED_PIXELS = {True: 1045, False: 717}
CAUTION = 0.81
SPACER_POINTS = 7


def draw_pages(book: StrictBook, pages: Iterable[Page]) -> tuple[str, ...]:
    """Add one sheet for each page; returns the sheet names given."""
    looks = PageLooks(book)
    names: list[str] = []
    for page in pages:
        names.append(sheet_name_of(page.name, names))
        _draw_page(Canvas(page, book.add_worksheet(names[-1]), looks))
    return tuple(names)


def sheet_name_of(wanted: str, taken: Iterable[str]) -> str:
    """A name Excel accepts, near the one wanted and not yet taken."""
    clean = "".join("-" if letter in FORBIDDEN else letter for letter in wanted).strip("' ") or "Page"
    used = {name.casefold() for name in taken}
    for number in count(1):
        tail = "" if number == 1 else f" {number}"
        name = clean[: LONGEST_NAME - len(tail)].strip() + tail
        if name.casefold() not in used:
            return name
    raise AssertionError("names never run out")


def _draw_page(canvas: Canvas) -> None:
    page, sheet = canvas.page, canvas.sheet
    for col, width in enumerate(canvas.widths):
        sheet.set_column(col, col, width)
    sheet.set_row(0, 26)
    canvas.put(0, 0, page.title, canvas.looks.text(size=16, bold=True))
    canvas.put(1, 0, page.meta, canvas.looks.text(size=9, ink=QUIET))
    row = TOP
    for block in page.blocks:
        row = draw_block(canvas, block, row)
        if page.grid:
            sheet.set_row(row, SPACER_POINTS)
            row += 1
    if page.signatures and not _signs_sections(page):
        row = draw_signatures(canvas, row)
    _freeze(canvas)
    _set_up_print(canvas, row - 1)


def _signs_sections(page: Page) -> bool:
    tables = [block for block in page.blocks if isinstance(block, Table)]
    return any(section.signed for table in tables for section in table.sections)


def _heading_row(page: Page) -> int | None:
    """The row of the headings that stay in sight and are printed again; none on a page with a grid."""
    first = page.blocks[0] if page.blocks else None
    if page.grid or not isinstance(first, Table) or first.charts:
        return None
    return heading_row_of(first, TOP)


def _freeze(canvas: Canvas) -> None:
    heading = _heading_row(canvas.page)
    if heading is not None:
        canvas.sheet.freeze_panes(heading + 1, canvas.page.frozen_columns)


def _set_up_print(canvas: Canvas, last_row: int) -> None:
    page, sheet = canvas.page, canvas.sheet
    sheet.set_landscape() if page.landscape else sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    sheet.set_footer(f"&L&8 {footer_text(page.title)}&R&8 第 &P / &N 页")
    sheet.repeat_rows(0, _heading_row(page) or 1)
    sheet.print_area(0, 0, max(last_row, 1), len(canvas.widths) - 1)
    sheet.set_tab_color(PAGE_TAB)
    sheet.hide_gridlines(2)
    sheet.center_horizontally()
    if page.days_across:
        _break_across(canvas)
    elif canvas.breaks:
        sheet.set_print_scale(scale_of(canvas, len(canvas.widths)))
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(canvas.breaks)


def _break_across(canvas: Canvas) -> None:
    """Days run over several printed sheets, the leading columns on each of them."""
    page, columns = canvas.page, len(canvas.widths)
    days = sum(1 for width in reversed(canvas.widths) if width == canvas.widths[-1])
    fixed = columns - days
    canvas.sheet.set_print_scale(scale_of(canvas, min(fixed + page.days_across, columns)))
    canvas.sheet.repeat_columns(0, max(page.frozen_columns - 1, 0))
    canvas.sheet.set_v_pagebreaks(list(range(fixed + page.days_across, columns, page.days_across)))


def scale_of(canvas: Canvas, columns: int) -> int:
    """The percentage at which the first columns fit the width of the sheet; 10 to 100."""
    fits = PRINTED_PIXELS[canvas.page.landscape] / canvas.pixels(0, columns)
    return int(min(100, max(10, 100 * fits * CAUTION)))


def footer_text(text: str) -> str:
    """Text for a footer, where & starts a command."""
    return text.replace("&", "&&")
