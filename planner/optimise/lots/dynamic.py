"""The cheapest plan of one product alone, as an exact dynamic programme over days and stock.

State: units in stock at the end of a day, served first in first out. Day by day: lots finished
`hold` days earlier arrive, customer segments are served in order of their shortage price, surplus may be
written off, what remains is kept overnight. With one window for all segments this is exact in whole
batches; with several, the widest window makes it a relaxation, so its value stays a valid bound.
Dzielinski & Gomory (1965) and Wagner & Whitin (1958) are its continuous ancestors.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Case, Costs, Course

Floats = NDArray[np.float64]
Picks = NDArray[np.int32]

INFINITE = 1e18


@inner
def arrive_by_table(
    stock: Floats, arrived: Floats, batch: int, table: Floats, pipeline: float, chosen: Picks
) -> None:
    """Add n batches at table[n] each (plus pipeline holding per unit); remember the choice per level."""
    levels = stock.shape[0]
    sizes = table.shape[0]
    for level in range(levels):
        best = stock[level]
        pick = 0
        for n in range(1, sizes):
            before = level - n * batch
            if before < 0:
                break
            if stock[before] < INFINITE:
                cost = stock[before] + table[n] + pipeline * n * batch
                if cost < best - 1e-12:
                    best = cost
                    pick = n
        arrived[level] = best
        chosen[level] = pick


@inner
def arrive_by_rate(
    stock: Floats,
    arrived: Floats,
    batch: int,
    least: int,
    most: int,
    fixed: float,
    rate: float,
    pipeline: float,
    chosen: Picks,
) -> None:
    """Add least … most batches at fixed + rate·n; by running minima along each residue class if `most` is no limit."""
    levels = stock.shape[0]
    step = rate + pipeline * batch
    if most * batch < levels:
        for level in range(levels):
            for n in range(least, most + 1):
                before = level - n * batch
                if before < 0:
                    break
                if stock[before] < INFINITE:
                    cost = stock[before] + fixed + step * n
                    if cost < arrived[level] - 1e-12:
                        arrived[level] = cost
                        chosen[level] = n
        return
    for residue in range(min(batch, levels)):
        best = INFINITE
        origin = -1
        level = residue
        while level < levels:
            source = level - least * batch
            if source >= 0 and stock[source] < INFINITE:
                value = stock[source] - step * (source // batch)
                if value < best:
                    best = value
                    origin = source
            if origin >= 0:
                cost = best + fixed + step * (level // batch)
                if cost < arrived[level] - 1e-12:
                    arrived[level] = cost
                    chosen[level] = (level - origin) // batch
            level += batch


@inner
def serve(
    stock: Floats, after: Floats, quantity: int, price: float, served: Picks, queue: NDArray[np.int64]
) -> None:
    """Serve up to `quantity` units of one segment; a unit not served costs `price`. Sliding-window minimum."""
    levels = stock.shape[0]
    head = 0
    tail = 0
    upto = levels - 1
    position = upto
    for level in range(levels - 1, -1, -1):
        # window of stock before serving: level … level + quantity
        while position >= level:
            value = stock[position] - price * position
            while tail > head and stock[queue[tail - 1]] - price * queue[tail - 1] >= value:
                tail -= 1
            queue[tail] = position
            tail += 1
            position -= 1
        while queue[head] > level + quantity:
            head += 1
        source = queue[head]
        if stock[source] >= INFINITE:
            after[level] = INFINITE
            served[level] = 0
        else:
            after[level] = stock[source] + price * (quantity - (source - level))
            served[level] = source - level


@outer
def cheapest(case: Case, costs: Costs, course: Course) -> float:
    """Fill `course` with the cheapest plan; return its cost."""
    hold, batch, levels, waste = case.hold, case.batch, case.levels, case.waste
    demand, price, opening, ceiling = case.demand, case.price, case.opening, case.ceiling
    fixed, rate, night = costs.fixed, costs.rate, costs.night
    horizon = opening.shape[0]
    segments = demand.shape[0]
    modes = fixed.shape[0]
    chosen = np.zeros((horizon, levels), np.int32)
    chosen_mode = np.zeros((horizon, levels), np.int8)
    served = np.zeros((horizon, segments, levels), np.int32)
    dropped = np.zeros((horizon, levels), np.int32)
    queue = np.empty(levels + 1, np.int64)
    stock = np.full(levels, INFINITE)
    other = np.empty(levels)
    pick = np.zeros(levels, np.int32)
    stock[0] = 0.0
    overflow = np.zeros(horizon, np.int64)
    for t in range(horizon):
        if opening[t] > 0:
            shift = min(opening[t], levels - 1)
            overflow[t] = opening[t] - shift
            for level in range(levels - 1, -1, -1):
                if level >= shift:
                    other[level] = stock[level - shift] + waste * overflow[t]
                else:
                    other[level] = INFINITE
            for level in range(levels):
                stock[level] = other[level]
        made = t - hold
        if made >= 0:
            pipeline = 0.0
            for day in range(made, t):
                pipeline += night[day]
            if costs.by_table:
                arrive_by_table(stock, other, batch, costs.lot_table[made], pipeline, chosen[t])
            else:
                for level in range(levels):
                    other[level] = stock[level]
                for m in range(modes):
                    if fixed[m, made] < INFINITE:
                        for level in range(levels):
                            pick[level] = 0
                        arrive_by_rate(
                            stock,
                            other,
                            batch,
                            case.least,
                            case.most,
                            fixed[m, made],
                            rate[m, made],
                            pipeline,
                            pick,
                        )
                        for level in range(levels):
                            if pick[level] > 0:
                                chosen[t, level] = pick[level]
                                chosen_mode[t, level] = m
            stock, other = other, stock
        for s in range(segments):
            if demand[s, t] > 0:
                serve(stock, other, demand[s, t], price[s], served[t, s], queue)
                stock, other = other, stock
        for level in range(levels - 2, -1, -1):
            cost = stock[level + 1] + waste
            if cost < stock[level] - 1e-12:
                stock[level] = cost
                dropped[t, level] = dropped[t, level + 1] + 1
        for level in range(levels):
            if level > ceiling[t]:
                stock[level] = INFINITE
            elif stock[level] < INFINITE:
                stock[level] += costs.night_table[t, level] if costs.by_table else night[t] * level
    level = 0
    for candidate in range(levels):
        if stock[candidate] < stock[level]:
            level = candidate
    total = stock[level]
    for t in range(horizon):
        course.batches[t] = 0
    for t in range(horizon - 1, -1, -1):
        course.stock[t] = level
        course.wasted[t] = dropped[t, level] + overflow[t]
        level += dropped[t, level]
        for s in range(segments - 1, -1, -1):
            if demand[s, t] > 0:
                course.sold[s, t] = served[t, s, level]
                level += served[t, s, level]
            else:
                course.sold[s, t] = 0
        made = t - hold
        if made >= 0:
            n = chosen[t, level]
            course.batches[made] = n
            course.mode[made] = chosen_mode[t, level]
            level -= n * batch
        if opening[t] > 0:
            level -= min(opening[t], levels - 1)
    for day in range(horizon):
        for earlier in range(max(0, day - hold + 1), day + 1):
            course.stock[day] += course.batches[earlier] * batch
    return float(total)
