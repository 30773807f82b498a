"""Breaches of the rules of minutes: other ways to break one than its own world, each caught by that rule alone."""

from dataclasses import replace
from datetime import time as Time
from typing import Any

import pytest

from planner.domain.plan import Plan, Task
from planner.domain.plant import Changeover, Downtime, Resource, ResourceKind
from planner.domain.scenario import Scenario
from planner.verify.cleaning import cleaning_minutes
from tests.builders import START, a_bakery, a_crew, a_plan, a_product, a_shift, a_stage, an_oven, days
from tests.rules.minutes import at, kneaded_and_baked, one_lot
from tests.timetable import Work, timed
from tests.verify.findings import breaches

KILOGRAMS = "every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced"
STAGES = "batch_goes_through_every_stage_on_its_day_and_long_enough"
WAITS = "batch_waits_at_least_and_at_most_as_its_routing_says"
OPENED = "work_happens_only_in_opened_minutes_and_not_in_breaks"
UNITS = "resource_unit_does_one_thing_at_a_time"
CLEANING = "cleaning_happens_between_lots_as_contents_demand"
HEADS = "hands_in_use_at_any_minute_stay_within_those_present"
KNEADING, BAKING = at(480, 570)


def found(scenario: Scenario, *work: Work, **rows: Any) -> list[tuple[str, float]]:
    return breaches(scenario, timed(scenario, one_lot(scenario), work, **rows))


def with_cells(work: Work, **cells: Any) -> Work:
    return work._replace(cells=tuple(cells.items()))


def test_a_plan_without_tasks_claims_nothing_about_minutes() -> None:
    scenario = kneaded_and_baked()
    assert breaches(scenario, one_lot(scenario)) == []


def test_a_lot_may_find_no_minutes_at_all_if_it_says_so() -> None:
    assert found(kneaded_and_baked(), unplaced=[("L1", 100.0)]) == []


@pytest.mark.parametrize(("reported", "off"), [(60.0, 40.0), (130.0, 30.0)])
def test_no_more_and_no_less_is_reported_than_found_no_minutes(reported: float, off: float) -> None:
    assert found(kneaded_and_baked(), unplaced=[("L1", reported)]) == [(KILOGRAMS, off)]


@pytest.mark.parametrize(
    "work",
    [
        (BAKING,),
        (KNEADING,),
        (with_cells(KNEADING, kg=90.0), BAKING),
        (with_cells(KNEADING, people=1.0), BAKING),
        (with_cells(KNEADING, unit=1), BAKING),
        (KNEADING, with_cells(BAKING, unit=0)),
        (KNEADING, with_cells(BAKING, unit=2)),
        (with_cells(KNEADING, units=0.5, people=1.0), BAKING),
        (KNEADING._replace(starts=700, ends=760), BAKING._replace(starts=800, ends=860)),
        (with_cells(KNEADING, batch=0), with_cells(BAKING, batch=0)),
    ],
    ids=[
        "no kneading",
        "no baking",
        "kilograms",
        "hands",
        "a unit",
        "no unit",
        "no such unit",
        "half",
        "over lunch",
        "batch 0",
    ],
)
def test_a_task_that_is_not_as_its_stage_says_is_named(work: tuple[Work, ...]) -> None:
    assert [rule for rule, _ in found(kneaded_and_baked(), *work)] == [STAGES]


@pytest.mark.parametrize(("people", "minutes", "broken"), [(1, 120, False), (1, 119, True), (0.5, 240, True)])
def test_one_of_two_bakers_bakes_twice_as_long_and_half_a_baker_not_at_all(
    people: float, minutes: int, broken: bool
) -> None:
    baking = with_cells(BAKING._replace(ends=BAKING.starts + minutes), people=people)
    assert [rule for rule, _ in found(kneaded_and_baked(), KNEADING, baking)] == [STAGES] * broken


def test_a_task_on_another_resource_goes_through_no_stage() -> None:
    assert found(kneaded_and_baked(), with_cells(KNEADING, resource="OVN1"), BAKING) == [(STAGES, 1.0)]


def test_a_batch_is_a_whole_number_of_its_products_batches() -> None:
    odd, even = at(480, 570, batch=1, kg=70.0), at(560, 650, batch=2, kg=30.0)
    assert found(kneaded_and_baked(), *odd, *even) == [(STAGES, 2.0), (STAGES, 2.0)]


@pytest.mark.parametrize(("baking", "off"), [(569, 1.0), (630, 0.0), (633, 3.0)])
def test_dough_waits_from_half_an_hour_to_one_and_a_half(baking: int, off: float) -> None:
    assert found(kneaded_and_baked(), *at(480, baking)) == ([(WAITS, off)] if off else [])


