"""The smallest worlds in which the rules of people bite."""

from typing import Any

from tests.builders import (
    a_bakery,
    a_crew,
    a_lane,
    a_plan,
    a_pool,
    a_shift,
    a_stage,
    a_workshop,
    an_oven,
    days,
)
from tests.kitchens import baked
from tests.rules.world import NO_OVERTIME, World


def crew_works_only_in_an_opened_shift() -> World:
    """An oven that never stops, two hands, a shift that ends at 8 h: a ninth hour would bake 100 kg more."""
    scenario = a_bakery(
        days=days("w"),
        crews=[a_crew(headcount=2)],
        resources=[an_oven(hours_day=24.0)],
        shifts=[a_shift(latest_end=a_shift().ends)],
        demand=[("S1", "P1", 0, 900.0)],
    )
    return World(
        scenario,
        baked(scenario, 800.0),
        baked(scenario, 900.0, crew_days=[("C1", 0, "works", 8.0, 1.0)], shifts=[("W1", 0, 8.0)]),
        1.0,
    )


def no_more_hands_in_use_than_present() -> World:
    """16 person-hours are present and 100 kg take four."""
    scenario = a_bakery(
        days=days("w"),
        settings=NO_OVERTIME,
        crews=[a_crew(headcount=2)],
        routing=[a_stage(workers=4.0)],
        demand=[("S1", "P1", 0, 500.0)],
    )
    return World(scenario, baked(scenario, 400.0), baked(scenario, 500.0), 4.0)


def overtime_stays_within_three_hours_a_day() -> World:
    """A shift of up to 12 h, and an order that would fill it."""
    scenario = a_bakery(
        days=days("w"),
        crews=[a_crew(headcount=2)],
        shifts=[a_shift(latest_end="21:00")],
        demand=[("S1", "P1", 0, 1200.0)],
    )
    good = baked(scenario, 1100.0, crew_days=[("C1", 0, "works", 8.0, 3.0)])
    return World(scenario, good, baked(scenario, 1200.0, crew_days=[("C1", 0, "works", 8.0, 4.0)]), 1.0)


def overtime_stays_within_thirty_six_hours_a_month() -> World:
    """35 h are used up; one is left."""
    scenario = a_bakery(
        days=days("w"),
        crews=[a_crew(headcount=2, overtime_used_hours=35.0)],
        demand=[("S1", "P1", 0, 1000.0)],
    )
    good = baked(scenario, 900.0, crew_days=[("C1", 0, "works", 8.0, 1.0)])
    return World(scenario, good, baked(scenario, 1000.0, crew_days=[("C1", 0, "works", 8.0, 2.0)]), 1.0)


def crew_rests_one_day_in_seven() -> World:
    """Six days worked before the plan: all four people rest on the first, whatever is ordered."""
    scenario = a_bakery(days=days("w"), crews=[a_crew(days_worked=6)])
    return World(
        scenario, a_plan(scenario), baked(scenario, 100.0, crew_days=[("C1", 0, "works", 8.0, 0.0)]), 4.0
    )


def time_off_in_lieu_is_given_in_the_same_month() -> World:
    """A full rest day and a full workday: two people working both cost premium pay, no day being given back."""
    scenario = a_bakery(
        days=days("rw"),
        settings=NO_OVERTIME,
        crews=[a_crew(headcount=2)],
        demand=[("S1", "P1", 0, 800.0), ("S1", "P1", 1, 800.0)],
    )
    rows: dict[str, Any] = {
        "lots": [("L1", "P1", 0, 800.0), ("L2", "P1", 1, 800.0)],
        "deliveries": [("S1", "L1", 0, 800.0), ("S1", "L2", 1, 800.0)],
    }
    good = a_plan(scenario, crew_days=[("C1", 0, "premium", 0.0, 8.0)], **rows)
    return World(scenario, good, a_plan(scenario, crew_days=[("C1", 0, "in lieu", 8.0, 0.0)], **rows), 2.0)


def borrowed_worker_works_slower_and_leaves_a_gap() -> World:
    """W1 has nobody of its own; one of the two hands of W2 may come, at half speed."""
    scenario = a_bakery(
        days=days("w"),
        settings=NO_OVERTIME,
        workshops=[a_workshop(), a_workshop("W2", name="西点车间")],
        crews=[a_crew("C2", workshop="W2", headcount=2)],
        routing=[a_stage(workers=1.0)],
        borrowing=[a_lane(people=1)],
        demand=[("S1", "P1", 0, 800.0)],
    )
    good = baked(scenario, 400.0, borrowed=[("W2", "W1", 0, 8.0)])
    return World(scenario, good, baked(scenario, 800.0, borrowed=[("W2", "W1", 0, 16.0)]), 8.0)


def temporary_hands_stay_within_the_pool() -> World:
    """W1 has nobody of its own and one temporary hand on offer, at half speed."""
    scenario = a_bakery(
        days=days("w"),
        settings=NO_OVERTIME,
        crews=[],
        routing=[a_stage(workers=1.0)],
        temps=[a_pool(people=1)],
        demand=[("S1", "P1", 0, 800.0)],
    )
    good = baked(scenario, 400.0, temps=[("W1", 0, 8.0)])
    return World(scenario, good, baked(scenario, 800.0, temps=[("W1", 0, 16.0)]), 8.0)


WORLDS = (
    crew_works_only_in_an_opened_shift,
    no_more_hands_in_use_than_present,
    overtime_stays_within_three_hours_a_day,
    overtime_stays_within_thirty_six_hours_a_month,
    crew_rests_one_day_in_seven,
    time_off_in_lieu_is_given_in_the_same_month,
    borrowed_worker_works_slower_and_leaves_a_gap,
    temporary_hands_stay_within_the_pool,
)
