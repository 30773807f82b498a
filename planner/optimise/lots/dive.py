"""From fractions to whole plans: one workshop after the other, the surest plans first, prices renewed on the way.

While one block of articles is decided, all others stay as the linear programme mixes them. A choice that would cost
more than a little, even after new plans were priced, is taken back; its article is left to be put in last, against
what the others leave (`search`). Vanderbeck (2011) calls it diving with column generation.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, cheapest_plans
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.generate import carried_out, improving, prices_of
from planner.optimise.lots.master import Master, Solved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
AT_ONCE = 0.15  # share of a block's undecided articles decided in one go
SURE = 0.999
LITTLE = 1.5e-4  # of the master's value: what deciding one article may cost


@dataclass(frozen=True)
class Decided:
    """One plan per article, in order; those not `sure` are only the heaviest of several."""

    plans: Answers
    sure: NDArray[np.bool_]
    solved: Solved


class Diver:
    """Decides blocks of articles in a solved master."""

    def __init__(self, master: Master, factory: Factory, deck: Deck, solved: Solved) -> None:
        self._master, self._factory, self._deck = master, factory, deck
        self.solved = solved
        self._held = np.zeros(deck.size, bool)
        self._left = np.zeros(deck.size, bool)
        master.freeze(np.arange(len(master.money)), solved.weights)

    def decide(self, block: Ints, enough: Callable[[], bool]) -> None:
        """Decide the articles of a block until all are whole, set aside, or time is up."""
        self._master.free(self._columns(block))
        share = AT_ONCE
        while not enough():
            undecided = self._undecided(block)
            if not len(undecided):
                break
            count = max(1, int(share * len(undecided)))
            if self._hold(block, undecided[:count]):
                share = AT_ONCE
            elif count == 1:
                self._left[undecided[0]] = True
            else:
                share /= 3.0
        weights = self.solved.weights
        self._master.freeze(self._columns(block), weights[self._columns(block)])

    def decided(self) -> Decided:
        """What has become of all articles."""
        heaviest = self._master.heaviest(self.solved.weights)
        sure = self.solved.weights[heaviest] >= SURE
        return Decided(self._master.plans.take(heaviest), sure, self.solved)

    def _columns(self, block: Ints) -> Ints:
        return np.flatnonzero(np.isin(self._master.plans.chosen, block))

    def _undecided(self, block: Ints) -> Ints:
        """Articles of the block still in fractions, the surest first."""
        heaviest = self._master.heaviest(self.solved.weights)
        weight = self.solved.weights[heaviest[block]]
        open_ = (weight < SURE) & ~self._held[block] & ~self._left[block]
        return block[open_][np.argsort(-weight[open_], kind="stable")]

    def _hold(self, block: Ints, articles: Ints) -> bool:
        """Hold the heaviest plans of these articles; take it back if it costs more than a little."""
        heaviest = self._master.heaviest(self.solved.weights)[articles]
        allowed = self.solved.value + LITTLE * abs(self.solved.value) * len(articles)
        self._master.freeze(heaviest, np.ones(len(heaviest)))
        self._held[articles] = True
        others = block[~self._held[block]]
        after = self._master.solve()
        for _ in range(3):
            if not self._price(others, after):
                break
            before, after = after.value, self._master.solve()
            if after.value <= allowed or before - after.value < 0.1 * LITTLE * abs(after.value):
                break
        fits = after.value <= allowed
        if not fits:
            self._master.free(heaviest)
            self._held[articles] = False
            after = self._master.solve()
        self.solved = after
        return fits

    def _price(self, articles: Ints, solved: Solved) -> int:
        """Offer new plans of these articles; how many improve."""
        if not len(articles):
            return 0
        prices = prices_of(self._factory, solved.rows)
        found = 0
        for answers in carried_out(self._deck, cheapest_plans(self._deck, prices, articles), prices):
            better = improving(self._deck, answers, solved)
            self._master.add(answers.take(better))
            found += len(better)
        return found
