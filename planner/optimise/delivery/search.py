"""PyVRP's iterated local search, begun with penalties of the problem's own size and updated often."""

import warnings
from collections.abc import Iterable

import numpy as np
from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

from planner.optimise.delivery.annealing import annealed
from planner.optimise.delivery.budget import Limit
from planner.optimise.delivery.model import Model
from planner.optimise.delivery.problem import NEVER

HISTORY = 300
NEIGHBOURS = 50
WHEN_COOLING = 100
MOST_PERTURBED = 10
PENALTIES = PenaltyParams(solutions_between_updates=100)

warnings.simplefilter(
    "ignore", PenaltyBoundWarning
)  # what cannot be served stays out; threads share the filter

Penalties = tuple[list[float], float, float]


def searched(
    model: Model,
    start: Solution | None,
    limit: Limit,
    seed: int,
    penalties: Penalties | None = None,
    heat: float | None = None,
) -> tuple[Solution, Penalties]:
    """The best solution from a start (or a random one) when the limit says stop, and the penalties by then.

    With a `heat`, in mean legs, the search cools from it.
    """
    warnings.simplefilter("ignore", PenaltyBoundWarning)  # for good: threads share what is filtered
    chance = RandomNumberGenerator(seed=seed)
    search = _local_search(model.data, chance, NEIGHBOURS if heat is None else WHEN_COOLING)
    manager = PenaltyManager(penalties or _usual(model.data), PENALTIES)
    begun = start or Solution.make_random(model.data, chance)
    begun = search(begun, manager.max_cost_evaluator(), exhaustive=True)
    if heat is not None:
        money = heat * _mean_leg(model.data.distance_matrices())
        return annealed(search, manager, begun, limit, money, chance), manager.penalties()
    params = IteratedLocalSearchParams(history_length=HISTORY)
    found = IteratedLocalSearch(model.data, manager, search, begun, params)
    return found.run(limit, collect_stats=False).best, manager.penalties()


def _local_search(data: ProblemData, chance: RandomNumberGenerator, nearest: int) -> LocalSearch:
    neighbours = compute_neighbours(data, NeighbourhoodParams(num_neighbours=nearest))
    perturbation = PerturbationManager(PerturbationParams(max_perturbations=MOST_PERTURBED))
    search = LocalSearch(data, chance, neighbours, perturbation)
    for operator in OPERATORS:
        if operator.supports(data):
            search.add_operator(operator(data))
    return search


def _usual(data: ProblemData) -> Penalties:
    """What an average leg costs, by unit of an average load and by minute of an average leg."""
    money, minutes = _mean_leg(data.distance_matrices()), _mean_leg(data.duration_matrices())
    loads = np.array([client.delivery for client in data.clients()]).mean(axis=0)
    return (money / np.maximum(loads, 1.0)).tolist(), money / minutes, money / minutes


def _mean_leg(tables: Iterable[object]) -> float:
    """The mean of all ways there are, at least 1."""
    legs = np.concatenate([np.ravel(np.asarray(table)) for table in tables])
    return max(1.0, float(legs[legs < NEVER].mean()))
