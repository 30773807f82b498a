"""What decided kits want of each component, by day and oldest age, at prices of the limits.

Where components may stand for each other, the linear programme of fractional lots says how much of each.
"""

from dataclasses import replace
from math import floor

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.articles import GRAIN, Article
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.large import Large

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
GIVE_WAY, MORE = 1.3, 1.0  # what an hour beyond those used costs: times its price, and yuan more
PARTS = 40  # grains in a batch, at most
LEVELS = 8_000  # grains wanted in all, at most
STEEP = 1500.0  # yuan per kilogram that is missing: dearer than any lot
SECONDS = 20.0


def dearer(prices: Floats) -> Floats:
    """(groups, T) prices of more than is used of the limits."""
    return np.asarray(GIVE_WAY * prices + MORE, float)


def as_ordered(problem: Large, prices: Floats, need: Floats, used: Floats) -> tuple[Article, ...]:
    """The components as articles that decided kits order.

    `need`, (groups, T): what kits take of each slot; `used`: what components may use of limits at plain prices.
    """
    model, rows, written = priced(problem, prices, need, used, need)
    values = solve(model, SECONDS, relaxed=True).values
    if values is None:
        raise RuntimeError("no fractional lots of components found")
    row, column, value = model.entry_arrays()
    amount = np.maximum(-value * values[column], 0.0)
    return tuple(_ordered(problem, each, rows, (row, column, amount)) for each in written)


def _ordered(problem: Large, explicit: Explicit, rows: Ints, entries: tuple[Ints, Ints, Floats]) -> Article:
    """One component with a segment of demand for each oldest age that kits take."""
    row, column, amount = entries
    article, horizon = explicit.article, problem.horizon
    mine = np.isin(column, explicit.flows)
    wanted: dict[int, Floats] = {}
    for index, slot in enumerate(problem.groups.slots):
        group = problem.groups.number("slot", str(index))
        share = next((share for code, share, _ in slot.options if code == article.code), None)
        if share is None:
            continue
        into = mine & (row >= rows[group, 0]) & (row <= rows[group, -1])
        kg = share * np.bincount(row[into] - rows[group, 0], weights=amount[into], minlength=horizon)
        for day in np.flatnonzero(kg > 1e-6):
            by_day = wanted.setdefault(slot.freshness.at(int(day)), np.zeros(horizon))
            by_day[day] += kg[day]
    return _grained(article, wanted, horizon)


def _grained(article: Article, wanted: dict[int, Floats], horizon: int) -> Article:
    """The component with what is wanted of it in whole grains: no more of them than stock can be counted in."""
    ages = sorted(wanted)
    kg = np.array([wanted[age] for age in ages]).reshape(len(ages), horizon)
    grain = _grain(article.product.batch_kg, float(kg.sum()))
    opened = tuple(replace(lot, kg=floor(lot.kg / grain + 1e-6) * grain) for lot in article.openings)
    return replace(
        article,
        demand=np.ceil(kg / grain - 1e-6) * grain,
        price=np.full(len(ages), STEEP),
        ages=np.array(ages, np.int64),
        segments=tuple((f"age {age}", 0) for age in ages),
        openings=tuple(lot for lot in opened if lot.kg > 0),
    )


def _grain(batch_kg: float | None, wanted_kg: float) -> float:
    """Kilograms to count in: a whole part of a batch."""
    if batch_kg is None:
        return max(round(wanted_kg / LEVELS, 3), GRAIN)
    most = min(PARTS, int(LEVELS * batch_kg / max(wanted_kg, batch_kg)))
    grams = round(batch_kg / GRAIN)
    return batch_kg / next((parts for parts in range(most, 1, -1) if grams % parts == 0), 1)


def priced(
    problem: Large, prices: Floats, need: Floats, used: Floats, most: Floats, *, integer: bool = False
) -> tuple[LinearModel, Ints, tuple[Explicit, ...]]:
    """All components written out; limits are bought at their prices, more than was used dearer, slots stay empty.

    `need` and `most`, (groups, T): what kits take of each slot, and could take.
    """
    supply, factory = problem.supply, problem.supply.factory
    slot = problem.groups.are_slots[:, None]
    model = LinearModel()
    rows = model.add_rows(
        np.where(slot, -need, -np.inf).ravel(), np.where(slot, -need, 0.0).ravel(), count=need.size
    ).reshape(need.shape)
    bought = np.where(slot, supply.steep[:, None], prices)
    over = np.where(slot, bought, dearer(prices))
    spare = np.where(slot, 1e6, np.maximum(factory.most - used, 0.0))
    for amount, yuan in ((np.where(slot, 0.0, used), bought), (spare, over)):
        columns = model.add_columns(0.0, amount.ravel(), yuan.ravel(), count=need.size)
        model.add_entries(rows.ravel(), columns, -1.0)
    there = replace(factory, model=model, rows=rows)
    wanted = np.where(slot, np.maximum(most, 0.0), 0.0)
    written = tuple(write_out(there, each, integer=integer, need=wanted) for each in problem.components)
    return model, rows, written
