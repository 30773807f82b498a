"""All products priced at once: the cheapest plan of each at given prices, in compiled parallel loops."""

from typing import NamedTuple

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from planner.optimise.lots.cases import Cases, Costs, Plans, case_of, course_of
from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Prices(NamedTuple):
    """What lots and nights cost, by rates: (P,) number of modes, (P, M, T) of a lot and a batch, (P, T) of a night."""

    modes: Ints
    fixed: Floats
    rate: Floats
    night: Floats


@njit(cache=True)
def costs_of(prices: Prices, p: int) -> Costs:
    """Article p's costs."""
    count = prices.modes[p]
    none = np.zeros((1, 1))
    return Costs(prices.fixed[p, :count], prices.rate[p, :count], prices.night[p], False, none, none)


@njit(cache=True, parallel=True)
def cheapest_of_all(chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats) -> None:
    """Fill `plans` and `cost` with `cheapest` of each article in `chosen`."""
    for i in prange(chosen.shape[0]):
        p = chosen[i]
        cost[i] = cheapest(case_of(cases, p), costs_of(prices, p), course_of(plans, i))


@njit(cache=True, parallel=True)
def chains_of_all(chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats) -> None:
    """Fill `plans`, all but its stock, and `cost` with `cheapest_chain` of each article in `chosen`."""
    for i in prange(chosen.shape[0]):
        p = chosen[i]
        cost[i] = cheapest_chain(case_of(cases, p), costs_of(prices, p), course_of(plans, i))
