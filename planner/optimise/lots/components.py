"""Whole batches of components for decided kits: each planned exactly at the others' loads, then a few at a time anew.

The kits' slots are their customers. Hours used so far cost the master's prices, more of them cost more.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.cases import Plans, empty_plans
from planner.optimise.lots.deck import Deck, deck_of
from planner.optimise.lots.large import Large
from planner.optimise.lots.loads import Limits, board_of, shift_load
from planner.optimise.lots.neighbour import carry_out, rework
from planner.optimise.lots.wanted import as_ordered, dearer

Floats = NDArray[np.float64]
BEYOND = 1e5  # yuan per unit of a limit that is not there
TURNS = ((1, 2), (2, 20), (3, 70), (4, 30))
"""How many components are planned anew at a time, and how often for each component."""


def whole_lots(problem: Large, prices: Floats, need: Floats, used: Floats, seed: int = 1) -> Floats:
    """Columns of the supply: whole lots of components, cheap at these prices.

    `need`, (groups, T): what kits take of each slot; `used`: what components may use of limits at plain prices.
    """
    deck = deck_of(as_ordered(problem, prices, need, used), problem.horizon)
    limits = _limits(problem, prices, used)
    plans = _planned(deck, limits, np.random.default_rng(seed))
    moved = np.zeros(problem.supply.model.columns)
    for i, explicit in enumerate(problem.supply.components):
        days = np.flatnonzero(plans.batches[i])
        modes = plans.mode[i, days]
        moved[explicit.amount[modes, days]] = plans.batches[i, days] * deck.batch_kg[i] / explicit.unit_kg
        moved[explicit.setup[modes, days]] = 1.0
    return moved


def used_by_components(problem: Large, own: Floats) -> Floats:
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


def _limits(problem: Large, prices: Floats, used: Floats) -> Limits:
    """Hours used so far at their prices, what could be bought besides dearer."""
    slot = problem.groups.are_slots[:, None]
    plain = np.where(slot, 0.0, prices)
    spare = np.maximum(problem.supply.factory.most - used, 0.0)
    return Limits(np.zeros_like(plain), plain, used.copy(), spare, dearer(plain), np.full(len(plain), BEYOND))


def _planned(deck: Deck, limits: Limits, rng: np.random.Generator) -> Plans:
    """Plans of all components, one after the other and then a few at a time anew."""
    board, segments = board_of(deck), deck.demand.shape[1]
    plans = empty_plans(deck.size, segments, deck.horizon)
    for p in range(deck.size):
        carry_out(board, plans, p)
        shift_load(board, limits, plans, p, 1.0)
    for width, times in TURNS:
        count = min(width, deck.size)
        picks = np.array([rng.choice(deck.size, count, replace=False) for _ in range(times * deck.size)])
        spare = empty_plans(count + 1, segments, deck.horizon)
        rework(board, limits, plans, spare, picks.astype(np.int64))
    return plans
