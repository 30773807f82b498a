"""By when goods should be packed to catch the first wave of the day they are dispatched on."""

from datetime import timedelta
from math import floor

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
    made_on = {lot.code: lot for lot in plan.lots}
    due: dict[str, int] = {}
    sent = plan.deliveries
    for time, customer, code in zip(
        *(sent[name].tolist() for name in ("date", "customer", "lot")), strict=True
    ):
        lot = made_on.get(code)
        if lot is None or time.date() - lot.date >= timedelta(days=1) or _fetches(scenario, customer):
            continue
        opens, closes = first[customer]
        hold = 60 * scenario.release_of[scenario.product_of[lot.product].release].hold_hours
        wanted = floor((opens + closes) / 2 - loading - scenario.settings.picking_minutes - hold)
        due[code] = min(due.get(code, DAY), wanted)
    return due


def _fetches(scenario: Scenario, customer: str) -> bool:
    return scenario.class_of[scenario.customer_of[customer].customer_class].carriage is Carriage.DOCK
