"""One block of articles over a small master: the surest plans are held first, the rest completed and planned anew."""

from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.choice import Choice
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.generate import offer
from planner.optimise.lots.master import SURE, Master

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHOSEN_IN = 4.0  # seconds for branch and bound over what a block leaves
FEW = 300  # plans of which branch and bound finds the best choice soon
LOOK = 0.02  # of what one article may cost: for less its surest plan is held without a look at others
CLOSE = 0.1  # of what one article may cost: branch and bound need not come closer
GAIN = 0.01  # yuan that planning anew must save


class Manner(NamedTuple):
    """How a block is decided: what one article may cost, as a share of the whole; how many are held at once.

    `at_once` is a share of those undecided; as few as `tail`, and at most `tail_share` of the block, come together.
    """

    little: float
    at_once: float
    tail: int
    tail_share: float


class Block:
    """A solved master of one block, and which of its articles are held or left; `whole` is the value of everything."""

    def __init__(
        self, master: Master, factory: Factory, deck: Deck, articles: Ints, manner: Manner, whole: float
    ) -> None:
        self.master, self._factory, self.deck = master, factory, deck
        self.articles, self._manner, self._little = articles, manner, manner.little * whole
        self._held = np.zeros(deck.size, bool)
        self._left = np.zeros(deck.size, bool)
        self.solved = master.solve()

    def decide(self, left: Callable[[], float]) -> None:
        """Decide until all are whole, set aside, or no time is left."""
        manner = self._manner
        share, tail = manner.at_once, min(manner.tail, int(manner.tail_share * len(self.articles)))
        while left() > 0:
            undecided = self._undecided()
            if not len(undecided):
                break
            if len(undecided) <= tail:
                self._left[undecided] = True
                break
            count = max(1, int(share * len(undecided)))
            if self._hold(undecided[:count]):
                share = manner.at_once
            elif count == 1:
                self._left[undecided[0]] = True
            else:
                share /= 3.0

    def hold_sure(self) -> None:
        """Hold the plans of all articles that are whole, so that nothing unsettles them."""
        heaviest = self.master.heaviest(self.solved.weights)[self.articles]
        sure = (self.solved.weights[heaviest] >= SURE) & ~self._held[self.articles]
        self.master.freeze(heaviest[sure], np.ones(int(sure.sum())))
        self._held[self.articles[sure]] = True

    def whole(self) -> Answers:
        """The plans of all articles that are whole."""
        return self.master.plans.take(np.flatnonzero(self.solved.weights >= SURE))

    def left(self) -> Ints:
        """Articles that were set aside."""
        return np.flatnonzero(self._left)

    def leave_undecided(self) -> None:
        """Set aside all that are still in fractions."""
        self._left[self._undecided()] = True

    def complete(self, ways: list[Answers], seconds: float) -> None:
        """Choose a plan for each article left: the best of `ways`, or of what is found among all known ones."""
        ends, left, master = monotonic() + min(seconds, CHOSEN_IN), self.left(), self.master
        weights, first = self.solved.weights, len(master.money)
        for way in ways:
            master.add(way)
        weights = np.concatenate([weights, np.zeros(len(master.money) - first)])
        open_ = self.articles[~self._held[self.articles] | self._left[self.articles]]
        inside, part = np.flatnonzero(np.isin(master.plans.chosen, open_)), master.part(open_, weights)
        columns = np.flatnonzero(np.isin(part.plans.chosen, left))
        close = part.solve().value + CLOSE * self._little
        choice = self._choice(part, columns)
        for way in ways:
            choice.offer(np.searchsorted(inside, first + np.arange(len(way.chosen))))
            first += len(way.chosen)
        choice.dive()
        if choice.value > close and len(columns) <= FEW:
            choice.exhaust(ends - monotonic(), CLOSE * self._little)
        choice.search(lambda: ends - monotonic(), close)
        self._take(inside[columns], inside[choice.taken])
        self._held[left], self._left[:] = True, False

    def _choice(self, part: Master, columns: Ints) -> Choice:
        return Choice(part, columns, LOOK * self._little, np.random.default_rng(len(columns)))

    def _take(self, columns: Ints, taken: Ints) -> None:
        """Of these columns hold those taken."""
        self.master.freeze(columns, np.isin(columns, taken).astype(float))
        self.solved = self.master.solve()

    def retry(self, some: Ints, ways: list[Answers]) -> bool:
        """Take the best of some ways for whole articles if it is better than their plans; whether it is."""
        before, first = self.solved, len(self.master.money)
        held = np.flatnonzero(np.isin(self.master.plans.chosen, some) & (before.weights >= SURE))
        now, best = held, (before.value - GAIN, held)
        for way in ways:
            new = len(self.master.money) + np.arange(len(way.chosen))
            self.master.add(way)
            self._swap(now, new)
            now, value = new, self.master.solve().value
            if value < best[0]:
                best = value, new
        self._swap(now, best[1])
        self.solved = self.master.solve()
        self.master.drop(np.setdiff1d(np.arange(first, len(self.master.money)), best[1]))
        better = best[1] is not held
        self.solved = self.master.solve() if better else before
        return better

    def _swap(self, out: Ints, into: Ints) -> None:
        self.master.freeze(out, np.zeros(len(out)))
        self.master.freeze(into, np.ones(len(into)))

    def _undecided(self) -> Ints:
        """Articles still in fractions, the surest first."""
        heaviest = self.master.heaviest(self.solved.weights)
        weight = self.solved.weights[heaviest[self.articles]]
        open_ = (weight < SURE) & ~self._held[self.articles] & ~self._left[self.articles]
        return self.articles[open_][np.argsort(-weight[open_], kind="stable")]

    def _hold(self, articles: Ints) -> bool:
        """Hold the heaviest plans of these articles; take it back if it costs more than a little."""
        heaviest = self.master.heaviest(self.solved.weights)[articles]
        allowed = self.solved.value + self._little * len(articles)
        self.master.freeze(heaviest, np.ones(len(heaviest)))
        self._held[articles] = True
        others = self.articles[~self._held[self.articles]]
        after = self.master.solve()
        for _ in range(3):
            if not offer(self._factory, self.deck, self.master, others, after):
                break
            before, after = after.value, self.master.solve()
            if after.value <= allowed or before - after.value < 0.1 * self._little:
                break
        fits = after.value <= allowed
        if not fits:
            self.master.free(heaviest)
            self._held[articles] = False
            after = self.master.solve()
        self.solved = after
        return fits
