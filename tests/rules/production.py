"""The smallest worlds in which the rules of production bite."""

from planner.domain.plant import Downtime
from tests.builders import START, a_bakery, a_plan, a_product, a_stage, days
from tests.kitchens import baked
from tests.rules.world import NO_OVERTIME, World


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
    return World(scenario, baked(scenario, 800.0), baked(scenario, 900.0), 1.0)


def resource_is_not_used_while_down() -> World:
    """The oven is down for 2 of its 8 hours."""
    scenario = a_bakery(
        days=days("w"),
        settings=NO_OVERTIME,
        downtimes=[Downtime(resource="OVN1", date=START, hours=2.0)],
        demand=[("S1", "P1", 0, 800.0)],
    )
    return World(scenario, baked(scenario, 600.0), baked(scenario, 800.0), 2.0)


def lot_is_made_of_whole_batches_within_its_minimum_and_maximum() -> World:
    """Batches of 60 kg for an order of 100: 20 kg are left over and cost a night."""
    scenario = a_bakery(
        days=days("w"),
        products=[a_product(batch_kg=60.0, holding_yuan_kg_day=1.0)],
        demand=[("S1", "P1", 0, 100.0)],
    )
    return World(scenario, baked(scenario, 120.0, sold=100.0), baked(scenario, 100.0), 20.0)


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


WORLDS = (
    lot_follows_its_routing,
    resource_holds_no_more_than_it_can,
    resource_is_not_used_while_down,
    lot_is_made_of_whole_batches_within_its_minimum_and_maximum,
    product_is_not_made_after_its_last_day,
)
