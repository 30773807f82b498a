"""The cheapest plan of one product when one lot follows another, with every segment's own window.

State: the lot goods are served from, and what is left of it at the end of a day. When the next lot arrives, what
is left of the last one must go that day. So ages are known, and the plan that comes out can be carried out; plans
with several lots in stock at once are left out, so its value is no bound. `dynamic` is the relaxation that is one.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from planner.optimise.lots.dynamic import INFINITE, arrive_by_rate, arrive_by_table, serve

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
IDLE = -1  # no lot with anything left


@njit(cache=True)
def meet(
    values: Floats,
    active: NDArray[np.bool_],
    idle: float,
    most: Ints,
    waste: float,
    best: Floats,
    source: Ints,
    kept: Ints,
) -> None:
    """Cheapest way to have r units left of an older lot when the next arrives, at most most[j] of lot j.

    `source[r]` is the lot, `kept[r]` its units before what is too much was written off.
    """
    levels = best.shape[0]
    best[:] = INFINITE
    best[0] = idle
    source[0] = IDLE
    kept[0] = 0
    for j in range(values.shape[0]):
        if not active[j]:
            continue
        for level in range(levels):
            value = values[j, level]
            if value >= INFINITE:
                continue
            r = min(level, most[j])
            cost = value + waste * (level - r)
            if cost < best[r] - 1e-12:
                best[r], source[r], kept[r] = cost, j, level


@njit(cache=True)
def write_off(stock: Floats, most: int, waste: float, dropped: NDArray[np.int32]) -> None:
    """Write off down to any level, and at least down to `most`."""
    levels = stock.shape[0]
    for level in range(levels - 2, -1, -1):
        cost = stock[level + 1] + waste
        if cost < stock[level] - 1e-12:
            stock[level] = cost
            dropped[level] = dropped[level + 1] + 1
    for level in range(most + 1, levels):
        stock[level] = INFINITE


@njit(cache=True)
def old_goes(
    stock: Floats,
    served: NDArray[np.int16],
    chosen: Ints,
    before: Ints,
    batch: int,
    demand: Ints,
    ages: Ints,
    day: int,
    opening_made: int,
) -> None:
    """Rule out levels in the evening for which the older lot did not go entirely to those who take its age."""
    for level in range(stock.shape[0]):
        if stock[level] < INFINITE:
            met = level
            for s in range(demand.shape[0] - 1, -1, -1):
                if demand[s] > 0:
                    met += served[s, met]
            left = met - chosen[met] * batch
            if left == 0:
                continue
            made = opening_made if before[left] == 0 else before[left] - 1
            at = level
            for s in range(demand.shape[0] - 1, -1, -1):
                if demand[s] > 0:
                    if day - made <= ages[s]:
                        left -= served[s, at]
                    at += served[s, at]
            if left > 0:
                stock[level] = INFINITE


@njit(cache=True)
def ceiling_of(demand: Ints, ages: Ints, made: int, day: int, spare: int) -> int:
    """Most units of a lot worth keeping after `day`: what its window may still ask for, to the end `spare` more."""
    horizon = demand.shape[1]
    total = 0
    for s in range(demand.shape[0]):
        last = min(made + ages[s], horizon - 1)
        for d in range(day + 1, last + 1):
            total += demand[s, d]
    return total + spare


@njit(cache=True)
def cheapest_chain(
    hold: int,
    batch: int,
    least: int,
    most: int,
    tables: Floats,
    by_table: bool,
    fixed: Floats,
    rate: Floats,
    opening_units: int,
    opening_made: int,
    shelf: int,
    ages: Ints,
    demand: Ints,
    price: Floats,
    waste: float,
    night: Floats,
    night_table: Floats,
    by_night_table: bool,
    levels: int,
    batches: Ints,
    mode: Ints,
    sold: Ints,
    wasted: Ints,
) -> float:
    """Fill batches[t], mode[t], sold[s, t], wasted[t] with the cheapest chain of lots; return its cost.

    Arguments as in `dynamic.cheapest`; `ages`: (segments,) oldest age each takes, `opening_made` that of the
    opening stock. Lot 0 is the opening stock, lot t + 1 that of day t.
    """
    horizon = demand.shape[1]
    segments = demand.shape[0]
    modes = fixed.shape[0]
    oldest = -1
    for s in range(segments):
        oldest = max(oldest, ages[s])
    lots = horizon + 1
    window = min(max(oldest - hold, 0) + 1, horizon)
    values = np.full((lots, levels), INFINITE)
    active = np.zeros(lots, np.bool_)
    served = np.zeros((lots, horizon if opening_units > 0 else window, segments, levels), np.int16)
    dropped = np.zeros((lots, horizon if opening_units > 0 else window, levels), np.int32)
    chosen = np.zeros((lots, levels), np.int64)
    chosen_mode = np.zeros((lots, levels), np.int64)
    before = np.full((lots, levels), IDLE, np.int64)
    kept = np.zeros((lots, levels), np.int64)
    rest = np.full(horizon, IDLE, np.int64)  # lot whose end made the idle state of this day's evening
    idle = 0.0
    other = np.empty(levels)
    met = np.empty(levels)
    pick = np.zeros(levels, np.int64)
    queue = np.empty(levels + 1, np.int64)
    takers = np.zeros(lots, np.int64)
    if opening_units > 0:
        level = min(opening_units, levels - 1)
        values[0, level] = waste * (opening_units - level)
        active[0] = True
        idle = INFINITE
    for d in range(horizon):
        t = d - hold
        arrived = -1
        if t >= 0:
            possible = by_table
            for m in range(modes):
                if not by_table and fixed[m, t] < INFINITE:
                    possible = True
            if possible:
                arrived = t + 1
                for j in range(lots):
                    if active[j]:
                        made = opening_made if j == 0 else j - 1
                        takers[j] = 0
                        for s in range(segments):
                            if d - made <= ages[s]:
                                takers[j] += demand[s, d]
                meet(values, active, idle, takers, waste, met, before[arrived], kept[arrived])
                pipeline = 0.0
                for day in range(t, d):
                    pipeline += night[day]
                stock = values[arrived]
                if by_table:
                    arrive_by_table(met, stock, batch, tables[t], pipeline, chosen[arrived])
                    for level in range(levels):
                        if chosen[arrived, level] == 0:
                            stock[level] = INFINITE
                else:
                    stock[:] = INFINITE
                    for m in range(modes):
                        if fixed[m, t] < INFINITE:
                            pick[:] = 0
                            arrive_by_rate(
                                met, stock, batch, least, most, fixed[m, t], rate[m, t], pipeline, pick
                            )
                            for level in range(levels):
                                if pick[level] > 0:
                                    chosen[arrived, level] = pick[level]
                                    chosen_mode[arrived, level] = m
        everything = 0.0
        for s in range(segments):
            everything += demand[s, d] * price[s]
        next_idle = idle + everything
        for j in range(lots):
            if j == arrived:
                active[j] = True
            if not active[j]:
                continue
            made = opening_made if j == 0 else j - 1
            since = d if j == 0 else d - (j - 1 + hold)
            stock = values[j]
            for s in range(segments):
                if demand[s, d] > 0:
                    if d - made <= ages[s]:
                        pick[:] = 0
                        serve(stock, other, demand[s, d], price[s], pick, queue)
                        for level in range(levels):
                            served[j, since, s, level] = pick[level]
                            stock[level] = other[level]
                    else:
                        for level in range(levels):
                            if stock[level] < INFINITE:
                                stock[level] += demand[s, d] * price[s]
            if j == arrived:
                old_goes(
                    stock, served[j, 0], chosen[j], before[j], batch, demand[:, d], ages, d, opening_made
                )
            lasts = made + shelf >= horizon
            spare = 0
            if lasts:
                spare = opening_units if j == 0 else batch * least
            ends = d - made >= oldest
            limit = 0 if ends and not lasts else ceiling_of(demand, ages, made, d, spare)
            write_off(stock, min(limit, levels - 1), waste, dropped[j, since])
            for level in range(levels):
                if stock[level] < INFINITE:
                    stock[level] += night_table[d, level] if by_night_table else night[d] * level
            if ends and not lasts and d < horizon - 1:
                if stock[0] < next_idle:
                    next_idle = stock[0]
                    rest[d] = j
                active[j] = False
        idle = next_idle
    total = idle
    lot, level = IDLE, 0
    for j in range(lots):
        if active[j]:
            for candidate in range(levels):
                if values[j, candidate] < total:
                    total = values[j, candidate]
                    lot, level = j, candidate
    batches[:] = 0
    sold[:] = 0
    wasted[:] = 0
    d = horizon - 1
    while d >= 0:
        if lot == IDLE:
            lot, level = rest[d], 0
            if lot == IDLE:
                d -= 1
                continue
        since = d if lot == 0 else d - (lot - 1 + hold)
        wasted[d] += dropped[lot, since, level]
        level += dropped[lot, since, level]
        made = opening_made if lot == 0 else lot - 1
        for s in range(segments - 1, -1, -1):
            if demand[s, d] > 0 and d - made <= ages[s]:
                sold[s, d] = served[lot, since, s, level]
                level += sold[s, d]
        if lot > 0 and since == 0:
            n = chosen[lot, level]
            batches[lot - 1] = n
            mode[lot - 1] = chosen_mode[lot, level]
            left = level - n * batch
            wasted[d] += kept[lot, left] - left
            level = kept[lot, left]
            lot = before[lot, left]
        d -= 1
    return float(total)