def test_dough_waits_overnight_from_one_date_to_the_next() -> None:
    """Kneaded until 17:00 the day before and baked at 7:00: 14 hours, and 13 are allowed."""
    night = a_stage(resource="BENCH", is_line=False, days_before=1, wait_max_minutes=13 * 60)
    scenario = kneaded_and_baked(
        days=days("ww"), routing=[night, a_stage(seq=20)], demand=[("S1", "P1", 1, 100.0)]
    )
    plan = a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], deliveries=[("S1", "L1", 1, 100.0)])
    assert breaches(scenario, timed(scenario, plan, at(960, 420))) == [(WAITS, 60.0)]


def test_a_stage_without_a_resource_adds_its_waits_and_its_cycle() -> None:
    rest = a_stage(seq=15, resource="", is_line=False, wait_min_minutes=10, wait_max_minutes=20, workers=0.0)
    resting = rest.model_copy(update={"cycle_minutes": 30.0, "kg_per_hour": None})
    first = a_stage(resource="BENCH", is_line=False, wait_max_minutes=0)
    scenario = kneaded_and_baked(routing=[first, resting, a_stage(seq=20)])
    for baking, off in ((579, 1.0), (580, 0.0), (590, 0.0), (592, 2.0)):
        assert found(scenario, *at(480, baking)) == ([(WAITS, off)] if off else [])


PROOFER = Resource(
    code="PRF", name="醒发室", workshop="W1", kind=ResourceKind.PROOFER, count=1, availability=1.0
)


def proofed(**parts: Any) -> Scenario:
    """50 kg fill the proofer for 40 minutes; the goods wait inside, from 40 to 60."""
    chamber = a_stage(resource="PRF", is_line=False, kg_per_hour=None, workers=0.0)
    chamber = chamber.model_copy(update={"batch_kg": 100.0, "cycle_minutes": 40.0})
    chamber = chamber.model_copy(update={"wait_min_minutes": 40, "wait_max_minutes": 60})
    return kneaded_and_baked(resources=[PROOFER, an_oven()], routing=[chamber, a_stage(seq=20)], **parts)


@pytest.mark.parametrize(
    ("inside", "baking", "expected"),
    [
        (40, 520, []),
        (40, 545, [(WAITS, 5.0)]),
        (70, 550, []),
        (70, 551, [(WAITS, 1.0)]),
        (70, 549, [(WAITS, 1.0)]),
        (39, 520, [(STAGES, 1.0)]),
    ],
)
def test_goods_wait_in_the_chamber(inside: int, baking: int, expected: list[Any]) -> None:
    proofing = Work("L1", 1, 10, 480, 480 + inside, 100.0, units=1.0)
    assert found(proofed(), proofing, at(480, baking)[1]) == expected


@pytest.mark.parametrize(("third", "too_much"), [(520, 0.0), (510, 5.0)])
def test_batches_share_a_chamber_up_to_its_space(third: int, too_much: float) -> None:
    """Half a load each: two fit, and for the ten minutes of a third a half is too many."""
    scenario = proofed(crews=[a_crew(headcount=6)], demand=[("S1", "P1", 0, 150.0)])
    scenario = replace(scenario, resources=(PROOFER, an_oven(count=3)))
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 150.0)], deliveries=[("S1", "L1", 0, 150.0)])
    work: list[Work] = []
    for batch, starts in enumerate((480, 480, third), 1):
        proofing = Work("L1", batch, 10, starts, starts + 40, 50.0, units=0.5)
        work += proofing, Work("L1", batch, 20, starts + 40, starts + 70, 50.0, unit=batch)
    assert breaches(scenario, timed(scenario, plan, work)) == ([(UNITS, too_much)] if too_much else [])


def test_work_by_hand_pauses_over_lunch_and_begins_after_it() -> None:
    """Lunch is from 12:00 to 13:00."""
    scenario = kneaded_and_baked()
    kneading, baking = at(660, 870)
    assert found(scenario, kneading._replace(starts=700, ends=820), baking) == []
    early = kneading._replace(starts=765, ends=825)
    assert found(scenario, early, baking) == [(OPENED, 15.0)]


def test_the_oven_runs_through_lunch() -> None:
    assert found(kneaded_and_baked(), *at(600, 690)) == []


def test_nobody_works_before_the_first_come() -> None:
    assert found(kneaded_and_baked(), *at(380, 470)) == [(OPENED, 10.0)]


@pytest.mark.parametrize(
    ("shift", "off"),
    [
        ({"late_minutes": 90}, 0.0),
        ({"late_minutes": 60}, 30.0),
        ({"late_minutes": 60, "early_minutes": 240}, 30.0),
        ({"late_minutes": 150, "latest_end": Time(16, 30), "last_out": Time(17, 30)}, 30.0),
        ({"late_minutes": 150, "latest_end": Time(16, 30), "last_out": Time(18, 0)}, 0.0),
    ],
    ids=["in time", "too late", "early hours do not help", "nobody later", "just in time"],
)
def test_nobody_works_after_the_last_have_left(shift: dict[str, Any], off: float) -> None:
    """Baked from 17:00 to 18:00 on a day that ends at 16:30."""
    scenario = kneaded_and_baked(shifts=[a_shift(**shift)])
    assert found(scenario, *at(930, 1020)) == ([(OPENED, off)] if off else [])


