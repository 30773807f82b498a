"""Days small enough to schedule by hand."""

from dataclasses import replace
from datetime import date as Date
from datetime import time as Time
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.domain.plant import Changeover, Downtime, ResourceKind
from planner.domain.scenario import Scenario
from planner.optimise.schedule import schedule_days
from tests.builders import a_bakery, a_crew, a_plan, a_product, a_shift, a_stage, an_oven, on
from tests.optimise.schedule.replay import Replay


def scheduled(world: Scenario, plan: Plan) -> Plan:
    found = schedule_days(world, plan, seconds=2.0)
    return found.put_into(plan)


def times(plan: Plan) -> list[tuple[int, int]]:
    return list(zip(plan.tasks["starts"], plan.tasks["ends"], strict=True))


def unplaced_kg(plan: Plan) -> float:
    return sum(row.kg for row in plan.unplaced)


def pastry(**parts: Any) -> Scenario:
    """Mixed in 30 minutes, rested 20 to 40, baked in 60: a lot of 100 kg, one of each machine."""
    usual = {
        "resources": [an_oven("MIX1", kind=ResourceKind.MIXER), an_oven("OVN1")],
        "routing": [
            a_stage(
                seq=5,
                resource="MIX1",
                is_line=False,
                kg_per_hour=200.0,
                wait_min_minutes=20,
                wait_max_minutes=40,
            ),
            a_stage(),
        ],
        "products": [a_product(batch_kg=100.0)],
        "shifts": [a_shift(early_minutes=0, late_minutes=0, latest_end=Time(16, 30))],
    }
    return a_bakery(**(usual | parts))


def test_a_batch_goes_through_its_stages_as_early_as_its_waits_allow() -> None:
    """7:30 to 8:00 mixed, 20 minutes of rest, 8:20 to 9:20 baked."""
    world = pastry()
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]))
    assert times(plan) == [(450, 480), (500, 560)]
    assert plan.unplaced == ()


def test_the_second_batch_is_mixed_only_when_it_need_not_wait_too_long_for_the_oven() -> None:
    """It is baked from 9:20, so it leaves the mixer at 8:40 at the earliest."""
    world = pastry()
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 200.0)]))
    assert sorted(times(plan)) == [(450, 480), (490, 520), (500, 560), (560, 620)]


def test_what_does_not_fit_the_day_is_told_with_the_stage_that_blocked_it() -> None:
    """Ovens run through lunch: 8:20 to 16:30 is time for 8 batches; the ninth could have begun at 15:30."""
    world = pastry()
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 1000.0)]))
    assert len(plan.tasks) == 16
    assert [(row.lot, row.seq, row.resource, row.latest, row.kg) for row in plan.unplaced] == [
        ("L1", 10, "OVN1", 930, 200.0)
    ]


def test_of_a_batch_that_does_not_fit_a_part_is_made() -> None:
    """8:20 to 16:50 is time for 8 batches of an hour and 30 minutes of a ninth, in parts of 20 kg or single loads."""
    world = pastry(
        products=[a_product(batch_kg=10.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=20, latest_end=Time(16, 30))],
        crews=[a_crew(headcount=40)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 900.0)]))
    assert 0.0 < unplaced_kg(plan) <= 60.0
    assert {round(kg) for kg in plan.tasks["kg"]} == {10, 20, 100}
    assert Replay(world, plan).run() == []


def test_two_who_are_alone_work_together_at_a_bench() -> None:
    """Both encrust for 20 minutes, then stamp for 50: six batches in 8 hours; one alone there makes four."""
    world = a_bakery(
        resources=[
            an_oven("ENC1", kind=ResourceKind.LINE),
            an_oven("TBL1", kind=ResourceKind.BENCH, count=9),
        ],
        routing=[
            a_stage(
                seq=10, resource="ENC1", is_line=True, kg_per_hour=300.0, workers=4.0, wait_max_minutes=15
            ),
            a_stage(seq=20, resource="TBL1", is_line=False, kg_per_hour=30.0, workers=1.0),
        ],
        products=[a_product(batch_kg=50.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0)],
        crews=[a_crew(headcount=2)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 300.0)]))
    assert plan.unplaced == ()
    assert Replay(world, plan).run() == []


