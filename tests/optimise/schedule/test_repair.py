"""Days that lose something are searched again, and opened longer where that costs less than what is lost."""

from datetime import time as Time
from functools import cached_property
from threading import Event
from typing import Any

import pytest

from planner.domain.plan import Attendance, Plan
from planner.domain.plant import ResourceKind
from planner.domain.scenario import Scenario
from planner.optimise.giveup import give_up
from planner.optimise.lots.assemble import billed
from planner.optimise.minutes import Effort
from planner.optimise.schedule import schedule_days
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.change import UNCHANGED, Change
from planner.optimise.schedule.days import told
from planner.optimise.schedule.floor import Floor
from planner.verify import judge
from tests.builders import (
    a_bakery,
    a_crew,
    a_plan,
    a_product,
    a_shift,
    a_stage,
    a_workshop,
    an_oven,
    days,
    on,
)
from tests.optimise.schedule.replay import Replay

L1 = "20250106-OVN1-P1"


def bakery(**parts: Any) -> Scenario:
    """Mixed for an hour before an hour of baking: of eight hours and lunch, eight are left for the oven."""
    usual: dict[str, Any] = {
        "days": days("ww"),
        "resources": [an_oven("MIX1"), an_oven("OVN1")],
        "routing": [a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0), a_stage(workers=1.0)],
        "products": [a_product(batch_kg=100.0, min_lot_kg=100.0)],
        "workshops": [a_workshop(extra_yuan_hour=60.0)],
        "shifts": [a_shift(early_minutes=0, late_minutes=0)],
        "demand": [("S1", "P1", 0, 900.0)],
    }
    return a_bakery(**(usual | parts))


def planned(world: Scenario, kg: float = 900.0) -> Plan:
    return a_plan(world, lots=[(L1, "P1", 0, kg)], deliveries=[("S1", L1, 0, kg)])


def scheduled(world: Scenario, plan: Plan) -> Plan:
    found = schedule_days(world, plan, seconds=3.0)
    return billed(world, found.put_into(plan))


def opened(plan: Plan) -> dict[object, float]:
    return {row.date: row.hours for row in plan.shifts}


def test_an_hour_more_is_opened_where_it_saves_a_lot() -> None:
    """The ninth batch, 2,000 yuan, needs an hour more on Monday, 60 yuan; Tuesday stays as it is."""
    world = bakery()
    before = planned(world)
    after = give_up(world, scheduled(world, before))
    assert opened(after) == opened(before) | {on(0): 9.0}
    assert sum(lot.kg for lot in after.lots) == 900.0
    assert after.head.cost_yuan == pytest.approx(before.head.cost_yuan + 60.0)
    assert [finding.sentence for finding in judge(world, after).findings] == []


def test_no_hour_is_opened_that_costs_more_than_what_it_saves() -> None:
    world = bakery(workshops=[a_workshop(extra_yuan_hour=2001.0)])
    after = scheduled(world, planned(world))
    assert opened(after) == opened(planned(world))
    assert [row.kg for row in after.unplaced] == [100.0]


def test_nobody_stays_longer_than_the_longest_shift() -> None:
    """Eleven hours, lunch and dinner are time for eleven batches and a half, of fourteen."""
    world = bakery(demand=[("S1", "P1", 0, 1400.0)])
    after = scheduled(world, planned(world, 1400.0))
    assert opened(after)[on(0)] == pytest.approx(11.0)
    assert [row.kg for row in after.unplaced] == [300.0]
    assert Replay(world, after).run() == []


