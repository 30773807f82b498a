"""One plan for each of several articles: a dive into the linear programme, then into parts of it again and again.

A dive holds the surest plan, then the next; where that costs more than a little, the other plans an article might
have are tried as well. Each step is some pivots of the dual simplex. From what it comes to, a few articles at a time
are set free and dived for anew (Shaw 1998).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.master import SURE, Glance, Master

Ints = NDArray[np.int64]
TRIED = 3  # plans of an article of which the cheapest is held
FEWEST, MOST = 3, 8  # articles that are set free together
IDLE = 4  # times per article that this helps nothing after which it ends
LESS = 0.01  # yuan that another choice must save


class Choice:
    """Chooses among `columns` of a master, plans of articles that have one each in the end; `value` is what it costs.

    `little`: what holding one article's plan may cost without a look at others.
    """

    def __init__(self, master: Master, columns: Ints, little: float, rng: np.random.Generator) -> None:
        chosen = master.plans.chosen[columns]
        self._master, self._little, self._rng = master, little, rng
        self._of = {int(article): columns[chosen == article] for article in np.unique(chosen)}
        self._articles = np.array(list(self._of), np.int64)
        self._held: dict[int, int] = {}
        self.plans: dict[int, int] = {}
        self.value = np.inf

    @property
    def taken(self) -> Ints:
        """The columns chosen."""
        return np.array(sorted(self.plans.values()), np.int64)

    def offer(self, columns: Ints) -> None:
        """Try one plan of each article."""
        for column, article in zip(columns, self._master.plans.chosen[columns], strict=True):
            self._hold(int(article), int(column))
        self._keep(self._master.glance())

    def dive(self) -> None:
        """Try what a dive from nothing comes to."""
        for article in self._articles:
            self._free(int(article))
        self._down()

    def search(self, left: Callable[[], float], close: float) -> None:
        """Set few free at a time and dive for them, until time is up, the value is close, or nothing helps."""
        idle, enough = 0, IDLE * len(self._articles) if len(self._articles) > FEWEST else 0
        while left() > 0 and self.value > close and idle < enough:
            before = self.value
            count = min(int(self._rng.integers(FEWEST, MOST + 1)), len(self._articles))
            self._go_back()
            for article in self._rng.choice(self._articles, count, replace=False):
                self._free(int(article))
            self._down()
            idle = 0 if self.value < before else idle + 1

    def _go_back(self) -> None:
        """Hold the best plans so far."""
        for article, column in self.plans.items():
            if self._held.get(article) != column:
                self._hold(article, column)

    def exhaust(self, seconds: float, close: float) -> None:
        """Try what branch and bound over all of them comes to."""
        for article in self._articles:
            self._free(int(article))
        columns = np.concatenate(list(self._of.values()))
        weights = self._master.choose(columns, seconds, close)
        if weights is not None:
            self.offer(columns[weights[columns] > 0.5])

    def _down(self) -> None:
        """Hold one plan of every article that is free, unless that becomes dearer than the best so far."""
        now = self._master.glance()
        while now.value < self.value - LESS:
            open_ = [article for article in self._of if article not in self._held]
            weight = {article: float(now.weights[self._of[article]].max()) for article in open_}
            split = [article for article in open_ if weight[article] < SURE]
            if not split:
                for article in open_:
                    mine = self._of[article]
                    self._hold(article, int(mine[np.argmax(now.weights[mine])]))
                self._keep(self._master.glance() if open_ else now)
                return
            now = self._settle(max(split, key=lambda article: weight[article]), now)

    def _settle(self, article: int, before: Glance) -> Glance:
        """Hold the surest plan of an article, or the cheapest of some if that costs more than a little."""
        mine, tried = self._of[article], []
        order = mine[np.lexsort((before.reduced[mine], -before.weights[mine]))][:TRIED]
        for column in order:
            self._hold(article, int(column))
            now = self._master.glance()
            tried.append((now.value, int(column)))
            if now.value <= before.value + self._little:
                return now
        if min(tried)[1] != tried[-1][1]:
            self._hold(article, min(tried)[1])
            now = self._master.glance()
        return now

    def _keep(self, now: Glance) -> None:
        if now.value < self.value - LESS:
            self.value, self.plans = now.value, dict(self._held)

    def _hold(self, article: int, column: int) -> None:
        mine = self._of[article]
        self._master.freeze(mine, (mine == column).astype(float))
        self._held[article] = column

    def _free(self, article: int) -> None:
        self._master.free(self._of[article])
        self._held.pop(article, None)
