"""Printed documents as they come out of the workbook: page breaks, headings on every sheet, typed text."""

from pathlib import Path

import openpyxl
import pytest

from planner.domain.document import Binder, Blank, Document, Fact
from planner.domain.page import Look, PageColumn, Section
from planner.workbook.documents import draw_binders
from planner.workbook.documents_strips import Strip, dealt_out
from planner.workbook.strictbook import open_book

GRID = (6.0, 50.0, 20.0, 14.0)
COLUMNS = (
    PageColumn("", "No.", Look.CENTRE),
    PageColumn("品名", "Product", Look.WRAP),
    PageColumn("数量", "Quantity", Look.FINE, unit="kg", totalled=True),
    PageColumn("实收", "Got", Look.HAND),
)


def a_document(lines: int, number: str = "T1-01") -> Document:
    return Document(
        title="送货单 Delivery note",
        number=number,
        facts=((Fact("客户", "Customer", "=1+1 店", 2), Fact("到达", "Arrive", "18:30", 2)),),
        blanks=((Blank("货温", "Goods ℃", 2), Blank("空筐", "Crates", 2)),),
        columns=COLUMNS,
        sections=(Section(tuple((n, "桃酥", 5.0, None) for n in range(1, lines + 1)), "常温 3 筐", totalled=True),),
        notes=("备注 Note",),
        signatures=("送货 Delivered", "签收 Received"),
    )  # fmt: skip


def drawn(tmp_path: Path, *documents: Document):
    with open_book(tmp_path / "notes.xlsx") as book:
        draw_binders(book, [Binder("T1 18:30", documents, GRID)])
    return openpyxl.load_workbook(tmp_path / "notes.xlsx")["T1 18-30"]


def text_of(sheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_a_short_note_is_one_sheet_of_a4_upright(tmp_path):
    sheet = drawn(tmp_path, a_document(3))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.row_breaks.brk == [] and "第 1 / 1 页" in text_of(sheet)


def test_every_document_begins_on_a_sheet_of_its_own(tmp_path):
    sheet = drawn(tmp_path, a_document(3), a_document(3, "T1-02"))
    (mark,) = sheet.row_breaks.brk
    assert sheet.cell(mark.id + 1, 1).value == "送货单 Delivery note"
    assert sheet.cell(mark.id + 2, 1).value == "T1-02"


def test_a_long_note_repeats_its_title_and_headings_on_every_sheet(tmp_path):
    sheet = drawn(tmp_path, a_document(120))
    sheets = len(sheet.row_breaks.brk) + 1
    words = text_of(sheet)
    assert sheets > 2
    assert words.count("送货单 Delivery note") == words.count("品名\nProduct") == sheets
    assert words.count("客户 Customer") == 1


def test_no_printed_sheet_is_higher_than_the_paper(tmp_path):
    sheet = drawn(tmp_path, a_document(120))
    edges = [0, *(mark.id for mark in sheet.row_breaks.brk), sheet.max_row]
    heights = [
        sum(sheet.row_dimensions[row].height or 15 for row in range(first + 1, last + 1))
        for first, last in zip(edges, edges[1:], strict=False)
    ]
    assert max(heights) * sheet.page_setup.scale / 100 <= (11.69 - 0.35 - 0.5) * 72


def test_the_sheet_is_no_wider_than_the_paper(tmp_path):
    sheet = drawn(tmp_path, a_document(3))
    pixels = sum(width * 7 + 5 for width in GRID) * sheet.page_setup.scale / 100
    assert pixels <= (8.27 - 0.8) * 96


def test_the_total_stands_below_all_lines_and_is_a_plain_number(tmp_path):
    sheet = drawn(tmp_path, a_document(3))
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "合计 Total")
    assert sheet.cell(row, 3).value == 15.0


def test_nothing_typed_is_executed(tmp_path):
    cells = [cell for row in drawn(tmp_path, a_document(3)).iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1 店" in [cell.value for cell in cells]


def test_everybody_who_signs_has_a_line_at_the_end(tmp_path):
    sheet = drawn(tmp_path, a_document(3))
    assert sheet.cell(sheet.max_row, 1).value.startswith("送货 Delivered：")


def a_strip(points: float, *, stays: bool = False) -> Strip:
    return Strip(points, lambda row: None, stays)


@pytest.mark.parametrize(
    ("strips", "sheets"),
    [
        ([a_strip(10)] * 4, [2, 2]),
        ([a_strip(10), a_strip(5, stays=True), a_strip(10)], [1, 2]),
        ([a_strip(50)], [1]),
    ],
)
def test_strips_are_dealt_out_and_what_stays_goes_with_the_next(strips, sheets):
    assert [len(sheet) for sheet in dealt_out(strips, 20, 20)] == sheets
