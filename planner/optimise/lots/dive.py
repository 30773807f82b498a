"""From fractions to whole plans: one workshop after the other, the surest plans first, prices renewed on the way.

While one block of articles is decided, all others stay as the linear programme mixes them, so a block has a small
master of its own (`frame`). A choice that would cost more than a little, even after new plans were priced, is taken
back; its article is left to be put in last, against what the others leave (`search`). Vanderbeck (2011) calls it
diving with column generation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, use_of
from planner.optimise.lots.block import SURE, Block
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.frame import Frame, nothing_taken, part_frame
from planner.optimise.lots.master import Master, Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LITTLE = 1.5e-4  # of the master's value: what deciding one article may cost
USED = 1e-9
SHARED = 0.5  # of what limits have to spare, for each of several blocks at the same time
LOOSE_ROUNDS = 2  # of these all others may still change
ROUNDS = 8  # times that what is left is put in, which may unsettle others
LAST_IN = 2.0  # seconds for what is still in fractions when time is up: a poor choice there costs most
IDLE = 2.0  # tries per article without a gain after which planning anew ends
MOST_AT_ONCE = 5
Fit = Callable[[Ints, Floats, Floats, Floats], list[Answers]]
"""Plans for articles within what a load and the factory's columns leave, at row duals."""
Shake = Callable[[Answers, Floats, Floats, Floats], Answers]
"""Whole plans made cheaper, a few at a time: the plans, the others' load, the factory's columns, row duals."""


@dataclass(frozen=True)
class Ways:
    """How the plans of some articles are found anew."""

    fit: Fit
    shakes: tuple[Shake, ...]


@dataclass(frozen=True)
class Decided:
    """One plan per article, in order; those not `sure` are only the heaviest of several; and the factory's columns."""

    plans: Answers
    sure: NDArray[np.bool_]
    own: Floats


