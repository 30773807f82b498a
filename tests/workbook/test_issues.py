"""Issues print as ranges, and are listed in a workbook of their own with links."""

import os
import zipfile

import pytest
from openpyxl import load_workbook

from planner.domain.errors import WorkbookError
from planner.workbook import issue_lines, read_scenario, write_issues
from planner.workbook.grids import open_source
from planner.workbook.issue import faults_in, issue
from tests.workbook.books import a_book, put


def word(row, col, message="'x' is not a number."):
    return issue("not_a_number", "需求 Demand", message, row, col, "x")


def test_one_issue_names_its_cell():
    assert issue_lines([word(17, 6)]) == ["需求 Demand!F17: 'x' is not a number."]


def test_equal_issues_below_each_other_become_one_range():
    assert issue_lines(word(row, 6) for row in range(17, 41)) == [
        "需求 Demand!F17:F40 (24 cells): 'x' is not a number."
    ]


def test_equal_issues_in_a_block_become_one_range():
    block = [word(row, col) for row in range(2, 5) for col in range(3, 6)]
    assert issue_lines(block) == ["需求 Demand!C2:E4 (9 cells): 'x' is not a number."]


def test_apart_cells_and_other_messages_stay_apart():
    lines = issue_lines([word(2, 3), word(4, 3), word(3, 3, "'y' is not a number.")])
    assert lines == [
        "需求 Demand!C2: 'x' is not a number.",
        "需求 Demand!C4: 'x' is not a number.",
        "需求 Demand!C3: 'y' is not a number.",
    ]


def test_faults_stand_before_warnings():
    warning = issue("sheet_hidden", "产品 Product", "the sheet is hidden; it is read all the same.")
    assert issue_lines([warning, word(2, 3)])[0].startswith("需求 Demand!C2")
    assert faults_in([warning, word(2, 3)]) == (word(2, 3),)


@pytest.fixture
def faulty(tmp_path):
    return a_book(tmp_path, lambda sheets: put(sheets, "Demand", C2="十二", D3="=1+1"))


def test_the_list_has_a_row_for_each_issue_linked_to_its_cell(faulty):
    before = faulty.read_bytes()
    path = write_issues(read_scenario(faulty).issues, faulty)
    assert path == faulty.with_name("book.issues.xlsx")
    sheet = load_workbook(path)["问题 Issues"]
    row = [cell.value for cell in sheet[2]]
    assert row == ["错误 fault", "需求 Demand!C2", "不是数字", "十二", "'十二' is not a number. Maybe 12."]
    link = sheet["B2"].hyperlink
    assert (link.target, link.location) == ("book.xlsx", "'需求 Demand'!C2")
    assert faulty.read_bytes() == before


def test_values_in_the_list_are_never_executed(faulty):
    path = write_issues([issue("not_a_number", "需求 Demand", "no.", 2, 3, "=cmd|' /C calc'!A0")], faulty)
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_an_older_list_is_replaced(faulty):
    assert write_issues([word(2, 3)], faulty) == write_issues([word(2, 3)], faulty)


def test_a_file_of_the_users_is_left_alone(faulty):
    own = faulty.with_name("book.issues.xlsx")
    own.write_bytes(faulty.read_bytes())
    before = own.read_bytes()
    assert write_issues([word(2, 3)], faulty).name == "book.issues (2).xlsx"
    assert own.read_bytes() == before


def test_a_name_that_cannot_be_written_to_is_passed_over(faulty):
    faulty.with_name("book.issues.xlsx").mkdir()
    assert write_issues([word(2, 3)], faulty).name == "book.issues (2).xlsx"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_a_fault(faulty):
    faulty.parent.chmod(0o500)
    with pytest.raises(WorkbookError, match="read-only"):
        write_issues([word(2, 3)], faulty)


def test_a_folder_of_tables_gets_its_list_beside_it(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    assert write_issues([word(2, 3)], folder) == tmp_path / "tables.issues.xlsx"


def test_a_source_that_vanished_is_told_not_raised(tmp_path):
    assert [found.code for found in open_source(tmp_path / "gone.xlsx").issues] == ["file_missing"]


def test_a_source_the_disk_refuses_is_told_not_raised(tmp_path):
    assert [found.code for found in open_source(tmp_path / ("long" * 100)).issues] == ["file_unreadable"]


def test_a_thousand_strange_codes_are_told_quickly(tmp_path):
    demand = [("S1", "P1", day, 1.0) for day in range(5)]

    def edit(sheets):
        sheets["Demand"] += [[f"S{n}x", f"P{n}y", 1.0] for n in range(1000)]

    issues = read_scenario(a_book(tmp_path, edit, demand=demand)).issues
    assert sum(found.code == "code_unknown" for found in issues) == 2000
