"""From lots and hands to the plan people read: lot numbers, deliveries with lots, requisitions, write-offs."""

from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.plan import ComponentUse, Lot, Plan, PlanHead, WriteOff
from planner.domain.scenario import Scenario
from planner.optimise.haste import NO_HASTE, Haste
from planner.optimise.lots.allocate import allocate
from planner.optimise.lots.articles import Article
from planner.optimise.lots.attendance import borrowed_hours, crew_days, opened_shifts, temp_hours
from planner.optimise.lots.bill import bill_of, total_of
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.kits import fill
from planner.optimise.lots.requisition import requisitions
from planner.optimise.lots.room import with_room
from planner.optimise.lots.share import Sharing
from planner.optimise.lots.shortages import shortages_of
from planner.optimise.lots.stockroom import SMALL, Batch

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Making:
    """What is made of one article: (line, day, kg) lots, (segments, T) kg for each segment, (T,) kg for nobody."""

    lots: tuple[tuple[str, int, float], ...]
    targets: Floats
    surplus: Floats


@dataclass
class _Draft:
    scenario: Scenario
    lots: list[Lot]
    batches: dict[str, list[Batch]]
    uses: list[ComponentUse]
    write_offs: list[WriteOff]


@dataclass(frozen=True)
class Goods:
    """What is made and where it goes, as a plan lists it."""

    lots: tuple[Lot, ...]
    components: tuple[ComponentUse, ...]
    deliveries: pd.DataFrame
    write_offs: tuple[WriteOff, ...]


def assemble(
    scenario: Scenario,
    groups: GroupIndex,
    articles: tuple[Article, ...],
    making: dict[str, Making],
    factory: Factory,
    values: Floats,
    bound: float,
) -> Plan:
    """Build the whole plan; `values` answer the supply model of `factory`."""
    goods = goods_of(scenario, groups, articles, making)
    crews = crew_days(factory, values)
    plan = Plan(
        head=PlanHead(scenario=scenario.settings.name, cost_yuan=0.0, bound_yuan=bound),
        lots=goods.lots,
        shifts=opened_shifts(factory, values, crews),
        crew_days=crews,
        borrowed=borrowed_hours(factory, values),
        temps=temp_hours(factory, values),
        components=goods.components,
        materials=requisitions(scenario, groups, goods.lots),
        deliveries=goods.deliveries,
        write_offs=goods.write_offs,
        shortages=shortages_of(scenario, goods.deliveries),
        bill=(),
    )
    return billed(scenario, plan)


def goods_of(
    scenario: Scenario,
    groups: GroupIndex,
    articles: tuple[Article, ...],
    making: dict[str, Making],
    haste: Haste = NO_HASTE,
) -> Goods:
    """Lots, kits filled from them, and who gets them; of a day's goods the oldest go to those in haste."""
    draft = _Draft(scenario, [], {a.code: openings_of(a, scenario) for a in articles}, [], [])
    order = sorted(articles, key=lambda a: (a.code in scenario.kit_codes, a.code))
    for article in order:
        if article.code not in scenario.kit_codes:
            _make(draft, article, making[article.code])
    for day, article, line, kg in _kits_in_turn(groups, order, making):
        _make_kit(draft, article, line, day, kg, groups.freshness[article.code].at(day))
    sharing = Sharing(scenario, haste)
    for article in sorted(order, key=lambda a: a.code):
        _deliver(draft, sharing, article, making[article.code])
    lots = tuple(sorted(draft.lots, key=lambda lot: (lot.date, lot.workshop, lot.line, lot.product)))
    sharing.even_out()
    deliveries = sharing.table()
    write_offs = with_room(scenario, lots, draft.uses, deliveries, draft.write_offs)
    return Goods(lots, tuple(draft.uses), deliveries, _summed(write_offs))


def billed(scenario: Scenario, plan: Plan) -> Plan:
    """The plan with its bill, and what it comes to in its head."""
    bill = bill_of(scenario, plan)
    head = plan.head.model_copy(update={"cost_yuan": total_of(bill)})
    return replace(plan, bill=bill, head=head)


