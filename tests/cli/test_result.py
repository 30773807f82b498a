"""What `planner solve` says at the end, also when the judge says no."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typer

from planner.cli.findings import verdict_lines
from planner.cli.result import fault_data, result_data, result_lines
from planner.cli.solve import tell
from planner.domain.errors import OutOfTime
from planner.domain.plan import Shortage
from planner.domain.verdict import Finding, Verdict
from planner.report import key_figures
from planner.verify import judge
from planner.workflows import SolveResult
from tests.builders import a_bakery, a_plan
from tests.routes import a_routed_plan, a_routed_world

LATE = Finding("nobody_gets_more_than_ordered", 12.5, "S1 gets 12.5 kg of P1 too much on 6 Jan.")


def a_result(verdict=None, warnings=0):
    world = a_bakery(demand=[("S1", "P1", 0, 50.0)])
    plan = a_plan(world)
    return SolveResult(
        world,
        warnings,
        plan,
        verdict or judge(world, plan),
        key_figures(world, plan),
        Path("week.plan.xlsx"),
        1.5,
    )


def test_a_rejected_plan_exits_six_with_its_findings_printed(capsys):
    with pytest.raises(typer.Exit) as left:
        tell(a_result(Verdict((LATE,), 1.0)), as_json=False)
    assert left.value.exit_code == 6
    shown = capsys.readouterr().out
    assert "REJECTED" in shown
    assert LATE.sentence in shown


def test_an_accepted_plan_leaves_quietly(capsys):
    tell(a_result(), as_json=False)
    assert "accepted" in capsys.readouterr().out


def test_warnings_are_mentioned_only_when_there_are_any():
    assert not any("Warnings" in line for line in result_lines(a_result()))
    assert any("Warnings: 3" in line for line in result_lines(a_result(warnings=3)))


def test_the_dearest_shortages_come_first_and_only_five_of_them():
    rows = tuple(
        Shortage(date=date(2025, 1, day), customer_class="STORE", product="P1", kg=1.0, yuan=float(day))
        for day in range(1, 9)
    )
    result = a_result()
    lines = result_lines(replace(result, plan=replace(result.plan, shortages=rows)))
    shown = [line for line in lines if "长白糕" in line]
    assert [line.split()[0] for line in shown] == ["01-08", "01-07", "01-06", "01-05", "01-04"]


def test_twenty_findings_are_shown_and_the_rest_counted():
    lines = verdict_lines(Verdict((LATE,) * 23, 1.0))
    assert len(lines) == 22
    assert "3 more" in lines[-1]


def test_the_data_of_a_result_are_plain_numbers():
    data = result_data(a_result(Verdict((LATE,), 1.0)))
    assert data["accepted"] is False
    assert data["findings"] == [{"rule": LATE.rule, "amount": 12.5, "sentence": LATE.sentence}]
    assert data["days"] == 3
    assert data["peak_memory_mb"] is None or data["peak_memory_mb"] > 1


def test_the_data_of_a_fault_carry_its_exit_code_and_no_plan():
    data = fault_data(OutOfTime("No plan within 1 s."))
    assert (data["exit_code"], data["accepted"], data["cost"]) == (5, False, None)


def a_routed_result():
    world = a_routed_world()
    plan = a_routed_plan(world)
    figures = key_figures(world, plan)
    return SolveResult(world, 0, plan, Verdict((), 1.0), figures, Path("week.plan.xlsx"), 1.5)


def test_stops_in_time_and_what_found_no_truck_are_told():
    lines = result_lines(a_routed_result())
    assert any("75.00%, 3 / 4" in line for line in lines)
    assert any(
        "Left behind" in line and "12 kg" in line and "not there while it receives" in line for line in lines
    )


def test_stops_in_time_and_what_found_no_truck_are_data():
    data = result_data(a_routed_result())
    assert (data["stops_due"], data["stops_on_time"], data["village_on_time"]) == (4, 0.75, None)
    assert data["undelivered_kg"] == 12.0 and data["undelivered_yuan"] > 0
    assert [row["reason"] for row in data["undelivered"]] == ["no window"]
