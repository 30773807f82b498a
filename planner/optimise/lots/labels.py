"""A lower bound on one product's priced cost with every segment's own window: labels, day by day.

A label is a stock by age on a morning and the least that it cost to get there. The relaxed programme run backwards
says what must still be paid at least, so labels that cannot undercut a known plan are dropped; of the others a day
keeps so many, and the cheapest one forgotten limits what is proven. Nothing forgotten, nothing is missed
(label setting with completion bounds, as for shortest paths with resources: Irnich & Desaulniers 2005).

A day's sales are taken as kindly as can be: so many units bring the most that any so many could, and leave the
freshest stock that any so many could; windows are nested, so both come from one walk down a sorted list. What is
written off is the oldest.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Case, Costs, label_of
from planner.optimise.lots.dynamic import INFINITE
from planner.optimise.lots.polish import lot_cost
from planner.optimise.lots.tocome import to_come

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LESS = 1e-9
CHILDREN = 12  # labels of a next morning that there is room for, per label kept
EMPTY = -1


class Labels(NamedTuple):
    """Labels of one morning: (N, A + 1) units by age, what they cost so far, and that with the least still to come."""

    stock: NDArray[np.int16]
    cost: Floats
    least: Floats


class Sales(NamedTuple):
    """What a day could sell, unit by unit: the price of each, dearest first, and the age of each, oldest first."""

    price: Floats
    age: Ints


class Bin(NamedTuple):
    """Room to reckon in: a stock by age, after sales, after write-offs; units up to each age, those taken; a table."""

    stock: Ints
    left: Ints
    kept: Ints
    upto: Ints
    taken: Ints
    table: Ints


@inner
def oldest_of(case: Case) -> int:
    """The oldest age that any segment takes."""
    oldest = 0
    for age in case.ages:
        oldest = max(oldest, int(age))
    return oldest


@inner
def nobody_takes(case: Case, along: Floats, day: int, age: int) -> float:
    """What a unit of an age that nobody takes after a day costs at least: written off, or kept to the end if of use."""
    horizon = case.demand.shape[1]
    if day - age + case.shelf >= horizon:
        return float(min(case.waste, along[horizon] - along[day]))
    return float(case.waste)


@inner
def is_younger_than_here(case: Case) -> bool:
    """Whether an opening lot counts as made after it is free, as a kit's may: no label tells such an age."""
    for o in range(case.lots.units.shape[0]):
        if case.lots.units[o] > 0 and case.lots.made[o] > max(case.lots.free[o], 0):
            return True
    return False


@inner
def open_stock(case: Case, along: Floats, day: int, stock: Ints) -> float:
    """Add the opening lots that become free on a day; what those too old for anybody cost."""
    cost = 0.0
    for o in range(case.lots.units.shape[0]):
        if case.lots.units[o] > 0 and max(case.lots.free[o], 0) == day:
            age = day - case.lots.made[o]
            if age < stock.shape[0]:
                stock[age] += case.lots.units[o]
            else:
                horizon = case.demand.shape[1]
                lasts = case.lots.last[o] >= horizon
                kept = along[horizon] - along[day]
                cost += case.lots.units[o] * (min(case.waste, kept) if lasts else case.waste)
    return cost


@inner
def sell(case: Case, day: int, bin_: Bin, sales: Sales) -> int:
    """How many units a day can sell of a stock by age; fills their prices and their ages."""
    oldest = bin_.stock.shape[0] - 1
    units = 0
    for age in range(oldest + 1):
        units += bin_.stock[age]
        bin_.upto[age], bin_.taken[age] = units, 0
    count = 0
    for s in range(case.demand.shape[0]):
        got = case.demand[s, day]
        if got == 0 or case.ages[s] < 0:
            continue
        for age in range(case.ages[s], oldest + 1):
            got = min(got, bin_.upto[age] - bin_.taken[age])
        for age in range(case.ages[s], oldest + 1):
            bin_.taken[age] += got
        for _ in range(got):
            sales.price[count] = case.price[s]
            count += 1
    gone = 0
    for age in range(oldest, -1, -1):
        if bin_.stock[age] > 0:
            takers = 0
            for s in range(case.demand.shape[0]):
                if case.ages[s] >= age:
                    takers += case.demand[s, day]
            for _ in range(min(bin_.stock[age], takers - gone)):
                sales.age[gone] = age
                gone += 1
    return min(count, gone)


@inner
def place_of(labels: Labels, table: Ints, stock: Ints) -> int:
    """Where a stock of a morning stands in the hash table, or would."""
    oldest = stock.shape[0] - 1
    mixed = np.uint64(1469598103934665603)
    for age in range(oldest):
        mixed = (mixed ^ np.uint64(stock[age])) * np.uint64(1099511628211)
    size = table.shape[0]
    place = np.int64((mixed >> np.uint64(20)) & np.uint64(size - 1))
    while table[place] != EMPTY:
        same = True
        for age in range(oldest):
            if labels.stock[table[place], age + 1] != stock[age]:
                same = False
                break
        if same:
            break
        place = (place + 1) & (size - 1)
    return int(place)


@inner
def keep_cheapest(labels: Labels, count: int, width: int) -> float:
    """Move the `width` cheapest labels to the front; the least estimate among the others."""
    if count <= width:
        return INFINITE
    order = np.argsort(labels.least[:count])
    forgotten = labels.least[order[width]]
    kept = np.sort(order[:width])
    for i in range(width):
        j = kept[i]
        for age in range(labels.stock.shape[1]):
            labels.stock[i, age] = labels.stock[j, age]
        labels.cost[i], labels.least[i] = labels.cost[j], labels.least[j]
    return float(forgotten)


