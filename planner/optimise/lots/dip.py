"""One block of articles decided in one manner over a small master of its own, all others staying as they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.block import Block
from planner.optimise.lots.frame import Frame
from planner.optimise.lots.master import load_in_use

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LOOSE_ROUNDS = 2  # of these all others may still change
ROUNDS = 8  # times that what is left is put in, which may unsettle others
LAST_IN = 2.0  # seconds for what is still in fractions when time is up: a poor choice there costs most
SHAKEN, WORTH_ANOTHER = 2, 50.0  # rounds of shaking, and yuan that one must save to be followed by another
Fit = Callable[[Ints, Floats, Floats, Floats], list[Answers]]
"""Plans for articles, in several ways, within what a load and the factory's columns leave, at row duals."""
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

    def _fitting(self, left: Ints) -> list[Answers]:
        """Several ways to plan those left so that they fit what all others leave."""
        load, own = self._besides(left)
        rows = self._around.rows.copy()
        rows[self.frame.rows] = self.part.solved.rows[self.frame.rows]
        return self._ways.fit(left, load, own, rows)

    def _besides(self, some: Ints) -> tuple[Floats, Floats]:
        """(rows,) load of all plans but those of some articles of the block, and the factory's columns."""
        plans, solved = self.part.master.plans, self.part.solved
        others, load = ~np.isin(plans.chosen, some), self._around.load
        load = load + load_in_use(self.part.deck, plans, solved.weights, others, len(load))
        own = self._around.own.copy()
        own[self.frame.columns] = solved.own[self.frame.columns]
        return load, own
