"""A supply asked for one load after another answers as one asked for each alone."""

import numpy as np
import pytest

from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.standing import Standing
from planner.optimise.lots.supply import answer
from tests.benchmarks.randomworlds import random_scenario


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("exact", [False, True])
def test_answers_are_those_of_a_supply_asked_anew(seed: int, exact: bool) -> None:
    scenario = random_scenario(seed)
    groups = GroupIndex(scenario)
    supply = problem_of(scenario, groups, articles_of(scenario, groups)).supply
    supply.exact = exact
    standing, rng = Standing(supply), np.random.default_rng(seed)
    hands = np.array([group.kind == "hands" for group in groups.groups])
    for _ in range(4):
        load = np.where(hands[:, None], rng.uniform(0.0, 80.0, supply.plain.shape), 0.0)
        alone, gone_on = answer(supply, load, 10.0, relaxed=True), standing.answer(load)
        steep = [float((supply.steep @ each.missing).sum()) for each in (alone, gone_on)]
        assert gone_on.cost + steep[1] == pytest.approx(alone.cost + steep[0], rel=1e-6)
