"""Kits whole on the whole master, then their components' lots whole at the master's prices.

Few kits are in fractions and all others give way to them, so they are decided one after the other with everything
else free. Their components' lots then cost what the master says their hours are worth, and both are made to suit each
other before they are held.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.components import used_by_components, whole_lots
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.jointly import Together, together
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import SURE, Master, Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ROUNDS = 1  # of new plans for the others after each decision
RENEWED = 4  # rounds for the others to take up what whole components leave
FEW = 300  # kits' days: of so many, kits and components together are solved well in seconds; of more, hardly at all
TOGETHER = 4.0  # seconds for that
LACKING = 1e-3  # kilograms


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
    """Hold whole batches of components for the kits decided, which may still make them a batch more or less."""
    prices, master = prices_of(problem.supply.factory, solved.rows), generator.master
    held = master.heaviest(solved.weights)[kits]
    plans = master.plans.take(held)
    taken = problem.taken(plans)
    used = used_by_components(problem, solved.own)
    first = Together(plans, whole_lots(problem, prices, taken, used))
    ways = [(held, first.lots)]
    if problem.horizon * len(kits) <= FEW or _lack(problem, solved):
        better = together(problem, prices, used + taken, first, TOGETHER)
        ways.append((len(master.money) + np.arange(len(kits)), better.lots))
        master.add(better.kits)
    _take_cheapest(problem, master, ways)
    everyone = np.setdiff1d(np.arange(problem.deck.size), kits)
    solved = generator.offer_rounds(everyone, RENEWED, master.solve())
    clock.tell("配件 components", note=f"{solved.value:.0f}")
    return solved


def _lack(problem: Large, solved: Solved) -> bool:
    """Whether kits are decided that no components would fill."""
    supply = problem.supply
    missing = solved.own[supply.slack].reshape(supply.factory.rows.shape)
    return bool(missing[problem.groups.are_slots].sum() > LACKING)


def _take_cheapest(problem: Large, master: Master, ways: list[tuple[Ints, Floats]]) -> None:
    """Hold the way that is cheapest for the master: positions of plans of kits, and columns with components' lots."""
    everyone = np.concatenate([plans for plans, _ in ways])
    tried: list[tuple[float, int]] = []
    for number, (plans, columns) in enumerate(ways):
        lots = problem.supply.whole(columns)
        master.freeze(everyone, np.isin(everyone, plans).astype(float))
        master.freeze_own(lots.columns, lots.values)
        tried.append((master.solve().value, number))
    plans, columns = ways[min(tried)[1]]
    lots = problem.supply.hold_lots(columns)
    master.freeze(everyone, np.isin(everyone, plans).astype(float))
    master.freeze_own(lots.columns, lots.values)
