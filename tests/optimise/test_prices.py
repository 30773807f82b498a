"""What a few articles' lots and nights cost is what they cost among all."""

import numpy as np
import pytest

from planner.optimise.lots.answers import lot_prices, night_prices
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.groups import GroupIndex
from tests.benchmarks.randomworlds import random_scenario


@pytest.mark.parametrize("seed", range(6))
def test_prices_of_a_few_articles_are_those_among_all(seed: int) -> None:
    scenario = random_scenario(seed)
    groups = GroupIndex(scenario)
    deck = problem_of(scenario, groups, articles_of(scenario, groups)).deck
    rng = np.random.default_rng(seed)
    prices = rng.uniform(0.0, 9.0, (len(groups), deck.horizon))
    some = np.sort(rng.choice(deck.size, max(1, deck.size // 2), replace=False))
    everyone = np.arange(deck.size)
    for few, all_ in zip(lot_prices(deck, prices, some), lot_prices(deck, prices, everyone), strict=True):
        assert few[some] == pytest.approx(all_[some])
    assert night_prices(deck, prices, some)[some] == pytest.approx(night_prices(deck, prices, everyone)[some])
