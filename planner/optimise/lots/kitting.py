"""Kits whole on the whole master, then their components' lots whole at the master's prices.

Few kits are in fractions and all others give way to them, so they are decided one after the other with everything
else free. Their components' lots then cost what the master says their hours are worth, and are held.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.answers import use_of
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SURE = 0.999
ROUNDS = 4  # of new plans for the others after each decision
RENEWED = 4  # rounds for the others to take up what whole components leave
COMPONENTS_SHARE = 0.06  # of the time, for whole batches of components
GAP = 3e-3
GIVE_WAY, MORE = 1.3, 1.0  # what an hour beyond those used costs: times its price, and yuan more


def settle_kits(problem: Large, generator: Generator, kits: Ints, solved: Solved) -> Solved:
    """Hold one plan of each kit, the surest first, with all others free to change."""
    master, open_ = generator.master, kits
    everyone = np.arange(problem.deck.size)
    while len(open_):
        heaviest = master.heaviest(solved.weights)[open_]
        weight = solved.weights[heaviest]
        chosen = weight >= min(SURE, weight.max())
        master.freeze(heaviest[chosen], np.ones(int(chosen.sum())))
        open_ = open_[~chosen]
        solved = master.solve()
        rounds = 0 if weight.max() >= SURE else ROUNDS
        others = np.setdiff1d(everyone, np.setdiff1d(kits, open_))
        solved = generator.offer_rounds(others, rounds, solved)
    return solved


def settle_components(
    problem: Large, generator: Generator, kits: Ints, solved: Solved, clock: Clock
) -> Solved:
    """Hold whole batches of components for the kits decided."""
    supply = problem.supply
    prices = prices_of(supply.factory, solved.rows)
    held = generator.master.heaviest(solved.weights)[kits]
    who, where, amount = use_of(problem.deck, generator.master.plans.take(held))
    need = np.zeros(supply.model.rows)
    np.add.at(need, where, amount)
    used = _used_by_components(problem, solved.own)
    values, written = _whole_lots(problem, prices, need[: prices.size].reshape(prices.shape), used, clock)
    lots = supply.hold_lots(_as_supplied(supply.components, written, values, supply.model.columns))
    generator.master.freeze_own(lots.columns, lots.values)
    solved = generator.master.solve()
    everyone = np.setdiff1d(np.arange(problem.deck.size), kits)
    solved = generator.offer_rounds(everyone, RENEWED, solved)
    clock.tell("配件 components", note=f"{solved.value:.0f}")
    return solved


def _used_by_components(problem: Large, own: Floats) -> Floats:
    """(groups, T) what the components' fractional lots use of each limit."""
    supply = problem.supply
    lots = np.zeros(supply.model.columns, bool)
    for explicit in supply.components:
        for block in (explicit.amount, explicit.setup):
            lots[block[block >= 0]] = True
    row, column, value = supply.model.entry_arrays()
    shape = supply.factory.rows.shape
    at = lots[column] & (row < supply.factory.rows.size)
    used = np.bincount(row[at], weights=value[at] * own[column[at]], minlength=supply.factory.rows.size)
    return np.maximum(used.reshape(shape), 0.0)


def _whole_lots(
    problem: Large, prices: Floats, need: Floats, used: Floats, clock: Clock
) -> tuple[Floats, tuple[Explicit, ...]]:
    """Cheapest whole lots for what kits need of each slot, limits bought at their prices, more than was used dearer."""
    supply, factory = problem.supply, problem.supply.factory
    slot = np.array([group.kind == "slot" for group in problem.groups.groups])[:, None]
    model = LinearModel()
    upper = np.where(slot, -need, 0.0)
    lower = np.where(slot, -need, -np.inf)
    rows = model.add_rows(lower.ravel(), upper.ravel(), count=need.size).reshape(need.shape)
    bought = np.where(slot, supply.steep[:, None], prices)
    dearer = np.where(slot, bought, GIVE_WAY * prices + MORE)
    for most, yuan in ((np.where(slot, 0.0, used), bought), (np.full(need.shape, 1e6), dearer)):
        columns = model.add_columns(0.0, most.ravel(), yuan.ravel(), count=need.size)
        model.add_entries(rows.ravel(), columns, -1.0)
    priced = replace(factory, model=model, rows=rows)
    written = tuple(write_out(priced, article, integer=True) for article in problem.components)
    found = solve(model, max(3.0, COMPONENTS_SHARE * clock.limit), gap=GAP)
    if found.values is None:
        raise RuntimeError("no lots of components found, although slots may stay empty")
    return found.values, written


def _as_supplied(
    own: tuple[Explicit, ...], written: tuple[Explicit, ...], values: Floats, columns: int
) -> Floats:
    """The lots of one model as columns of the supply's."""
    moved = np.zeros(columns)
    for mine, theirs in zip(own, written, strict=True):
        there = mine.amount >= 0
        moved[mine.amount[there]] = values[theirs.amount[there]]
        moved[mine.setup[there]] = values[theirs.setup[there]]
    return moved