class Diver:
    """Decides blocks of articles one by one; between blocks it holds weighted plans and the factory's columns."""

    def __init__(
        self, factory: Factory, deck: Deck, plans: Answers, solved: Solved, ways: Ways, workers: int
    ) -> None:
        self._factory, self._deck, self._anew, self._workers = factory, deck, ways, workers
        self._lock, self._running = Lock(), dict[int, tuple[Frame, Floats]]()
        self._began = dict[int, Floats]()
        self.plans, self.weights = plans, solved.weights
        self.value, self.rows, self._own = solved.value, solved.rows, solved.own

    def decide(self, block: Ints, enough: Callable[[], bool]) -> Answers:
        """Decide the articles of a block until all are whole, set aside, or time is up; returns the plans it found.

        Blocks may be decided at the same time: what limits have to spare is shared out between them.
        """
        if not len(block):
            return self.plans.take(np.zeros(0, np.int64))
        part, frame = self._part(block)
        before = part.solved.value
        self._settle(part, block, frame, enough)
        self._shake(part, block, frame)
        return self._keep(part, block, frame, before)

    def rework(self, block: Ints, enough: Callable[[], bool]) -> None:
        """Make a block of articles that are whole cheaper, until nothing helps or time is up."""
        if len(block):
            part, frame = self._part(block)
            before = part.solved.value
            part.hold_sure()
            self._shake(part, block, frame)
            self._rework(part, block, frame, enough)
            self._keep(part, block, frame, before)

    def _part(self, block: Ints) -> tuple[Block, Frame]:
        """A block's small master, solved."""
        model = self._factory.model
        with self._lock:
            taken = nothing_taken(model)
            for other, now in self._running.values():
                taken = taken.and_of(other, now)
            mine = np.isin(self.plans.chosen, block)
            loads = self._load(~mine), self._load(mine)
            portion = 1.0 if self._workers == 1 else SHARED
            frame, now = part_frame(model, self._deck, block, self._own, *loads, taken, portion)
            self._running[int(block[0])] = frame, now
            self._began[int(block[0])] = self._own[frame.columns]
            plans, little = self.plans.take(np.flatnonzero(mine)), LITTLE * abs(self.value)
        master = Master(model, self._deck, frame)
        master.add(plans)
        return Block(master, self._factory, self._deck, frame.articles, little), frame

    def _keep(self, part: Block, block: Ints, frame: Frame, before: float) -> Answers:
        """Take over what a block came to; returns its plans."""
        kept = np.flatnonzero(part.solved.weights > USED)
        found = part.master.plans.take(kept)
        with self._lock:
            del self._running[int(block[0])]
            change = part.solved.own[frame.columns] - self._began.pop(int(block[0]))
            self.value += part.solved.value - before
            self._own = self._own.copy()
            self._own[frame.columns] = np.maximum(self._own[frame.columns] + change, 0.0)
            others = np.flatnonzero(~np.isin(self.plans.chosen, block))
            self.plans = self.plans.take(others).joined(found)
            self.weights = np.concatenate([self.weights[others], part.solved.weights[kept]])
        return found

    def _settle(self, part: Block, block: Ints, frame: Frame, enough: Callable[[], bool]) -> None:
        """Make every article of a block whole; what time leaves undecided takes what fits."""
        part.decide(enough)
        for turn in range(ROUNDS):
            if enough() or not len(part.left()):
                break
            if turn >= LOOSE_ROUNDS:
                part.hold_sure()
            part.complete(self._ways(part, block, frame, part.left()))
            part.decide(enough)
        part.hold_sure()
        part.leave_undecided()
        if len(part.left()):
            part.complete(self._ways(part, block, frame, part.left()), LAST_IN)

    def _shake(self, part: Block, block: Ints, frame: Frame) -> None:
        """Make the whole plans of a block cheaper in compiled loops, at the prices from before it was decided."""
        for shake in self._anew.shakes:
            plans = part.whole()
            if not len(plans.chosen):
                return
            load, own = self._around(part, block, frame, plans.chosen)
            with self._lock:
                shaken = shake(plans, load, own, self.rows)
            part.retry(shaken.chosen, [shaken])

    def _rework(self, part: Block, block: Ints, frame: Frame, enough: Callable[[], bool]) -> None:
        """Plan a few articles of a block anew, again and again, and keep what makes the whole cheaper."""
        rng, regret, idle = np.random.default_rng(1), part.regret(), 0
        while not enough() and idle < IDLE * len(block):
            count = min(int(rng.integers(1, MOST_AT_ONCE + 1)), len(block))
            some = np.sort(rng.choice(part.articles, count, replace=False, p=regret))
            if part.retry(some, self._ways(part, block, frame, some)):
                idle, regret = 0, part.regret()
            else:
                idle += 1

    def decided(self) -> Decided:
        """What has become of all articles."""
        order = np.argsort(self.weights, kind="stable")
        heaviest = np.zeros(self._deck.size, np.int64)
        heaviest[self.plans.chosen[order]] = order
        return Decided(self.plans.take(heaviest), self.weights[heaviest] >= SURE, self._own)

    def _ways(self, part: Block, block: Ints, frame: Frame, left: Ints) -> list[Answers]:
        """Several ways to plan those left so that they fit what all others leave."""
        load, own = self._around(part, block, frame, left)
        rows = self.rows.copy()
        rows[frame.rows] = part.solved.rows[frame.rows]
        with self._lock:
            return self._anew.fit(left, load, own, rows)

    def _around(self, part: Block, block: Ints, frame: Frame, without: Ints) -> tuple[Floats, Floats]:
        """(groups, T) load of all plans but those of some articles of a block, and the factory's columns."""
        master, shape = part.master, self._factory.rows.shape
        stays = ~np.isin(master.plans.chosen, without)
        who, where, amount = use_of(self._deck, master.plans.take(np.flatnonzero(stays)))
        weighed = amount * part.solved.weights[stays][who]
        with self._lock:
            load = self._load(~np.isin(self.plans.chosen, block))
            own = self._own.copy()
        load += np.bincount(where, weights=weighed, minlength=len(load))
        own[frame.columns] = part.solved.own[frame.columns]
        return load[: self._factory.rows.size].reshape(shape), own

    def _load(self, which: NDArray[np.bool_]) -> Floats:
        chosen = np.flatnonzero(which & (self.weights > USED))
        who, where, amount = use_of(self._deck, self.plans.take(chosen))
        weights = self.weights[chosen]
        load = np.bincount(where, weights=amount * weights[who], minlength=self._factory.model.rows)
        return np.asarray(load, float)
