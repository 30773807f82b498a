"""`planner new` gives a workbook to start from and never writes over one."""

import pytest


@pytest.mark.parametrize("template", ["tiny", "blank"])
def test_a_new_workbook_is_written_from_a_template(planner, tmp_path, template):
    out = tmp_path / "factory.xlsx"
    shown = planner("new", out, "--template", template)
    assert shown.code == 0, shown.err
    assert out.stat().st_size > 1000
    assert "planner check" in shown.out


def test_a_workbook_that_exists_is_never_written_over(planner, tmp_path):
    out = tmp_path / "factory.xlsx"
    out.write_text("somebody's work", encoding="utf-8")
    shown = planner("new", out, "--template", "tiny")
    assert shown.code == 2
    assert "will not be overwritten" in shown.err
    assert out.read_text(encoding="utf-8") == "somebody's work"


def test_an_unknown_template_is_wrong_use_and_the_known_ones_are_named(planner, tmp_path):
    shown = planner("new", tmp_path / "factory.xlsx", "--template", "moon")
    assert shown.code == 2
    assert "festival-week" in shown.err


def test_a_workbook_is_an_excel_file(planner, tmp_path):
    shown = planner("new", tmp_path / "factory.csv", "--template", "tiny")
    assert shown.code == 2
    assert not list(tmp_path.iterdir())