def _summed(write_offs: list[WriteOff]) -> tuple[WriteOff, ...]:
    """One row a lot and day, in order."""
    total: dict[tuple[Date, str], float] = {}
    for row in write_offs:
        total[row.date, row.lot] = total.get((row.date, row.lot), 0.0) + row.kg
    return tuple(WriteOff(lot=lot, date=day, kg=round(kg, 6)) for (day, lot), kg in sorted(total.items()))


def openings_of(article: Article, scenario: Scenario) -> list[Batch]:
    """Opening lots with their label's date, whatever the article's ages are shifted by."""
    found = []
    for lot in scenario.stock_of.get(article.code, ()):
        if lot.blocked or lot.kg <= 0:
            continue
        dated = (lot.date - scenario.settings.start).days
        last = dated + scenario.last_sale_age.get(article.code, article.product.shelf_days)
        found.append(Batch(lot.code, dated, dated + article.hold, last, min(dated, 0), lot.kg))
    return found


def last_day(scenario: Scenario, article: Article, dated: int) -> int:
    """The last day on which a lot with this label is of use."""
    return dated + scenario.last_sale_age.get(article.code, article.product.shelf_days)


def _code(draft: _Draft, article: Article, line: str, day: int) -> str:
    return f"{draft.scenario.dates[day]:%Y%m%d}-{line}-{article.code}"


def _lot(draft: _Draft, article: Article, line: str, day: int, kg: float, dated: int, expires: int) -> Lot:
    scenario = draft.scenario
    start = scenario.settings.start
    return Lot(
        code=_code(draft, article, line, day),
        date=scenario.dates[day],
        workshop=scenario.family_of[article.product.family].workshop,
        line=line,
        product=article.code,
        kg=round(kg, 6),
        dated=start + timedelta(days=dated),
        expires=start + timedelta(days=expires),
        zone=article.product.zone,
    )


def _make(draft: _Draft, article: Article, making: Making) -> None:
    for line, day, kg in making.lots:
        lot = _lot(draft, article, line, day, kg, day, day + article.product.shelf_days)
        draft.lots.append(lot)
        batch = Batch(lot.code, day, day + article.hold, last_day(draft.scenario, article, day), day, lot.kg)
        draft.batches[article.code].append(batch)


def _kits_in_turn(
    groups: GroupIndex, articles: list[Article], making: dict[str, Making]
) -> list[tuple[int, Article, str, float]]:
    """Kit lots day by day; of one day last those that need the youngest components, for the others take the oldest."""
    freshness = groups.freshness
    turns = [
        (day, article, line, kg)
        for article in articles
        if article.code in freshness
        for line, day, kg in making[article.code].lots
    ]
    return sorted(turns, key=lambda turn: (turn[0], -freshness[turn[1].code].since, turn[1].code, turn[2]))


def _make_kit(draft: _Draft, article: Article, line: str, day: int, kg: float, oldest: int) -> None:
    filled = fill(draft.scenario, article.code, day, kg, article.product.batch_kg, oldest, draft.batches)
    if filled is None:
        return
    lot = _lot(draft, article, line, day, filled.kg, filled.dated, filled.expires)
    draft.lots.append(lot)
    last = last_day(draft.scenario, article, filled.dated)
    draft.batches[article.code].append(Batch(lot.code, filled.dated, day + article.hold, last, day, lot.kg))
    draft.uses.extend(
        ComponentUse(kit_lot=lot.code, slot=slot, component_lot=code, kg=round(amount, 6))
        for slot, code, amount in filled.uses
    )


def _deliver(draft: _Draft, sharing: Sharing, article: Article, making: Making) -> None:
    scenario = draft.scenario
    true = replace(article, ages=label_ages(scenario, article))
    batches = [batch for batch in draft.batches[article.code] if batch.left > SMALL]
    allocation = allocate(true, batches, making.targets, making.surplus, sharing.haste_of(article))
    sharing.hand_out(article, allocation.served)
    draft.write_offs.extend(
        WriteOff(lot=code, date=scenario.dates[day], kg=round(kg, 6))
        for code, day, kg in allocation.write_offs
    )


def label_ages(scenario: Scenario, article: Article) -> NDArray[np.int64]:
    """Oldest label age at dispatch each segment takes."""
    ages = [scenario.class_age_days(article.product, code) - transit for code, transit in article.segments]
    return np.array(ages, dtype=np.int64)
