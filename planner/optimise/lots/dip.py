"""One block of articles decided in one manner over a small master of its own, all others staying as they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, use_of
from planner.optimise.lots.block import Block
from planner.optimise.lots.frame import Frame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LOOSE_ROUNDS = 2  # of these all others may still change
ROUNDS = 8  # times that what is left is put in, which may unsettle others
LAST_IN = 2.0  # seconds for what is still in fractions when time is up: a poor choice there costs most
IDLE = 2.0  # tries per article without a gain after which planning anew ends
MOST_AT_ONCE = 5
FEW, SOME = 4, 9  # articles whose plans are chosen anew together
CHOSEN_IN = 0.5  # seconds for that
NEAR = 3  # days from each other on which they meet
SHAKEN, WORTH_ANOTHER = 4, 50.0  # rounds of shaking, and yuan that one must save to be followed by another
Fit = Callable[[Ints, Floats, Floats, Floats], list[Answers]]
"""Plans for articles within what a load and the factory's columns leave, at row duals."""
Shake = Callable[[Answers, Floats, Floats, Floats], Answers]
"""Whole plans made cheaper, a few at a time: the plans, the others' load, the factory's columns, row duals."""
Left = Callable[[], float]
"""Seconds left; none or fewer once time is up."""


@dataclass(frozen=True)
class Ways:
    """How the plans of some articles are found anew; not for two at the same time."""

    fit: Fit
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

    def shake(self) -> None:
        """Make whole plans cheaper in compiled loops, at the prices from before any was decided, while that helps."""
        for _ in range(SHAKEN):
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
        """Choose plans of a few articles that meet at a scarce limit anew, until nothing helps or time is up."""
        idle, enough = 0, IDLE * len(self.part.articles) / FEW
        while left() > 0 and idle < enough:
            some = self._meeting(rng)
            idle = 0 if self.part.choose_anew(some, self._fitting(some), CHOSEN_IN) else idle + 1

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

    def rework(self, left: Left, rng: np.random.Generator) -> None:
        """Plan a few articles anew, again and again, and keep what makes the whole cheaper."""
        part, idle = self.part, 0
        regret = part.regret()
        while left() > 0 and idle < IDLE * len(part.articles):
            count = min(int(rng.integers(1, MOST_AT_ONCE + 1)), len(part.articles))
            some = np.sort(rng.choice(part.articles, count, replace=False, p=regret))
            if part.retry(some, self._fitting(some)):
                idle, regret = 0, part.regret()
            else:
                idle += 1

    def _fitting(self, left: Ints) -> list[Answers]:
        """Several ways to plan those left so that they fit what all others leave."""
        load, own = self._besides(left)
        rows = self._around.rows.copy()
        rows[self.frame.rows] = self.part.solved.rows[self.frame.rows]
        return self._ways.fit(left, load, own, rows)

    def _besides(self, some: Ints) -> tuple[Floats, Floats]:
        """(rows,) load of all plans but those of some articles of the block, and the factory's columns."""
        plans, solved = self.part.master.plans, self.part.solved
        stays = ~np.isin(plans.chosen, some)
        who, where, amount = use_of(self.part.deck, plans.take(np.flatnonzero(stays)))
        weighed = amount * solved.weights[stays][who]
        load = self._around.load + np.bincount(where, weights=weighed, minlength=len(self._around.load))
        own = self._around.own.copy()
        own[self.frame.columns] = solved.own[self.frame.columns]
        return load, own
