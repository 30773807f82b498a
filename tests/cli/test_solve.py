"""`planner solve` and `planner verify`, from a workbook to a judged plan."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from planner.domain.plan import NOT_ASKED
from planner.workbook import write_scenario
from planner.workbook.plan_file import read_plan
from planner.workflows import world_folder
from scenarios.build import world
from tests.benchmarks.sizes import of_size

ROOT = Path(__file__).parents[2]
KEYS = {
    "status", "accepted", "findings", "cost", "bound", "gap", "fill_rate", "seconds", "peak_memory_mb",
    "products", "customers", "days", "placed_share", "tasks",
}  # fmt: skip
QUICK = ("--time-limit", "20", "--workers", "1")


@pytest.fixture
def tiny(tmp_path):
    return Path(shutil.copytree(world_folder("tiny"), tmp_path / "tiny"))


def blurred(screen, folder):
    """A screen without what differs from run to run: numbers and folders."""
    text = re.sub(r"\d[\d,.]*", "#", screen.replace(str(folder), "FOLDER"))
    return re.sub(r"[ ]{2,}", "  ", text)


def test_a_scenario_becomes_a_plan_that_the_judge_accepts(planner, same_screen, tiny, tmp_path):
    solved = planner("solve", tiny, *QUICK)
    assert solved.code == 0, solved.err
    same_screen("solve-tiny", blurred(solved.out, tmp_path))
    judged = planner("verify", tiny, tmp_path / "tiny.plan.xlsx")
    assert judged.code == 0, judged.out
    assert "accepted" in judged.out


def test_json_prints_exactly_one_object(planner, tiny):
    shown = planner("solve", tiny, "--json", *QUICK)
    answer = json.loads(shown.out)
    assert KEYS.issubset(answer)
    assert answer["accepted"] is True
    assert answer["findings"] == []
    assert 0 <= answer["gap"] <= 1
    assert answer["bound"] <= answer["cost"]
    assert 0 < answer["placed_share"] <= 1
    assert answer["tasks"] > 0


def test_without_minutes_there_are_no_tasks_and_no_share(planner, tiny):
    answer = json.loads(planner("solve", tiny, "--json", "--days", "none", *QUICK).out)
    assert (answer["tasks"], answer["placed_share"], answer["accepted"]) == (0, None, True)


def test_only_the_first_days_asked_for_have_minutes(planner, tiny, tmp_path):
    answer = json.loads(planner("solve", tiny, "--json", "--days", "1", *QUICK).out)
    plan = read_plan(tmp_path / "tiny.plan.xlsx")
    beyond = {row.lot for row in plan.unplaced if row.reason == NOT_ASKED}
    assert answer["tasks"] == len(plan.tasks) > 0
    assert answer["placed_share"] == pytest.approx(plan.placed_share)
    assert beyond and not beyond & set(plan.tasks["lot"])
    assert {lot.code for lot in plan.lots} == beyond | set(plan.tasks["lot"])


def test_days_that_are_no_number_are_wrong_use(planner, tiny):
    shown = planner("solve", tiny, "--days", "some")
    assert shown.code == 2
    assert "'some'" in shown.err


def test_json_tells_a_fault_as_an_object_too(planner, tiny):
    (tiny / "Product.csv").unlink()
    shown = planner("solve", tiny, "--json")
    assert shown.code == 3
    answer = json.loads(shown.out)
    assert answer["accepted"] is False
    assert answer["exit_code"] == 3


@pytest.mark.slow
def test_the_same_seed_and_one_worker_give_the_same_cost(planner, tiny):
    first, second = (json.loads(planner("solve", tiny, "--json", *QUICK).out) for _ in range(2))
    assert (first["cost"], first["bound"]) == (second["cost"], second["bound"])


def test_a_plan_never_goes_over_the_scenario(planner, tmp_path):
    book = tmp_path / "factory.xlsx"
    planner("new", book, "--template", "tiny")
    shown = planner("solve", book, "-o", book)
    assert shown.code == 2
    assert "will not be overwritten" in shown.err


def with_more_delivered_than_ordered(plan):
    book = openpyxl.load_workbook(plan)
    sheet = next(sheet for sheet in book if sheet.title.endswith("Deliveries") and "配送明细" in sheet.title)
    cell = next(
        cell for cell in reversed(list(sheet.iter_rows())[-1]) if isinstance(cell.value, (int, float))
    )
    cell.value += 1000
    book.save(plan)


def test_a_plan_spoilt_by_hand_is_rejected_and_the_rule_named(planner, tiny, tmp_path):
    plan = tmp_path / "tiny.plan.xlsx"
    planner("solve", tiny, *QUICK)
    with_more_delivered_than_ordered(plan)
    shown = planner("verify", tiny, plan)
    assert shown.code == 6
    assert "nobody_gets_more_than_ordered" in shown.out
    answer = json.loads(planner("verify", tiny, plan, "--json").out)
    assert answer["accepted"] is False
    assert answer["findings"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a real SIGINT")
def test_ctrl_c_keeps_the_best_plan_so_far_judged_like_any_other(tmp_path):
    command = [sys.executable, "-m", "planner", "solve", str(world_folder("festival-week")), "--json"]
    command += ["--gap", "0", "--time-limit", "600", "-o", str(tmp_path / "plan.xlsx")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stderr:
            if "best" in line:
                break
        process.send_signal(signal.SIGINT)
        answer = json.loads(process.communicate(timeout=120)[0])
    assert process.returncode == 0
    assert answer["status"] == "stopped"
    assert answer["accepted"] is True
    assert (tmp_path / "plan.xlsx").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a real SIGINT")
def test_ctrl_c_while_a_small_world_is_solved_whole_keeps_its_best_plan_within_seconds(tmp_path):
    book = tmp_path / "small.xlsx"
    write_scenario(of_size(world("festival-week"), 25), book)
    command = [sys.executable, "-m", "planner", "solve", str(book), "--json", "--gap", "0"]
    with subprocess.Popen(
        [*command, "--time-limit", "600", "-o", str(tmp_path / "plan.xlsx")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stderr:
            if "whole model" in line:
                break
        time.sleep(5.0)
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        answer = json.loads(process.communicate(timeout=60)[0])
        seconds = time.monotonic() - asked
    assert process.returncode == 0
    assert answer["status"] == "stopped"
    assert answer["accepted"] is True
    assert 0.0 < answer["bound"] <= answer["cost"]
    assert seconds < 30.0


@pytest.mark.slow
def test_a_plan_whose_time_is_up_says_so(planner, tmp_path):
    book = tmp_path / "small.xlsx"
    write_scenario(of_size(world("festival-week"), 25), book)
    hurry = ("--gap", "0", "--time-limit", "8", "--days", "none", "--no-routes")
    answer = json.loads(planner("solve", book, "--json", *hurry).out)
    assert answer["status"] == "time"
    shown = planner("solve", book, "-o", tmp_path / "again.xlsx", *hurry)
    assert "到时 time is up" in shown.out
