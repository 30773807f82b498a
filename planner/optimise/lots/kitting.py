"""Kits and their components' lots decided together, at the master's prices of all else.

Few kits are in fractions and all others give way to them, so they are decided first. Each component's batches rarely
match what kits want of it: lots of both are annealed until little is left over, and held.
"""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.boxing import Together, task_of_kits, together_in
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Master, Solved, load_in_use

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ANNEALED, AT_LEAST = 0.03, 3.0  # share of the time limit for annealing, and seconds
HEAT, FORGIVING = (
    (30.0, 1.0),
    0.03,
)  # yuan from first to last; times its price costs at first what lacks in a kit
RENEWED = 4  # rounds for the others to take up what whole components leave


def settle_kits(
    problem: Large, generator: Generator, kits: Ints, solved: Solved, clock: Clock, seeds: Ints
) -> Solved:
    """Hold one plan of each kit, and whole batches of components for them; others are planned around these.

    As many are annealed side by side as there are seeds; the cheapest is taken.
    """
    found = _annealed(problem, generator.master, kits, solved, clock, seeds)
    _hold(problem, generator.master, kits, found)
    everyone = np.setdiff1d(np.arange(problem.deck.size), kits)
    solved = generator.offer_rounds(everyone, RENEWED, generator.master.solve())
    clock.tell("礼盒与配件 kits and components", note=f"{solved.value:.0f}")
    return solved


def _annealed(
    problem: Large, master: Master, kits: Ints, solved: Solved, clock: Clock, seeds: Ints
) -> Together:
    prices = prices_of(problem.supply.factory, solved.rows)
    fractions = problem.supply.whole(solved.own)
    lots = np.zeros(problem.supply.model.columns)
    lots[fractions.columns] = fractions.values
    now = Together(master.plans.take(master.heaviest(solved.weights)[kits]), lots)
    used = _used_by_components(problem, solved.own) + _load(problem, master, kits, solved)
    room = problem.supply.plain - _load(problem, master, np.arange(problem.deck.size), solved)
    tasks = [task_of_kits(problem, prices, used, room, now, int(seed)) for seed in seeds]
    seconds = max(ANNEALED * clock.limit, AT_LEAST)
    ends = monotonic() + min(seconds, max(clock.left(), AT_LEAST))
    with ThreadPoolExecutor(len(tasks)) as pool:
        list(pool.map(lambda task: task.run(seconds, ends, HEAT, clock.stopped, FORGIVING), tasks))
    return together_in(problem, min(tasks, key=lambda task: task.yuan()), kits)


def _hold(problem: Large, master: Master, kits: Ints, found: Together) -> None:
    first = len(master.money)
    master.add(found.kits)
    theirs = np.flatnonzero(np.isin(master.plans.chosen, kits))
    master.freeze(theirs, (theirs >= first).astype(float))
    lots = problem.supply.hold_lots(found.lots)
    master.freeze_own(lots.columns, lots.values)


def _load(problem: Large, master: Master, articles: Ints, solved: Solved) -> Floats:
    """(groups, T) what some articles' mixes of plans use of each limit."""
    rows, theirs = problem.supply.factory.rows, np.isin(master.plans.chosen, articles)
    load = load_in_use(problem.deck, master.plans, solved.weights, theirs, problem.supply.model.rows)
    return load[: rows.size].reshape(rows.shape)


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
