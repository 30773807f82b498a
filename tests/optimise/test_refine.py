"""Plans of decided blocks chosen anew: never dearer, all whole, and a poor choice among known ones is mended."""

from collections.abc import Callable
from threading import Event
from time import monotonic

import numpy as np
import pytest

from planner.domain.progress import silent
from planner.optimise import SolveOptions
from planner.optimise.clock import Clock
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.dip import Left
from planner.optimise.lots.dive import Diver, Ints
from planner.optimise.lots.groups import GroupIndex
from planner.verify import judge
from tests.benchmarks.randomworlds import random_scenario

SEEDS = range(3000, 3006)
Watched = Callable[[Diver, Ints, Left], None]


def run(seed: int, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan a made-up bakery with its blocks refined by `watched`; the plan keeps all rules."""
    scenario = random_scenario(seed)
    groups, seconds = GroupIndex(scenario), 2.0
    options, clock = SolveOptions(time_limit=seconds), Clock(seconds, silent, Event())
    monkeypatch.setattr(Diver, "refine", watched)
    plan, _ = plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)
    assert judge(scenario, plan).accepted


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_refined_blocks_cost_no_more_and_stay_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    refine, seen = Diver.refine, []

    def watched(diver: Diver, block: Ints, left: Left) -> None:
        before = diver.value
        refine(diver, block, left)
        seen.append(diver.value - before)
        assert diver.decided().sure[block].all()

    run(seed, watched, monkeypatch)
    assert seen
    assert max(seen) <= 1e-6


@pytest.mark.slow
def test_a_poor_choice_among_known_plans_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    refine, mended = Diver.refine, []

    def watched(diver: Diver, block: Ints, left: Left) -> None:
        _choose_nothing(diver, block)
        before = diver.value
        ends = monotonic() + 0.5
        refine(diver, block, lambda: ends - monotonic())
        mended.append(before - diver.value)

    for seed in SEEDS:
        run(seed, watched, monkeypatch)
    assert max(mended) > 100.0


def _choose_nothing(diver: Diver, block: Ints) -> None:
    """Hold the plan that makes nothing of each article of a block."""
    mine = np.isin(diver.plans.chosen, block)
    nothing = mine & ~diver.plans.batches.any(axis=1)
    for p in block:
        known = np.flatnonzero(nothing & (diver.plans.chosen == p))
        if len(known):
            diver.weights[diver.plans.chosen == p] = 0.0
            diver.weights[known[0]] = 1.0
