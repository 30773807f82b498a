"""A product's plan made cheaper lot by lot: resized, moved, halved or merged as long as that pays.

Where segments have windows of their own, the relaxed plan cannot be carried out, and a chain keeps one lot at a time.
What lies between, an old lot for those who take it beside a fresh one for those who do not, is found by local search
over the lots: each change is judged by serving every day's segments from the oldest goods they take.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Case, Costs, Course, copy_course, label_of
from planner.optimise.lots.dynamic import INFINITE
from planner.optimise.lots.walk import walk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
REACH = 4  # days that a lot is moved by at most
PASSES = 30
LESS = 1e-9  # yuan that a change must save
SHIFTS = 5  # ways to move goods from one day to another


class Shelf(NamedTuple):
    """Room for a plan's lots, opening lots first: units left; days they are made, free, last of use, and kept from."""

    left: Ints
    made: Ints
    free: Ints
    last: Ints
    since: Ints


class Morning(NamedTuple):
    """How far a plan is priced: the next day, its cost so far, opening lots and all lots on the shelf."""

    day: int
    cost: float
    opened: int
    lots: int


class Desk(NamedTuple):
    """What changes are judged with: (T + 1,) yuan of keeping a unit up to each morning, units wanted, two shelves."""

    along: Floats
    wanted: Ints
    kept: Shelf
    shelf: Shelf


@inner
def lot_cost(costs: Costs, day: int, count: int) -> float:
    """What a lot of so many batches costs on the line that suits it best."""
    if costs.by_table:
        return float(costs.lot_table[day, count]) if count < costs.lot_table.shape[1] else INFINITE
    least = INFINITE
    for m in range(costs.fixed.shape[0]):
        least = min(least, costs.fixed[m, day] + costs.rate[m, day] * count)
    return float(least)


@inner
def first_morning(case: Case, shelf: Shelf) -> Morning:
    """Put the opening stock on a shelf."""
    count = 0
    for o in range(case.lots.units.shape[0]):
        if case.lots.units[o] > 0:
            shelf.left[count], shelf.made[count] = case.lots.units[o], case.lots.made[o]
            shelf.free[count], shelf.last[count] = case.lots.free[o], case.lots.last[o]
            shelf.since[count] = 0
            count += 1
    return Morning(0, 0.0, count, count)


@inner
def live_on(
    case: Case,
    costs: Costs,
    desk: Desk,
    shelf: Shelf,
    course: Course,
    morning: Morning,
    until: int,
    most: float,
) -> Morning:
    """Make each day's lot and serve its segments up to the morning of `until`, or until it has cost `most`."""
    cost, opened, count = morning.cost, morning.opened, morning.lots
    first = 0
    for t in range(morning.day, until):
        course.wasted[t] = 0
        if course.batches[t] > 0:
            label = label_of(case, t)
            shelf.left[count], shelf.made[count] = course.batches[t] * case.batch, label
            shelf.free[count], shelf.last[count] = t + case.hold, label + case.shelf
            shelf.since[count] = t
            count += 1
            cost += lot_cost(costs, t, course.batches[t])
        while first < count and shelf.left[first] == 0:
            first += 1
        for s in range(case.demand.shape[0]):
            need = desk.wanted[s, t]
            k = first
            while need > 0 and k < count and (k < opened or shelf.free[k] <= t):
                if shelf.left[k] > 0 and shelf.free[k] <= t and t - shelf.made[k] <= case.ages[s]:
                    taken = min(shelf.left[k], need)
                    shelf.left[k] -= taken
                    need -= taken
                    cost += taken * (desk.along[t] - desk.along[shelf.since[k]])
                k += 1
            course.sold[s, t] = desk.wanted[s, t] - need
            cost += (case.demand[s, t] - course.sold[s, t]) * case.price[s]
        if cost >= most:
            break
    return Morning(until, float(cost), opened, count)


@inner
def leave_over(case: Case, desk: Desk, shelf: Shelf, course: Course, count: int) -> float:
    """What it costs to keep or write off what nobody took; fills what the course wastes."""
    horizon = course.batches.shape[0]
    cost = 0.0
    for k in range(count):
        if shelf.left[k] > 0:
            kept = desk.along[horizon] - desk.along[shelf.since[k]]
            if shelf.last[k] >= horizon and kept < case.waste:
                cost += shelf.left[k] * kept
            else:
                course.wasted[shelf.since[k]] += shelf.left[k]
                cost += shelf.left[k] * case.waste
    return float(cost)


