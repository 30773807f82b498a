"""A block of cells reads back as what it was, and refuses what a workbook cannot hold."""

import openpyxl
import pytest

from planner.domain.errors import WorkbookError
from planner.workbook.strictbook import LONGEST_TEXT, Block, open_book


def written(path, columns):
    with open_book(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_string(0, 0, "标题")
        look = book.add_format({"num_format": "0.00"})
        sheet.set_block(Block(1, columns, [look] * len(columns)))
    return openpyxl.load_workbook(path)["S"]


def test_every_cell_reads_back_with_its_value_and_kind(tmp_path):
    texts, numbers = ["=1+1", None, " <&> 空格 "], [0.1 + 0.2, 3, None]
    sheet = written(tmp_path / "b.xlsx", [texts, numbers])
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == ["标题", *texts]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == numbers
    assert sheet["A2"].data_type == "s" and sheet["B2"].number_format == "0.00"


def test_many_rows_keep_their_order(tmp_path):
    numbers = list(range(20_000))
    sheet = written(tmp_path / "b.xlsx", [numbers])
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=2)] == numbers
    assert sheet.dimensions == "A1:A20001"


def test_a_block_without_rows_leaves_the_sheet_as_it_is(tmp_path):
    assert written(tmp_path / "b.xlsx", [[], []]).max_row == 1


@pytest.mark.parametrize("value", ["长" * (LONGEST_TEXT + 1), float("nan"), float("inf")])
def test_what_no_workbook_holds_is_refused(tmp_path, value):
    with pytest.raises(WorkbookError):
        written(tmp_path / "b.xlsx", [[value]])