def test_parts_of_a_batch_begun_the_day_before_are_finished_the_day_after() -> None:
    """Nine hours at 25 kg: two batches of 100 kg and a quarter of the third."""
    mixing = a_stage(seq=5, resource="MIX1", is_line=False, kg_per_hour=25.0, days_before=1)
    world = pastry(
        routing=[mixing, a_stage()], products=[a_product(batch_kg=25.0)], crews=[a_crew(headcount=40)]
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 1, 300.0)]))
    assert unplaced_kg(plan) == 75.0
    assert sorted(plan.tasks["kg"]) == [25.0, 25.0, 100.0, 100.0, 100.0, 100.0]
    assert Replay(world, plan).run() == []


def test_hands_on_a_bench_pause_for_lunch() -> None:
    """300 minutes of work from 7:30, an hour of lunch at 12:00: done at 13:30."""
    world = a_bakery(
        resources=[an_oven("TBL1", kind=ResourceKind.BENCH)],
        routing=[a_stage(resource="TBL1", kg_per_hour=20.0)],
        products=[a_product(batch_kg=100.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]))
    assert times(plan) == [(450, 810)]


@pytest.mark.parametrize(("kg", "first"), [(800.0, (450, 480)), (900.0, (390, 420))])
def test_some_come_early_if_it_lets_more_be_made(kg: float, first: tuple[int, int]) -> None:
    """8:20 to 16:30 is time for 8 batches of an hour; for a ninth the mixer starts at 6:30."""
    shift = a_shift(early_minutes=60, late_minutes=0)
    world = pastry(shifts=[shift], crews=[a_crew(headcount=40)])
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, kg)]))
    assert times(plan)[0] == first
    assert plan.unplaced == ()
    assert Replay(world, plan).run() == []


@pytest.mark.parametrize(
    ("late", "last_out", "batches"), [(49, 21, 8), (50, 21, 9), (150, 21, 10), (150, 17, 8)]
)
def test_work_goes_on_until_the_last_leave(late: int, last_out: int, batches: int) -> None:
    """8:20 to 16:30 is time for 8 batches of an hour; the ninth ends at 17:20, the tenth at 18:20."""
    shift = a_shift(early_minutes=0, late_minutes=late, latest_end=Time(16, 30), last_out=Time(last_out, 0))
    world = pastry(shifts=[shift], crews=[a_crew(headcount=40)])
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 1100.0)]))
    assert len(plan.tasks) == 2 * batches
    assert Replay(world, plan).run() == []


def test_two_batches_share_a_chamber_that_has_room_for_both() -> None:
    """Each takes half of the proofer for an hour; four hands load it."""
    world = a_bakery(
        resources=[an_oven("PRF", kind=ResourceKind.PROOFER)],
        routing=[a_stage(resource="PRF", kg_per_hour=None, batch_kg=100.0, cycle_minutes=60.0, workers=1.0)],
        products=[a_product("P1", batch_kg=50.0), a_product("P2", batch_kg=50.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 50.0), ("L2", "P2", 0, 50.0)]))
    assert times(plan) == [(450, 510), (450, 510)]
    assert plan.tasks["units"].tolist() == [0.5, 0.5]


def test_the_nutty_lot_goes_last_and_nothing_is_cleaned() -> None:
    """10 batches in 490 minutes of a 540-minute day: an hour of cleaning between would cost the last one."""
    world = pastry(
        routing=[a_stage(kg_per_hour=120.0)],
        products=[a_product("P1", batch_kg=100.0, contains="nut"), a_product("P2", batch_kg=100.0)],
        changeovers=[Changeover(code="NUT", leaving="nut", entering_free_of="nut", minutes=60.0)],
    )
    plan = scheduled(world, a_plan(world, lots=[("N", "P1", 0, 500.0), ("M", "P2", 0, 500.0)]))
    assert plan.unplaced == ()
    assert plan.tasks["lot"].tolist() == ["M"] * 5 + ["N"] * 5


