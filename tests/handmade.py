"""Plans made by hand: name what matters, and the rest is filled in so that the plan is consistent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from typing import Any

import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.plan import (
    Attendance,
    Borrowed,
    ComponentUse,
    CostLine,
    CrewDay,
    Lot,
    MaterialUse,
    OpenedShift,
    Plan,
    PlanHead,
    Shortage,
    TempHours,
    WriteOff,
)
from planner.domain.scenario import Scenario
from planner.verify import bill_of
from tests.nouns import on

CrewRow = tuple[str, int | Date, str, float, float] | tuple[str, int | Date, str, float, float, int]


def a_lot(
    scenario: Scenario,
    code: str,
    product: str,
    day: int | Date,
    kg: float,
    **fields: Any,
) -> Lot:
    """A lot as its product, family and calendar say, on the first line of its family."""
    article = scenario.product_of[product]
    line = next(stage.resource for stage in scenario.stages_of[article.family] if stage.is_line)
    date = fields.get("dated", on(day))
    usual = {
        "workshop": scenario.family_of[article.family].workshop,
        "line": line,
        "zone": article.zone,
        "dated": date,
        "expires": date + timedelta(days=article.shelf_days),
    }
    return Lot(code=code, date=on(day), product=product, kg=kg, **(usual | fields))


def a_plan(
    scenario: Scenario,
    *,
    lots: Sequence[Lot | tuple[str, str, int | Date, float]] = (),
    crew_days: Sequence[CrewRow] = (),
    shifts: Sequence[tuple[str, int | Date, float]] = (),
    deliveries: Sequence[tuple[str, str, int | Date, float]] = (),
    components: Sequence[tuple[str, str, str, float]] = (),
    materials: Sequence[tuple[int | Date, str, str, float]] | None = None,
    write_offs: Sequence[tuple[str, int | Date, float]] = (),
    borrowed: Sequence[tuple[str, str, int | Date, float]] = (),
    temps: Sequence[tuple[str, int | Date, float]] = (),
) -> Plan:
    """A plan with the rest filled in: attendance, opened shifts, requisitions, labels of kits, the bill.

    lots (code, product, day, kg) or Lot; crew_days (crew, day, attendance, plain, overtime[, people]), people
    being all who are present unless said, and "off" nobody; a day not named is worked plain by all, with one
    day in seven off; shifts (workshop, day, hours), the others as long as the
    crews need; deliveries (customer, lot, day, kg); components (kit lot, slot, component lot, kg); materials
    (day, workshop, material lot, quantity), by default drawn as needed, oldest first; write_offs (lot, day,
    kg); borrowed (from, to, day, hours); temps (workshop, day, hours). The bound is the cost.
    """
    made = [row if isinstance(row, Lot) else a_lot(scenario, *row) for row in lots]
    made = [_labelled(scenario, lot, made, components) for lot in made]
    attendance = _attendance(scenario, crew_days)
    plan = Plan(
        head=PlanHead(scenario=scenario.settings.name, cost_yuan=0.0, bound_yuan=0.0),
        lots=tuple(made),
        shifts=_opened(scenario, attendance, shifts),
        crew_days=attendance,
        borrowed=tuple(
            Borrowed(from_workshop=giver, to_workshop=taker, date=on(day), hours=hours)
            for giver, taker, day, hours in borrowed
        ),
        temps=tuple(TempHours(workshop=code, date=on(day), hours=hours) for code, day, hours in temps),
        components=tuple(
            ComponentUse(kit_lot=kit, slot=slot, component_lot=part, kg=kg)
            for kit, slot, part, kg in components
        ),
        materials=_drawn(scenario, made, materials),
        deliveries=delivery_table(scenario, made, deliveries),
        write_offs=tuple(WriteOff(lot=lot, date=on(day), kg=kg) for lot, day, kg in write_offs),
        shortages=(),
        bill=(),
    )
    return reckoned(scenario, plan)


def reckoned(scenario: Scenario, plan: Plan) -> Plan:
    """The plan with the shortages and the bill it deserves, and a bound that equals its cost."""
    bill = bill_of(scenario, plan)
    cost = sum(bill.values())
    return replace(
        plan,
        head=plan.head.model_copy(update={"cost_yuan": cost, "bound_yuan": cost}),
        shortages=_short(scenario, plan.deliveries),
        bill=tuple(CostLine(line=line, yuan=yuan) for line, yuan in bill.items()),
    )


def _short(scenario: Scenario, deliveries: pd.DataFrame) -> tuple[Shortage, ...]:
    """What orders lack, by day, class and product."""
    key = ["date", "customer", "product"]
    ordered, sent = (table.groupby(key)["kg"].sum() for table in (scenario.demand, deliveries))
    lacking = ordered.sub(sent, fill_value=0.0)
    kilograms: dict[tuple[Date, str, str], float] = {}
    for (time, customer, product), kg in lacking[lacking > 0].items():
        row = time.date(), scenario.customer_of[customer].customer_class, product
        kilograms[row] = kilograms.get(row, 0.0) + kg
    return tuple(
        Shortage(
            date=date,
            customer_class=code,
            product=product,
            kg=kg,
            yuan=kg * _penalty(scenario, code, product),
        )
        for (date, code, product), kg in kilograms.items()
    )


def _penalty(scenario: Scenario, customer_class: str, product: str) -> float:
    """What a missing kilogram costs."""
    multiple = scenario.class_of[customer_class].shortage_multiple
    return multiple * scenario.product_of[product].price_yuan_kg


def delivery_table(
    scenario: Scenario, lots: Iterable[Lot], rows: Iterable[tuple[str, str, int | Date, float]]
) -> pd.DataFrame:
    """Deliveries (customer, lot, day, kg) as a plan's table, products looked up from the lots."""
    product_of = {lot.code: lot.product for lot in (*scenario.stock, *lots)}
    rows = list(rows)
    return pd.DataFrame(
        {
            "date": pd.to_datetime([on(day) for _, _, day, _ in rows]),
            "customer": [customer for customer, _, _, _ in rows],
            "product": [product_of[lot] for _, lot, _, _ in rows],
            "lot": [lot for _, lot, _, _ in rows],
            "kg": [float(kg) for _, _, _, kg in rows],
        }
    )


