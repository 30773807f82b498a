"""A plan made again from fewer kilograms of its lots: kits, deliveries and the bill follow, hands stay as they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan, Shortage
from planner.domain.scenario import Scenario
from planner.optimise.haste import NO_HASTE, Haste
from planner.optimise.lots.articles import Article, articles_of
from planner.optimise.lots.assemble import Making, billed, goods_of
from planner.optimise.lots.dealer import Dealer
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.requisition import requisitions
from planner.optimise.lots.shortages import shortages_of
from planner.optimise.lots.stockroom import SMALL

Floats = NDArray[np.float64]
Made = tuple[str, int, float]  # line, day, kg


def with_fewer(scenario: Scenario, plan: Plan, kept: Mapping[str, float]) -> Plan:
    """The plan if only `kept` kilograms of each lot are made; reasons of shortages are left blank."""
    lots: dict[str, list[Made]] = {}
    for lot in plan.lots:
        kg = kept.get(lot.code, 0.0)
        if kg > SMALL:
            day = (lot.date - scenario.settings.start).days
            lots.setdefault(lot.product, []).append((lot.line, day, kg))
    return remade(scenario, plan, lots)


def dealt_anew(scenario: Scenario, plan: Plan, haste: Haste) -> Plan:
    """The plan with the same lots, but the oldest goods of a day go to those to whom leaving earlier is worth most."""
    other = remade(scenario, plan, _lots_of(scenario, plan), haste)
    why = {(row.date, row.customer_class, row.product): row for row in plan.shortages}
    return replace(other, shortages=tuple(_explained(row, why) for row in other.shortages))


def _explained(row: Shortage, why: Mapping[tuple[Date, str, str], Shortage]) -> Shortage:
    """A shortage with the reason and the remedy it had before, if it was there."""
    before = why.get((row.date, row.customer_class, row.product), row)
    return row.model_copy(update={"reason": before.reason, "remedy": before.remedy})


def remade(scenario: Scenario, plan: Plan, lots: Mapping[str, list[Made]], haste: Haste = NO_HASTE) -> Plan:
    """The plan if these lots of each product are made: who gets them, kits, materials and the bill follow.

    Reasons of shortages are left blank; of kits no more is made than was planned.
    """
    groups = GroupIndex(scenario)
    articles = articles_of(scenario, groups)
    goods = goods_of(scenario, groups, articles, _makings(scenario, articles, plan, lots), haste)
    other = replace(
        plan,
        lots=goods.lots,
        components=goods.components,
        materials=requisitions(scenario, groups, goods.lots),
        deliveries=goods.deliveries,
        write_offs=goods.write_offs,
        shortages=shortages_of(scenario, goods.deliveries),
    )
    done = billed(scenario, other)
    bound = min(done.head.bound_yuan, done.head.cost_yuan)
    return replace(done, head=done.head.model_copy(update={"bound_yuan": bound}))


def _makings(
    scenario: Scenario, articles: tuple[Article, ...], plan: Plan, lots: Mapping[str, list[Made]]
) -> dict[str, Making]:
    """What is made of every article, and for whom; those of which other lots are made are dealt out anew."""
    sent, waste = _sent(scenario, articles, plan), _wasted(scenario, plan)
    before = _lots_of(scenario, plan)
    dealer = Dealer(scenario, plan)
    makings = {}
    for article in articles:
        now, was = lots.get(article.code, []), before.get(article.code, [])
        targets, surplus = sent[article.code], waste.get(article.code, np.zeros(len(scenario.dates)))
        if sorted(now) != sorted(was):
            dealt = None if article.code in scenario.kit_codes else dealer.deal(article, now)
            if dealt is not None:
                targets, surplus = dealt.targets, dealt.surplus
            else:
                for day, kg in _cuts(was, now):
                    _cut(article, targets, surplus, day, kg)
        makings[article.code] = Making(tuple(now), targets, surplus)
    return makings


def _lots_of(scenario: Scenario, plan: Plan) -> dict[str, list[Made]]:
    found: dict[str, list[Made]] = {}
    for lot in plan.lots:
        found.setdefault(lot.product, []).append(
            (lot.line, (lot.date - scenario.settings.start).days, lot.kg)
        )
    return found


def _cuts(was: list[Made], now: list[Made]) -> list[tuple[int, float]]:
    """(day, kg) by which lots have become smaller, in order of days."""
    left = {(line, day): kg for line, day, kg in now}
    cuts = [(day, kg - left.get((line, day), 0.0)) for line, day, kg in was]
    return sorted((day, kg) for day, kg in cuts if kg > SMALL)


def _cut(article: Article, targets: Floats, surplus: Floats, day: int, kg: float) -> None:
    """Take kilograms of a lot of `day` from what nobody gets, then from whoever misses them cheapest, latest first."""
    for at in range(day, len(surplus)):
        less = min(kg, float(surplus[at]))
        surplus[at] -= less
        kg -= less
    for segment in reversed(range(len(article.segments))):
        last = min(len(surplus) - 1, day + int(article.ages[segment]))
        for at in range(last, day + article.hold - 1, -1):
            if kg <= SMALL:
                return
            less = min(kg, float(targets[segment, at]))
            targets[segment, at] -= less
            kg -= less


def _sent(scenario: Scenario, articles: tuple[Article, ...], plan: Plan) -> dict[str, Floats]:
    """(segments, T) kilograms delivered of each article."""
    horizon = len(scenario.dates)
    sent = {a.code: np.zeros((len(a.segments), horizon)) for a in articles}
    place = {(a.code, *segment): row for a in articles for row, segment in enumerate(a.segments)}
    home = {c.code: (c.customer_class, c.transit_days) for c in scenario.customers}
    table = plan.deliveries
    days = (table["date"] - np.datetime64(scenario.settings.start)).dt.days
    for customer, product, day, kg in zip(
        table["customer"], table["product"], days, table["kg"], strict=True
    ):
        sent[product][place[product, *home[customer]], day] += kg
    return sent


def _wasted(scenario: Scenario, plan: Plan) -> dict[str, Floats]:
    """(T,) kilograms written off of each product."""
    product = {lot.code: lot.product for lot in scenario.stock} | {lot.code: lot.product for lot in plan.lots}
    wasted: dict[str, Floats] = {}
    for row in plan.write_offs:
        by_day = wasted.setdefault(product[row.lot], np.zeros(len(scenario.dates)))
        by_day[(row.date - scenario.settings.start).days] += row.kg
    return wasted
