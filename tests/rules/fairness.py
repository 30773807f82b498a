"""The smallest world in which the rule of fairness bites."""

from tests.builders import a_bakery, a_customer, a_plan, a_stock_lot, days
from tests.rules.world import World


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


WORLDS = (no_customer_starves_while_a_peer_feasts,)
