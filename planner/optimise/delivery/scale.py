"""Money as whole steps, as PyVRP counts it: the coarsest power of ten that loses nothing, or a thousandth."""

from math import isfinite

import numpy as np
from numpy.typing import NDArray

from planner.optimise.delivery.problem import Problem

STEPS = (1, 10, 100)
FINEST = 1000
EXACT = 1e-6


def steps_in_one(problem: Problem) -> int:
    """How many steps make one unit of money."""
    amounts = _amounts(problem)
    return next((steps for steps in STEPS if _whole(amounts * steps)), FINEST)


def _amounts(problem: Problem) -> NDArray[np.float64]:
    """Every price a solution may add up."""
    kinds = problem.vehicles
    legs = np.unique(problem.metres) / 1000
    prices = [price for kind in kinds for price in (kind.use_price, kind.minute_price)]
    prices += [stop.price for stop in problem.stops if isfinite(stop.price)]
    return np.concatenate([np.array(prices), *(legs * price for price in {kind.km_price for kind in kinds})])


def _whole(amounts: NDArray[np.float64]) -> bool:
    return bool((np.abs(amounts - np.round(amounts)) < EXACT).all())
