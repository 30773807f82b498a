"""The bill, added up line by line from the plan's own rows."""

from planner.domain.calendar import DayKind
from planner.domain.plan import BILL_LINES, Plan
from planner.domain.scenario import Scenario
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger


def bill_of(scenario: Scenario, plan: Plan) -> dict[str, float]:
    """What a plan costs in yuan, by line of the bill."""
    return bill_from(scenario, Ledger(scenario, plan))


def bill_from(scenario: Scenario, ledger: Ledger) -> dict[str, float]:
    """The bill of a plan already replayed."""
    amounts = {
        "shortage": float((ledger.orders.missing * ledger.orders.yuan_kg).sum()),
        "overtime": _overtime(scenario, ledger),
        "extra_hours": _extra_hours(scenario, ledger),
        "borrowed": float(ledger.hours.borrowed["hours"].sum()) * scenario.settings.borrowed_yuan_hour,
        "temps": _temps(ledger),
        "setups": float(ledger.made["setup_yuan"].sum()),
        "holding": float(
            ledger.stock.evening.sum(axis=1) @ ledger.stock.lots["night_yuan_kg"].to_numpy(dtype=float)
        ),
        "waste": _waste(ledger),
        "swaps": _swaps(scenario, ledger),
    }
    return {line: amounts[line] for line in BILL_LINES}


def _overtime(scenario: Scenario, ledger: Ledger) -> float:
    days = ledger.hours.crew_days
    wages = days["crew"].map({crew.code: crew.wage_yuan_hour for crew in scenario.crews}).astype(float)
    multiples = [scenario.day_of[scenario.dates[day]].overtime_multiple for day in days["day"]]
    return float((days["overtime_hours"] * days["people"] * wages * multiples).sum())


def _extra_hours(scenario: Scenario, ledger: Ledger) -> float:
    total = 0.0
    for code, hours in ledger.hours.open_hours.items():
        workshop = scenario.workshop_of[code]
        regular = ledger.hours.regular_hours(code)
        plain = [regular if kind is DayKind.WORK else 0.0 for kind in ledger.hours.kinds]
        total += workshop.extra_yuan_hour * sum(max(h - p, 0.0) for h, p in zip(hours, plain, strict=True))
    return float(total)


def _temps(ledger: Ledger) -> float:
    total = 0.0
    for workshop, day, hours in rows_of(ledger.hours.temps, "workshop", "day", "hours"):
        pool = ledger.hours.pool_on(workshop, day)
        total += hours * pool.wage_yuan_hour if pool else 0.0
    return total


def _waste(ledger: Ledger) -> float:
    rows = ledger.stock.write_offs
    price = ledger.stock.lots["waste_yuan_kg"].to_numpy(dtype=float)[rows["row"]]
    return float((rows["kg"] * price).sum())


def _swaps(scenario: Scenario, ledger: Ledger) -> float:
    price = {(row.kit, row.slot, row.component): row.swap_yuan_kg for row in scenario.kits}
    products = ledger.stock.lots["product"].tolist()
    uses = ledger.stock.uses
    rows = zip(uses["kit_row"], uses["slot"], uses["row"], uses["kg"], strict=True)
    return float(
        sum(kg * price.get((products[kit], slot, products[part]), 0.0) for kit, slot, part, kg in rows)
    )
