"""Iterated local search that takes worse plans too, ever more rarely as its part of the effort passes."""

from math import log

from pyvrp import PenaltyManager, RandomNumberGenerator, Solution
from pyvrp.search import LocalSearch

from planner.optimise.delivery.budget import Limit

COLDEST = 1 / 30


def annealed(
    search: LocalSearch,
    manager: PenaltyManager,
    begun: Solution,
    limit: Limit,
    heat: float,
    chance: RandomNumberGenerator,
) -> Solution:
    """The best solution when the limit says stop; `heat` is the cost at first often accepted on top, at last a 30th."""
    best = now = begun
    costs = manager.cost_evaluator()
    while not limit(costs.cost(best)):
        costs = manager.cost_evaluator()
        found = search(now, costs, exhaustive=False)
        manager.register(found)
        if costs.cost(found) < costs.cost(best):
            best, deeper = found, search(found, costs, exhaustive=True)
            if deeper.is_feasible():
                best = found = deeper
        warmth = heat * COLDEST**limit.of_part
        margin = -warmth * log(max(chance.rand(), 1e-12))
        if costs.penalised_cost(found) < costs.penalised_cost(now) + margin:
            now = found
    return best
