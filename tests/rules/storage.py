"""The smallest worlds in which the rules of storage bite."""

from dataclasses import replace

from planner.domain.plant import Downtime
from tests.builders import a_bakery, a_plan, a_product, a_zone, days, on
from tests.kitchens import baked
from tests.rules.world import World


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
    good = baked(scenario, 100.0)
    return World(scenario, good, replace(good, lots=(good.lots[0].model_copy(update={"zone": "FRZ"}),)), 1.0)


def goods_past_their_last_sale_are_written_off() -> World:
    """At least 100 kg are made, 60 are ordered, and tomorrow evening nobody takes the rest."""
    scenario = a_bakery(products=[a_product(shelf_days=2, min_lot_kg=100.0)], demand=[("S1", "P1", 0, 60.0)])
    good = baked(scenario, 100.0, sold=60.0, write_offs=[("L1", 1, 40.0)])
    return World(scenario, good, baked(scenario, 100.0, sold=60.0), 40.0)


WORLDS = (
    zone_never_holds_more_than_its_pallets,
    goods_are_kept_only_in_their_zone,
    goods_past_their_last_sale_are_written_off,
)
