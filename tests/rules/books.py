"""The smallest worlds in which the rules of the books bite."""

from dataclasses import replace

from planner.domain.plan import CostLine, OpenedShift
from tests.builders import START, a_bakery, a_plan, a_product, a_stock_lot, days
from tests.kitchens import baked
from tests.rules.world import World


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
    good = baked(scenario, 100.0)
    strange = OpenedShift(workshop="W9", date=START, hours=8.0)
    return World(scenario, good, replace(good, shifts=(*good.shifts, strange)), 1.0)


def bill_adds_up() -> World:
    """Nothing is delivered, and the bill is silent about the 2,000 yuan this costs."""
    scenario = a_bakery(days=days("w"))
    good = a_plan(scenario)
    head = good.head.model_copy(update={"cost_yuan": 0.0, "bound_yuan": 0.0})
    bill = tuple(CostLine(line=row.line, yuan=0.0) for row in good.bill)
    return World(scenario, good, replace(good, head=head, bill=bill), 2000.0)


WORLDS = (
    nothing_is_delivered_that_was_not_made_or_in_stock,
    nobody_gets_more_than_ordered,
    shortages_are_what_orders_lack,
    every_name_in_the_plan_is_known,
    bill_adds_up,
)
