"""A plan made again from fewer kilograms of its lots: kits, deliveries and the bill follow, hands stay as they are."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.lots.articles import Article, articles_of
from planner.optimise.lots.assemble import Making, billed, goods_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.requisition import requisitions
from planner.optimise.lots.shortages import shortages_of
from planner.optimise.lots.stockroom import SMALL

Floats = NDArray[np.float64]


def with_fewer(scenario: Scenario, plan: Plan, kept: Mapping[str, float]) -> Plan:
    """The plan if only `kept` kilograms of each lot are made; reasons of shortages are left blank."""
    groups = GroupIndex(scenario)
    articles = articles_of(scenario, groups)
    goods = goods_of(scenario, groups, articles, _makings(scenario, articles, plan, kept))
    fewer = replace(
        plan,
        lots=goods.lots,
        components=goods.components,
        materials=requisitions(scenario, groups, goods.lots),
        deliveries=goods.deliveries,
        write_offs=goods.write_offs,
        shortages=shortages_of(scenario, goods.deliveries),
    )
    done = billed(scenario, fewer)
    bound = min(done.head.bound_yuan, done.head.cost_yuan)
    return replace(done, head=done.head.model_copy(update={"bound_yuan": bound}))


def _makings(
    scenario: Scenario, articles: tuple[Article, ...], plan: Plan, kept: Mapping[str, float]
) -> dict[str, Making]:
    """What is made of every article, and for whom, less what is not kept."""
    horizon, start = len(scenario.dates), scenario.settings.start
    lots: dict[str, list[tuple[str, int, float]]] = {a.code: [] for a in articles}
    cuts: dict[str, list[tuple[int, float]]] = {a.code: [] for a in articles}
    for lot in plan.lots:
        kg, day = kept.get(lot.code, 0.0), (lot.date - start).days
        if kg > SMALL:
            lots[lot.product].append((lot.line, day, kg))
        if lot.kg - kg > SMALL:
            cuts[lot.product].append((day, lot.kg - kg))
    sent, waste = _sent(scenario, articles, plan), _wasted(scenario, plan)
    makings = {}
    for article in articles:
        surplus = waste.get(article.code, np.zeros(horizon))
        for day, kg in sorted(cuts[article.code]):
            _cut(article, sent[article.code], surplus, day, kg)
        makings[article.code] = Making(tuple(lots[article.code]), sent[article.code], surplus)
    return makings


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
