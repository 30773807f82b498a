"""Pages as they come out of the workbook: print set-up, cells, names; read back with openpyxl."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from planner.domain.page import (
    Bar,
    BarRow,
    Board,
    Figure,
    Figures,
    Limits,
    Look,
    Mood,
    Note,
    Page,
    PageColumn,
    Section,
    Table,
)
from planner.workbook.pages import draw_pages, sheet_name_of
from planner.workbook.strictbook import open_book

COLUMNS = (
    PageColumn("产品", "Product", Look.TEXT, 20),
    PageColumn("数量", "Quantity", Look.KG, 10, "kg", totalled=True),
    PageColumn("占用率", "Full", Look.PERCENT, 8, limits=Limits(amber=0.9, red=1.0)),
)
ROWS = (("=1+1", 10.0, 0.5), ("桃酥", 15.5, 1.2))
PAGE = Page(
    "库存", "Stock", "库存 Stock", "tiny", (Table(COLUMNS, (Section(ROWS, "周一", totalled=True),)),),
    signatures=("仓储",), frozen_columns=1,
)  # fmt: skip


def drawn(tmp_path: Path, *pages: Page) -> openpyxl.Workbook:
    with open_book(tmp_path / "pages.xlsx") as book:
        draw_pages(book, pages)
    return openpyxl.load_workbook(tmp_path / "pages.xlsx")


def test_a_page_prints_on_a4_with_its_headings_and_page_numbers_on_every_sheet(tmp_path):
    sheet = drawn(tmp_path, PAGE)["库存 Stock"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$3"
    assert "&P / &N" in sheet.oddFooter.right.text or "P" in sheet.oddFooter.right.text
    assert sheet.freeze_panes == "B4"


def test_the_title_stands_first_and_the_headings_are_bilingual_with_their_unit(tmp_path):
    sheet = drawn(tmp_path, PAGE).active
    assert sheet["A1"].value == "库存 Stock"
    assert sheet["B3"].value == "数量 (kg)\nQuantity"


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    cell = drawn(tmp_path, PAGE).active["A5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_no_cell_of_a_page_holds_a_formula(tmp_path):
    cells = [cell for row in drawn(tmp_path, PAGE).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_totals_are_the_sums_of_their_columns(tmp_path):
    sheet = drawn(tmp_path, PAGE).active
    assert [sheet.cell(7, col).value for col in (1, 2, 3)] == ["合计 Total", 25.5, None]


def test_numbers_beyond_their_limit_are_red(tmp_path):
    sheet = drawn(tmp_path, PAGE).active
    assert (sheet["C5"].fill.fgColor.rgb, sheet["C6"].fill.fgColor.rgb) == ("00000000", "FFF8CBAD")


def test_everybody_who_signs_has_a_line(tmp_path):
    sheet = drawn(tmp_path, PAGE).active
    assert sheet["A8"].value.startswith("仓储：")


def test_a_section_on_a_new_sheet_breaks_the_page_before_its_band(tmp_path):
    sections = (Section(ROWS, "周一"), Section(ROWS, "周二", on_new_sheet=True))
    sheet = drawn(tmp_path, replace(PAGE, blocks=(Table(COLUMNS, sections),))).active
    assert [mark.id for mark in sheet.row_breaks.brk] == [6]
    assert sheet["A7"].value == "周二"


def test_days_that_run_across_repeat_the_leading_columns(tmp_path):
    columns = (*COLUMNS[:1], *(PageColumn(f"1/{n}", "", Look.KG, 7) for n in range(1, 31)))
    table = Table(columns, (Section((("桃酥", *range(30)),)),))
    sheet = drawn(tmp_path, replace(PAGE, blocks=(table,), days_across=14)).active
    assert sheet.print_title_cols == "$A:$A"
    assert [mark.id for mark in sheet.col_breaks.brk] == [15, 29]


def test_big_figures_and_notes_share_the_grid(tmp_path):
    figure = Figure("满足率", "Fill", 0.97, Look.PERCENT, remark="97 / 100 t", mood=Mood.AMBER)
    blocks = (Note("通过", Mood.GOOD), Figures((figure, figure)))
    sheet = drawn(tmp_path, replace(PAGE, blocks=blocks, grid=(9.0,) * 5)).active
    merged = sorted(str(area) for area in sheet.merged_cells.ranges)
    assert merged == ["A3:E3", "A5:B5", "A6:B6", "A7:B7", "C5:E5", "C6:E6", "C7:E7"]
    assert (sheet["A6"].value, sheet["C6"].value) == (0.97, 0.97)


def test_a_board_draws_each_bar_over_its_quarters_and_executes_nothing_typed(tmp_path):
    bars = (Bar(1, 2, "=1+1", 0), Bar(4, 4, "桃", 1))
    board = Board("W1", ((1, 4, "8:00"),), (BarRow("OVN1 1 号", bars),), legend=((0, "=2+2"),))
    sheet = drawn(tmp_path, replace(PAGE, blocks=(board,), grid=(20.0,) + (2.0,) * 8)).active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"B6:C6"} <= merged and not any(area.startswith("E6") for area in merged)
    assert [cells[text].data_type for text in ("=1+1", "=2+2", "桃")] == ["s"] * 3


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [
        ("任务单 W1 酥皮", (), "任务单 W1 酥皮"),
        ("W1/2 [旧]", (), "W1-2 -旧-"),
        ("Same", ("same",), "Same 2"),
        ("很长" * 20, (), ("很长" * 20)[:31]),
        ("''", (), "Page"),
    ],
)
def test_sheet_names_are_made_fit_for_excel(wanted, taken, given):
    assert sheet_name_of(wanted, taken) == given
