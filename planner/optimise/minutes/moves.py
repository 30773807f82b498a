"""Small changes of an order: batches moved, swapped, moved as a block, joined to their kind, pulled out of lateness."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner
from planner.optimise.minutes.arrays import Facts, Floats, Ints
from planner.optimise.minutes.decode import THRIFTS
from planner.optimise.minutes.tour import Tour

MOST_BLOCK = 8
WEIGHTS = (0.3, 0.18, 0.12, 0.1, 0.18, 0.04, 0.08)


class Kin(NamedTuple):
    """Batches of one kind (same states on machines), by ranges; and the stages with a choice of modes."""

    kind: Ints
    member_from: Ints
    members: Ints
    deciders: int
    choosers: Ints
    chooser_job: Ints


def kin_of(facts: Facts) -> Kin:
    """Kinds by the state of the first mode of the first stage on a machine that needs cleaning."""
    _, kind = np.unique(_states(facts), return_inverse=True)
    counts = np.bincount(kind)
    stages = _choosers(facts)
    owner = np.searchsorted(facts.stage_from, stages, side="right") - 1
    member_from = np.r_[0, np.cumsum(counts)].astype(np.int64)
    return Kin(
        kind.astype(np.int64), member_from, np.argsort(kind, kind="stable"), stages.size, stages, owner
    )


def _states(facts: Facts) -> Ints:
    """(jobs,) state of the first mode on a machine that is ever cleaned, −1 where there is none."""
    begin, end = facts.mode_from[facts.stage_from[:-1]], facts.mode_from[facts.stage_from[1:]]
    modes = np.r_[np.flatnonzero(_is_cleaned(facts)), facts.minutes.size]
    first = modes[np.searchsorted(modes, begin)]
    return np.where(first < end, np.r_[facts.state, -1][first], -1)


def _is_cleaned(facts: Facts) -> NDArray[np.bool_]:
    """(modes,) whether a mode is run on a machine that is ever cleaned."""
    ever = np.asarray(facts.cleanings.any(axis=(1, 2)))[facts.cleaning]
    return np.asarray(np.r_[ever, False][facts.machine], bool)


def _choosers(facts: Facts) -> Ints:
    """Stages whose modes differ in more than which of several equal machines they take."""
    options = np.diff(facts.mode_from)
    first = np.repeat(facts.mode_from[:-1], options)
    same = np.ones(first.size, bool)
    for trait in _traits(facts):
        same &= trait == trait[first]
    return np.flatnonzero(~np.logical_and.reduceat(same, facts.mode_from[:-1]))


def _traits(facts: Facts) -> Iterator[NDArray[Any]]:
    """(modes,) what tells modes apart, one trait after the other."""
    has_machine, cleaned = facts.machine >= 0, _is_cleaned(facts)
    yield from (facts.minutes, facts.calendar, has_machine, cleaned)
    yield np.where(cleaned, facts.machine, np.r_[facts.ready, -1][facts.machine])
    yield np.r_[facts.fills_gaps, -1][facts.machine]
    count = np.diff(facts.need_from)
    yield count
    pool, amount = np.r_[facts.need_pool, -1], np.r_[facts.need_amount, -1]
    for n in range(count.max(initial=0)):
        at = np.where(n < count, facts.need_from[:-1] + n, pool.size - 1)
        yield pool[at]
        yield amount[at]


class Chance(NamedTuple):
    """The state of a random stream, and how often each kind of change is drawn."""

    seed: Ints
    weights: Floats


@inner
def draw(chance: Chance, below: int) -> int:
    """A random whole number of [0, below)."""
    chance.seed[0] = chance.seed[0] * 6364136223846793005 + 1442695040888963407
    drawn: int = (((chance.seed[0] >> 33) & 0x7FFFFFFF) * below) >> 31
    return drawn


@inner
def fraction(chance: Chance) -> float:
    """A random number of (0, 1]."""
    chance.seed[0] = chance.seed[0] * 6364136223846793005 + 1442695040888963407
    drawn: float = (((chance.seed[0] >> 33) & 0x7FFFFFFF) + 1) / 2147483648.0
    return drawn


@inner
def shift(tour: Tour, source: int, length: int, target: int) -> int:
    """Move `length` batches from place `source` to begin at `target`; return the first changed place."""
    order, trial = tour.order, tour.trial_order
    if target < source:
        for k in range(length):
            trial[target + k] = order[source + k]
        for p in range(target, source):
            trial[p + length] = order[p]
        return target
    for p in range(source, target):
        trial[p] = order[p + length]
    for k in range(length):
        trial[target + k] = order[source + k]
    return source


@inner
def near(chance: Chance, place: int, jobs: int) -> int:
    """A place other than the given one, near ones oftener."""
    reach = 1 + int((jobs - 1) * fraction(chance) ** 3)
    low, high = max(0, place - reach), min(jobs - 1, place + reach)
    other = low + draw(chance, high - low)
    return other + 1 if other >= place else other


@inner
def late_place(facts: Facts, tour: Tour, chance: Chance) -> int:
    """The place of a batch drawn by what it costs; of any batch if none costs anything."""
    total = 0.0
    for job in range(facts.jobs):
        total += tour.own[job]
    left = total * fraction(chance)
    for job in range(facts.jobs):
        left -= tour.own[job]
        if left <= 0.0 and tour.own[job] > 0.0:
            place: int = tour.place_of[job]
            return place
    return draw(chance, facts.jobs)


@inner
def rechoose(facts: Facts, kin: Kin, tour: Tour, chance: Chance) -> int:
    """Another mode for some stage, or none in particular; return the changed place."""
    k = draw(chance, kin.deciders)
    stage = kin.choosers[k]
    place: int = tour.place_of[kin.chooser_job[k]]
    first = facts.mode_from[stage]
    options = facts.mode_from[stage + 1] - first
    pick = draw(chance, 2 * options)
    chosen = first + pick if pick < options else -1 - draw(chance, len(THRIFTS))
    if chosen == tour.choice[stage]:
        return -1
    tour.trial_choice[stage] = chosen
    return place


@inner
def join(facts: Facts, kin: Kin, tour: Tour, chance: Chance) -> int:
    """Move a batch right behind or before another of its kind."""
    job = draw(chance, facts.jobs)
    kind = kin.kind[job]
    low = kin.member_from[kind]
    other = kin.members[low + draw(chance, kin.member_from[kind + 1] - low)]
    source, target = tour.place_of[job], tour.place_of[other]
    if draw(chance, 2) and target < source:
        target += 1
    if source == target:
        return -1
    return shift(tour, source, 1, target)


@inner
def herd(facts: Facts, kin: Kin, tour: Tour, chance: Chance) -> int:
    """Bring a batch, often a late one, and those of its kind around it together somewhere around."""
    place = late_place(facts, tour, chance)
    reach = 1 + int((facts.jobs - 1) * fraction(chance) ** 3)
    low, high = max(0, place - reach), min(facts.jobs, place + reach + 1)
    kind = kin.kind[tour.order[place]]
    others = 0
    for p in range(low, high):
        others += kin.kind[tour.order[p]] != kind
    if others == 0 or others == high - low - 1:
        return -1
    wall = low + draw(chance, others + 1)
    ahead, together, behind = low, wall, wall + high - low - others
    for p in range(low, high):
        job = tour.order[p]
        if kin.kind[job] == kind:
            tour.trial_order[together] = job
            together += 1
        elif ahead < wall:
            tour.trial_order[ahead] = job
            ahead += 1
        else:
            tour.trial_order[behind] = job
            behind += 1
    return low


@inner
def swap(tour: Tour, one: int, other: int) -> int:
    """Exchange two batches."""
    low, high = min(one, other), max(one, other)
    tour.trial_order[low], tour.trial_order[high] = tour.order[high], tour.order[low]
    return low


@inner
def propose(facts: Facts, kin: Kin, tour: Tour, chance: Chance) -> int:
    """Write a random change into the trial; return the first changed place, or -1 for none."""
    jobs = facts.jobs
    dice = fraction(chance)
    kind = 0
    while kind < 6 and dice > chance.weights[kind]:
        dice -= chance.weights[kind]
        kind += 1
    if kind == 5 and kin.deciders:
        return rechoose(facts, kin, tour, chance)
    if jobs < 2:
        return -1
    if kind == 6:
        return herd(facts, kin, tour, chance)
    if kind == 1:
        place = draw(chance, jobs)
        return swap(tour, place, near(chance, place, jobs))
    if kind == 2:
        return join(facts, kin, tour, chance)
    if kind == 3:
        length = min(2 + draw(chance, MOST_BLOCK - 1), jobs - 1)
        source = draw(chance, jobs - length + 1)
        target = near(chance, source, jobs - length + 1)
        return shift(tour, source, length, target)
    if kind == 4:
        source = late_place(facts, tour, chance)
        if source:
            return shift(tour, source, 1, max(0, source - 1 - int(source * fraction(chance) ** 3)))
    source = draw(chance, jobs)
    return shift(tour, source, 1, near(chance, source, jobs))


def chance_of(seed: int) -> Chance:
    """A random stream; seeds next to each other give streams far apart."""
    mixed = np.random.default_rng(seed).integers(1, 2**62, 1)
    return Chance(mixed, np.array(WEIGHTS))
