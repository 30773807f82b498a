"""One block of articles decided in one manner over a small master of its own, all others staying as they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, use_of
from planner.optimise.lots.block import Block, Find
from planner.optimise.lots.frame import Frame
from planner.optimise.lots.master import Master, load_in_use
from planner.optimise.lots.nook import lots_together

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LOOSE_ROUNDS = 2  # of these all others may still change
ROUNDS = 8  # times that what is left is put in, which may unsettle others
LAST_IN = 2.0  # seconds for what is still in fractions when time is up: a poor choice there costs most
IDLE, LEAST_IDLE = 2.0, 30  # tries per article, and at least, without a gain after which planning anew ends
FEW, SOME = 4, 9  # articles whose plans are chosen anew together
STUCK = 30  # of so many tries in vain, in the last their lots are sought together: that takes as long as all others
TOGETHER_IN = 1.5  # seconds for that
FITTED = 2  # ways in which new plans of them are sought
NEAR = 3  # days from each other on which they meet
SHAKEN, WORTH_ANOTHER = 2, 50.0  # rounds of shaking, and yuan that one must save to be followed by another
Fit = Callable[[Ints, Floats, Floats, Floats, Ints], list[Answers]]
"""Plans for articles within what a load and the factory's columns leave, at row duals, in ways by number."""
Shake = Callable[[Answers, Floats, Floats, Floats], Answers]
"""Whole plans made cheaper, a few at a time: the plans, the others' load, the factory's columns, row duals."""
Left = Callable[[], float]
"""Seconds left; none or fewer once time is up."""


@dataclass(frozen=True)
class Ways:
    """How the plans of some articles are found anew; not for two at the same time."""

    fit: Fit
    fits: int
    shakes: tuple[Shake, ...]


@dataclass(frozen=True)
class Around:
    """What a block finds: (rows,) load of all others, the factory's columns, and row duals from before."""

    load: Floats
    own: Floats
    rows: Floats


class Dip:
    """A block being decided; `gained` is what that costs, or saves, so far."""

    def __init__(self, part: Block, frame: Frame, around: Around, ways: Ways) -> None:
        self.part, self.frame = part, frame
        self._around, self._ways = around, ways
        self._began = part.solved.value

    @property
    def gained(self) -> float:
        return self.part.solved.value - self._began

    def settle(self, left: Left) -> None:
        """Make every article of the block whole; what time leaves undecided takes what fits."""
        part = self.part
        part.decide(left)
        for turn in range(ROUNDS):
            if left() <= 0 or not len(part.left()):
                break
            if turn >= LOOSE_ROUNDS:
                part.hold_sure()
            part.complete(self._fitting(part.left()), max(left(), LAST_IN))
            part.decide(left)
        part.hold_sure()
        part.leave_undecided()
        if len(part.left()):
            part.complete(self._fitting(part.left()), LAST_IN)

    def shake(self, rounds: int = SHAKEN) -> None:
        """Make whole plans cheaper in compiled loops, at the prices from before any was decided, while that helps."""
        for _ in range(rounds):
            before = self.gained
            for shake in self._ways.shakes:
                plans = self.part.whole()
                if not len(plans.chosen):
                    return
                load, own = self._besides(plans.chosen)
                shaken = shake(plans, load, own, self._around.rows)
                self.part.retry(shaken.chosen, [shaken])
            if before - self.gained < WORTH_ANOTHER:
                break

    def refine(self, left: Left, rng: np.random.Generator) -> None:
        """Choose plans of a few articles that meet at a scarce limit anew, until nothing helps or time is up.

        Where that has not helped for a while, their lots are sought together.
        """
        idle, enough = 0, max(IDLE * len(self.part.articles) / FEW, LEAST_IDLE)
        while left() > 0 and idle < enough:
            some = self._meeting(rng)
            find = self._lots_together(left) if idle % STUCK == STUCK - 1 else self._a_few_fits(some, rng)
            idle = 0 if self.part.choose_anew(some, find) else idle + 1

    def _a_few_fits(self, some: Ints, rng: np.random.Generator) -> Find:
        ways = rng.choice(self._ways.fits, min(FITTED, self._ways.fits), replace=False)
        return lambda part, now: self._fitting(some, ways)

    def _lots_together(self, left: Left) -> Find:
        def find(part: Master, now: Answers) -> list[Answers]:
            found = lots_together(part, self.part.deck, now, min(TOGETHER_IN, left()))
            return [] if found is None else [found]

        return find

    def _meeting(self, rng: np.random.Generator) -> Ints:
        """A few articles that use a limit within some days; the dearer what is used of one, the likelier it is."""
        part, horizon = self.part, self.part.deck.horizon
        plans, most = part.whole(), int(rng.integers(FEW, SOME + 1))
        who, where, amount = use_of(part.deck, plans)
        paid = np.maximum(-part.solved.rows[where], 0.0) * amount
        if not paid.any():
            return np.sort(rng.permutation(part.articles)[:most])
        place = where[rng.choice(len(where), p=paid / paid.sum())]
        same = where // horizon == place // horizon
        near = same & (np.abs(where - place) <= rng.integers(0, NEAR + 1))
        met = np.unique(plans.chosen[who[near]])
        others = rng.permutation(np.setdiff1d(part.articles, met))
        return np.sort(np.concatenate([rng.permutation(met), others])[:most])

    def _fitting(self, left: Ints, ways: Ints | None = None) -> list[Answers]:
        """Several ways, or all, to plan those left so that they fit what all others leave."""
        load, own = self._besides(left)
        rows = self._around.rows.copy()
        rows[self.frame.rows] = self.part.solved.rows[self.frame.rows]
        return self._ways.fit(left, load, own, rows, np.arange(self._ways.fits) if ways is None else ways)

    def _besides(self, some: Ints) -> tuple[Floats, Floats]:
        """(rows,) load of all plans but those of some articles of the block, and the factory's columns."""
        plans, solved = self.part.master.plans, self.part.solved
        others, load = ~np.isin(plans.chosen, some), self._around.load
        load = load + load_in_use(self.part.deck, plans, solved.weights, others, len(load))
        own = self._around.own.copy()
        own[self.frame.columns] = solved.own[self.frame.columns]
        return load, own
