"""Breaches of the rules of the books: other ways to break a rule than its own world, each caught by that rule alone."""

from dataclasses import replace
from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import a_bakery, a_class, a_customer, a_plan, a_stock_lot, days, on
from tests.verify.findings import breaches

LISTED = "shortages_are_what_orders_lack"


def two_classes() -> tuple[Scenario, Plan]:
    """Two stores and a gate order 50 kg each of two days; the stores get 30 kg, the gate all of day 0."""
    scenario = a_bakery(
        days=days("ww"),
        crews=[],
        settings={"fair_low": 0.0},
        stock=[a_stock_lot()],
        classes=[a_class(), a_class("GATE", shortage_multiple=3.0)],
        customers=[a_customer("S1"), a_customer("S2"), a_customer("G1", customer_class="GATE")],
        demand=[(customer, "P1", day, 50.0) for customer in ("S1", "S2", "G1") for day in (0, 1)],
    )
    sold = [("S1", "K1", 0, 30.0), ("S2", "K1", 0, 20.0), ("G1", "K1", 0, 50.0)]
    return scenario, a_plan(scenario, deliveries=sold)


def test_shortages_are_listed_by_day_class_and_product() -> None:
    scenario, plan = two_classes()
    assert [(row.date, row.customer_class, row.kg, row.yuan) for row in plan.shortages] == [
        (on(0), "STORE", 50.0, 1000.0),
        (on(1), "GATE", 50.0, 1500.0),
        (on(1), "STORE", 100.0, 2000.0),
    ]
    assert breaches(scenario, plan) == []


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"kg": 50.002}, 1),
        ({"kg": 50.0005}, 0),
        ({"yuan": 1000.02}, 1),
        ({"yuan": 1000.005}, 0),
        ({"date": on(1), "customer_class": "GATE"}, 2),
        ({"kg": 0.0, "yuan": 0.0}, 1),
    ],
    ids=str,
)
def test_a_listed_shortage_is_what_orders_lack(changes: dict[str, Any], rows: int) -> None:
    """Shifted to another class and day, the row is missed where it was and doubles one there is."""
    scenario, plan = two_classes()
    first, *others = plan.shortages
    edited = replace(plan, shortages=(first.model_copy(update=changes), *others))
    found = [rule for rule, _ in breaches(scenario, edited) if rule == LISTED]
    assert len(found) == rows


def test_a_shortage_left_out_and_one_made_up_are_named() -> None:
    scenario, plan = two_classes()
    strange = plan.shortages[0].model_copy(update={"customer_class": "GATE", "kg": 5.0, "yuan": 150.0})
    assert breaches(scenario, replace(plan, shortages=plan.shortages[1:])) == [(LISTED, 1.0)]
    assert breaches(scenario, replace(plan, shortages=(*plan.shortages, strange))) == [(LISTED, 1.0)]


def test_a_delivery_moved_to_another_class_changes_what_is_short() -> None:
    scenario, plan = two_classes()
    moved = plan.deliveries.assign(customer=["G1", "S2", "S1"])
    found = judge(scenario, replace(plan, deliveries=moved)).findings
    assert [finding.sentence for finding in found if finding.rule == LISTED] == [
        "P1 长白糕 for class GATE on 2025-01-06: 0.00 kg and 0.00 yuan are listed, "
        "20.00 kg and 600.00 yuan are short.",
        "P1 长白糕 for class STORE on 2025-01-06: 50.00 kg and 1000.00 yuan are listed, "
        "30.00 kg and 600.00 yuan are short.",
    ]


@pytest.mark.parametrize(
    ("cost", "bound", "off"),
    [
        (2000.0, 2100.0, 100.0),
        (1990.0, 1990.0, 10.0),
        (float("nan"), 0.0, float("inf")),
        (2000.0, 1.0, None),
        (float("inf"), float("inf"), float("inf")),
        (2000.0, float("-inf"), float("inf")),
    ],
)
def test_the_head_agrees_with_the_bill(cost: float, bound: float, off: float | None) -> None:
    """Nothing is delivered, which costs 2,000 yuan."""
    scenario = a_bakery(days=days("w"))
    plan = a_plan(scenario)
    head = plan.head.model_copy(update={"cost_yuan": cost, "bound_yuan": bound})
    found = breaches(scenario, replace(plan, head=head))
    assert found[:1] == ([] if off is None else [("bill_adds_up", off)])
