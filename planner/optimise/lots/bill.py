"""The optimiser's own sum of a plan's bill; the judge adds it up again without looking here."""

import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.plan import BILL_LINES, CostLine, Plan
from planner.domain.scenario import Scenario


def bill_of(scenario: Scenario, plan: Plan) -> tuple[CostLine, ...]:
    """All lines of the bill in yuan."""
    amounts = {
        "shortage": sum(row.yuan for row in plan.shortages),
        "overtime": _overtime(scenario, plan),
        "extra_hours": _extra_hours(scenario, plan),
        "borrowed": scenario.settings.borrowed_yuan_hour * sum(row.hours for row in plan.borrowed),
        "temps": _temps(scenario, plan),
        "setups": sum(scenario.product_of[lot.product].setup_yuan for lot in plan.lots),
        "holding": _holding(scenario, plan),
        "waste": _waste(scenario, plan),
        "swaps": _swaps(scenario, plan),
    }
    return tuple(CostLine(line=line, yuan=round(amounts[line], 4)) for line in BILL_LINES)


def total_of(bill: tuple[CostLine, ...]) -> float:
    return round(sum(line.yuan for line in bill), 4)


def _overtime(scenario: Scenario, plan: Plan) -> float:
    wage = {crew.code: crew.wage_yuan_hour for crew in scenario.crews}
    return sum(
        row.overtime_hours * row.people * wage[row.crew] * scenario.day_of[row.date].overtime_multiple
        for row in plan.crew_days
    )


def _extra_hours(scenario: Scenario, plan: Plan) -> float:
    total = 0.0
    for row in plan.shifts:
        workshop = scenario.workshop_of[row.workshop]
        plain = scenario.shift_of[workshop.shift].regular_hours
        free = plain if scenario.day_of[row.date].kind == DayKind.WORK else 0.0
        total += max(row.hours - free, 0.0) * workshop.extra_yuan_hour
    return total


def _temps(scenario: Scenario, plan: Plan) -> float:
    """Hours of a day are filled from the cheapest pool on offer first."""
    total = 0.0
    for row in plan.temps:
        pools = [
            p for p in scenario.temps if p.workshop == row.workshop and p.from_date <= row.date <= p.to_date
        ]
        left = row.hours
        for pool in sorted(pools, key=lambda p: p.wage_yuan_hour):
            hours = min(left, pool.people * pool.hours_day)
            total += hours * pool.wage_yuan_hour
            left -= hours
    return total


def _made(scenario: Scenario, plan: Plan) -> dict[str, tuple[str, pd.Timestamp, float]]:
    """Lot → (product, first day in stock, kg)."""
    start = pd.Timestamp(scenario.settings.start)
    lots = {lot.code: (lot.product, start, lot.kg) for lot in scenario.stock if not lot.blocked}
    lots.update({lot.code: (lot.product, pd.Timestamp(lot.date), lot.kg) for lot in plan.lots})
    return lots


def _holding(scenario: Scenario, plan: Plan) -> float:
    """A night for every kilogram at the end of every day: made kilograms to the end, less what left before."""
    end = pd.Timestamp(scenario.settings.end) + pd.Timedelta(days=1)
    zones = {zone.code: zone for zone in scenario.zones}
    rate = {
        p.code: p.holding_yuan_kg_day + zones[p.zone].yuan_pallet_day / p.kg_per_pallet
        for p in scenario.products
    }
    lots = _made(scenario, plan)
    product_of = {code: product for code, (product, _, _) in lots.items()}
    total = sum(rate[product] * kg * (end - day).days for product, day, kg in lots.values())
    blocked = sum(rate[lot.product] * lot.kg * len(scenario.dates) for lot in scenario.stock if lot.blocked)
    sent = plan.deliveries
    nights = (end - sent["date"]).dt.days
    total -= float((sent["kg"] * sent["product"].map(rate) * nights).sum())
    dates = {lot.code: lot.date for lot in plan.lots}
    for use in plan.components:
        nights_left = (end - pd.Timestamp(dates[use.kit_lot])).days
        total -= use.kg * rate[product_of[use.component_lot]] * nights_left
    for off in plan.write_offs:
        total -= off.kg * rate[product_of[off.lot]] * (end - pd.Timestamp(off.date)).days
    return float(total + blocked)


def _waste(scenario: Scenario, plan: Plan) -> float:
    product_of = {code: product for code, (product, _, _) in _made(scenario, plan).items()}
    return sum(off.kg * scenario.product_of[product_of[off.lot]].waste_yuan_kg for off in plan.write_offs)


def _swaps(scenario: Scenario, plan: Plan) -> float:
    price = {(row.kit, row.slot, row.component): row.swap_yuan_kg for row in scenario.kits}
    product_of = {code: product for code, (product, _, _) in _made(scenario, plan).items()}
    return sum(
        use.kg * price[product_of[use.kit_lot], use.slot, product_of[use.component_lot]]
        for use in plan.components
    )
