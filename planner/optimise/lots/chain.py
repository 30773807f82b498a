"""The cheapest plan of one product when one lot follows another, with every segment's own window.

State: the lot goods are served from, and what is left of it at the end of a day. When the next lot arrives, what
is left of the last one must go that day. So ages are known, and the plan that comes out can be carried out; plans
with several lots in stock at once are left out, so its value is no bound. `dynamic` is the relaxation that is one.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Case, Costs, Course, label_of
from planner.optimise.lots.dynamic import INFINITE, arrive_by_rate, arrive_by_table, serve

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
IDLE = -1  # no lot with anything left


class Trail(NamedTuple):
    """How each value came about. Lot 0 is the opening stock, lot t + 1 that of day t; age counts from its arrival."""

    served: NDArray[np.int16]  # (lots, age, S, levels)
    dropped: NDArray[np.int32]  # (lots, age, levels)
    chosen: NDArray[np.int32]  # (lots, levels) batches
    mode: Ints  # (lots, levels)
    before: Ints  # (lots, levels) the older lot, by units left of it
    kept: Ints  # (lots, levels) its units before what was too much was written off
    rest: Ints  # (T,) lot whose end made the idle state of this day's evening


class Slate(NamedTuple):
    """Room to reckon in, used anew each time."""

    other: Floats
    met: Floats
    pick: NDArray[np.int32]
    queue: Ints
    takers: Ints


@inner
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


@inner
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


@inner
def made_of(case: Case, lot: int) -> int:
    """Day that a lot's age is counted from."""
    return case.ready_made if lot == 0 else label_of(case, lot - 1)


@inner
def count_takers(case: Case, active: NDArray[np.bool_], day: int, takers: Ints) -> None:
    """Units that a day's segments would take of each lot with anything left."""
    for j in range(active.shape[0]):
        if active[j]:
            takers[j] = 0
            for s in range(case.demand.shape[0]):
                if day - made_of(case, j) <= case.ages[s]:
                    takers[j] += case.demand[s, day]


@inner
def old_goes(case: Case, trail: Trail, lot: int, day: int, stock: Floats) -> None:
    """Rule out levels in the evening for which the older lot did not go entirely to those who take its age."""
    demand, served = case.demand[:, day], trail.served[lot, 0]
    for level in range(stock.shape[0]):
        if stock[level] < INFINITE:
            met = level
            for s in range(demand.shape[0] - 1, -1, -1):
                if demand[s] > 0:
                    met += served[s, met]
            left = met - trail.chosen[lot, met] * case.batch
            if left == 0:
                continue
            made = made_of(case, trail.before[lot, left])
            at = level
            for s in range(demand.shape[0] - 1, -1, -1):
                if demand[s] > 0:
                    if day - made <= case.ages[s]:
                        left -= served[s, at]
                    at += served[s, at]
            if left > 0:
                stock[level] = INFINITE


@inner
def ceiling_of(case: Case, lot: int, day: int, oldest: int) -> int:
    """Most units of a lot worth keeping after `day`: what its window may still ask for, and what may stay."""
    horizon, made = case.demand.shape[1], made_of(case, lot)
    lasts = made + case.shelf >= horizon
    if day - made >= oldest and not lasts:
        return 0
    total = 0
    if lasts:
        total = case.ready if lot == 0 else case.batch * case.least
    for s in range(case.demand.shape[0]):
        for d in range(day + 1, min(made + case.ages[s], horizon - 1) + 1):
            total += case.demand[s, d]
    return total


@inner
def blank_trail(case: Case, oldest: int) -> Trail:
    """A trail with nothing decided."""
    segments, horizon = case.demand.shape
    lots, levels = horizon + 1, case.levels
    ages = horizon if case.ready > 0 else min(max(oldest - case.hold, 0) + 1, horizon)
    return Trail(
        np.zeros((lots, ages, segments, levels), np.int16),
        np.zeros((lots, ages, levels), np.int32),
        np.zeros((lots, levels), np.int32),
        np.zeros((lots, levels), np.int64),
        np.full((lots, levels), IDLE, np.int64),
        np.zeros((lots, levels), np.int64),
        np.full(horizon, IDLE, np.int64),
    )


@inner
def may_be_made(costs: Costs, day: int) -> bool:
    """Whether any mode allows a lot of this day."""
    if day < 0 or costs.by_table:
        return day >= 0
    return bool((costs.fixed[:, day] < INFINITE).any())


@inner
def arrive(case: Case, costs: Costs, trail: Trail, slate: Slate, day: int, stock: Floats) -> None:
    """Fill `stock` with the cheapest levels when the lot of `day` joins what is left of the older one, `slate.met`."""
    chosen, mode, pick = trail.chosen[day + 1], trail.mode[day + 1], slate.pick
    pipeline = 0.0
    for d in range(day, day + case.hold):
        pipeline += costs.night[d]
    if costs.by_table:
        arrive_by_table(slate.met, stock, case.batch, costs.lot_table[day], pipeline, chosen)
        for level in range(case.levels):
            if chosen[level] == 0:
                stock[level] = INFINITE
        return
    stock[:] = INFINITE
    for m in range(costs.fixed.shape[0]):
        fixed, rate = costs.fixed[m, day], costs.rate[m, day]
        if fixed < INFINITE:
            pick[:] = 0
            arrive_by_rate(slate.met, stock, case.batch, case.least, case.most, fixed, rate, pipeline, pick)
            for level in range(case.levels):
                if pick[level] > 0:
                    chosen[level] = pick[level]
                    mode[level] = m


