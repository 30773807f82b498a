"""From fractions to whole plans: one workshop after the other, the surest plans first, prices renewed on the way.

While one block of articles is decided, all others stay as the linear programme mixes them, so a block has a small
master of its own (`frame`). A choice that would cost more than a little, even after new plans were priced, is taken
back; its article is left to be put in last, against what the others leave (`search`). Vanderbeck (2011) calls it
diving with column generation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, use_of
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.frame import Frame, part_frame
from planner.optimise.lots.generate import offer
from planner.optimise.lots.master import Master, Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
AT_ONCE = 0.15  # share of a block's undecided articles decided in one go
SURE = 0.999
LITTLE = 1.5e-4  # of the master's value: what deciding one article may cost
USED = 1e-9
TAIL = 25  # as few articles of a block, and at most this share of it, are decided together
TAIL_SHARE = 0.25
LOOSE_ROUNDS = 2  # of these all others may still change
ROUNDS = 8  # times that what is left is put in, which may unsettle others
REWORKED, MOST_AT_ONCE = 2.0, 5
CHOSEN_IN = 4.0  # seconds for branch and bound over what a block leaves
Fit = Callable[[Ints, Floats, Floats, Floats], list[Answers]]
"""Plans for articles within what a load and the factory's columns leave, at row duals."""


@dataclass(frozen=True)
class Decided:
    """One plan per article, in order; those not `sure` are only the heaviest of several; and the factory's columns."""

    plans: Answers
    sure: NDArray[np.bool_]
    own: Floats


class Diver:
    """Decides blocks of articles one by one; between blocks it holds weighted plans and the factory's columns."""

    def __init__(self, factory: Factory, deck: Deck, plans: Answers, solved: Solved, fit: Fit) -> None:
        self._factory, self._deck, self._fit = factory, deck, fit
        self.plans, self.weights = plans, solved.weights
        self.value, self.rows, self._own = solved.value, solved.rows, solved.own

    def decide(self, block: Ints, enough: Callable[[], bool]) -> Answers:
        """Decide the articles of a block until all are whole, set aside, or time is up; returns the plans it found."""
        if not len(block):
            return self.plans.take(np.zeros(0, np.int64))
        mine = np.isin(self.plans.chosen, block)
        frame = part_frame(
            self._factory.model, self._deck, block, self._own, self._load(~mine), self._load(mine)
        )
        master = Master(self._factory.model, self._deck, frame)
        master.add(self.plans.take(np.flatnonzero(mine)))
        part = _Block(master, self._factory, self._deck, frame.articles, LITTLE * abs(self.value))
        before = part.solved.value
        part.decide(enough)
        for turn in range(ROUNDS):
            left = part.left()
            if not len(left):
                break
            if turn >= LOOSE_ROUNDS:
                part.hold_sure()
            part.complete(self._ways(part, master, block, frame, left))
            part.decide(enough)
        self._rework(part, master, block, frame, enough)
        self.value += part.solved.value - before
        self._own = self._own.copy()
        self._own[frame.columns] = part.solved.own[frame.columns]
        kept = np.flatnonzero(part.solved.weights > USED)
        others = np.flatnonzero(~mine)
        self.plans = self.plans.take(others).joined(master.plans.take(kept))
        self.weights = np.concatenate([self.weights[others], part.solved.weights[kept]])
        return master.plans.take(kept)

    def _rework(
        self, part: "_Block", master: Master, block: Ints, frame: Frame, enough: Callable[[], bool]
    ) -> None:
        """Plan a few articles of a block anew, again and again, and keep what makes the whole cheaper."""
        part.hold_sure()
        rng = np.random.default_rng(1)
        regret = part.regret()
        idle = 0
        import time

        t0 = time.time()
        tried = kept = 0
        v0 = part.solved.value
        while len(regret) and not enough() and idle < REWORKED * len(block):
            count = min(int(rng.integers(1, MOST_AT_ONCE + 1)), len(block))
            some = np.sort(rng.choice(part.articles, count, replace=False, p=regret))
            part.set_aside(some)
            gained = part.retry(self._ways(part, master, block, frame, some))
            tried += 1
            kept += gained
            idle = 0 if gained else idle + 1
            if gained:
                regret = part.regret()
        print("   rework", tried, kept, f"{v0:.0f} {part.solved.value:.0f} {time.time() - t0:.1f}s")

    def decided(self) -> Decided:
        """What has become of all articles."""
        order = np.argsort(self.weights, kind="stable")
        heaviest = np.zeros(self._deck.size, np.int64)
        heaviest[self.plans.chosen[order]] = order
        return Decided(self.plans.take(heaviest), self.weights[heaviest] >= SURE, self._own)

    def _ways(self, part: "_Block", master: Master, block: Ints, frame: Frame, left: Ints) -> list[Answers]:
        """Several ways to plan those left so that they fit what all others leave."""
        stays = ~np.isin(master.plans.chosen, left)
        who, where, amount = use_of(self._deck, master.plans.take(np.flatnonzero(stays)))
        load = self._load(~np.isin(self.plans.chosen, block))
        load += np.bincount(where, weights=amount * part.solved.weights[stays][who], minlength=len(load))
        own, rows = self._own.copy(), self.rows.copy()
        own[frame.columns] = part.solved.own[frame.columns]
        rows[frame.rows] = part.solved.rows[frame.rows]
        shape = self._factory.rows.shape
        return self._fit(left, load[: self._factory.rows.size].reshape(shape), own, rows)

    def _load(self, which: NDArray[np.bool_]) -> Floats:
        chosen = np.flatnonzero(which & (self.weights > USED))
        who, where, amount = use_of(self._deck, self.plans.take(chosen))
        weights = self.weights[chosen]
        load = np.bincount(where, weights=amount * weights[who], minlength=self._factory.model.rows)
        return np.asarray(load, float)


