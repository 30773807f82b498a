"""Breaches of the rules of goods: other ways to break a rule than its own world, each caught by that rule alone."""

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import (
    a_bakery,
    a_class,
    a_customer,
    a_lot,
    a_material,
    a_material_lot,
    a_plan,
    a_product,
    a_recipe_line,
    a_stock_lot,
    days,
    on,
)
from tests.kitchens import two_workshops
from tests.verify.findings import breaches


def test_a_lot_on_a_line_of_another_family_strays() -> None:
    scenario = two_workshops()
    lot = a_lot(scenario, "L1", "P1", 0, 100.0, line="OVN2")
    assert breaches(scenario, a_plan(scenario, lots=[lot], deliveries=[("S1", "L1", 0, 100.0)])) == [
        ("lot_follows_its_routing", 1.0)
    ]


@pytest.mark.parametrize(("kg", "off"), [(30.0, 20.0), (125.0, 5.0), (50.0, 0.0)])
def test_a_lot_stays_between_its_minimum_and_maximum(kg: float, off: float) -> None:
    scenario = a_bakery(
        days=days("w"), products=[a_product(min_lot_kg=50.0, max_lot_kg=120.0)], demand=[("S1", "P1", 0, kg)]
    )
    plan = a_plan(scenario, lots=[("L1", "P1", 0, kg)], deliveries=[("S1", "L1", 0, kg)])
    rule = "lot_is_made_of_whole_batches_within_its_minimum_and_maximum"
    assert breaches(scenario, plan) == ([(rule, off)] if off else [])


@pytest.mark.parametrize(
    "dates", [{"arrives": on(1)}, {"arrives": on(-9), "expires": on(-1)}], ids=["not there yet", "expired"]
)
def test_material_is_used_only_while_usable(dates: dict[str, Any]) -> None:
    scenario = a_bakery(
        days=days("ww"),
        materials=[a_material()],
        recipes=[a_recipe_line()],
        material_lots=[a_material_lot(**dates)],
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0)],
        deliveries=[("S1", "L1", 0, 100.0)],
        materials=[(0, "W1", "FLOUR-1", 50.0)],
    )
    assert breaches(scenario, plan) == [("material_is_in_the_store_when_it_is_used", 50.0)]


def test_no_more_is_drawn_from_a_material_lot_than_it_holds() -> None:
    scenario = a_bakery(
        days=days("w"),
        materials=[a_material()],
        material_lots=[a_material_lot(quantity=40.0)],
        recipes=[a_recipe_line()],
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0)],
        deliveries=[("S1", "L1", 0, 100.0)],
        materials=[(0, "W1", "FLOUR-1", 50.0)],
    )
    assert breaches(scenario, plan) == [("material_is_in_the_store_when_it_is_used", 10.0)]


def test_an_ordinary_lot_carries_its_own_date() -> None:
    scenario = a_bakery(days=days("w"))
    lot = a_lot(scenario, "L1", "P1", 0, 100.0).model_copy(update={"dated": on(2)})
    plan = replace(
        a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)]), lots=(lot,)
    )
    assert breaches(scenario, plan) == [("kit_lives_as_long_as_its_oldest_component", 2.0)]


def test_a_blocked_lot_never_ships_and_need_not_be_written_off() -> None:
    scenario = a_bakery(
        days=days("w"),
        stock=[a_stock_lot(blocked=True)],
        products=[a_product(shelf_days=0)],
    )
    assert breaches(scenario, a_plan(scenario)) == []
    plan = a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 100.0)]


def test_a_lot_does_not_ship_before_it_is_made() -> None:
    scenario = a_bakery(days=days("ww"))
    plan = a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 100.0)]


def test_nothing_is_written_off_before_it_is_made() -> None:
    scenario = a_bakery(days=days("ww"))
    plan = a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], write_offs=[("L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("nothing_is_delivered_that_was_not_made_or_in_stock", 100.0)]


def test_days_on_the_road_make_goods_older() -> None:
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        stock=[a_stock_lot(day=-1)],
        classes=[a_class(max_age_days=2)],
        customers=[a_customer(transit_days=2)],
        demand=[("S1", "P1", 0, 100.0)],
    )
    plan = a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])
    assert breaches(scenario, plan) == [("nothing_is_delivered_older_than_its_customer_accepts", 100.0)]


def test_a_peer_may_feast_on_what_the_poor_one_may_not_take() -> None:
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        stock=[a_stock_lot()],
        products=[a_product(contains="nut")],
        customers=[a_customer("S1"), a_customer("S2", forbids="nut")],
        demand=[("S1", "P1", 0, 100.0), ("S2", "P1", 0, 100.0)],
    )
    assert breaches(scenario, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])) == []


def test_blocked_stock_stays_whatever_it_costs() -> None:
    """It may not even be written off; the order of 100 kg stays open."""
    scenario = a_bakery(days=days("w"), crews=[], stock=[a_stock_lot(blocked=True)])
    plan = a_plan(scenario, write_offs=[("K1", 0, 40.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 40.0)]
