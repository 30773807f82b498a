"""The smallest worlds in which the rules of quality bite."""

from tests.builders import a_bakery, a_class, a_plan, a_release, a_stock_lot, days
from tests.rules.world import World


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


WORLDS = (
    lot_ships_only_after_its_release,
    nothing_is_delivered_older_than_its_customer_accepts,
    older_lot_is_never_delivered_after_a_younger_one,
)
