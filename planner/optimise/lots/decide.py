"""From the master's mixes to whole plans: kits, components, rest days, the workshops one by one, people last."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.dip import Left, Ways
from planner.optimise.lots.dive import Diver
from planner.optimise.lots.generate import Generator, prices_of
from planner.optimise.lots.kitting import settle_components, settle_kits
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved
from planner.optimise.lots.mend import WITHIN
from planner.optimise.lots.restdays import settle_rest_days
from planner.optimise.lots.search import (
    Search,
    answers_of,
    apart,
    copy_of,
    fit_in,
    plans_from,
    settle,
    shake_some,
    take_up,
    whole_cost,
)
from planner.optimise.lots.supply import Served

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
FORBIDDING = 30.0  # and again times dearer in the end, when people are held
LEAST_LOST = 1.0  # yuan for which a block counts when time to refine is shared out, whatever it lost
OVERRUN = 3.0  # seconds by which blocks usually end late: those to come keep as much
EACH = 40  # articles that it counts for besides its own when all are whole
LACKS = 400  # and for besides where people miss something: there plans cost most that are changed in haste
IMPROVED, AT_LEAST = 0.92, 0.06  # share of the time by which, and for which at least, plans are planned anew
DECIDED, DIVED = 0.69, 0.81  # shares of the time by which all blocks are decided, and refined


def decide(
    problem: Large, generator: Generator, search: Search, solved: Solved, clock: Clock, workers: int
) -> Diver:
    """Decide kits, then the components' lots for them, rest days, then the others, workshop by workshop."""
    supply = problem.supply
    aged = supply.aged()
    supply.model.fix(aged, np.zeros(len(aged)))
    generator.master.freeze_own(aged, np.zeros(len(aged)))
    solved = generator.offer_rounds(np.arange(problem.deck.size), SETTLING, generator.finish())
    kits, *workshops = problem.blocks()
    if len(kits):
        solved = settle_kits(problem, generator, kits, solved)
        solved = settle_components(problem, generator, kits, solved, clock)
    solved = settle_rest_days(problem, generator, workshops, solved, clock, workers)
    ways = partial(_ways, search)
    diver = Diver(supply.factory, problem.deck, generator.master.plans, solved, ways, workers)
    with supply.flows_held(solved.own):
        _dive(generator, diver, workshops, clock)
    supply.exact = True
    return diver


def improve(
    problem: Large, search: Search, served: Served, rows: Floats, known: Answers, clock: Clock, workers: int
) -> Served:
    """Choose plans anew, workshop by workshop, with people as they are held, among `known` ones; `rows` are duals.

    What cannot be had is dearer than before: nothing is made that wants even a little of it.
    """
    supply, (_, *workshops) = problem.supply, problem.blocks()
    supply.make_dearer(FORBIDDING)
    before, first = copy_of(search.plans), whole_cost(search, served)
    now = answers_of(before)
    weights = np.concatenate([np.ones(len(now.chosen)), np.zeros(len(known.chosen))])
    whole = Solved(first, rows, np.zeros(search.deck.size), weights, served.values)
    diver = Diver(supply.factory, search.deck, now.joined(known), whole, partial(_ways, search), workers)
    until = max(IMPROVED, clock.seconds / clock.limit + AT_LEAST)
    with supply.flows_held(served.values):
        missing = (served.missing > WITHIN).any(axis=1) & ~search.slots
        lacking = search.using(np.flatnonzero(missing))

        def weigh(block: Ints) -> float:
            return EACH + len(block) + LACKS * bool(np.isin(block, lacking).any())

        _each_in_turn(workshops, clock, until, diver.improve, weigh)
    take_up(search, plans_from(diver.decided().plans))
    cost, better = settle(search, 30.0)
    clock.tell("改进 improve", best=cost, note=f"{first:.0f} {cost:.0f}")
    if cost < first:
        return better
    take_up(search, before)
    return served


def _ways(search: Search) -> Ways:
    """Ways with plans and limits of their own."""
    own = apart(search)

    def fit(left: Ints, load: Floats, values: Floats, rows: Floats, which: Ints) -> list[Answers]:
        reference, prices = own.supply.reference(values), prices_of(own.supply.factory, rows)
        ways = []
        for room, worth in (WAYS[way] for way in which):
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

    return Ways(fit, len(WAYS), tuple(partial(shake, way) for way in SHAKES))


def _by_group(search: Search, load: Floats) -> Floats:
    """(groups, T) of a load by row."""
    shape = search.supply.factory.rows.shape
    return load[: shape[0] * shape[1]].reshape(shape)


def _dive(generator: Generator, diver: Diver, blocks: list[Ints], clock: Clock) -> None:
    """Decide block after block, for two at once would each see half of what is spare; plans go to the master.

    Those whose decision cost most are refined most.
    """
    lost: list[float] = []

    def decide_one(block: Ints, left: Left) -> None:
        before = diver.value
        generator.add(diver.decide(block, left))
        lost.append(max(diver.value - before, 0.0))
        clock.tell("定案 decide", note=f"{diver.value:.0f}")

    _each_in_turn(
        blocks, clock, DECIDED, decide_one, lambda block: diver.undecided(block) + UNDECIDED, OVERRUN
    )
    weight = {int(block[0]): yuan + LEAST_LOST for block, yuan in zip(blocks, lost, strict=True)}
    dearest = sorted(blocks, key=lambda block: -weight[int(block[0])])
    _each_in_turn(dearest, clock, DIVED, diver.refine, lambda block: weight[int(block[0])])
    clock.tell("定案 decide", note=f"{diver.value:.0f}")


def _each_in_turn(
    blocks: list[Ints],
    clock: Clock,
    until: float,
    work: Callable[[Ints, Left], None],
    weigh: Callable[[Ints], float],
    overrun: float = 0.0,
) -> None:
    """Work on block after block; each has its share, by weight, of the time until a share of the limit has passed."""
    for n, block in enumerate(blocks):
        share = weigh(block) / sum(weigh(each) for each in blocks[n:])
        left = max(0.0, clock.left(until) - overrun * (len(blocks) - 1 - n))
        work(block, partial(_left, clock, clock.seconds + share * left))


def _left(clock: Clock, stop_at: float) -> float:
    return 0.0 if clock.stopped() else stop_at - clock.seconds