def test_nobody_bakes_before_the_oven_is_mended() -> None:
    world = pastry(downtimes=[Downtime(resource="OVN1", date=on(0), hours=2.0)])
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]))
    assert times(plan)[-1] == (570, 630)


def test_too_few_hands_bake_one_batch_at_a_time() -> None:
    """Two ovens want four hands; three are there."""
    world = a_bakery(
        crews=[a_crew(headcount=3)],
        resources=[an_oven(count=2)],
        products=[a_product(batch_kg=100.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 200.0)]))
    assert sorted(times(plan)) == [(450, 510), (510, 570)]


def test_a_line_for_three_is_run_by_two_for_half_as_long_again() -> None:
    world = a_bakery(
        crews=[a_crew(headcount=2)],
        routing=[a_stage(workers=3.0)],
        products=[a_product(batch_kg=100.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0)],
    )
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]))
    assert times(plan) == [(450, 540)]
    assert plan.tasks["people"].tolist() == [2.0]
    assert Replay(world, plan).run() == []


def test_a_sponge_set_the_day_before_is_ready_when_the_mixer_wants_it() -> None:
    """10 hours in the tank, mixed within 14 hours of its start: it is set the evening before."""
    tank = an_oven("TANK", kind=ResourceKind.OTHER, hours_day=24.0)
    sponge = a_stage(
        seq=1,
        resource="TANK",
        is_line=False,
        kg_per_hour=None,
        batch_kg=100.0,
        cycle_minutes=600.0,
        workers=0.0,
        wait_min_minutes=480,
        wait_max_minutes=840,
        days_before=1,
    )
    world = pastry(resources=[tank, an_oven()], routing=[sponge, a_stage()])
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 1, 100.0)]))
    assert plan.unplaced == ()
    assert Replay(world, plan).run() == []
    assert [day.date() for day in plan.tasks["date"]] == [on(0), on(1)]


def test_a_workshop_that_is_closed_places_nothing() -> None:
    world = pastry()
    plan = a_plan(world, lots=[("L1", "P1", 0, 100.0)])
    closed = scheduled(world, replace(plan, shifts=()))
    assert closed.tasks.empty
    assert unplaced_kg(closed) == 100.0


def test_the_same_seed_gives_the_same_tasks() -> None:
    world = pastry()
    plan = a_plan(world, lots=[("L1", "P1", 0, 1000.0)])
    first, second = (schedule_days(world, plan, seconds=60.0).tasks for _ in range(2))
    assert first.equals(second)


def planted(plan: Plan, row: int, **cells: Any) -> Plan:
    """The plan with cells of one task overwritten."""
    table = plan.tasks.copy()
    for name, value in cells.items():
        table.loc[row, name] = value
    return replace(plan, tasks=table)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (0, {"starts": 440, "ends": 470}),
        (1, {"ends": 555}),
        (1, {"starts": 490, "ends": 550}),
        (1, {"starts": 530, "ends": 590}),
        (1, {"people": 9.0}),
        (0, {"kg": 90.0}),
        (0, {"date": on(1)}),
        (1, {"unit": 0}),
    ],
    ids=["before the doors", "too short", "too soon", "too late", "hands", "kilograms", "day", "unit"],
)
def test_the_replay_sees_what_is_planted(row: int, cells: dict[str, Any]) -> None:
    world = pastry()
    plan = scheduled(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]))
    cells = {k: v if not isinstance(v, Date) else str(v) for k, v in cells.items()}
    assert Replay(world, plan).run() == []
    assert Replay(world, planted(plan, row, **cells)).run() != []