def _labelled(
    scenario: Scenario, lot: Lot, lots: Iterable[Lot], components: Iterable[tuple[str, str, str, float]]
) -> Lot:
    """The lot with a kit's label: the oldest date and the earliest expiry of its components."""
    parts = [part for kit, _, part, _ in components if kit == lot.code]
    stock = {row.code: (row.date, row.date + _life(scenario, row.product)) for row in scenario.stock}
    labels = stock | {row.code: (row.dated, row.expires) for row in lots}
    if not parts or lot.product not in scenario.kit_codes:
        return lot
    dated = min(labels[part][0] for part in parts)
    expires = min([dated + _life(scenario, lot.product), *(labels[part][1] for part in parts)])
    return lot.model_copy(update={"dated": dated, "expires": expires})


def _life(scenario: Scenario, product: str) -> timedelta:
    return timedelta(days=scenario.product_of[product].shelf_days)


def _attendance(scenario: Scenario, given: Iterable[CrewRow]) -> tuple[CrewDay, ...]:
    """The crew days given, and plain work of everyone on the other workdays with one day in seven off."""
    given = list(given)
    named = {(crew, on(day)) for crew, day, *_ in given}
    rows = [row for row in _usual_days(scenario) if (row.crew, row.date) not in named]
    for code, day, attendance, regular, overtime, *people in given:
        if attendance != "off":
            count = people[0] if people else present(scenario, code, on(day))
            rows.append(_crew_day(code, on(day), Attendance(attendance), count, (regular, overtime)))
    return tuple(rows)


