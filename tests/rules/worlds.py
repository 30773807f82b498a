"""For each rule the smallest world in which it bites: one function a rule, named after it.

One oven bakes 100 kg an hour with two hands, a plain shift has 8 hours, a kilogram short costs 20 yuan.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from planner.domain.plan import CostLine, OpenedShift, Plan
from planner.domain.plant import Downtime
from planner.domain.scenario import Scenario
from tests.builders import (
    START,
    a_bakery,
    a_class,
    a_crew,
    a_customer,
    a_family,
    a_kit_part,
    a_lane,
    a_lot,
    a_material,
    a_material_lot,
    a_plan,
    a_pool,
    a_product,
    a_recipe_line,
    a_release,
    a_shift,
    a_stage,
    a_stock_lot,
    a_workshop,
    a_zone,
    an_oven,
    days,
    on,
)

NO_OVERTIME = {"overtime_hours_day": 0.0}


class World(NamedTuple):
    """A scenario, a plan that obeys every rule, one that breaks one, and by how much in its unit."""

    scenario: Scenario
    good: Plan
    broken: Plan
    amount: float


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
        _baked(scenario, 800.0),
        _baked(scenario, 900.0, crew_days=[("C1", 0, "works", 8.0, 1.0)], shifts=[("W1", 0, 8.0)]),
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
    return World(scenario, _baked(scenario, 400.0), _baked(scenario, 500.0), 4.0)


def overtime_stays_within_three_hours_a_day() -> World:
    """A shift of up to 12 h, and an order that would fill it."""
    scenario = a_bakery(
        days=days("w"),
        crews=[a_crew(headcount=2)],
        shifts=[a_shift(latest_end="21:00")],
        demand=[("S1", "P1", 0, 1200.0)],
    )
    good = _baked(scenario, 1100.0, crew_days=[("C1", 0, "works", 8.0, 3.0)])
    return World(scenario, good, _baked(scenario, 1200.0, crew_days=[("C1", 0, "works", 8.0, 4.0)]), 1.0)


def overtime_stays_within_thirty_six_hours_a_month() -> World:
    """35 h are used up; one is left."""
    scenario = a_bakery(
        days=days("w"),
        crews=[a_crew(headcount=2, overtime_used_hours=35.0)],
        demand=[("S1", "P1", 0, 1000.0)],
    )
    good = _baked(scenario, 900.0, crew_days=[("C1", 0, "works", 8.0, 1.0)])
    return World(scenario, good, _baked(scenario, 1000.0, crew_days=[("C1", 0, "works", 8.0, 2.0)]), 1.0)


def crew_rests_one_day_in_seven() -> World:
    """Six days worked before the plan: all four people rest on the first, whatever is ordered."""
    scenario = a_bakery(days=days("w"), crews=[a_crew(days_worked=6)])
    return World(
        scenario, a_plan(scenario), _baked(scenario, 100.0, crew_days=[("C1", 0, "works", 8.0, 0.0)]), 4.0
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
    good = _baked(scenario, 400.0, borrowed=[("W2", "W1", 0, 8.0)])
    return World(scenario, good, _baked(scenario, 800.0, borrowed=[("W2", "W1", 0, 16.0)]), 8.0)


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
    good = _baked(scenario, 400.0, temps=[("W1", 0, 8.0)])
    return World(scenario, good, _baked(scenario, 800.0, temps=[("W1", 0, 16.0)]), 8.0)


def lot_follows_its_routing() -> World:
    """Dough mellows for a day, so nothing can be ready on the first."""
    scenario = a_bakery(
        days=days("ww"),
        routing=[a_stage(), a_stage(seq=5, resource="", is_line=False, days_before=1)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "P1", 1, 100.0)],
    )
    second = {"lots": [("L2", "P1", 1, 100.0)], "deliveries": [("S1", "L2", 1, 100.0)]}
    first = {"lots": [("L1", "P1", 0, 100.0)], "deliveries": [("S1", "L1", 0, 100.0)]}
    return World(
        scenario,
        a_plan(scenario, **second),
        a_plan(scenario, **{name: first[name] + second[name] for name in first}),
        1.0,
    )


def resource_holds_no_more_than_it_can() -> World:
    """One oven, 8 hours, 900 kg ordered."""
    scenario = a_bakery(days=days("w"), settings=NO_OVERTIME, demand=[("S1", "P1", 0, 900.0)])
    return World(scenario, _baked(scenario, 800.0), _baked(scenario, 900.0), 1.0)


def resource_is_not_used_while_down() -> World:
    """The oven is down for 2 of its 8 hours."""
    scenario = a_bakery(
        days=days("w"),
        settings=NO_OVERTIME,
        downtimes=[Downtime(resource="OVN1", date=START, hours=2.0)],
        demand=[("S1", "P1", 0, 800.0)],
    )
    return World(scenario, _baked(scenario, 600.0), _baked(scenario, 800.0), 2.0)


def lot_is_made_of_whole_batches_within_its_minimum_and_maximum() -> World:
    """Batches of 60 kg for an order of 100: 20 kg are left over and cost a night."""
    scenario = a_bakery(
        days=days("w"),
        products=[a_product(batch_kg=60.0, holding_yuan_kg_day=1.0)],
        demand=[("S1", "P1", 0, 100.0)],
    )
    return World(scenario, _baked(scenario, 120.0, sold=100.0), _baked(scenario, 100.0), 20.0)


def product_is_not_made_after_its_last_day() -> World:
    """Ordered for the second day, last made on the first: it costs a night."""
    scenario = a_bakery(
        days=days("ww"),
        products=[a_product(last_made=START, holding_yuan_kg_day=1.0)],
        demand=[("S1", "P1", 1, 100.0)],
    )
    sold = [("S1", "L1", 1, 100.0)]
    good = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=sold)
    return World(scenario, good, a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], deliveries=sold), 100.0)


def material_is_in_the_store_when_it_is_used() -> World:
    """40 kg of flour make 80 kg."""
    scenario = a_bakery(
        days=days("w"),
        materials=[a_material()],
        material_lots=[a_material_lot(quantity=40.0)],
        recipes=[a_recipe_line()],
    )
    return World(scenario, _baked(scenario, 80.0), _baked(scenario, 100.0), 10.0)


def kit_is_assembled_only_from_released_components() -> World:
    """The filling is held for a day, so no box can be packed on the first."""
    scenario = _boxes(
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
    scenario = _boxes(
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
    return World(scenario, a_plan(scenario), _baked(scenario, 100.0), 100.0)


def zone_never_holds_more_than_its_pallets() -> World:
    """Baked the day before, for the oven is down on the day: one pallet of 250 kg has room overnight."""
    scenario = a_bakery(
        days=days("ww"),
        zones=[a_zone(pallets=3.0, reserved_pallets=2.0)],
        downtimes=[Downtime(resource="OVN1", date=on(1), hours=24.0)],
        demand=[("S1", "P1", 1, 400.0)],
    )
    good = a_plan(scenario, lots=[("L1", "P1", 0, 250.0)], deliveries=[("S1", "L1", 1, 250.0)])
    broken = a_plan(scenario, lots=[("L1", "P1", 0, 400.0)], deliveries=[("S1", "L1", 1, 400.0)])
    return World(scenario, good, broken, 0.6)


def goods_are_kept_only_in_their_zone() -> World:
    """A lot of ambient goods stands in the freezer."""
    scenario = a_bakery(days=days("w"), zones=[a_zone(), a_zone("FRZ", name="冷冻")])
    good = _baked(scenario, 100.0)
    return World(scenario, good, replace(good, lots=(good.lots[0].model_copy(update={"zone": "FRZ"}),)), 1.0)


def goods_past_their_last_sale_are_written_off() -> World:
    """At least 100 kg are made, 60 are ordered, and tomorrow evening nobody takes the rest."""
    scenario = a_bakery(products=[a_product(shelf_days=2, min_lot_kg=100.0)], demand=[("S1", "P1", 0, 60.0)])
    good = _baked(scenario, 100.0, sold=60.0, write_offs=[("L1", 1, 40.0)])
    return World(scenario, good, _baked(scenario, 100.0, sold=60.0), 40.0)


def lot_ships_only_after_its_release() -> World:
    """Held for a day: what is baked on the first serves the second."""
    scenario = a_bakery(
        days=days("ww"),
        releases=[a_release(hold_days=1)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "P1", 1, 100.0)],
    )
    good = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 1, 100.0)])
    broken = a_plan(
        scenario, lots=[("L1", "P1", 0, 200.0)], deliveries=[("S1", "L1", 0, 100.0), ("S1", "L1", 1, 100.0)]
    )
    return World(scenario, good, broken, 100.0)


def nothing_is_delivered_older_than_its_customer_accepts() -> World:
    """Only same-day goods are taken, there is yesterday's stock, and nobody is there to bake."""
    scenario = a_bakery(
        days=days("w"), crews=[], classes=[a_class(max_age_days=0)], stock=[a_stock_lot(day=-1)]
    )
    good = a_plan(scenario, write_offs=[("K1", 0, 100.0)])
    return World(scenario, good, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)]), 100.0)


