"""What it costs in yuan if a batch finds no minutes, and that the cheapest go without."""

from collections.abc import Sequence
from datetime import time as Time

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.schedule import schedule_days
from planner.optimise.schedule.worth import ladders_of, yuan_of
from tests.builders import (
    a_bakery,
    a_class,
    a_customer,
    a_family,
    a_kit_part,
    a_plan,
    a_product,
    a_shift,
    a_stage,
    an_oven,
    days,
)

MONDAY, TUESDAY = "20250106-OVN1-P1", "20250107-OVN1-P1"


ORDERS = (("S1", "P1", 0, 40.0), ("S2", "P1", 0, 60.0), ("S2", "P1", 2, 30.0))


def two_shops(demand: Sequence[tuple[str, str, int, float]] = ORDERS) -> Scenario:
    """A kilogram of P1 costs 10 yuan; missing it costs S1 five times as much, S2 once."""
    return a_bakery(
        products=[a_product(shelf_days=10)],
        classes=[a_class("A", shortage_multiple=5.0), a_class("B", shortage_multiple=1.0)],
        customers=[a_customer("S1", customer_class="A"), a_customer("S2", customer_class="B")],
        demand=demand,
    )


def test_of_one_lot_the_cheapest_kilograms_go_short_first() -> None:
    world = two_shops()
    sent = [("S1", MONDAY, 0, 40.0), ("S2", MONDAY, 0, 60.0)]
    ladder = ladders_of(world, a_plan(world, lots=[(MONDAY, "P1", 0, 120.0)], deliveries=sent))[MONDAY]
    assert ladder == ((10.0, 60.0), (50.0, 40.0))
    assert yuan_of(ladder, 50.0, 70.0, 1.0) == 10 * 10.0 + 10 * 50.0
    assert yuan_of(ladder, 0.0, 120.0, 1.0) == 600.0 + 2000.0 + 20.0


def test_a_lot_nobody_can_stand_in_for_costs_what_its_own_orders_do() -> None:
    """Tuesday's lot comes too late for Monday's order, and there is nothing dearer than that for Monday's lot."""
    world = two_shops()
    plan = a_plan(
        world,
        lots=[(MONDAY, "P1", 0, 40.0), (TUESDAY, "P1", 1, 30.0)],
        deliveries=[("S1", MONDAY, 0, 40.0), ("S2", TUESDAY, 2, 30.0)],
    )
    ladders = ladders_of(world, plan)
    assert ladders == {MONDAY: ((50.0, 40.0),), TUESDAY: ((10.0, 30.0),)}


def test_a_lot_that_another_can_stand_in_for_costs_what_the_other_ones_orders_do() -> None:
    """Without Tuesday's lot Monday's goes to the dear shop on Wednesday, and the cheap shop goes without."""
    world = two_shops([("S2", "P1", 0, 40.0), ("S1", "P1", 2, 40.0)])
    plan = a_plan(
        world,
        lots=[(MONDAY, "P1", 0, 40.0), (TUESDAY, "P1", 1, 40.0)],
        deliveries=[("S2", MONDAY, 0, 40.0), ("S1", TUESDAY, 2, 40.0)],
    )
    assert ladders_of(world, plan)[TUESDAY] == ((10.0, 40.0),)


def test_a_component_costs_what_its_box_does_for_the_part_it_fills() -> None:
    """A kilogram of box, 10 yuan, holds half a kilogram of P1."""
    world = a_bakery(
        products=[a_product(), a_product("K1")],
        kits=[a_kit_part("K1", "A", "P1", kg_per_kg=0.5)],
        demand=[("S1", "K1", 0, 80.0)],
    )
    box = "20250106-OVN1-K1"
    plan = a_plan(
        world,
        lots=[(MONDAY, "P1", 0, 40.0), (box, "K1", 0, 80.0)],
        components=[(box, "A", MONDAY, 40.0)],
        deliveries=[("S1", box, 0, 80.0)],
    )
    ladders = ladders_of(world, plan)
    of_box = yuan_of(ladders[box], 0.0, 80.0, 0.0)
    assert of_box > 0
    assert ladders[MONDAY] == ((of_box / 80.0 / 0.5, 40.0),)


def scheduled(world: Scenario, plan: Plan) -> Plan:
    found = schedule_days(world, plan, seconds=2.0)
    return found.put_into(plan)


def test_what_costs_least_finds_no_minutes() -> None:
    """Nine hours of baking, eight left for the oven: of nine lots the one worth least is left out."""
    codes = [f"P{n}" for n in range(1, 10)]
    world = a_bakery(
        days=days("w"),
        families=[a_family()],
        resources=[an_oven("MIX1"), an_oven("OVN1")],
        routing=[a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0), a_stage(workers=1.0)],
        products=[a_product(code, batch_kg=100.0, price_yuan_kg=20.0 - (code == "P4")) for code in codes],
        shifts=[a_shift(early_minutes=0, late_minutes=0, latest_end=Time(16, 30))],
        demand=[("S1", code, 0, 100.0) for code in codes],
    )
    lots = {code: f"20250106-OVN1-{code}" for code in codes}
    plan = a_plan(
        world,
        lots=[(lots[code], code, 0, 100.0) for code in codes],
        deliveries=[("S1", lots[code], 0, 100.0) for code in codes],
    )
    assert [row.lot for row in scheduled(world, plan).unplaced] == [lots["P4"]]
