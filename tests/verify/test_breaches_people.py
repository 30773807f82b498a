"""Breaches of the rules of people: other ways to break a rule than its own world, each caught by that rule alone."""

from typing import Any

import pytest

from planner.domain.people import Absence
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import START, a_bakery, a_crew, a_lane, a_plan, a_pool, a_shift, a_stage, days, on
from tests.kitchens import two_workshops
from tests.verify.findings import breaches


def both_baked(scenario: Scenario, first: float, second: float, **rows: Any) -> Plan:
    lots = [("L1", "P1", 0, first), ("L2", "P2", 0, second)]
    sold = [("S1", "L1", 0, first), ("S1", "L2", 0, second)]
    return a_plan(scenario, lots=lots, deliveries=sold, **rows)


def test_lent_hands_are_missing_where_they_came_from() -> None:
    """W2 has 16 person-hours, lends 4, and 800 kg there take 16."""
    scenario = two_workshops()
    plan = both_baked(scenario, 500.0, 800.0, borrowed=[("W2", "W1", 0, 4.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 4.0)]


def test_a_borrowed_hour_does_half_the_work() -> None:
    """W1 has 8 person-hours of its own; 8 borrowed ones are worth 4, and 800 kg take 16."""
    scenario = two_workshops()
    plan = both_baked(scenario, 800.0, 400.0, borrowed=[("W2", "W1", 0, 8.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 4.0)]


@pytest.mark.parametrize("lanes", [[], [a_lane(to_date=START, from_date=on(-3))], [a_lane("W1", "W2")]])
def test_nobody_is_borrowed_without_a_lane_on_its_days(lanes: list[Any]) -> None:
    scenario = two_workshops(days=days("ww"), borrowing=lanes)
    plan = a_plan(scenario, borrowed=[("W2", "W1", 1, 2.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 2.0)]


def test_skilled_work_is_not_done_by_general_hands() -> None:
    """100 kg take 2 person-hours of masters; 32 general ones are present."""
    scenario = a_bakery(days=days("w"), routing=[a_stage(skill="master")])
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("no_more_hands_in_use_than_present", 2.0)]


@pytest.mark.parametrize(
    ("kinds", "attendance", "plain", "overtime", "too_many"),
    [
        ("r", "works", 8.0, 0.0, 8.0),
        ("w", "premium", 0.0, 4.0, 4.0),
        ("r", "premium", 2.0, 4.0, 2.0),
        ("s", "in lieu", 8.0, 0.0, 8.0),
        ("w", "works", 9.0, 0.0, 1.0),
    ],
)
def test_hours_fit_the_kind_of_day(
    kinds: str, attendance: str, plain: float, overtime: float, too_many: float
) -> None:
    scenario = a_bakery(days=days(kinds), demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 0, attendance, plain, overtime)])
    assert breaches(scenario, plan) == [("crew_works_only_in_an_opened_shift", too_many)]


def test_a_shift_opens_no_longer_than_its_pattern() -> None:
    scenario = a_bakery(days=days("w"), demand=[])
    assert breaches(scenario, a_plan(scenario, shifts=[("W1", 0, 12.5)])) == [
        ("crew_works_only_in_an_opened_shift", 1.5)
    ]


def test_nobody_works_a_rest_day_in_lieu_where_that_is_not_agreed() -> None:
    scenario = a_bakery(days=days("rw"), settings={"time_off_in_lieu": False}, demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 0, "in lieu", 8.0, 0.0), ("C1", 1, "off", 0.0, 0.0)])
    assert breaches(scenario, plan) == [("time_off_in_lieu_is_given_in_the_same_month", 4.0)]


def test_time_off_in_another_month_gives_nothing_back() -> None:
    """31 January worked in lieu, 3 February off."""
    scenario = a_bakery(days=days("rw", start=on(25)), demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 25, "in lieu", 8.0, 0.0), ("C1", 26, "off", 0.0, 0.0)])
    assert breaches(scenario, plan) == [("time_off_in_lieu_is_given_in_the_same_month", 4.0)]


def test_rest_day_work_counts_towards_the_month_only_if_it_says_so() -> None:
    premium = [("C1", 0, "premium", 0.0, 8.0)]
    for counts, expected in ((True, [("overtime_stays_within_thirty_six_hours_a_month", 4.0)]), (False, [])):
        scenario = a_bakery(
            days=days("r"),
            settings={"rest_day_work_counts": counts},
            demand=[],
            crews=[a_crew(overtime_used_hours=32.0)],
        )
        assert breaches(scenario, a_plan(scenario, crew_days=premium)) == expected


