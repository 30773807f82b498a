"""What finds no minutes on its day is made on another; people, hours and all other lots stay as they are."""

import time
from functools import cache
from threading import Event
from typing import Any

import pytest

from planner.domain.errors import OutOfTime
from planner.domain.plan import Lot, Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions
from planner.optimise.clock import Clock
from planner.optimise.elsewhere import Timed, made_elsewhere
from planner.optimise.giveup import give_up
from planner.optimise.lots.anew import Anew
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.assemble import billed
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.schedule import schedule_days
from planner.verify import judge
from scenarios.build import world
from tests.benchmarks.randomworlds import random_scenario
from tests.builders import a_bakery, a_product, a_shift, a_stage, an_oven, days, on

OPTIONS = SolveOptions(time_limit=5.0)
MONDAY, TUESDAY = on(0), on(1)


def bakery(**parts: Any) -> Scenario:
    """By hours 800 kg can be baked on Monday; by minutes not, for dough is an hour mixed and rests for two."""
    usual: dict[str, Any] = {
        "days": days("ww"),
        "resources": [an_oven("MIX1"), an_oven("OVN1")],
        "routing": [
            a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0, wait_min_minutes=120),
            a_stage(workers=1.0),
        ],
        "products": [a_product(batch_kg=100.0, min_lot_kg=100.0)],
        "shifts": [a_shift(latest_end=a_shift().ends, early_minutes=0, late_minutes=0)],
        "demand": [("S1", "P1", 1, 900.0)],
    }
    return a_bakery(**(usual | parts))


def planned(scenario: Scenario, seconds: float = 5.0) -> tuple[Plan, Anew]:
    groups = GroupIndex(scenario)
    options = SolveOptions(time_limit=seconds)
    clock = Clock(seconds, silent, Event())
    return plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)


def made(timed: Timed) -> Plan:
    return give_up(timed.scenario, billed(timed.scenario, timed.found.put_into(timed.lots)))


def timed(scenario: Scenario, lots: Plan, seconds: float = 2.0) -> Timed:
    return Timed(scenario, lots, schedule_days(scenario, lots, seconds))


def elsewhere(first: Timed, anew: Anew) -> Timed:
    return made_elsewhere(first, anew, OPTIONS, time.monotonic() + 10.0, Event(), lambda _: None)


def kilograms(plan: Plan) -> dict[object, float]:
    found: dict[object, float] = {}
    for lot in plan.lots:
        found[lot.date] = found.get(lot.date, 0.0) + lot.kg
    return found


def rules_broken(scenario: Scenario, plan: Plan) -> list[str]:
    return [finding.sentence for finding in judge(scenario, plan).findings]


@pytest.mark.slow
def test_what_finds_no_minutes_on_monday_is_made_on_tuesday() -> None:
    scenario = bakery()
    lots, anew = planned(scenario)
    assert kilograms(lots) == {MONDAY: 800.0, TUESDAY: 100.0}
    first = timed(scenario, lots)
    lost = 900.0 - sum(kilograms(made(first)).values())
    assert lost >= 100.0
    best = elsewhere(first, anew)
    assert kilograms(made(best)) == {MONDAY: 800.0 - lost, TUESDAY: 100.0 + lost}
    assert not best.found.unplaced
    assert made(best).head.cost_yuan == pytest.approx(best.yuan)
    assert best.yuan < first.yuan
    assert rules_broken(scenario, made(best)) == []


@pytest.mark.slow
def test_batches_that_have_minutes_keep_them() -> None:
    scenario = bakery()
    lots, anew = planned(scenario)
    first = timed(scenario, lots)
    best = elsewhere(first, anew)
    on_monday = [plan.tasks[plan.tasks["date"].dt.date == MONDAY] for plan in (made(first), made(best))]
    same = ["lot", "batch", "seq", "starts", "ends"]
    before, after = (tasks[same].sort_values(same).values.tolist() for tasks in on_monday)
    assert before == after


