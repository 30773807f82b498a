"""`planner deliveries`: days at a glance, a day's stops, and the files a dispatcher hands out."""

import csv
import json

import openpyxl
import pytest

from planner.workbook import write_plan, write_scenario
from tests.routes import a_routed_plan, a_routed_world


@pytest.fixture
def books(tmp_path):
    world = a_routed_world()
    plan = a_routed_plan(world)
    scenario, plan_file = tmp_path / "world.xlsx", tmp_path / "world.plan.xlsx"
    write_scenario(world, scenario)
    write_plan(plan, (), plan_file)
    return scenario, plan_file


def test_without_a_day_every_day_is_told_at_a_glance(planner, books):
    shown = planner("deliveries", *books)
    assert shown.code == 0, shown.err
    assert "配送日历 Days: 3" in shown.out


def test_a_day_is_told_stop_by_stop(planner, books):
    shown = planner("deliveries", *books, "--date", "2025-01-06")
    assert "配送站点 Stops: 4" in shown.out and "次日06:00" in shown.out


def test_json_holds_the_lots_of_a_store(planner, books):
    told = json.loads(planner("deliveries", *books, "--store", "S1", "--json").out)
    assert [row["lot"] for row in told["pages"][1]["rows"]] == ["L1", "L1"]


def test_a_workbook_holds_the_board_and_a_sheet_for_each_trip(planner, books, tmp_path):
    assert planner("deliveries", *books, "--date", "2025-01-06", "-o", tmp_path / "day.xlsx").code == 0
    names = openpyxl.load_workbook(tmp_path / "day.xlsx").sheetnames
    assert names[0] == "配送计划 Dispatch board"
    assert names[-3:-1] == ["0106 18-40 R42M-1", "0106 次日05-40 R42M-2 租"]


def test_a_csv_file_has_a_row_for_each_lot_and_executes_nothing(planner, books, tmp_path):
    planner("deliveries", *books, "-o", tmp_path / "all.csv")
    rows = list(csv.reader((tmp_path / "all.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(
    ("name", "begins"), [("day.html", "<!doctype html>"), ("day.ics", "BEGIN:VCALENDAR")]
)
def test_a_phone_page_and_a_calendar_are_written(planner, books, tmp_path, name, begins):
    assert planner("deliveries", *books, "--date", "2025/1/6", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_all_days_on_paper_at_once_are_refused(planner, books, tmp_path):
    shown = planner("deliveries", *books, "-o", tmp_path / "all.xlsx")
    assert shown.code == 2 and "--date 2025-01-06" in shown.err


def test_an_unknown_truck_names_the_nearest(planner, books):
    shown = planner("deliveries", *books, "--truck", "R42N-1")
    assert shown.code == 2 and "Maybe R42M-1" in shown.err