class _Block:
    """A solved master of one block, and which of its articles are held or left."""

    def __init__(self, master: Master, factory: Factory, deck: Deck, articles: Ints, little: float) -> None:
        self._master, self._factory, self._deck = master, factory, deck
        self.articles, self._little = articles, little
        self._held = np.zeros(deck.size, bool)
        self._left = np.zeros(deck.size, bool)
        self.solved = master.solve()

    def decide(self, enough: Callable[[], bool]) -> None:
        """Decide until all are whole, set aside, or time is up."""
        share = AT_ONCE
        while not enough():
            undecided = self._undecided()
            if not len(undecided):
                break
            if len(undecided) <= min(TAIL, int(TAIL_SHARE * len(self.articles))):
                self._left[undecided] = True
                break
            count = max(1, int(share * len(undecided)))
            if self._hold(undecided[:count]):
                share = AT_ONCE
            elif count == 1:
                self._left[undecided[0]] = True
            else:
                share /= 3.0

    def hold_sure(self) -> None:
        """Hold the plans of all articles that are whole, so that nothing unsettles them."""
        heaviest = self._master.heaviest(self.solved.weights)[self.articles]
        sure = (self.solved.weights[heaviest] >= SURE) & ~self._held[self.articles]
        self._master.freeze(heaviest[sure], np.ones(int(sure.sum())))
        self._held[self.articles[sure]] = True

    def left(self) -> Ints:
        """Articles that were set aside."""
        return np.flatnonzero(self._left)

    def complete(self, ways: list[Answers]) -> None:
        """Choose a plan for each article left: the best of `ways`, or by branch and bound among all known ones."""
        left, offers = self.left(), []
        for way in ways:
            offers.append(len(self._master.money) + np.arange(len(way.chosen)))
            self._master.add(way)
        columns = self._columns(left)
        self._master.free(columns)
        weights = self._master.choose(columns, CHOSEN_IN)
        if weights is not None:
            offers.append(columns[weights[columns] > 0.5])
        tried = []
        for held in offers:
            self._master.freeze(columns, np.isin(columns, held).astype(float))
            tried.append((self._master.solve().value, len(tried), held))
        self._master.freeze(columns, np.isin(columns, min(tried)[2]).astype(float))
        self.solved = self._master.solve()
        self._held[left], self._left[:] = True, False

    def regret(self) -> Floats:
        """(A,) chance to be planned anew: what an article's plan costs beyond the cheapest one it was offered."""
        plans, money = self._master.plans, self._master.money
        cheapest = np.full(self._deck.size, np.inf)
        np.minimum.at(cheapest, plans.chosen, money)
        now = np.bincount(plans.chosen, weights=self.solved.weights * money, minlength=self._deck.size)
        lost = np.maximum((now - cheapest)[self.articles], 0.0)
        lost += max(lost.mean(), 1.0)
        return np.asarray(lost / lost.sum())

    def set_aside(self, articles: Ints) -> None:
        """Mark these articles as left."""
        self._left[articles] = True

    def retry(self, ways: list[Answers]) -> bool:
        """Choose the best of some ways for the articles left, or their plans as they were."""
        before, left = self.solved, self.left()
        held = np.flatnonzero(np.isin(self._master.plans.chosen, left) & (before.weights > 0.5))
        first = len(self._master.money)
        best = (before.value - 0.01, -1)
        now = held
        for n, way in enumerate(ways):
            start = len(self._master.money)
            self._master.add(way)
            new = start + np.arange(len(way.chosen))
            self._master.freeze(now, np.zeros(len(now)))
            self._master.freeze(new, np.ones(len(new)))
            now = new
            best = min(best, (self._master.solve().value, n))
        if best[1] < 0:
            keep = held
        else:
            keep = first + best[1] * len(left) + np.arange(len(left))
        self._master.freeze(now, np.zeros(len(now)))
        self._master.freeze(keep, np.ones(len(keep)))
        self.solved = self._master.solve()
        gone = np.setdiff1d(np.arange(first, len(self._master.money)), keep)
        self._master.drop(gone)
        if best[1] >= 0:
            self.solved = self._master.solve()
        else:
            self.solved = before
        self._left[:] = False
        return best[1] >= 0

    def _columns(self, articles: Ints) -> Ints:
        return np.flatnonzero(np.isin(self._master.plans.chosen, articles))

    def _undecided(self) -> Ints:
        """Articles still in fractions, the surest first."""
        heaviest = self._master.heaviest(self.solved.weights)
        weight = self.solved.weights[heaviest[self.articles]]
        open_ = (weight < SURE) & ~self._held[self.articles] & ~self._left[self.articles]
        return self.articles[open_][np.argsort(-weight[open_], kind="stable")]

    def _hold(self, articles: Ints) -> bool:
        """Hold the heaviest plans of these articles; take it back if it costs more than a little."""
        heaviest = self._master.heaviest(self.solved.weights)[articles]
        allowed = self.solved.value + self._little * len(articles)
        self._master.freeze(heaviest, np.ones(len(heaviest)))
        self._held[articles] = True
        others = self.articles[~self._held[self.articles]]
        after = self._master.solve()
        for _ in range(3):
            if not self._price(others, after):
                break
            before, after = after.value, self._master.solve()
            if after.value <= allowed or before - after.value < 0.1 * self._little:
                break
        fits = after.value <= allowed
        if not fits:
            self._master.free(heaviest)
            self._held[articles] = False
            after = self._master.solve()
        self.solved = after
        return fits

    def _price(self, articles: Ints, solved: Solved) -> int:
        return offer(self._factory, self._deck, self._master, articles, solved)
