"""Large scenarios: local search for plans, column generation for the bound and better prices, search again."""

from dataclasses import replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.lots.articles import Article
from planner.optimise.lots.deck import cheapest_plans, deck_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.search import Search, begin, plans_from, run, set_limits, settle, shake, sweep
from planner.optimise.lots.supply import build_supply
from planner.optimise.lots.whole import strict
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
FIRST_PRICES = {"hands": 40.0, "machine": 20.0, "zone": 1.0, "material": 0.0, "slot": 25.0}


def first_prices(groups: GroupIndex, horizon: int) -> Floats:
    """(groups, T) rough prices to start from."""
    column = np.array([FIRST_PRICES[group.kind] for group in groups.groups])
    return np.repeat(column[:, None], horizon, axis=1)
