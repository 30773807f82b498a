"""Kits whole on the whole master, then their components' lots whole at the master's prices.

Few kits are in fractions and all others give way to them, so they are decided one after the other with everything
else free. Their components' lots then cost what the master says their hours are worth, and are held.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.answers import use_of
from planner.optimise.lots.components import used_by_components, whole_lots
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SURE = 0.999
ROUNDS = 4  # of new plans for the others after each decision
RENEWED = 4  # rounds for the others to take up what whole components leave


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
    master = generator.master
    held = master.heaviest(solved.weights)[kits]
    who, where, amount = use_of(problem.deck, master.plans.take(held))
    taken = np.bincount(where, weights=amount, minlength=supply.model.rows).astype(float)
    need = taken[: prices.size].reshape(prices.shape)
    used = used_by_components(problem, solved.own)
    lots = supply.hold_lots(whole_lots(problem, prices, need, used))
    master.freeze_own(lots.columns, lots.values)
    everyone = np.setdiff1d(np.arange(problem.deck.size), kits)
    solved = generator.offer_rounds(everyone, RENEWED, master.solve())
    clock.tell("配件 components", note=f"{solved.value:.0f}")
    return solved
