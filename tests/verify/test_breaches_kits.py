"""Breaches of the rules of kits: other ways to break a rule than its own world, each caught by that rule alone."""

from typing import Any

import pytest

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import a_customer, a_kit_part, a_plan, a_product, a_stock_lot, days
from tests.kitchens import boxes
from tests.verify.findings import breaches


def swappable(**parts: Any) -> Scenario:
    """BOX has one slot a, filled with half a kilogram of P1, or of P2 at 3 yuan."""
    usual: dict[str, Any] = {
        "days": days("w"),
        "products": [
            a_product(),
            a_product("P2"),
            a_product("P3"),
            a_product("BOX", name="礼盒", family="F2"),
        ],
        "kits": [
            a_kit_part("BOX", "a", "P1", kg_per_kg=0.5),
            a_kit_part("BOX", "a", "P2", kg_per_kg=0.5, swap_yuan_kg=3.0),
        ],
        "demand": [("S1", "BOX", 0, 10.0), *(("S1", code, 0, 1.0) for code in ("P1", "P2", "P3"))],
    }
    return boxes(**(usual | parts))


def boxed(scenario: Scenario, *parts: tuple[str, str, float]) -> Plan:
    return a_plan(
        scenario,
        lots=[("B1", "BOX", 0, 10.0)],
        deliveries=[("S1", "B1", 0, 10.0)],
        components=[("B1", *part) for part in parts],
    )


@pytest.mark.parametrize(
    ("stock", "part", "kilograms"),
    [
        (a_stock_lot(), ("a", "K1", 5.0), None),
        (a_stock_lot(product="P2"), ("a", "K1", 5.0), None),
        (a_stock_lot(), ("a", "K1", 4.0), 2.0),
        (a_stock_lot(blocked=True), ("a", "K1", 5.0), 5.0),
        (a_stock_lot(day=-3), ("a", "K1", 5.0), 5.0),
        (a_stock_lot(product="P3"), ("a", "K1", 5.0), 5.0),
    ],
    ids=["first choice", "swap", "too little", "blocked", "too old", "not in the recipe"],
)
def test_a_box_takes_only_fit_fillings(
    stock: Any, part: tuple[str, str, float], kilograms: float | None
) -> None:
    scenario = swappable(stock=[stock])
    found = breaches(scenario, boxed(scenario, part))
    rule = "kit_is_assembled_only_from_released_components"
    assert found == ([] if kilograms is None else [(rule, kilograms)])


def test_a_swap_costs_its_price() -> None:
    scenario = swappable(stock=[a_stock_lot(product="P2")])
    bill = {row.line: row.yuan for row in boxed(scenario, ("a", "K1", 5.0)).bill}
    assert bill["swaps"] == pytest.approx(15.0)


def test_a_box_without_fillings_is_empty() -> None:
    scenario = swappable()
    assert breaches(scenario, boxed(scenario)) == [("kit_is_assembled_only_from_released_components", 10.0)]


def test_a_box_contains_what_its_fillings_may_contain() -> None:
    scenario = swappable(
        stock=[a_stock_lot()],
        customers=[a_customer(forbids="nut")],
        products=[a_product(), a_product("P2", contains="nut"), a_product("BOX", family="F2")],
        demand=[("S1", "BOX", 0, 10.0), ("S1", "P1", 0, 1.0)],
    )
    plan = boxed(scenario, ("a", "K1", 5.0))
    assert breaches(scenario, plan) == [("product_contains_nothing_its_customer_forbids", 10.0)]