def test_thirteen_days_in_a_row_lack_a_day_of_rest_for_each_of_four_people() -> None:
    scenario = a_bakery(days=days("w" * 13), demand=[])
    worked = [("C1", day, "works", 8.0, 0.0) for day in range(13)]
    assert breaches(scenario, a_plan(scenario, crew_days=worked)) == [("crew_rests_one_day_in_seven", 4.0)]


def test_half_a_crew_rests_on_saturday_and_half_on_thursday() -> None:
    """Four people, two at a time off: everyone works six days of seven, three weeks on end."""
    scenario = a_bakery(days=days("w" * 21), demand=[])
    halves = [("C1", day, "works", 8.0, 0.0, 2) for day in range(21) if day % 7 in (3, 5)]
    whole = [("C1", day, "works", 8.0, 0.0) for day in range(21) if day % 7 not in (3, 5)]
    assert breaches(scenario, a_plan(scenario, crew_days=[*halves, *whole])) == []


@pytest.mark.parametrize(("resting", "lacking"), [(2, 2.0), (4, 0.0)])
def test_days_worked_before_the_plan_are_worked_by_all(resting: int, lacking: float) -> None:
    """Five days worked before it; on the first of two days some rest, on the second nobody."""
    scenario = a_bakery(days=days("ww"), crews=[a_crew(days_worked=5)], demand=[])
    rows = [("C1", 0, "works", 8.0, 0.0, 4 - resting), ("C1", 1, "works", 8.0, 0.0)]
    expected = [("crew_rests_one_day_in_seven", lacking)] if lacking else []
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == expected


def test_each_person_too_many_in_lieu_is_a_day_not_given_back() -> None:
    """Three of four come on Saturday in lieu; on Monday one is absent and one has it off."""
    scenario = a_bakery(days=days("rw"), absences=[Absence(crew="C1", date=on(1), people=1)], demand=[])
    rows = [("C1", 0, "in lieu", 8.0, 0.0, 3), ("C1", 1, "works", 8.0, 0.0, 2)]
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == [
        ("time_off_in_lieu_is_given_in_the_same_month", 2.0)
    ]


def test_some_come_in_lieu_and_others_at_premium_pay_on_one_day() -> None:
    scenario = a_bakery(days=days("rw"), demand=[])
    saturday = [("C1", 0, "in lieu", 8.0, 1.0, 2), ("C1", 0, "premium", 0.0, 8.0, 2)]
    plan = a_plan(scenario, crew_days=[*saturday, ("C1", 1, "works", 8.0, 0.0, 2)])
    assert breaches(scenario, plan) == []
    assert {row.line: row.yuan for row in plan.bill}["overtime"] == pytest.approx((2 * 1 + 2 * 8) * 20 * 2)


def test_no_more_of_a_crew_come_than_are_not_absent() -> None:
    """Three are present; two come in lieu for 9 h and two at premium pay for 7: a quarter of 32 too many."""
    away = Absence(crew="C1", date=START, people=1)
    scenario = a_bakery(days=days("rww"), absences=[away], demand=[])
    saturday = [("C1", 0, "in lieu", 8.0, 1.0, 2), ("C1", 0, "premium", 0.0, 7.0, 2)]
    rows = [*saturday, ("C1", 1, "works", 8.0, 0.0, 2)]
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == [
        ("no_more_hands_in_use_than_present", 8.0)
    ]


def test_the_month_limits_the_average_member() -> None:
    """One hour is left to each of four: three may go to one person, six to two are two too many."""
    scenario = a_bakery(
        days=days("ww"),
        shifts=[a_shift(latest_end="21:00")],
        crews=[a_crew(overtime_used_hours=35.0)],
        demand=[],
    )
    for people, too_many in ((1, 0.0), (2, 0.5)):
        rows = [("C1", 0, "works", 8.0, 3.0, people)]
        expected = [("overtime_stays_within_thirty_six_hours_a_month", too_many)] if too_many else []
        assert breaches(scenario, a_plan(scenario, crew_days=rows)) == expected


def test_only_those_who_come_lend_a_hand() -> None:
    """One of four comes: 8 person-hours, and 500 kg take 10."""
    scenario = a_bakery(days=days("w"), demand=[("S1", "P1", 0, 500.0)])
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 500.0)],
        deliveries=[("S1", "L1", 0, 500.0)],
        crew_days=[("C1", 0, "works", 8.0, 0.0, 1)],
    )
    assert breaches(scenario, plan) == [("no_more_hands_in_use_than_present", 2.0)]


def test_temporary_hands_do_not_come_outside_their_dates() -> None:
    scenario = a_bakery(days=days("ww"), temps=[a_pool(to_date=START)], demand=[])
    assert breaches(scenario, a_plan(scenario, temps=[("W1", 1, 3.0)])) == [
        ("temporary_hands_stay_within_the_pool", 3.0)
    ]
