"""From which minute the goods of a lot may be loaded: packed, released and picked."""

from dataclasses import dataclass
from datetime import date as Date
from math import ceil

from planner.domain.plan import Lot, Plan
from planner.domain.scenario import Scenario
from planner.optimise.dispatch.clock import DAY, minute_of
from planner.optimise.schedule.doors import doors_of

SMALL = 1e-6
SMALL_KG = 1e-3


@dataclass(frozen=True)
class Readiness:
    """Minutes after 0:00 of the first day of the plan at which each lot is ready."""

    start: Date
    minute_of_lot: dict[str, int]

    def on(self, lot: str, date: Date) -> int:
        """The minute of a dispatch day, 0 if it lies before it."""
        return max(0, self.minute_of_lot[lot] - DAY * (date - self.start).days)


def readiness_of(scenario: Scenario, plan: Plan) -> Readiness:
    """When every lot of a plan and of the opening stock is ready."""
    start = scenario.settings.start
    scheduled = _scheduled_ends(plan)
    hours = {(row.workshop, row.date): row.hours for row in plan.shifts}
    ready = {}
    for lot in plan.lots:
        packed = scheduled.get(lot.code)
        if packed is None:
            packed = _closes(scenario, lot, hours.get((lot.workshop, lot.date), 0.0))
        ready[lot.code] = _ready(scenario, lot.product, DAY * (lot.date - start).days + packed)
    for stock in scenario.stock:
        ready[stock.code] = _ready(scenario, stock.product, DAY * (stock.date - start).days)
    return Readiness(start, ready)


def _ready(scenario: Scenario, product: str, packed: int) -> int:
    release = scenario.release_of[scenario.product_of[product].release]
    return ceil(packed + 60 * release.hold_hours + scenario.settings.picking_minutes - SMALL)


def _scheduled_ends(plan: Plan) -> dict[str, int]:
    """Minute of its own day at which each lot whose every kilogram has minutes is packed."""
    if plan.tasks.empty:
        return {}
    kg = {lot.code: lot.kg for lot in plan.lots}
    lines = {(lot.code, lot.line) for lot in plan.lots}
    date_of = {lot.code: lot.date for lot in plan.lots}
    columns = (plan.tasks[name].tolist() for name in ("lot", "resource", "kg", "date", "ends"))
    placed: dict[str, float] = {}
    ends: dict[str, int] = {}
    for lot, resource, amount, date, end in zip(*columns, strict=True):
        if (lot, resource) in lines:
            placed[lot] = placed.get(lot, 0.0) + amount
        minute = end + DAY * (date.date() - date_of[lot]).days
        ends[lot] = max(ends.get(lot, minute), minute)
    return {lot: end for lot, end in ends.items() if abs(placed.get(lot, 0.0) - kg[lot]) <= SMALL_KG}


def _closes(scenario: Scenario, lot: Lot, hours: float) -> int:
    shift = scenario.shift_of[scenario.workshop_of[lot.workshop].shift]
    doors = doors_of(shift, hours)
    return minute_of(shift.ends) if doors is None else doors.closes
