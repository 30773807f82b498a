"""`planner check` names every fault with its cell, and says when there is none."""

import shutil

import openpyxl
import pytest

from planner.workflows import world_folder


@pytest.fixture
def tiny_workbook(planner, tmp_path):
    path = tmp_path / "factory.xlsx"
    assert planner("new", path, "--template", "tiny").code == 0
    return path


def with_a_word_for_a_number(path):
    """Write `十二` over the first quantity of the demand sheet; returns the cell's name."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title.endswith("Demand"))
    cell = next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, (int, float)))
    cell.value = "十二"
    book.save(path)
    return f"{sheet.title}!{cell.coordinate}"


def test_a_sound_workbook_is_ready_to_solve(planner, tiny_workbook):
    shown = planner("check", tiny_workbook)
    assert shown.code == 0, shown.out
    assert "Ready to solve" in shown.out


def test_a_folder_of_tables_can_be_checked_too(planner, tmp_path):
    shutil.copytree(world_folder("tiny"), tmp_path / "tiny")
    assert planner("check", tmp_path / "tiny").code == 0


def test_a_fault_is_named_with_its_cell_and_listed_in_a_file(planner, same_screen, tiny_workbook, tmp_path):
    where = with_a_word_for_a_number(tiny_workbook)
    before = tiny_workbook.read_bytes()
    shown = planner("check", tiny_workbook)
    assert shown.code == 3
    assert where in shown.out
    assert "十二" in shown.out
    assert (tmp_path / "factory.issues.xlsx").exists()
    assert tiny_workbook.read_bytes() == before
    same_screen("check-faulty", shown.out.replace(str(tmp_path), "FOLDER"))


def test_a_file_that_is_no_workbook_is_faulty_and_leaves_no_traceback(planner, tmp_path):
    letter = tmp_path / "letter.xlsx"
    letter.write_text("Dear planner", encoding="utf-8")
    shown = planner("check", letter)
    assert shown.code == 3
    assert "Traceback" not in shown.out + shown.err


def test_solving_a_faulty_workbook_names_the_fault_and_exits_three(planner, tiny_workbook):
    where = with_a_word_for_a_number(tiny_workbook)
    shown = planner("solve", tiny_workbook)
    assert shown.code == 3
    assert where in shown.err
    assert shown.out == ""