@inner
def empty_labels(count: int, ages: int) -> Labels:
    """Room for so many labels."""
    return Labels(np.zeros((count, ages), np.int16), np.zeros(count), np.zeros(count))


@outer
def least_cost(case: Case, costs: Costs, known: float, width: int) -> float:
    """A lower bound on what any plan costs, given the cost of a known one; at most `width` labels a day are kept."""
    segments, horizon = case.demand.shape
    ahead = to_come(case, costs)
    if is_younger_than_here(case):
        return float(ahead[0, 0])
    along = np.zeros(horizon + 1)
    for t in range(horizon):
        along[t + 1] = along[t] + costs.night[t]
    ages = oldest_of(case) + 1
    oldest = ages - 1
    room = width * CHILDREN + 64
    size = 1
    while size < 2 * room:
        size *= 2
    here, next_ = empty_labels(room, ages), empty_labels(room, ages)
    most_sold = int(case.demand.sum(axis=0).max()) + 1
    sales = Sales(np.zeros(most_sold), np.zeros(most_sold, np.int64))
    bin_ = Bin(
        np.zeros(ages, np.int64),
        np.zeros(ages, np.int64),
        np.zeros(ages, np.int64),
        np.zeros(ages, np.int64),
        np.zeros(ages, np.int64),
        np.empty(size, np.int64),
    )
    cheapest = np.zeros(horizon + 1)
    for t in range(horizon):
        cheapest[t] = ahead[t].min()
    here.least[0] = ahead[0, 0]
    count, forgotten = 1, INFINITE
    for t in range(horizon):
        found, limit, made = 0, known, t - case.hold
        bin_.table[:] = EMPTY
        everything = 0.0
        for s in range(segments):
            everything += case.demand[s, t] * case.price[s]
        for label in range(count):
            for age in range(ages):
                bin_.stock[age] = here.stock[label, age]
            before = here.cost[label] + open_stock(case, along, t, bin_.stock) + everything
            units = bin_.stock.sum()
            young = t - label_of(case, made) if made >= 0 else oldest + 1
            most = min(case.most, (case.levels - 1 - units) // case.batch) if young <= oldest else 0
            n = 0
            while n <= most:
                paid = before
                if n > 0:
                    paid += lot_cost(costs, made, n) + n * case.batch * (along[t] - along[made])
                if paid >= INFINITE:
                    break
                if n > 0:
                    bin_.stock[young] += n * case.batch
                sold = sell(case, t, bin_, sales)
                for age in range(ages):
                    bin_.left[age] = bin_.stock[age]
                for i in range(sold):
                    bin_.left[sales.age[i]] -= 1
                    paid -= sales.price[i]
                while True:
                    gone = bin_.left[oldest]
                    settled = paid + gone * nobody_takes(case, along, t, oldest)
                    stays = units + n * case.batch - sold - gone
                    for age in range(ages):
                        bin_.kept[age] = bin_.left[age]
                    if t == horizon - 1:
                        for age in range(oldest):
                            settled += bin_.left[age] * nobody_takes(case, along, t, age)
                        stays = 0
                    at = oldest - 1
                    while True:
                        if settled + cheapest[t + 1] >= limit - LESS:
                            forgotten = min(forgotten, max(settled + cheapest[t + 1], here.least[label]))
                            break
                        cost = settled + costs.night[t] * stays
                        least = max(cost + ahead[t + 1, min(stays, case.levels - 1)], here.least[label])
                        if least < limit - LESS:
                            place = place_of(next_, bin_.table, bin_.kept)
                            if bin_.table[place] != EMPTY:
                                twin = bin_.table[place]
                                if cost < next_.cost[twin] - LESS:
                                    next_.cost[twin], next_.least[twin] = cost, least
                            else:
                                if found == room:
                                    forgotten = min(forgotten, keep_cheapest(next_, found, width))
                                    found = width
                                    limit = min(limit, next_.least[:width].max())
                                    bin_.table[:] = EMPTY
                                    for i in range(width):
                                        for age in range(oldest):
                                            bin_.upto[age] = next_.stock[i, age + 1]
                                        bin_.table[place_of(next_, bin_.table, bin_.upto)] = i
                                    place = place_of(next_, bin_.table, bin_.kept)
                                for age in range(oldest):
                                    next_.stock[found, age + 1] = bin_.kept[age]
                                next_.stock[found, 0] = 0
                                next_.cost[found], next_.least[found] = cost, least
                                bin_.table[place] = found
                                found += 1
                        else:
                            forgotten = min(forgotten, least)
                        if stays == 0:
                            break
                        while bin_.kept[at] == 0:
                            at -= 1
                        bin_.kept[at] -= 1
                        settled += case.waste
                        stays -= 1
                    if sold == 0:
                        break
                    sold -= 1
                    bin_.left[sales.age[sold]] += 1
                    paid += sales.price[sold]
                if n > 0:
                    bin_.stock[young] -= n * case.batch
                n = max(n + 1, case.least)
        forgotten = min(forgotten, keep_cheapest(next_, found, width))
        count = min(found, width)
        here, next_ = next_, here
    proven = min(forgotten, known)  # what costs more than the known plan is no loss
    for label in range(count):
        proven = min(proven, here.cost[label])
    return float(max(proven, ahead[0, 0]))
