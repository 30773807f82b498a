"""A naive plan for any scenario: every product made every third day, no solver, some shortages on purpose."""

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta

import numpy as np
import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.plan import (
    BILL_LINES,
    Attendance,
    ComponentUse,
    CostLine,
    CrewDay,
    Lot,
    MaterialUse,
    OpenedShift,
    Plan,
    PlanHead,
    Shortage,
)
from planner.domain.product import Product
from planner.domain.scenario import Scenario

EVERY = 3


def a_naive_plan(scenario: Scenario, served: float = 0.97) -> Plan:
    """Lots cover the orders of the next three days; about `served` of the order lines are delivered."""
    demand = scenario.demand.copy()
    demand["batch"] = (demand["date"] - pd.Timestamp(scenario.settings.start)).dt.days // EVERY
    lots = tuple(_lots(scenario, demand))
    deliveries = _deliveries(demand, lots, served)
    shortages = tuple(_shortages(scenario, demand, deliveries))
    bill = _bill(shortages)
    cost = sum(line.yuan for line in bill)
    crew_days = tuple(_crew_days(scenario))
    return Plan(
        head=PlanHead(scenario=scenario.settings.name, cost_yuan=cost, bound_yuan=cost * 0.991, seconds=58.0),
        lots=lots,
        shifts=tuple(_shifts(scenario, crew_days)),
        crew_days=crew_days,
        borrowed=(),
        temps=(),
        components=tuple(_components(scenario, lots)),
        materials=tuple(_materials(scenario, lots)),
        deliveries=deliveries,
        write_offs=(),
        shortages=shortages,
        bill=bill,
    )


def _lots(scenario: Scenario, demand: pd.DataFrame) -> Iterator[Lot]:
    sums = demand.groupby(["product", "batch"])["kg"].sum()
    for number, ((code, batch), kg) in enumerate(sums.items(), 1):
        product = scenario.product_of[code]
        yield _lot(scenario, product, scenario.dates[batch * EVERY], kg, number)


