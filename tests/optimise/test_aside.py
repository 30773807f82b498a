"""Limits that nothing meets may be left out of a master, and come back once something does; few articles' prices."""

import numpy as np
import pytest

from planner.optimise.lots.answers import cheapest_plans, lot_prices, night_prices
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.frame import whole_frame
from planner.optimise.lots.generate import MOSTLY_IDLE, nothing
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Master
from planner.optimise.lots.realise import realised
from tests.benchmarks.randomworlds import random_scenario

SEEDS = range(6)
PRICES = (0.0, 5.0, 40.0)


def world(seed: int) -> Large:
    scenario = random_scenario(seed)
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def master_of(problem: Large, kinds: tuple[str, ...]) -> Master:
    """A master without limits of these kinds, which knows what is cheapest at some prices."""
    deck, factory = problem.deck, problem.supply.factory
    aside = factory.rows[np.isin([group.kind for group in problem.groups.groups], kinds)].ravel()
    master = Master(factory.model, deck, whole_frame(factory.model, deck, factory.rows.size, aside))
    master.add(nothing(deck))
    for price in PRICES:
        prices = np.full(factory.rows.shape, price)
        prices[problem.groups.are_slots] = 0.0
        master.add(realised(deck, cheapest_plans(deck, prices)))
    return master


def test_limits_left_aside_change_no_optimum() -> None:
    came_back = 0
    for seed in SEEDS:
        problem = world(seed)
        all_, few = master_of(problem, ()), master_of(problem, MOSTLY_IDLE)
        before, now = all_.solve(), few.solve()
        assert now.value == pytest.approx(before.value, rel=1e-7)
        everything = len(problem.groups) * problem.horizon
        assert now.rows[everything:].shape == before.rows[everything:].shape
        came_back += len(problem.groups) * problem.horizon - len(few.idle(now, 1e9))
        few.leave_aside(now, 0.5)
        assert few.solve().value == pytest.approx(before.value, rel=1e-7)
        more = realised(problem.deck, cheapest_plans(problem.deck, np.full(problem.supply.plain.shape, 1.0)))
        all_.add(more)
        few.add(more)
        assert few.solve().value == pytest.approx(all_.solve().value, rel=1e-7)
    assert came_back > 0


def test_idle_are_only_limits_of_which_little_is_used() -> None:
    problem = world(1)
    master = master_of(problem, MOSTLY_IDLE)
    solved = master.solve()
    assert set(master.idle(solved, 0.5)) <= set(master.idle(solved, 1.0))


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_of_a_few_articles_are_those_among_all(seed: int) -> None:
    deck = world(seed).deck
    rng = np.random.default_rng(seed)
    groups = int(max(deck.uses.group.max(), deck.pallet_group.max())) + 1
    prices = rng.uniform(0.0, 9.0, (groups, deck.horizon))
    some = np.sort(rng.choice(deck.size, max(1, deck.size // 2), replace=False))
    everyone = np.arange(deck.size)
    for few, all_ in zip(lot_prices(deck, prices, some), lot_prices(deck, prices, everyone), strict=True):
        assert few[some] == pytest.approx(all_[some])
    assert night_prices(deck, prices, some)[some] == pytest.approx(night_prices(deck, prices, everyone)[some])