def test_a_freezer_with_its_own_hours_runs_overnight() -> None:
    """Around the clock: from 17:00 to 3:00; with 12 hours it stops at 18:30."""
    for hours, expected in ((24.0, []), (12.0, [(OPENED, 510.0)])):
        scenario = kneaded_and_baked(
            days=days("ww"),
            resources=[kneaded_and_baked().resources[0], an_oven(hours_day=hours)],
        )
        kneading, baking = at(900, 1020)
        assert found(scenario, kneading, baking._replace(ends=1620)) == expected


def test_the_last_unit_is_down_first() -> None:
    """Two ovens, 2 hours down: the second until 8:30."""
    scenario = kneaded_and_baked(
        resources=[kneaded_and_baked().resources[0], an_oven(count=2)],
        downtimes=[Downtime(resource="OVN1", date=START, hours=2.0)],
    )
    kneading, baking = at(400, 500)
    assert found(scenario, kneading, baking) == []
    assert found(scenario, kneading, baking._replace(unit=2)) == [(UNITS, 10.0)]


def test_a_bench_holds_no_more_than_its_places() -> None:
    first, second = at(480, 570, 1, 50.0), at(505, 600, 2, 50.0)
    scenario = kneaded_and_baked(
        routing=[a_stage(resource="BENCH", is_line=False, workers=1.0), a_stage(seq=20, workers=1.0)]
    )
    assert found(scenario, *first, *second) == [(UNITS, 5.0)]


def test_set_up_comes_before_the_first_lot_of_the_day() -> None:
    scenario = a_bakery(days=days("w"), products=[a_product(setup_minutes=20.0)])
    for starts, expected in ((410, []), (402, [(CLEANING, 8.0)])):
        assert found(scenario, Work("L1", 1, 10, starts, starts + 60, 100.0, unit=1)) == expected


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [
        ("nut,peanut", "nut", 40.0),
        ("nut", "nut,peanut", 0.0),
        ("nut", "", 40.0),
        ("nut", "peanut", 40.0),
        ("pork", "", 15.0),
        ("pork", "nut", 0.0),
        ("", "nut", 0.0),
    ],
)
def test_cleaning_takes_away_what_the_next_one_must_be_free_of(
    before: str, after: str, minutes: float
) -> None:
    scenario = a_bakery(
        products=[a_product("A", contains=before), a_product("B", contains=after)],
        demand=[],
        changeovers=[
            Changeover(code="N", leaving="nut,peanut", entering_free_of="nut,peanut", minutes=40.0),
            Changeover(code="M", leaving="pork", entering_free_of="nut", minutes=15.0),
        ],
    )
    assert cleaning_minutes(scenario, "A", "B") == minutes


def early_and_late(scenario: Scenario, people: int) -> Plan:
    """Both ovens at 6:30 with four hands, one at 16:30 with two: nobody is there from end to end."""
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 300.0)],
        deliveries=[("S1", "L1", 0, 300.0)],
        crew_days=[("C1", 0, "works", 8.0, 0.0, people)],
    )
    early = [Work("L1", n, 10, 390, 450, 100.0, unit=n) for n in (1, 2)]
    return timed(scenario, plan, [*early, Work("L1", 3, 10, 990, 1050, 100.0, unit=1)])


@pytest.mark.parametrize(("people", "short"), [(6, 0.0), (4, 2.0)])
def test_whoever_came_with_the_first_leaves_before_the_last(people: int, short: float) -> None:
    crews = [a_bakery().crews[0].model_copy(update={"headcount": 6})]
    scenario = a_bakery(
        days=days("w"), crews=crews, resources=[an_oven(count=2)], demand=[("S1", "P1", 0, 300.0)]
    )
    assert breaches(scenario, early_and_late(scenario, people)) == ([(HEADS, short)] if short else [])


def test_a_task_of_an_unknown_lot_or_resource_is_named() -> None:
    scenario = kneaded_and_baked()
    stranger = with_cells(KNEADING, lot="L9")
    lost = with_cells(KNEADING, batch=2, resource="?")
    unknown = ("every_name_in_the_plan_is_known", 1.0)
    assert found(scenario, KNEADING, BAKING, stranger) == [unknown]
    assert found(scenario, KNEADING, BAKING, lost) == [unknown]


@pytest.mark.parametrize("column", list(Task.model_fields))
@pytest.mark.parametrize("value", [None, 1e300], ids=str)
def test_whatever_a_cell_of_a_task_holds_is_judged(column: str, value: Any) -> None:
    scenario = kneaded_and_baked()
    plan = timed(scenario, one_lot(scenario), (KNEADING, BAKING))
    tasks = plan.tasks.astype(object)
    tasks.loc[0, column] = value
    assert breaches(scenario, replace(plan, tasks=tasks))
