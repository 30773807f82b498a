"""All products priced at once: the cheapest plan of each at given prices, in compiled parallel loops."""

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@njit(cache=True, parallel=True)
def cheapest_of_all(
    chosen: Ints,
    hold: Ints,
    batch: Ints,
    least: Ints,
    most: Ints,
    fixed: Floats,
    rate: Floats,
    modes: Ints,
    opening: Ints,
    demand: Ints,
    price: Floats,
    segments: Ints,
    waste: Floats,
    night: Floats,
    ceiling: Ints,
    levels: Ints,
    batches: Ints,
    mode: Ints,
    sold: Ints,
    stock_end: Ints,
    wasted: Ints,
    cost: Floats,
) -> None:
    """Run `cheapest` for the products in `chosen`; arrays are padded over products (first axis)."""
    for i in prange(chosen.shape[0]):
        p = chosen[i]
        empty = np.zeros((1, 1))
        cost[i] = cheapest(
            hold[p],
            batch[p],
            least[p],
            most[p],
            empty,
            False,
            fixed[p, : modes[p]],
            rate[p, : modes[p]],
            opening[p],
            demand[p, : segments[p]],
            price[p, : segments[p]],
            waste[p],
            night[p],
            empty,
            False,
            ceiling[p],
            levels[p],
            batches[i],
            mode[i],
            sold[i],
            stock_end[i],
            wasted[i],
        )


@njit(cache=True, parallel=True)
def chains_of_all(
    chosen: Ints,
    hold: Ints,
    batch: Ints,
    least: Ints,
    most: Ints,
    fixed: Floats,
    rate: Floats,
    modes: Ints,
    opening_units: Ints,
    opening_made: Ints,
    shelf: Ints,
    ages: Ints,
    demand: Ints,
    price: Floats,
    segments: Ints,
    waste: Floats,
    night: Floats,
    levels: Ints,
    batches: Ints,
    mode: Ints,
    sold: Ints,
    wasted: Ints,
    cost: Floats,
) -> None:
    """Run `cheapest_chain` for the products in `chosen`; arrays are padded over products (first axis)."""
    for i in prange(chosen.shape[0]):
        p = chosen[i]
        count = segments[p]
        empty = np.zeros((1, 1))
        cost[i] = cheapest_chain(
            hold[p],
            batch[p],
            least[p],
            most[p],
            empty,
            False,
            fixed[p, : modes[p]],
            rate[p, : modes[p]],
            opening_units[p],
            opening_made[p],
            shelf[p],
            ages[p, :count],
            demand[p, :count],
            price[p, :count],
            waste[p],
            night[p],
            empty,
            False,
            levels[p],
            batches[i],
            mode[i],
            sold[i],
            wasted[i],
        )
