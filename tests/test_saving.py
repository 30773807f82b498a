"""A finished file is put in its place whole, and never over somebody else's work."""

import errno
from zipfile import ZipFile

import pytest

from planner.domain.errors import PlannerError
from planner.saving import plan_path, save


def put_words(words):
    return lambda draft: draft.write_text(words, encoding="utf-8")


def a_plan_file(path):
    with ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", '<sheet name="计划 Plan"/>')
    return path


def test_a_plan_lies_beside_its_scenario_by_default(tmp_path):
    assert plan_path(tmp_path / "week.xlsx", None) == tmp_path / "week.plan.xlsx"


def test_the_plan_of_a_folder_lies_beside_the_folder(tmp_path):
    (tmp_path / "week.2").mkdir()
    assert plan_path(tmp_path / "week.2", None) == tmp_path / "week.2.plan.xlsx"


def test_a_folder_as_target_gets_the_default_name(tmp_path):
    (tmp_path / "plans").mkdir()
    assert plan_path(tmp_path / "week.xlsx", tmp_path / "plans") == tmp_path / "plans" / "week.plan.xlsx"


def test_a_plan_may_be_written_over_an_older_plan(tmp_path):
    old = a_plan_file(tmp_path / "plan.xlsx")
    assert plan_path(tmp_path / "week.xlsx", old) == old


@pytest.mark.parametrize("name", ["week.xlsx", "letter.xlsx"])
def test_a_file_that_is_no_plan_is_never_written_over(tmp_path, name):
    (tmp_path / name).write_text("somebody's work", encoding="utf-8")
    with pytest.raises(PlannerError, match="will not be overwritten"):
        plan_path(tmp_path / "week.xlsx", tmp_path / name)


def test_a_plan_is_an_excel_file(tmp_path):
    with pytest.raises(PlannerError, match="xlsx"):
        plan_path(tmp_path / "week.xlsx", tmp_path / "plan.csv")


def test_a_folder_that_is_not_there_is_named_before_any_work_is_done(tmp_path):
    with pytest.raises(PlannerError, match="no folder"):
        plan_path(tmp_path / "week.xlsx", tmp_path / "none" / "plan.xlsx")


def test_a_file_is_saved_whole_and_leaves_no_draft(tmp_path):
    saved = save(tmp_path / "plan.xlsx", put_words("whole"))
    assert saved.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [saved]


def test_a_failed_write_leaves_the_old_file_as_it_was(tmp_path):
    old = tmp_path / "plan.xlsx"
    old.write_text("old", encoding="utf-8")

    def fail(draft):
        draft.write_text("half", encoding="utf-8")
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        save(old, fail)
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_full_disk_is_told_in_words_even_when_the_writer_wraps_it(tmp_path):
    def fill_the_disk(draft):
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as fault:
            raise RuntimeError("cannot close the file") from fault

    with pytest.raises(PlannerError, match=r"plan\.xlsx: No space left on device"):
        save(tmp_path / "plan.xlsx", fill_the_disk)


def test_a_locked_file_is_left_alone_and_the_next_name_taken(tmp_path):
    locked = tmp_path / "plan.xlsx"

    def lock_while_writing(draft):
        draft.write_text("new", encoding="utf-8")
        locked.mkdir()

    assert save(locked, lock_while_writing) == tmp_path / "plan (2).xlsx"
