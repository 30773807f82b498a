"""Every compiled loop of the lots run once over nothing, so that it is compiled, or read from disk."""

import numpy as np

from planner.optimise.lots.answers import cheapest_chains, cheapest_plans, least_costs, polished
from planner.optimise.lots.cases import empty_plans
from planner.optimise.lots.deck import deck_of
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.loads import Limits, board_of
from planner.optimise.lots.neighbour import rework
from planner.optimise.lots.search import plans_from


def price_dry() -> None:
    """The cheapest plans of no articles."""
    cheapest_plans(deck_of((), 1), np.zeros((1, 1)))


def run_dry() -> None:
    """Price, carry out and re-plan no articles over one day with one limit."""
    deck, none = deck_of((), 1), np.zeros((1, 1))
    cheapest_chains(deck, none, np.arange(0))
    polished(deck, none, nothing(deck))
    least_costs(deck, none, np.arange(0), np.zeros(0), 1)
    plans = plans_from(nothing(deck))
    limits = Limits(none, none, none, none, none, np.zeros(1))
    rework(board_of(deck), limits, plans, empty_plans(1, 1, 1), np.zeros((0, 1), np.int64))
    price_dry()
