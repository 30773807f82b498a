"""Which rest days are opened for whole plain shifts, decided while plans may still change to suit that.

Who works a rest day in lieu works a whole plain shift, and its hours are opened whether one comes or all; the linear
programme opens the part of them that all would need. One workshop is a small integer programme, its plans still mixed
and everything else as it is. Days that are opened then are paid for, so plans come to use them; the others stay as they
are, for plans that turn out to need a part of one.
"""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.coming import open_whole_or_not, open_whole_shifts, rest_days
from planner.optimise.lots.frame import part_frame
from planner.optimise.lots.generate import Generator
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Master, Solved, load_in_use

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
SECONDS = 0.012  # of the limit for one workshop
CLOSE = 20.0  # yuan to within which that is solved
RENEWED = 4  # rounds of new plans for the days that are opened then


def settle_rest_days(
    problem: Large, generator: Generator, blocks: list[Ints], solved: Solved, clock: Clock, workers: int
) -> Solved:
    """Open workshops on the rest days that are worth a whole shift; returns the mix of plans that suits that."""
    switched = _Switched.of(problem, generator.master, solved)
    seconds = SECONDS * clock.limit
    with ThreadPoolExecutor(max(1, workers)) as pool:
        found = pool.map(lambda block: switched.opened(block, 0.0 if clock.stopped() else seconds), blocks)
        for block, opened in zip(blocks, found, strict=True):
            if opened is not None:
                days = rest_days(problem.supply.factory)[opened]
                generator.master.bound_own(*open_whole_shifts(problem.supply, problem.home_of(block), days))
    articles = np.concatenate([np.zeros(0, np.int64), *blocks])
    solved = generator.offer_rounds(articles, RENEWED, generator.finish())
    clock.tell("休息日 rest days", note=f"{solved.value:.0f}")
    return solved


@dataclass(frozen=True)
class _Switched:
    """The factory with a switch for each workshop and rest day, and the mix of plans that it has."""

    problem: Large  # its supply has the switches
    switches: dict[str, Ints]
    master: Master
    weights: Floats
    own: Floats

    @staticmethod
    def of(problem: Large, master: Master, solved: Solved) -> "_Switched":
        """A model of its own is made of the problem's."""
        supply = problem.supply
        supply = replace(supply, factory=replace(supply.factory, model=deepcopy(supply.model)))
        switches = open_whole_or_not(supply)
        own = np.pad(solved.own, (0, supply.model.columns - len(solved.own)))
        return _Switched(replace(problem, supply=supply), switches, master, solved.weights, own)

    def opened(self, block: Ints, seconds: float) -> Flags | None:
        """Which rest days the workshop of a block opens for whole shifts; None if that was not found in time."""
        model, deck, plans = self.problem.supply.model, self.problem.deck, self.master.plans
        mine = np.isin(plans.chosen, block)
        frame = part_frame(model, deck, block, self.own, self._load(~mine), self._load(mine))
        switches = self.switches[self.problem.home_of(block)]
        asked = switches[np.isin(switches, frame.columns)]  # none of days on which nobody may come in lieu
        part = Master(model, deck, frame)
        part.add(plans.take(np.flatnonzero(mine)))
        found = part.choose_own(asked, seconds, CLOSE) if len(asked) else None
        return None if found is None else np.asarray(found[switches] > 0.5)

    def _load(self, which: Flags) -> Floats:
        """(rows,) what some of the plans use."""
        problem = self.problem
        return load_in_use(problem.deck, self.master.plans, self.weights, which, problem.supply.model.rows)
