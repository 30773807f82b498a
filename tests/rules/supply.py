"""The smallest worlds in which the rules of supply bite."""

from dataclasses import replace

from tests.builders import (
    a_bakery,
    a_customer,
    a_lot,
    a_material,
    a_material_lot,
    a_plan,
    a_product,
    a_recipe_line,
    a_release,
    a_stock_lot,
    days,
)
from tests.kitchens import baked, boxes
from tests.rules.world import World


def material_is_in_the_store_when_it_is_used() -> World:
    """40 kg of flour make 80 kg."""
    scenario = a_bakery(
        days=days("w"),
        materials=[a_material()],
        material_lots=[a_material_lot(quantity=40.0)],
        recipes=[a_recipe_line()],
    )
    return World(scenario, baked(scenario, 80.0), baked(scenario, 100.0), 10.0)


def kit_is_assembled_only_from_released_components() -> World:
    """The filling is held for a day, so no box can be packed on the first."""
    scenario = boxes(
        days=days("ww"),
        releases=[a_release(), a_release("R1", hold_days=1)],
        products=[
            a_product(release="R1"),
            a_product("BOX", name="礼盒", family="F2"),
        ],
        demand=[("S1", "BOX", 0, 10.0), ("S1", "BOX", 1, 10.0)],
    )
    good = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 10.0), ("B2", "BOX", 1, 10.0)],
        components=[("B2", "a", "L1", 10.0)],
        deliveries=[("S1", "B2", 1, 10.0)],
    )
    broken = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 20.0), ("B1", "BOX", 0, 10.0), ("B2", "BOX", 1, 10.0)],
        components=[("B1", "a", "L1", 10.0), ("B2", "a", "L1", 10.0)],
        deliveries=[("S1", "B1", 0, 10.0), ("S1", "B2", 1, 10.0)],
    )
    return World(scenario, good, broken, 10.0)


def kit_lives_as_long_as_its_oldest_component() -> World:
    """Yesterday's filling lives to day 4; the box, by itself, would live to day 30."""
    scenario = boxes(
        days=days("w"),
        products=[a_product(shelf_days=5), a_product("BOX", name="礼盒", family="F2")],
        stock=[a_stock_lot(day=-1, kg=10.0)],
        demand=[("S1", "BOX", 0, 10.0)],
    )
    good = a_plan(
        scenario,
        lots=[("B1", "BOX", 0, 10.0)],
        components=[("B1", "a", "K1", 10.0)],
        deliveries=[("S1", "B1", 0, 10.0)],
    )
    return World(scenario, good, replace(good, lots=(a_lot(scenario, "B1", "BOX", 0, 10.0),)), 26.0)


def product_contains_nothing_its_customer_forbids() -> World:
    """The village takes no nuts, and the product has them."""
    scenario = a_bakery(
        days=days("w"),
        products=[a_product(contains="nut, sesame")],
        customers=[a_customer(forbids="nut，alcohol")],
    )
    return World(scenario, a_plan(scenario), baked(scenario, 100.0), 100.0)


WORLDS = (
    material_is_in_the_store_when_it_is_used,
    kit_is_assembled_only_from_released_components,
    kit_lives_as_long_as_its_oldest_component,
    product_contains_nothing_its_customer_forbids,
)
