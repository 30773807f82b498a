"""The journey: no plan leaves unjudged, and a rejected one says so in its name."""

import pytest

from planner.domain.errors import PlannerError, WorkbookError
from planner.domain.verdict import Finding, Verdict
from planner.saving import plan_path
from planner.verify import judge
from planner.workflows import WORLDS, new_workbook, read_sound, world_folder, write_judged
from tests.builders import a_bakery, a_plan


@pytest.fixture
def world():
    return a_bakery(demand=[("S1", "P1", 0, 50.0)])


def test_an_accepted_plan_goes_where_it_was_wanted(world, tmp_path):
    plan = a_plan(world)
    place = tmp_path / "week.plan.xlsx"
    assert write_judged(world, plan, judge(world, plan), place) == place


def test_a_plan_of_ours_may_be_written_over(world, tmp_path):
    plan = a_plan(world)
    old = write_judged(world, plan, judge(world, plan), tmp_path / "week.plan.xlsx")
    assert plan_path(tmp_path / "week.xlsx", None) == old


def test_a_rejected_plan_is_written_under_a_name_that_says_so(world, tmp_path):
    verdict = Verdict((Finding("bill_adds_up", 1.0, "The bill is 1 yuan off."),), 0.0)
    written = write_judged(world, a_plan(world), verdict, tmp_path / "week.plan.xlsx")
    assert written == tmp_path / "week.plan.rejected.xlsx"
    assert [path.name for path in tmp_path.iterdir()] == ["week.plan.rejected.xlsx"]


def test_every_template_is_there():
    assert all((world_folder(name) / "Settings.csv").is_file() for name in WORLDS)


def test_a_new_workbook_holds_the_world_it_was_made_from(tmp_path):
    made, warnings = read_sound(new_workbook(tmp_path / "factory.xlsx", "tiny"))
    kept, _ = read_sound(world_folder("tiny"))
    assert made.same_as(kept)
    assert warnings == 0


def test_a_faulty_scenario_is_told_fault_by_fault(tmp_path):
    new_workbook(tmp_path / "factory.xlsx", "blank")
    with pytest.raises(WorkbookError, match=r"(?s)Demand.*planner check"):
        read_sound(tmp_path / "factory.xlsx")


def test_a_new_workbook_never_replaces_an_old_one(tmp_path):
    old = tmp_path / "factory.xlsx"
    old.touch()
    with pytest.raises(PlannerError, match="will not be overwritten"):
        new_workbook(old, "tiny")
