"""One product's case as the compiled loops see it: what it is, what its lots cost, what becomes of it.

`Cases` and `Plans` hold many, padded along the first axis; `case_of` and `course_of` pick one out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Lots(NamedTuple):
    """Opening lots of each article, (P, most lots of one), oldest first: made, free and last day, useful units."""

    made: Ints
    free: Ints
    last: Ints
    units: Ints

    def ready(self) -> tuple[Ints, Ints]:
        """(P,) units free from the first day, and the day the oldest of them was made."""
        now = (self.free <= 0) & (self.units > 0)
        oldest = np.where(now, self.made, 0).min(axis=1, initial=0)
        return np.where(now, self.units, 0).sum(axis=1), oldest


class Cases(NamedTuple):
    """Articles P, segments S, days T; quantities in units, `least` and `most` in batches.

    Flat, for parallel loops take no tuples within tuples.
    """

    hold: Ints  # (P,) days before a lot is free
    batch: Ints  # (P,)
    least: Ints  # (P,)
    most: Ints  # (P,)
    levels: Ints  # (P,) size of the stock axis
    segments: Ints  # (P,)
    demand: Ints  # (P, S, T), segments sorted by falling price
    price: Floats  # (P, S) yuan per unit missing
    ages: Ints  # (P, S) oldest age each takes
    shelf: Ints  # (P,) age at which what is left is written off
    older: Ints  # (P,) days that labels of lots made before `fresh_from` are older than the lots
    fresh_from: Ints  # (P,)
    waste: Floats  # (P,) yuan per unit
    opening: Ints  # (P, T) units that become free
    ceiling: Ints  # (P, T) most units worth keeping overnight
    ready: Ints  # (P,) opening units free from the first day
    ready_made: Ints  # (P,) day the oldest of them was made
    lot_made: Ints  # (P, most lots of one), as in `Lots`
    lot_free: Ints
    lot_last: Ints
    lot_units: Ints


class Case(NamedTuple):
    """One article of `Cases`."""

    hold: int
    batch: int
    least: int
    most: int
    levels: int
    demand: Ints
    price: Floats
    ages: Ints
    shelf: int
    older: int
    fresh_from: int
    waste: float
    opening: Ints
    ceiling: Ints
    ready: int
    ready_made: int
    lots: Lots


class Costs(NamedTuple):
    """What lots and nights of one article cost: by rates or, if `by_table`, by tables."""

    fixed: Floats  # (modes, T) of a lot; INFINITE where none may be made on day t
    rate: Floats  # (modes, T) of a batch
    night: Floats  # (T,) of a unit kept overnight; in tables that of a lot not free yet
    by_table: bool
    lot_table: Floats  # (T, N+1) of n batches
    night_table: Floats  # (T, levels) of a stock kept overnight


class Plans(NamedTuple):
    """One plan per article: (P, T) batches, modes, stock and write-offs in units; (P, S, T) units sold."""

    batches: Ints
    mode: Ints
    sold: Ints
    stock: Ints
    wasted: Ints


class Course(NamedTuple):
    """One article of `Plans`."""

    batches: Ints
    mode: Ints
    sold: Ints
    stock: Ints
    wasted: Ints


def empty_plans(size: int, segments: int, horizon: int) -> Plans:
    """Plans that make and sell nothing."""
    flat = [np.zeros((size, horizon), np.int64) for _ in range(4)]
    return Plans(flat[0], flat[1], np.zeros((size, segments, horizon), np.int64), flat[2], flat[3])


@inner
def case_of(cases: Cases, p: int) -> Case:
    """Article p's case, without padding."""
    count = cases.segments[p]
    return Case(
        cases.hold[p],
        cases.batch[p],
        cases.least[p],
        cases.most[p],
        cases.levels[p],
        cases.demand[p, :count],
        cases.price[p, :count],
        cases.ages[p, :count],
        cases.shelf[p],
        cases.older[p],
        cases.fresh_from[p],
        cases.waste[p],
        cases.opening[p],
        cases.ceiling[p],
        cases.ready[p],
        cases.ready_made[p],
        Lots(cases.lot_made[p], cases.lot_free[p], cases.lot_last[p], cases.lot_units[p]),
    )


@inner
def label_of(case: Case, day: int) -> int:
    """Day that the age of a lot of some day is counted from."""
    return day - case.older if day < case.fresh_from else day


@inner
def course_of(plans: Plans, p: int) -> Course:
    """Place p of the plans, to be read or written."""
    return Course(plans.batches[p], plans.mode[p], plans.sold[p], plans.stock[p], plans.wasted[p])


@inner
def copy_course(source: Course, target: Course) -> None:
    """Copy number by number, for slices compile several times as long."""
    for t in range(source.batches.shape[0]):
        target.batches[t], target.mode[t] = source.batches[t], source.mode[t]
        target.stock[t], target.wasted[t] = source.stock[t], source.wasted[t]
        for s in range(source.sold.shape[0]):
            target.sold[s, t] = source.sold[s, t]
