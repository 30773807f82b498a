"""Column generation: prices go out, plans come back, the Lagrangian value is a proven bound at every step.

Wentges (1997): prices are tried on the way from the best dual point so far to the master's; each try yields
columns and a bound.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, cheapest_plans, money_of, use_of
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.master import Master, Solved, lagrangian
from planner.optimise.lots.supply import Reference, reference_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEPS = (0.85, 0.65, 0.4, 0.0)
KEPT_PER_ARTICLE = 5


@dataclass
class Generated:
    """The best bound so far, the duals that prove it, and the last master's value."""

    bound: float
    rows: Floats
    factory: Factory
    value: float = np.inf
    rounds: int = 0
    own: Floats | None = None
    plans: tuple[Ints, Ints, Ints, Ints, Ints] | None = None

    @property
    def gap(self) -> float:
        return (self.value - self.bound) / max(abs(self.value), 1e-9)

    @property
    def prices(self) -> Floats:
        """(groups, T) yuan per unit of each limit at the best dual point."""
        return prices_of(self.factory, self.rows)


def prices_of(factory: Factory, rows: Floats) -> Floats:
    """(groups, T) prices of the limits in a dual point."""
    return np.maximum(-rows[: factory.rows.size].reshape(factory.rows.shape), 0.0)


class Generator:
    """Runs rounds until told enough; keeps the best bound."""

    def __init__(self, factory: Factory, deck: Deck, prices: Floats) -> None:
        self._factory, self._deck = factory, deck
        self._master = Master(factory.model, deck.size, factory.rows.size)
        rows = np.zeros(factory.model.rows)
        self.best = Generated(-np.inf, rows, factory)
        self._master.add(deck, _nothing(deck))
        for scale in (1.0, 0.5):
            rows = np.zeros(factory.model.rows)
            rows[: factory.rows.size] = -scale * prices.ravel()
            self._master.add(deck, self._try(rows))

    def add(self, answers: Answers) -> None:
        """Offer plans found elsewhere, one per article."""
        self._master.add(self._deck, answers)

    def round(self) -> bool:
        """Solve the master and price along the way to its duals; False when no plan improves any more."""
        solved = self._master.solve()
        self.best.value, self.best.rounds, self.best.own = solved.value, self.best.rounds + 1, solved.own
        self.best.plans = self._master.heaviest(solved.weights)
        self._master.shed(KEPT_PER_ARTICLE * self._deck.size)
        found, start = 0, self.best.rows
        for share in STEPS:
            answers = self._try(share * start + (1 - share) * solved.rows)
            better = _improving(self._deck, answers, solved)
            self._master.add(self._deck, _only(answers, better))
            found += len(better)
        return found > 0

    def reference(self) -> Reference:
        """What the factory of the last master leaves for sold products."""
        columns = self._factory.model.columns
        own = np.zeros(columns) if self.best.own is None else self.best.own
        return reference_of(self._factory, own, columns)

    def _try(self, rows: Floats) -> Answers:
        answers = cheapest_plans(self._deck, prices_of(self._factory, rows))
        bound = lagrangian(self._factory.model, rows) + float(answers.value.sum())
        if bound > self.best.bound:
            self.best.bound, self.best.rows = bound, rows
        return answers


def generate(
    generator: Generator, gap: float, enough: Callable[[], bool], report: Callable[[Generated], None]
) -> Generated:
    """Rounds until the master is within `gap` of the bound, nothing improves, or `enough` says so."""
    while not enough():
        more = generator.round()
        report(generator.best)
        if not more or generator.best.gap <= gap:
            break
    return generator.best


def _nothing(deck: Deck) -> Answers:
    """For each article the plan that makes nothing and writes all stock off at once."""
    size, segments, horizon = deck.demand.shape
    zero = np.zeros((size, horizon), np.int64)
    sold = np.zeros((size, segments, horizon), np.int64)
    return Answers(np.arange(size), np.zeros(size), zero, zero, sold, zero, deck.opening)


def _improving(deck: Deck, answers: Answers, solved: Solved) -> Ints:
    """Positions of answers with negative reduced cost at the master's own duals."""
    cost = money_of(deck, answers)
    who, where, amount = use_of(deck, answers)
    cost = cost - np.bincount(who, weights=amount * np.minimum(solved.rows[where], 0.0), minlength=len(cost))
    choose = solved.choose[answers.chosen]
    return np.flatnonzero(cost < choose - 1e-7 * np.maximum(np.abs(choose), 1.0))


def _only(answers: Answers, which: Ints) -> Answers:
    return Answers(
        answers.chosen[which],
        answers.value[which],
        answers.batches[which],
        answers.mode[which],
        answers.sold[which],
        answers.stock[which],
        answers.wasted[which],
    )
