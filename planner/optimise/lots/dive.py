"""From fractions to whole plans: one workshop after the other, the surest plans first, prices renewed on the way.

While one block of articles is decided, all others stay as the linear programme mixes them, so a block has a small
master of its own (`frame`). A choice that would cost more than a little, even after new plans were priced, is taken
back; its article is left to be put in last, against what the others leave (`search`). Vanderbeck (2011) calls it
diving with column generation. Which plans are held first, and how many at a time, decides much and nobody knows it
before: so a block is decided in several manners side by side, and the best of them stands.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.block import Block, Manner
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.dip import WORTH_ANOTHER, Around, Dip, Left, Ways
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.frame import part_frame
from planner.optimise.lots.master import SURE, USED, Master, Solved, load_in_use

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MANNERS = (
    Manner(little=1.5e-4, at_once=0.05, tail=25, tail_share=0.25),
    Manner(little=1.5e-4, at_once=0.15, tail=60, tail_share=0.5),
    Manner(little=4e-4, at_once=0.15, tail=25, tail_share=0.25),
)
SHAKING = 0.25  # of a block's time is kept for shaking what is settled


@dataclass(frozen=True)
class Decided:
    """One plan per article, in order; those not `sure` are only the heaviest of several; and the factory's columns."""

    plans: Answers
    sure: NDArray[np.bool_]
    own: Floats


class Diver:
    """Decides blocks of articles one by one; between blocks it holds weighted plans and the factory's columns.

    `ways` makes a new set of ways for whoever needs one of his own.
    """

    def __init__(
        self,
        factory: Factory,
        deck: Deck,
        plans: Answers,
        solved: Solved,
        ways: Callable[[], Ways],
        workers: int,
    ) -> None:
        self._factory, self._deck, self._workers = factory, deck, workers
        self._ways = [ways() for _ in MANNERS]
        self.plans, self.weights = plans, solved.weights
        self.value, self.rows, self._own = solved.value, solved.rows, solved.own

    def decide(self, block: Ints, left: Left) -> Answers:
        """Decide the articles of a block until all are whole, set aside, or time is up; returns the plans it found."""
        if not len(block):
            return self.plans.take(np.zeros(0, np.int64))
        begin, kept = self._beginning(block), SHAKING * left()

        def settled(number: int) -> Dip:
            dip = begin(number)
            dip.settle(lambda: left() - kept)
            if dip.gained > WORTH_ANOTHER:
                dip.shake()
            return dip

        return self._keep(self._best(settled, len(MANNERS), left), block)

    def undecided(self, block: Ints) -> int:
        """How many articles of a block are in fractions."""
        sure = np.isin(block, self.plans.chosen[self.weights >= SURE])
        return int((~sure).sum())

    def decided(self) -> Decided:
        """What has become of all articles."""
        order = np.argsort(self.weights, kind="stable")
        heaviest = np.zeros(self._deck.size, np.int64)
        heaviest[self.plans.chosen[order]] = order
        return Decided(self.plans.take(heaviest), self.weights[heaviest] >= SURE, self._own)

    def _best(self, work: Callable[[int], Dip], count: int, left: Left) -> Dip:
        """The cheapest of several outcomes, the first of equals; once time is up, no other is begun."""
        done: dict[int, Dip] = {}

        def one(number: int) -> None:
            if number == 0 or left() > 0:
                done[number] = work(number)

        with ThreadPoolExecutor(self._workers) as pool:
            for begun in [pool.submit(one, number) for number in range(count)]:
                begun.result()
        return done[min(done, key=lambda number: (done[number].gained, number))]

    def _beginning(self, block: Ints) -> Callable[[int], Dip]:
        """What begins a dip into a block in one of the manners."""
        model, mine = self._factory.model, np.isin(self.plans.chosen, block)
        around = Around(self._load(~mine), self._own, self.rows)
        frame = part_frame(model, self._deck, block, self._own, around.load, self._load(mine))
        plans = self.plans.take(np.flatnonzero(mine))

        def begin(number: int) -> Dip:
            master = Master(model, self._deck, frame)
            master.add(plans)
            part = Block(master, self._factory, self._deck, frame.articles, MANNERS[number], abs(self.value))
            return Dip(part, frame, around, self._ways[number])

        return begin

    def _keep(self, dip: Dip, block: Ints) -> Answers:
        """Take over what a block came to, and all plans found on the way; returns those in use."""
        solved, columns = dip.part.solved, dip.frame.columns
        kept = np.flatnonzero(solved.weights > USED)
        found = dip.part.master.plans
        self.value += dip.gained
        self._own = self._own.copy()
        self._own[columns] = np.maximum(solved.own[columns], 0.0)
        others = np.flatnonzero(~np.isin(self.plans.chosen, block))
        self.plans = self.plans.take(others).joined(found)
        self.weights = np.concatenate([self.weights[others], solved.weights])
        return found.take(kept)

    def _load(self, which: NDArray[np.bool_]) -> Floats:
        """(rows,) what some of the plans use."""
        return load_in_use(self._deck, self.plans, self.weights, which, self._factory.model.rows)