@inner
def price_on(case: Case, costs: Costs, desk: Desk, course: Course, morning: Morning, most: float) -> float:
    """What a course costs when it goes on from a morning, the lots kept till then on the shelf; `most` if that much."""
    for k in range(morning.lots):
        desk.shelf.left[k], desk.shelf.made[k] = desk.kept.left[k], desk.kept.made[k]
        desk.shelf.free[k], desk.shelf.last[k] = desk.kept.free[k], desk.kept.last[k]
        desk.shelf.since[k] = desk.kept.since[k]
    end = live_on(case, costs, desk, desk.shelf, course, morning, course.batches.shape[0], most)
    if end.cost >= most:
        return most
    return end.cost + leave_over(case, desk, desk.shelf, course, end.lots)


@inner
def resized(case: Case, now: int, way: int) -> int:
    """One of six other sizes of a lot, in batches."""
    least = max(case.least, 1)
    if way == 0:
        return 0
    if way <= 2:
        return now + way if now > 0 else least + way - 1
    if way <= 4:
        return now - way + 2 if now - way + 2 >= least else 0
    return now + 4


@inner
def change_lots(case: Case, costs: Costs, desk: Desk, course: Course, best: float) -> float:
    """One pass of changes over all days; what the course costs then."""
    batches = course.batches
    horizon, least = batches.shape[0], max(case.least, 1)
    morning = first_morning(case, desk.kept)
    for t in range(horizon):
        if t > REACH:
            morning = live_on(case, costs, desk, desk.kept, course, morning, t - REACH, INFINITE)
        for way in range(6):
            now, then = batches[t], resized(case, batches[t], way)
            if then == now or then > case.most:
                continue
            batches[t] = then
            cost = price_on(case, costs, desk, course, morning, best)
            if cost < best - LESS:
                best = cost
            else:
                batches[t] = now
        for u in range(max(t - REACH, 0), min(t + REACH + 1, horizon)):
            for way in range(SHIFTS):
                here, there = batches[t], batches[u]
                if u == t or here == 0:
                    break
                gone = 1 if way == 1 else here // 2 if way == 2 else here
                come = gone + 1 if way == 3 else gone - 1 if way == 4 else gone
                left, met = here - gone, there + come
                if gone == 0 or 0 < left < least or met < least or met > case.most:
                    continue
                batches[t], batches[u] = left, met
                cost = price_on(case, costs, desk, course, morning, best)
                if cost < best - LESS:
                    best = cost
                else:
                    batches[t], batches[u] = here, there
    return best


@inner
def empty_shelf(size: int) -> Shelf:
    """Room for so many lots."""
    return Shelf(
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
    )


@outer
def polish(case: Case, costs: Costs, wanted: Ints, course: Course) -> None:
    """Change a course's lots until no single change makes it cheaper, then walk it through.

    `wanted`, (S, T): units that each segment is served at most while changes are judged. Modes are left to the caller.
    """
    horizon = course.batches.shape[0]
    size = horizon + case.lots.units.shape[0]
    along = np.zeros(horizon + 1)
    for t in range(horizon):
        along[t + 1] = along[t] + costs.night[t]
    desk = Desk(along, wanted, empty_shelf(size), empty_shelf(size))
    cost = price_on(case, costs, desk, course, first_morning(case, desk.kept), INFINITE)
    for _ in range(PASSES):
        before = cost
        cost = change_lots(case, costs, desk, course, cost)
        if cost >= before:
            break
    price_on(case, costs, desk, course, first_morning(case, desk.kept), INFINITE)
    walk(case, course)


@inner
def charge(case: Case, costs: Costs, course: Course) -> float:
    """What a course that was walked through costs at rates."""
    total = 0.0
    for t in range(course.batches.shape[0]):
        if course.batches[t] > 0:
            total += lot_cost(costs, t, course.batches[t])
        total += course.wasted[t] * case.waste + course.stock[t] * costs.night[t]
        for s in range(case.demand.shape[0]):
            total += (case.demand[s, t] - course.sold[s, t]) * case.price[s]
    return float(total)


@inner
def use_best_lines(costs: Costs, course: Course) -> None:
    """Make each lot on the line that suits it best, by rates."""
    for t in range(course.batches.shape[0]):
        least = INFINITE
        for m in range(costs.fixed.shape[0] if course.batches[t] > 0 else 0):
            cost = costs.fixed[m, t] + costs.rate[m, t] * course.batches[t]
            if cost < least:
                least, course.mode[t] = cost, m


@outer
def polished(case: Case, costs: Costs, course: Course, spare: Course) -> float:
    """Polish a course by rates, once for whom it serves and once for all who want some; keep the cheapest of three."""
    best = charge(case, costs, course)
    for turn in range(2):
        copy_course(course, spare)
        polish(case, costs, spare.sold[: case.demand.shape[0]].copy() if turn == 0 else case.demand, spare)
        cost = charge(case, costs, spare)
        if cost < best - LESS:
            best = cost
            copy_course(spare, course)
    use_best_lines(costs, course)
    return best
