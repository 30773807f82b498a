"""From the master's mixes to whole plans: kits with components, rest days, the workshops one by one, people last."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.dip import Ways
from planner.optimise.lots.dive import Diver
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.kitting import settle_kits
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved
from planner.optimise.lots.restdays import settle_rest_days
from planner.optimise.lots.search import (
    Search,
    answers_of,
    apart,
    fit_in,
    shake_some,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WAYS = ((0.0, 0.0), (0.0, 1.0), (0.05, 0.3), (0.05, 1.0), (0.3, 0.3), (0.3, 1.0), (1.0, 1.0))
"""Tried for what a block of articles leaves over: the share of a limit that may be bought more of, and what of its
price leaving it unused would save."""
SHAKES = ((0.3, 1.0, 4), (0.05, 0.3, 1), (0.05, 1.0, 3), (0.3, 0.3, 2))
"""Whole plans are shaken with these, and so many articles at a time."""
SETTLING = 6  # rounds of new plans once components have to be fresh for some kits
UNDECIDED = 15  # articles in fractions that a block counts for besides its own when time is shared out
DEARER = 10.0  # times dearer becomes what nothing can buy, once prices have settled
OVERRUN = 3.0  # seconds by which blocks usually end late: those to come keep as much
DECIDED = 0.69  # share of the time by which all blocks are decided


def decide(
    problem: Large, generator: Generator, search: Search, solved: Solved, clock: Clock, workers: int
) -> Diver:
    """Decide kits and their components' lots, rest days, then the others, workshop by workshop."""
    supply = problem.supply
    aged = supply.aged()
    supply.model.fix(aged, np.zeros(len(aged)))
    generator.master.freeze_own(aged, np.zeros(len(aged)))
    solved = generator.offer_rounds(np.arange(problem.deck.size), SETTLING, generator.finish())
    kits, *workshops = problem.blocks()
    if len(kits):
        seeds = search.rng.integers(2**31, size=max(workers, 1))
        solved = settle_kits(problem, generator, kits, solved, clock, seeds)
    solved = settle_rest_days(problem, generator, workshops, solved, clock, workers)
    ways = partial(_ways, search)
    diver = Diver(supply.factory, problem.deck, generator.master.plans, solved, ways, workers)
    with supply.flows_held(solved.own):
        _dive(generator, diver, workshops, clock)
    supply.exact = True
    return diver


def _ways(search: Search) -> Ways:
    """Ways with plans and limits of their own."""
    own = apart(search)

    def fit(left: Ints, load: Floats, values: Floats, rows: Floats) -> list[Answers]:
        reference, prices = own.supply.reference(values), prices_of(own.supply.factory, rows)
        ways = []
        for room, worth in WAYS:
            fit_in(own, left, _by_group(own, load), reference, prices, room=room, worth=worth)
            ways.append(answers_of(own.plans).take(left))
        return ways

    def shake(
        way: tuple[float, float, int], plans: Answers, load: Floats, values: Floats, rows: Floats
    ) -> Answers:
        reference, prices = own.supply.reference(values), prices_of(own.supply.factory, rows)
        room, worth, width = way
        loaded = _by_group(own, load)
        shake_some(own, plans, loaded, reference, prices, room=room, worth=worth, width=width)
        return answers_of(own.plans).take(np.sort(plans.chosen))

    return Ways(fit, tuple(partial(shake, way) for way in SHAKES))


def _by_group(search: Search, load: Floats) -> Floats:
    """(groups, T) of a load by row."""
    shape = search.supply.factory.rows.shape
    return load[: shape[0] * shape[1]].reshape(shape)


def _dive(generator: Generator, diver: Diver, blocks: list[Ints], clock: Clock) -> None:
    """Decide block after block, for two at once would each see half of what is spare; plans go to the master.

    Each has its share, by articles in fractions, of the time until a share of the limit has passed.
    """

    def weigh(block: Ints) -> int:
        return diver.undecided(block) + UNDECIDED

    for n, block in enumerate(blocks):
        share = weigh(block) / sum(weigh(each) for each in blocks[n:])
        left = max(0.0, clock.left(DECIDED) - OVERRUN * (len(blocks) - 1 - n))
        generator.add(diver.decide(block, partial(_left, clock, clock.seconds + share * left)))
        clock.tell("定案 decide", note=f"{diver.value:.0f}")


def _left(clock: Clock, stop_at: float) -> float:
    return 0.0 if clock.stopped() else stop_at - clock.seconds