def older_lot_is_never_delivered_after_a_younger_one() -> World:
    """Two lots in stock, one order each of two days."""
    scenario = a_bakery(
        days=days("ww"),
        crews=[],
        stock=[a_stock_lot("K1", -2), a_stock_lot("K2", -1)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "P1", 1, 100.0)],
    )
    good = a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0), ("S1", "K2", 1, 100.0)])
    broken = a_plan(scenario, deliveries=[("S1", "K2", 0, 100.0), ("S1", "K1", 1, 100.0)])
    return World(scenario, good, broken, 100.0)


def no_customer_starves_while_a_peer_feasts() -> World:
    """Two stores order 100 kg each, and 100 kg are in stock."""
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        customers=[a_customer("S1"), a_customer("S2", name="道里店")],
        stock=[a_stock_lot()],
        demand=[("S1", "P1", 0, 100.0), ("S2", "P1", 0, 100.0)],
    )
    good = a_plan(scenario, deliveries=[("S1", "K1", 0, 50.0), ("S2", "K1", 0, 50.0)])
    return World(scenario, good, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)]), 100.0)


def nothing_is_delivered_that_was_not_made_or_in_stock() -> World:
    """60 kg in stock, 100 ordered, nobody there to bake."""
    scenario = a_bakery(days=days("w"), crews=[], stock=[a_stock_lot(kg=60.0)])
    good = a_plan(scenario, deliveries=[("S1", "K1", 0, 60.0)])
    return World(scenario, good, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)]), 40.0)