@inner
def serve_day(case: Case, trail: Trail, slate: Slate, lot: int, age: int, day: int, stock: Floats) -> None:
    """Serve a day's segments from a lot; those who refuse its age go without."""
    other, pick = slate.other, slate.pick
    for s in range(case.demand.shape[0]):
        wanted = case.demand[s, day]
        if wanted == 0:
            continue
        if day - made_of(case, lot) <= case.ages[s]:
            pick[:] = 0
            serve(stock, other, wanted, case.price[s], pick, slate.queue)
            for level in range(case.levels):
                trail.served[lot, age, s, level] = pick[level]
                stock[level] = other[level]
        else:
            for level in range(case.levels):
                if stock[level] < INFINITE:
                    stock[level] += wanted * case.price[s]


@inner
def keep_overnight(costs: Costs, day: int, stock: Floats) -> None:
    """Charge each level for its night."""
    for level in range(stock.shape[0]):
        if stock[level] < INFINITE:
            stock[level] += costs.night_table[day, level] if costs.by_table else costs.night[day] * level


@inner
def walk_back(case: Case, trail: Trail, lot: int, level: int, course: Course) -> None:
    """Write down the plan that ends with `level` units of `lot`."""
    course.batches[:] = 0
    course.sold[:] = 0
    course.wasted[:] = 0
    d = case.demand.shape[1] - 1
    while d >= 0:
        if lot == IDLE:
            lot, level = trail.rest[d], 0
            if lot == IDLE:
                d -= 1
                continue
        age = d if lot == 0 else d - (lot - 1 + case.hold)
        course.wasted[d] += trail.dropped[lot, age, level]
        level += trail.dropped[lot, age, level]
        for s in range(case.demand.shape[0] - 1, -1, -1):
            if case.demand[s, d] > 0 and d - made_of(case, lot) <= case.ages[s]:
                course.sold[s, d] = trail.served[lot, age, s, level]
                level += course.sold[s, d]
        if lot > 0 and age == 0:
            n = trail.chosen[lot, level]
            course.batches[lot - 1] = n
            course.mode[lot - 1] = trail.mode[lot, level]
            left = level - n * case.batch
            course.wasted[d] += trail.kept[lot, left] - left
            level = trail.kept[lot, left]
            lot = trail.before[lot, left]
        d -= 1


@outer
def cheapest_chain(case: Case, costs: Costs, course: Course) -> float:
    """Fill `course`, all but its stock, with the cheapest chain of lots; return its cost."""
    horizon, levels = case.demand.shape[1], case.levels
    lots = horizon + 1
    oldest = int(np.int64(-1))  # literals would compile what they are handed to once more
    for age in case.ages:
        oldest = max(oldest, age)
    values = np.full((lots, levels), INFINITE)
    active = np.zeros(lots, np.bool_)
    trail = blank_trail(case, oldest)
    slate = Slate(
        np.empty(levels),
        np.empty(levels),
        np.zeros(levels, np.int32),
        np.empty(levels + 1, np.int64),
        np.zeros(lots, np.int64),
    )
    idle = 0.0
    if case.ready > 0:
        level = min(case.ready, levels - 1)
        values[0, level] = case.waste * (case.ready - level)
        active[0] = True
        idle = INFINITE
    for d in range(horizon):
        arrived = IDLE
        if may_be_made(costs, d - case.hold):
            arrived = d - case.hold + 1
            count_takers(case, active, d, slate.takers)
            before, kept = trail.before[arrived], trail.kept[arrived]
            meet(values, active, idle, slate.takers, case.waste, slate.met, before, kept)
            arrive(case, costs, trail, slate, d - case.hold, values[arrived])
            active[arrived] = True
        everything = 0.0
        for s in range(case.demand.shape[0]):
            everything += case.demand[s, d] * case.price[s]
        idle += everything
        for j in range(lots):
            if not active[j]:
                continue
            age, stock = d if j == 0 else d - (j - 1 + case.hold), values[j]
            serve_day(case, trail, slate, j, age, d, stock)
            if j == arrived:
                old_goes(case, trail, j, d, stock)
            most = ceiling_of(case, j, d, oldest)
            write_off(stock, min(most, levels - 1), case.waste, trail.dropped[j, age])
            keep_overnight(costs, d, stock)
            made = made_of(case, j)
            if d - made >= oldest and made + case.shelf < horizon and d < horizon - 1:
                if stock[0] < idle:
                    idle = stock[0]
                    trail.rest[d] = j
                active[j] = False
    total = idle
    lot, level = int(np.int64(IDLE)), int(np.int64(0))
    for j in range(lots):
        if active[j]:
            for candidate in range(levels):
                if values[j, candidate] < total:
                    total = values[j, candidate]
                    lot, level = j, candidate
    walk_back(case, trail, lot, level, course)
    return float(total)