@pytest.mark.slow
def test_a_plan_stays_as_it_is_where_no_other_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_time(*_: object) -> Plan:
        raise OutOfTime("no time")

    scenario = bakery()
    lots, anew = planned(scenario)
    first = timed(scenario, lots)
    monkeypatch.setattr(Anew, "without", no_time)
    assert elsewhere(first, anew) is first


@cache
def week() -> tuple[Scenario, Plan, Anew]:
    scenario = world("festival-week")
    return scenario, *planned(scenario, 12.0)


@pytest.mark.slow
def test_only_what_was_lost_is_planned_anew_and_nobody_who_comes_is_sent_home() -> None:
    scenario, lots, anew = week()
    free = [lot for lot in lots.lots if lot.product not in scenario.kit_codes | scenario.component_codes]
    lost = free[:: len(free) // 12]
    other = anew.without(lots, {lot.code: 0.0 for lot in lost})
    gone = {lot.product for lot in lost}
    assert not {lot.code for lot in lost} & {lot.code for lot in other.lots}
    assert {(lot.code, lot.kg) for lot in lots.lots if lot.product not in gone} == {
        (lot.code, lot.kg) for lot in other.lots if lot.product not in gone
    }
    made_of = {lot.product for lot in other.lots}
    assert len(gone & made_of) > len(gone) / 2
    opened = {(row.workshop, row.date): row.hours for row in other.shifts}
    assert all(opened[row.workshop, row.date] >= row.hours - 1e-6 for row in lots.shifts)
    people = {(row.crew, row.date, row.attendance): row.people for row in other.crew_days}
    assert all(people.get((row.crew, row.date, row.attendance), 0) == row.people for row in lots.crew_days)
    hired = {(row.workshop, row.date): row.hours for row in other.temps}
    assert all(hired.get((row.workshop, row.date), 0.0) >= row.hours - 1e-4 for row in lots.temps)
    assert rules_broken(scenario, other) == []


@pytest.mark.slow
def test_components_are_made_on_other_days_and_boxes_still_get_them() -> None:
    """What a lot loses is made elsewhere, or nowhere if there is no place for it; nothing goes missing either way."""
    scenario = world("festival-week")
    before, anew = planned(scenario, 12.0)
    moved = 0
    for lost in _last_components(scenario, before):
        if moved:
            break
        full = next(lot.kg for lot in before.lots if lot.code == lost.code)
        other = anew.without(before, {lost.code: full - 100.0})
        kg, was = (
            {lot.code: lot.kg for lot in plan.lots if lot.product == lost.product} for plan in (other, before)
        )
        now = kg.get(lost.code, 0.0)
        assert now in (full, full - 50.0, full - 100.0)
        assert sum(kg.values()) == pytest.approx(sum(was.values()))
        boxes = [sum(lot.kg for lot in p.lots if lot.product in scenario.kit_codes) for p in (other, before)]
        assert boxes[0] == pytest.approx(boxes[1])
        assert rules_broken(scenario, other) == []
        moved, before = moved + (now < full), other
    assert moved


def _last_components(scenario: Scenario, plan: Plan) -> list[Lot]:
    """Lots of components, the last first, those that the festival pastry workshop bakes before all others."""
    lots = (lot for lot in plan.lots if lot.product in scenario.component_codes and lot.kg > 100.0)
    return sorted(lots, key=lambda lot: (lot.workshop == "W3", lot.date, lot.code), reverse=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2000, 2006))
def test_plans_of_made_up_bakeries_made_anew_are_accepted(seed: int) -> None:
    scenario = random_scenario(seed)
    lots, anew = planned(scenario, 1.0)
    first = timed(scenario, lots, 1.0)
    lost = {lot.code: 0.0 for lot in lots.lots[::3]}
    other = anew.without(first.found.put_into(lots), lost)
    assert rules_broken(scenario, other) == []
    best = elsewhere(first, anew)
    assert rules_broken(scenario, made(best)) == []