def _usual_days(scenario: Scenario) -> Iterable[CrewDay]:
    """Plain work of everyone present on workdays, all of a crew resting together one day in seven."""
    in_row = scenario.settings.days_in_row
    for crew in scenario.crews:
        plain = scenario.shift_of[scenario.workshop_of[crew.workshop].shift].regular_hours
        worked = min(crew.days_worked, in_row)
        for date in scenario.dates:
            rests = scenario.day_of[date].kind is not DayKind.WORK or worked == in_row
            worked = 0 if rests else worked + 1
            if not rests:
                count = present(scenario, crew.code, date)
                yield _crew_day(crew.code, date, Attendance.WORKS, count, (plain, 0.0))


def _crew_day(
    crew: str, date: Date, attendance: Attendance, people: int, hours: tuple[float, float]
) -> CrewDay:
    return CrewDay(
        crew=crew,
        date=date,
        attendance=attendance,
        people=people,
        regular_hours=hours[0],
        overtime_hours=hours[1],
    )


def present(scenario: Scenario, code: str, date: Date) -> int:
    """People of a crew who are not absent on a day; none of a crew nobody knows."""
    headcount = sum(crew.headcount for crew in scenario.crews if crew.code == code)
    absent = sum(row.people for row in scenario.absences if (row.crew, row.date) == (code, date))
    return max(headcount - absent, 0)


def _opened(
    scenario: Scenario, attendance: Iterable[CrewDay], given: Iterable[tuple[str, int | Date, float]]
) -> tuple[OpenedShift, ...]:
    """The shifts given; the others plain on workdays, and as long as any crew stays."""
    crews = {crew.code: crew for crew in scenario.crews}
    hours = {
        (shop.code, date): scenario.shift_of[shop.shift].regular_hours
        for shop in scenario.workshops
        for date in scenario.dates
        if scenario.day_of[date].kind is DayKind.WORK
    }
    for row in attendance:
        key = crews[row.crew].workshop, row.date
        hours[key] = max(hours.get(key, 0.0), row.regular_hours + row.overtime_hours)
    hours |= {(code, on(day)): length for code, day, length in given}
    return tuple(
        OpenedShift(workshop=code, date=date, hours=length) for (code, date), length in hours.items()
    )


def _drawn(
    scenario: Scenario, lots: Iterable[Lot], given: Iterable[tuple[int | Date, str, str, float]] | None
) -> tuple[MaterialUse, ...]:
    """The requisitions given, or those the lots need, each from the oldest lots usable that day."""
    material_of = {lot.code: lot.material for lot in scenario.material_lots}
    if given is None:
        given = _needed(scenario, lots)
    return tuple(
        MaterialUse(
            date=on(day), workshop=shop, material=material_of[code], material_lot=code, quantity=quantity
        )
        for day, shop, code, quantity in given
    )


def _needed(scenario: Scenario, lots: Iterable[Lot]) -> list[tuple[Date, str, str, float]]:
    needs: dict[tuple[Date, str, str], float] = {}
    for lot in lots:
        family = scenario.product_of[lot.product].family
        first = lot.date - timedelta(days=max(stage.days_before for stage in scenario.stages_of[family]))
        for material, per_kg in scenario.recipe_of[lot.product].items():
            key = first, scenario.family_of[family].workshop, material
            needs[key] = needs.get(key, 0.0) + per_kg * lot.kg
    left = {lot.code: lot.quantity for lot in scenario.material_lots}
    drawn = []
    for (date, shop, material), need in sorted(needs.items()):
        for arrival in sorted(scenario.material_lots, key=lambda row: row.arrives):
            if arrival.material == material and arrival.arrives <= date <= arrival.expires:
                quantity = min(need, left[arrival.code])
                left[arrival.code] -= quantity
                need -= quantity
                if quantity > 0:
                    drawn.append((date, shop, arrival.code, quantity))
    return drawn
