"""Every compiled loop of the lots run once over nothing, so that it is compiled, or read from disk.

In two halves that take about as long to compile and share few loops.
"""

import numpy as np

from planner.optimise.lots.answers import cheapest_chains, cheapest_plans, least_costs, polished
from planner.optimise.lots.cases import empty_plans
from planner.optimise.lots.deck import deck_of
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.loads import Limits, board_of
from planner.optimise.lots.neighbour import rework
from planner.optimise.lots.search import plans_from


def search_dry() -> None:
    """Carry out and re-plan no articles over one day with one limit."""
    deck, none = deck_of((), 1), np.zeros((1, 1))
    plans = plans_from(nothing(deck))
    limits = Limits(none, none, none, none, none, np.zeros(1))
    rework(board_of(deck), limits, plans, empty_plans(1, 1, 1), np.zeros((0, 1), np.int64))


def bounds_dry() -> None:
    """Price no articles over one day, in every way."""
    deck, none = deck_of((), 1), np.zeros((1, 1))
    least_costs(deck, none, np.arange(0), np.zeros(0), 1)
    cheapest_plans(deck, none)
    cheapest_chains(deck, none, np.arange(0))
    polished(deck, none, nothing(deck))