def test_what_the_next_day_goes_on_with_is_ready_for_it() -> None:
    """Dough is set on Monday for Tuesday's oven, at most fourteen hours before; Monday's own lot needs another hour."""
    tank = an_oven("TANK", kind=ResourceKind.OTHER, count=3, hours_day=24.0)
    sponge = a_stage(
        "F2",
        seq=1,
        resource="TANK",
        is_line=False,
        kg_per_hour=None,
        batch_kg=100.0,
        cycle_minutes=600.0,
        workers=0.0,
        wait_max_minutes=840,
        days_before=1,
    )
    usual = bakery()
    world = bakery(
        families=[*usual.families, usual.families[0].model_copy(update={"code": "F2"})],
        resources=[*usual.resources, tank],
        routing=[*usual.routing, sponge, a_stage("F2", workers=1.0)],
        products=[*usual.products, a_product("P2", family="F2", batch_kg=100.0)],
        demand=[("S1", "P1", 0, 900.0), ("S1", "P2", 1, 300.0)],
    )
    bread = "20250107-OVN1-P2"
    plan = a_plan(
        world,
        lots=[(L1, "P1", 0, 900.0), (bread, "P2", 1, 300.0)],
        deliveries=[("S1", L1, 0, 900.0), ("S1", bread, 1, 300.0)],
    )
    after = scheduled(world, plan)
    assert after.unplaced == ()
    assert opened(after)[on(0)] == 9.0
    assert Replay(world, after).run() == []


def test_somebody_more_comes_on_a_sunday_where_one_alone_cannot_run_the_oven() -> None:
    """Four run the oven, two at least; 300 yuan for a day's premium are less than a lot."""
    world = bakery(
        days=days("r"),
        crews=[a_crew(headcount=3, wage_yuan_hour=18.75)],
        resources=[an_oven("OVN1")],
        routing=[a_stage(workers=4.0, kg_per_hour=200.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0, latest_end=Time(16, 30))],
        demand=[("S1", "P1", 0, 100.0)],
    )
    alone = ("C1", 0, Attendance.PREMIUM, 0.0, 8.0, 1)
    before = a_plan(
        world,
        lots=[(L1, "P1", 0, 100.0)],
        deliveries=[("S1", L1, 0, 100.0)],
        crew_days=[alone],
    )
    after = give_up(world, scheduled(world, before))
    assert [(row.people, row.overtime_hours) for row in after.crew_days] == [(2, 8.0)]
    assert after.head.cost_yuan == pytest.approx(before.head.cost_yuan + 300.0)
    assert [finding.sentence for finding in judge(world, after).findings] == []


def test_a_floor_opened_longer_knows_anew_only_what_hours_and_people_decide() -> None:
    """Looked up again for every trial, the rest takes more time than the trials themselves."""
    floor = Floor(bakery(), planned(bakery()))
    known = {name: getattr(floor, name) for name in UNCHANGED}
    longer = Change(on(0), {"W1": 9.0}).made(floor)
    assert {name: vars(longer)[name] for name in UNCHANGED} == known
    derived = {name for name, value in vars(Floor).items() if isinstance(value, cached_property)}
    assert derived - set(UNCHANGED) == {"heads", "doors", "_hours"}
    assert longer.doors != floor.doors


def test_what_was_opened_longer_closes_when_all_is_done() -> None:
    """An hour is mixed, 75 minutes are waited, eight hours are baked: with both breaks that is 8 h 45, not 9 h."""
    dough = a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0, wait_min_minutes=75)
    world = bakery(routing=[dough, a_stage(workers=1.0)], demand=[("S1", "P1", 0, 800.0)])
    plan = scheduled(world, planned(world, 800.0))
    assert not plan.unplaced
    assert opened(plan)[on(0)] == pytest.approx(8.75)
    assert plan.tasks["ends"].max() == Floor(world, plan).doors["W1", on(0)].closes
    assert judge(world, plan).accepted


def test_parts_of_a_batch_that_only_the_first_of_two_days_has_room_for_are_left_out() -> None:
    """Half an hour more on Monday mixes two quarters of a tenth batch; Tuesday's oven is not asked again."""
    mixed = a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0, days_before=1)
    world = bakery(
        days=days("www"),
        routing=[mixed, a_stage(workers=0.0)],
        products=[a_product(batch_kg=25.0)],
        workshops=[a_workshop(extra_yuan_hour=1e9)],
    )
    plan = a_plan(world, lots=[(L1, "P1", 1, 1000.0)])
    course = schedule_days(world, plan, seconds=3.0).course
    longer = Change(on(0), {"W1": 8.5}).made(course.floor)
    assert searched_again(course, Trial(("W1", on(0)), longer), Effort(seconds=0.5), Event())
    course.floor = longer
    assert max(number for _, number in course.out) > 10
    assert Replay(world, told(course).put_into(plan)).run() == []
