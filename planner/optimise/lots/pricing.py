"""All products priced at once: the cheapest plan of each at given prices, in compiled loops."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Cases, Costs, Plans, case_of, course_of, empty_plans
from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest
from planner.optimise.lots.labels import least_cost
from planner.optimise.lots.polish import polished
from planner.optimise.lots.threads import spread

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Prices(NamedTuple):
    """What lots and nights cost, by rates: (P,) number of modes, (P, M, T) of a lot and a batch, (P, T) of a night."""

    modes: Ints
    fixed: Floats
    rate: Floats
    night: Floats


@inner
def costs_of(prices: Prices, p: int) -> Costs:
    """Article p's costs."""
    count = prices.modes[p]
    none = np.zeros((1, 1))
    return Costs(prices.fixed[p, :count], prices.rate[p, :count], prices.night[p], False, none, none)


def cheapest_of_all(chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats) -> None:
    """Fill `plans` and `cost` with `cheapest` of each article in `chosen`."""
    spread(len(chosen), lambda first, after: _cheapest(first, after, chosen, cases, prices, plans, cost))


def chains_of_all(chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats) -> None:
    """Fill `plans`, all but its stock, and `cost` with `cheapest_chain` of each article in `chosen`."""
    spread(len(chosen), lambda first, after: _chains(first, after, chosen, cases, prices, plans, cost))


def polish_all(chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats) -> None:
    """Make `plans` of the articles in `chosen`, walked through, cheaper lot by lot; fill `cost` with what they cost."""

    def some(first: int, after: int) -> None:
        spare = empty_plans(1, plans.sold.shape[1], plans.batches.shape[1])
        _polish(first, after, chosen, cases, prices, plans, spare, cost)

    spread(len(chosen), some)


def bounds_of_all(
    chosen: Ints, cases: Cases, prices: Prices, known: Floats, width: int, bound: Floats
) -> None:
    """Fill `bound` with `least_cost` of each article in `chosen`, of which a plan of a `known` cost is there."""
    spread(len(chosen), lambda first, after: _bound(first, after, chosen, cases, prices, known, width, bound))


@outer
def _cheapest(
    first: int, after: int, chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats
) -> None:
    for i in range(first, after):
        p = chosen[i]
        cost[i] = cheapest(case_of(cases, p), costs_of(prices, p), course_of(plans, i))


@outer
def _chains(
    first: int, after: int, chosen: Ints, cases: Cases, prices: Prices, plans: Plans, cost: Floats
) -> None:
    for i in range(first, after):
        p = chosen[i]
        cost[i] = cheapest_chain(case_of(cases, p), costs_of(prices, p), course_of(plans, i))


@outer
def _polish(
    first: int,
    after: int,
    chosen: Ints,
    cases: Cases,
    prices: Prices,
    plans: Plans,
    spare: Plans,
    cost: Floats,
) -> None:
    for i in range(first, after):
        p = chosen[i]
        cost[i] = polished(case_of(cases, p), costs_of(prices, p), course_of(plans, i), course_of(spare, 0))


@outer
def _bound(
    first: int,
    after: int,
    chosen: Ints,
    cases: Cases,
    prices: Prices,
    known: Floats,
    width: int,
    bound: Floats,
) -> None:
    for i in range(first, after):
        p = chosen[i]
        bound[i] = least_cost(case_of(cases, p), costs_of(prices, p), known[i], width)