def nobody_gets_more_than_ordered() -> World:
    """100 kg must go today, and 60 are ordered."""
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        products=[a_product(shelf_days=2)],
        stock=[a_stock_lot(day=-1)],
        demand=[("S1", "P1", 0, 60.0)],
    )
    good = a_plan(scenario, deliveries=[("S1", "K1", 0, 60.0)], write_offs=[("K1", 0, 40.0)])
    return World(scenario, good, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)]), 40.0)


def shortages_are_what_orders_lack() -> World:
    """60 kg of the 100 ordered are in stock, and the list says that ten less are short."""
    scenario = a_bakery(days=days("w"), crews=[], stock=[a_stock_lot(kg=60.0)])
    good = a_plan(scenario, deliveries=[("S1", "K1", 0, 60.0)])
    row = good.shortages[0]
    return World(
        scenario, good, replace(good, shortages=(row.model_copy(update={"kg": 30.0, "yuan": 600.0}),)), 1.0
    )


def every_name_in_the_plan_is_known() -> World:
    """A shift is opened in a workshop that is not there."""
    scenario = a_bakery(days=days("w"))
    good = _baked(scenario, 100.0)
    strange = OpenedShift(workshop="W9", date=START, hours=8.0)
    return World(scenario, good, replace(good, shifts=(*good.shifts, strange)), 1.0)


def bill_adds_up() -> World:
    """Nothing is delivered, and the bill is silent about the 2,000 yuan this costs."""
    scenario = a_bakery(days=days("w"))
    good = a_plan(scenario)
    head = good.head.model_copy(update={"cost_yuan": 0.0, "bound_yuan": 0.0})
    bill = tuple(CostLine(line=row.line, yuan=0.0) for row in good.bill)
    return World(scenario, good, replace(good, head=head, bill=bill), 2000.0)


def _baked(scenario: Scenario, kg: float, *, sold: float | None = None, **rows: Any) -> Plan:
    """One lot of P1 on the first day, delivered to S1."""
    delivered = kg if sold is None else sold
    return a_plan(scenario, lots=[("L1", "P1", 0, kg)], deliveries=[("S1", "L1", 0, delivered)], **rows)


def _boxes(**parts: Any) -> Scenario:
    """A bakery that also packs BOX, whose one slot a is filled with P1."""
    usual: dict[str, Any] = {
        "families": [a_family(), a_family("F2", name="礼盒")],
        "resources": [an_oven(), an_oven("PACK", name="包装线")],
        "routing": [a_stage(), a_stage("F2", resource="PACK")],
        "kits": [a_kit_part("BOX", "a", "P1")],
    }
    return a_bakery(**(usual | parts))


WORLDS: dict[str, Callable[[], World]] = {
    world.__name__: world
    for world in (
        crew_works_only_in_an_opened_shift,
        no_more_hands_in_use_than_present,
        overtime_stays_within_three_hours_a_day,
        overtime_stays_within_thirty_six_hours_a_month,
        crew_rests_one_day_in_seven,
        time_off_in_lieu_is_given_in_the_same_month,
        borrowed_worker_works_slower_and_leaves_a_gap,
        temporary_hands_stay_within_the_pool,
        lot_follows_its_routing,
        resource_holds_no_more_than_it_can,
        resource_is_not_used_while_down,
        lot_is_made_of_whole_batches_within_its_minimum_and_maximum,
        product_is_not_made_after_its_last_day,
        material_is_in_the_store_when_it_is_used,
        kit_is_assembled_only_from_released_components,
        kit_lives_as_long_as_its_oldest_component,
        product_contains_nothing_its_customer_forbids,
        zone_never_holds_more_than_its_pallets,
        goods_are_kept_only_in_their_zone,
        goods_past_their_last_sale_are_written_off,
        lot_ships_only_after_its_release,
        nothing_is_delivered_older_than_its_customer_accepts,
        older_lot_is_never_delivered_after_a_younger_one,
        no_customer_starves_while_a_peer_feasts,
        nothing_is_delivered_that_was_not_made_or_in_stock,
        nobody_gets_more_than_ordered,
        shortages_are_what_orders_lack,
        every_name_in_the_plan_is_known,
        bill_adds_up,
    )
}