def _lot(scenario: Scenario, product: Product, date: Date, kg: float, number: int) -> Lot:
    stages = [stage for stage in scenario.stages_of[product.family] if stage.is_line]
    workshop = scenario.family_of[product.family].workshop
    batch = product.batch_kg or 1.0
    return Lot(
        code=f"{date:%Y%m%d}-{workshop}-{number:05d}",
        date=date,
        workshop=workshop,
        line=stages[number % len(stages)].resource,
        product=product.code,
        kg=max(1, -(-kg // batch)) * batch,
        dated=date,
        expires=date + timedelta(days=product.shelf_days),
        zone=product.zone,
    )


def _deliveries(demand: pd.DataFrame, lots: tuple[Lot, ...], served: float) -> pd.DataFrame:
    lot_of = {(lot.product, lot.date): lot.code for lot in lots}
    first = demand["date"] - pd.to_timedelta(
        (demand["date"] - demand["date"].min()).dt.days % EVERY, unit="D"
    )
    keys = zip(demand["product"], first.dt.date, strict=True)
    rows = demand.assign(lot=[lot_of.get(key, "") for key in keys])[
        ["date", "customer", "product", "lot", "kg"]
    ]
    kept = np.random.default_rng(1).random(len(rows)) < served
    rows = rows[(rows["lot"] != "") & kept]
    return rows.sort_values(["date", "customer", "lot"]).reset_index(drop=True)


def _shortages(scenario: Scenario, demand: pd.DataFrame, sent: pd.DataFrame) -> Iterator[Shortage]:
    key = ["customer", "product", "date"]
    both = demand.merge(sent[[*key, "kg"]].rename(columns={"kg": "sent"}), on=key, how="left").fillna(
        {"sent": 0.0}
    )
    both["kg"] -= both["sent"]
    classes = {customer.code: customer.customer_class for customer in scenario.customers}
    both["customer_class"] = both["customer"].map(classes)
    short = both[both["kg"] > 1e-6].groupby(["date", "customer_class", "product"])["kg"].sum()
    for (date, code, product), kg in short.items():
        price = scenario.product_of[product].price_yuan_kg * scenario.class_of[code].shortage_multiple
        shop = scenario.family_of[scenario.product_of[product].family].workshop
        yield Shortage(
            date=date.date(),
            customer_class=code,
            product=product,
            kg=kg,
            yuan=kg * price,
            reason=f"{shop} 熟练工工时用尽 {date:%m-%d}，加班已满 3 h",
            remedy=f"提前 1 天多做 {kg:,.0f} kg，约 {kg * 3:,.0f} 元",
        )


def _bill(shortages: tuple[Shortage, ...]) -> tuple[CostLine, ...]:
    shares = dict.fromkeys(BILL_LINES, 12_345.6) | {"shortage": sum(row.yuan for row in shortages)}
    return tuple(CostLine(line=line, yuan=yuan) for line, yuan in shares.items())


def _crew_days(scenario: Scenario) -> Iterator[CrewDay]:
    """Work on work days with two hours more on two days of three, some days by halves; one Saturday in lieu."""
    for number, crew in enumerate(scenario.crews):
        regular = scenario.shift_of[scenario.workshop_of[crew.workshop].shift].regular_hours
        for date in scenario.dates:
            kind = scenario.day_of[date].kind
            people = crew.headcount
            if kind == DayKind.WORK:
                late = 2.0 if (date.toordinal() + number) % 3 else 0.0
                people -= crew.headcount // 2 if date.day % 5 == 0 else 0
                attendance, hours = Attendance.WORKS, (regular, late)
            elif kind == DayKind.REST and date.day == 18:
                attendance, hours = Attendance.IN_LIEU, (regular, 1.5)
            elif kind == DayKind.REST and (date.day + number) % 11 == 0:
                attendance, hours = Attendance.PREMIUM, (0.0, regular)
            else:
                continue
            yield CrewDay(
                crew=crew.code,
                date=date,
                attendance=attendance,
                people=people,
                regular_hours=hours[0],
                overtime_hours=hours[1],
            )


def _shifts(scenario: Scenario, crew_days: tuple[CrewDay, ...]) -> Iterator[OpenedShift]:
    shop_of = {crew.code: crew.workshop for crew in scenario.crews}
    hours: dict[tuple[str, Date], float] = {}
    for row in crew_days:
        key = shop_of[row.crew], row.date
        hours[key] = max(hours.get(key, 0.0), row.regular_hours + row.overtime_hours)
    return (
        OpenedShift(workshop=shop, date=date, hours=open_) for (shop, date), open_ in hours.items() if open_
    )


def _components(scenario: Scenario, lots: tuple[Lot, ...]) -> Iterator[ComponentUse]:
    by_product: dict[str, list[Lot]] = {}
    for lot in lots:
        by_product.setdefault(lot.product, []).append(lot)
    for lot in lots:
        filled = set()
        for part in scenario.kits:
            sources = by_product.get(part.component, [])
            if part.kit == lot.product and part.slot not in filled and sources:
                filled.add(part.slot)
                source = max((row for row in sources if row.date <= lot.date), default=sources[0], key=_made)
                yield ComponentUse(
                    kit_lot=lot.code, slot=part.slot, component_lot=source.code, kg=lot.kg * part.kg_per_kg
                )


def _made(lot: Lot) -> Date:
    return lot.date


def _materials(scenario: Scenario, lots: tuple[Lot, ...]) -> Iterator[MaterialUse]:
    first = {}
    for row in scenario.material_lots:
        first.setdefault(row.material, row.code)
    sums: dict[tuple[Date, str, str], float] = {}
    for lot in lots:
        for material, per_kg in scenario.recipe_of[lot.product].items():
            key = lot.date, lot.workshop, material
            sums[key] = sums.get(key, 0.0) + per_kg * lot.kg
    for (date, shop, material), quantity in sorted(sums.items()):
        if material in first:
            yield MaterialUse(
                date=date, workshop=shop, material=material, material_lot=first[material], quantity=quantity
            )
