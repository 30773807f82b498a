"""One plan for each of some articles: whole, never cheaper than the linear programme, as cheap as branch and bound."""

import numpy as np
import pytest

from planner.optimise.lots.answers import cheapest_plans
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.choice import Choice
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Master
from planner.optimise.lots.realise import realised
from tests.benchmarks.randomworlds import random_scenario

SEEDS = range(3100, 3106)
PRICES = (0.0, 5.0, 20.0, 60.0)


def world(seed: int) -> Large:
    scenario = random_scenario(seed)
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def with_plans(problem: Large) -> Master:
    """A master that knows what is cheapest at some prices of all limits, and the plans that make nothing."""
    deck, factory = problem.deck, problem.supply.factory
    master = Master(factory.model, deck)
    master.add(nothing(deck))
    for price in PRICES:
        prices = np.full(factory.rows.shape, price)
        prices[problem.groups.are_slots] = 0.0
        master.add(realised(deck, cheapest_plans(deck, prices)))
    return master


def chosen(master: Master) -> Choice:
    return Choice(master, np.arange(len(master.money)), 5.0, np.random.default_rng(1))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_chosen_is_whole_and_costs_what_is_told(seed: int) -> None:
    problem = world(seed)
    master = with_plans(problem)
    relaxed = master.solve().value
    choice = chosen(master)
    choice.dive()
    assert choice.value >= relaxed - 1e-6
    assert sorted(master.plans.chosen[choice.taken]) == list(range(problem.deck.size))
    everything = np.arange(len(master.money))
    master.freeze(everything, np.isin(everything, choice.taken).astype(float))
    assert master.solve().value == pytest.approx(choice.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_ends_near_the_best_choice_there_is(seed: int) -> None:
    master = with_plans(world(seed))
    best = chosen(master)
    best.exhaust(10.0, 0.01)
    choice, tries = chosen(master), iter(range(200))
    choice.dive()
    first = choice.value
    choice.search(lambda: 1.0 if next(tries, None) is not None else 0.0, best.value)
    assert choice.value <= first
    assert best.value - 0.1 <= choice.value <= 1.01 * best.value + 1.0


def test_an_offer_stands_until_something_is_cheaper() -> None:
    problem = world(SEEDS[0])
    master = with_plans(problem)
    choice = chosen(master)
    choice.offer(np.arange(problem.deck.size))
    idle = choice.value
    choice.dive()
    cheaper, taken = choice.value, choice.taken
    assert cheaper < idle
    choice.offer(np.arange(problem.deck.size))
    assert choice.value == cheaper
    assert (choice.taken == taken).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_part_of_a_master_costs_as_much_more_for_another_plan_as_the_whole(seed: int) -> None:
    problem = world(seed)
    master = with_plans(problem)
    size = problem.deck.size
    everything, held = np.arange(len(master.money)), np.arange(size)
    weights = (everything < size).astype(float)
    master.freeze(everything, weights)
    idle = master.solve().value
    some = np.array([0, size - 1])
    part = master.part(some, weights)
    places = np.flatnonzero(np.isin(master.plans.chosen, some))
    choice = chosen(part)
    choice.offer(np.flatnonzero(places < size))
    idle_part = choice.value
    choice.dive()
    held = np.concatenate([held[~np.isin(held, some)], places[choice.taken]])
    master.freeze(everything, np.isin(everything, held).astype(float))
    assert master.solve().value - idle == pytest.approx(choice.value - idle_part, abs=1e-3)
