"""One block of articles over a small master: the surest plans are held first, the rest completed and planned anew."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.generate import offer
from planner.optimise.lots.master import Master

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SURE = 0.999
CHOSEN_IN = 8.0  # seconds for branch and bound over what a block leaves
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
        """Choose a plan for each article left: the best of `ways`, or by branch and bound among all known ones."""
        seconds = min(seconds, CHOSEN_IN)
        left, offers = self.left(), []
        for way in ways:
            offers.append(len(self.master.money) + np.arange(len(way.chosen)))
            self.master.add(way)
        columns = np.flatnonzero(np.isin(self.master.plans.chosen, left))
        self.master.free(columns)
        weights = self.master.choose(columns, seconds, CLOSE * self._little)
        if weights is not None:
            offers.append(columns[weights[columns] > 0.5])
        self._take_best(columns, offers)
        self._held[left], self._left[:] = True, False

    def _take_best(self, columns: Ints, offers: list[Ints]) -> None:
        """Of these columns hold those that make the cheapest of several offers."""
        tried: list[tuple[float, int, Ints]] = []
        for held in offers:
            self.master.freeze(columns, np.isin(columns, held).astype(float))
            tried.append((self.master.solve().value, len(tried), held))
        self.master.freeze(columns, np.isin(columns, min(tried)[2]).astype(float))
        self.solved = self.master.solve()

    def regret(self) -> Floats:
        """(A,) chance to be planned anew: what an article's plan costs beyond the cheapest one it was offered."""
        plans, money = self.master.plans, self.master.money
        cheapest = np.full(self.deck.size, np.inf)
        np.minimum.at(cheapest, plans.chosen, money)
        now = np.bincount(plans.chosen, weights=self.solved.weights * money, minlength=self.deck.size)
        lost = np.maximum((now - cheapest)[self.articles], 0.0)
        lost += max(float(lost.mean()), 1.0)
        return np.asarray(lost / lost.sum())

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

    def choose_anew(self, some: Ints, ways: list[Answers], seconds: float) -> bool:
        """Choose plans of some whole articles anew, by branch and bound among all known ones and those of some ways.

        Returns whether that is better; if not, all stays as it is.
        """
        before, first = self.solved, len(self.master.money)
        for way in ways:
            self.master.add(way)
        columns = np.flatnonzero(np.isin(self.master.plans.chosen, some))
        held = columns[columns < first]
        held = held[before.weights[held] >= SURE]
        self.master.free(columns)
        weights = self.master.choose(columns, seconds, GAIN)
        best = held
        if weights is not None:
            new = columns[weights[columns] > 0.5]
            self.master.freeze(columns, np.isin(columns, new).astype(float))
            if self.master.solve().value < before.value - GAIN:
                best = new
        self.master.freeze(columns, np.isin(columns, best).astype(float))
        self.master.solve()
        self.master.drop(np.setdiff1d(np.arange(first, len(self.master.money)), best))
        self.solved = self.master.solve()
        return best is not held

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
