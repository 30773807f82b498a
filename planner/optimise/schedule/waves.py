"""By when goods should be packed to catch the first wave of the day they are dispatched on."""

from collections.abc import Iterator
from math import floor

import numpy as np

from planner.domain.market import Carriage
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.dispatch.clock import DispatchClock, minute_of
from planner.optimise.schedule.doors import DAY


def wanted_by(scenario: Scenario, plan: Plan) -> dict[str, int]:
    """Minute of its own day by which each lot is wanted at the dock, for lots that trucks bring the day they are made.

    It is the middle of the customer's first window, so that the other half is left for the road and for other
    stops, less loading, picking and the release. Lots of which nothing leaves that day by truck are in no haste.
    """
    if not (scenario.waves and scenario.vehicles):
        return {}
    clock = DispatchClock(minute_of(scenario.settings.dispatch_from))
    first = {customer.code: clock.windows(customer)[0] for customer in scenario.customers}
    loading = max(vehicle.load_minutes for vehicle in scenario.vehicles)
    product = {lot.code: scenario.product_of[lot.product] for lot in plan.lots}
    due: dict[str, int] = {}
    for customer, code in _sent_fresh(plan):
        if _fetches(scenario, customer):
            continue
        opens, closes = first[customer]
        hold = 60 * scenario.release_of[product[code].release].hold_hours
        wanted = floor((opens + closes) / 2 - loading - scenario.settings.picking_minutes - hold)
        due[code] = min(due.get(code, DAY), wanted)
    return due


def _sent_fresh(plan: Plan) -> Iterator[tuple[str, str]]:
    """(customer, lot) of what leaves on the day it is made."""
    made = {lot.code: np.datetime64(lot.date) for lot in plan.lots}
    sent = plan.deliveries
    fresh = sent[sent["lot"].map(made) == sent["date"]][["customer", "lot"]].drop_duplicates()
    return zip(fresh["customer"], fresh["lot"], strict=True)


def _fetches(scenario: Scenario, customer: str) -> bool:
    return scenario.class_of[scenario.customer_of[customer].customer_class].carriage is Carriage.DOCK
