"""Of a machine that several workshops share plans ask for less than its hours: what comes late is of no use."""

from datetime import time as Time

import pytest

from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.shared import PART, usable_hours
from planner.optimise.lots.supply import build_supply
from tests.builders import a_bakery, a_family, a_product, a_shift, a_stage, a_workshop, an_oven

DOSE = an_oven("DOSE", hours_day=14.0, count=2)


def bakery(*, users: int):
    """Dosing from 6:30 on, then an oven and two hours of cooling; doors close at 21:00."""
    families = [a_family(), a_family("F2", workshop="W2")][:users]
    routing = [
        row
        for family in families
        for row in (
            a_stage(family.code, 5, "DOSE", is_line=False, workers=0.0, wait_min_minutes=30),
            a_stage(family.code, 10),
            a_stage(family.code, 20, "", is_line=False, kg_per_hour=None, wait_min_minutes=120),
        )
    ]
    return a_bakery(
        workshops=[a_workshop(), a_workshop("W2")],
        families=families,
        shifts=[a_shift(last_out=Time(21, 0), early_minutes=60)],
        resources=[DOSE, an_oven()],
        routing=routing,
        products=[a_product(family=family.code, code=f"P{n}") for n, family in enumerate(families, 1)],
    )


def test_what_is_dosed_too_late_to_be_finished_does_not_count() -> None:
    """From 6:30 to 18:30, two and a half hours before 21:00."""
    assert usable_hours(bakery(users=2)) == {"DOSE": pytest.approx(PART * 2 * 12.0)}


def test_who_has_a_machine_alone_may_ask_for_all_its_hours() -> None:
    assert usable_hours(bakery(users=1)) == {}


def test_plans_ask_for_no_more_and_bounds_do_without() -> None:
    scenario = bakery(users=2)
    groups = GroupIndex(scenario)
    supply = build_supply(scenario, groups, (), whole_lots=False)
    group = groups.number("machine", "DOSE")
    assert supply.plain[group].tolist() == pytest.approx([PART * 24.0] * 3)
