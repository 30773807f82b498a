"""Column generation: prices go out, plans come back, the Lagrangian value is a proven bound at every step.

Wentges (1997): prices are tried on the way from the best dual point so far to the master's; each try yields
columns and a bound. Columns are plans as they can be carried out; bounds come from the relaxation of each product
alone (`dynamic`), sharpened in the end where it is weak (`sharpen`, `labels`).
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel
from planner.optimise.lots.answers import Answers, cheapest_chains, cheapest_plans, money_of, polished, use_of
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.master import Master, Solved, lagrangian
from planner.optimise.lots.realise import realised
from planner.optimise.lots.sharpen import sharp_costs

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEPS = (0.7, 0.4, 0.0)
KEPT_PER_ARTICLE = 3
SETTLED = 2e-4  # share of the master's value that a round must gain to be worth another
SLOW = 1e-2  # below that share, narrow rounds follow each
FAR = 2e-3  # share of all that plans may still gain, from which on an article is worth rounds of its own
NARROW_STEPS = (0.7, 0.4, 0.0)
NARROW_ROUNDS = 40
REMEMBERED = 12  # dual points that the last bound is sought amid
AVERAGED = (1, 2, 3, 5)
TOWARDS = (0.25, -0.25)
STALLED = 4  # narrow rounds in a row that gain nothing


@dataclass
class Generated:
    """The best bound so far, the duals that prove it, and the last master's answer."""

    bound: float
    rows: Floats
    solved: Solved | None = None
    rounds: int = 0


def prices_of(factory: Factory, rows: Floats) -> Floats:
    """(groups, T) prices of the limits in a dual point."""
    return np.maximum(-rows[: factory.rows.size].reshape(factory.rows.shape), 0.0)


class Generator:
    """Runs rounds until told enough; keeps the best bound.

    `factory` carries the master, `relaxed` has the same rows and suits bounds. So do `decks`: what plans may be
    counts in the first; the second allows whatever a bound has to.
    """

    def __init__(
        self, factory: Factory, relaxed: LinearModel, decks: tuple[Deck, Deck], prices: Floats
    ) -> None:
        self._factory, self._relaxed = factory, relaxed
        deck, self._loose = decks
        self._deck = deck
        self._differ = differing(*decks)
        self.master = Master(factory.model, deck)
        rows = np.zeros(factory.model.rows)
        self.best = Generated(-np.inf, rows)
        self._met: deque[Floats] = deque(maxlen=REMEMBERED)
        self.master.add(nothing(deck))
        for scale in (1.0, 0.5):
            rows = np.zeros(factory.model.rows)
            rows[: factory.rows.size] = -scale * prices.ravel()
            self.master.add(realised(deck, self._try(rows)))

    def add(self, answers: Answers) -> None:
        """Offer plans found elsewhere."""
        self.master.add(answers)

    def round(self, *, well: bool) -> float:
        """Solve the master and price along the way to its duals; return what the master gained on the last one.

        `well`: plans are polished, which is worth its time once prices are near the end.
        """
        before = np.inf if self.best.solved is None else self.best.solved.value
        solved = self.finish()
        self.best.rounds += 1
        self.master.shed(KEPT_PER_ARTICLE * self._deck.size)
        start = self.best.rows
        tried: list[Answers] = []
        for share in STEPS:
            rows = share * start + (1 - share) * solved.rows
            prices = prices_of(self._factory, rows)
            tries = [self._try(rows), cheapest_plans(self._deck, prices, self._differ)]
            for each in tries if len(self._differ) else tries[:1]:
                tried += carried_out(self._deck, each, prices, well=well)
        self.master.add(best_of_each(self._deck, tried, solved))
        return before - solved.value

    def narrow_rounds(self, enough: Callable[[], bool]) -> float:
        """Rounds with only those articles whose plans are furthest from cheap, until they are not; what that gained.

        A few articles with large lots and many windows want far more plans than all the others.
        """
        solved = self.finish()
        first, far = solved.value, self._far(solved)
        centre, nearest, stalled = solved.rows, np.inf, 0
        for _ in range(NARROW_ROUNDS):
            if not len(far) or stalled >= STALLED or enough():
                break
            away = self._away(solved, far)
            if away < nearest:
                nearest, centre = away, solved.rows
            found = 0
            for share in NARROW_STEPS:
                for answers in self._at(share * centre + (1 - share) * solved.rows, far):
                    better = improving(self._deck, answers, solved)
                    self.master.add(answers.take(better))
                    found += len(better)
            if not found:
                break
            before, solved = solved.value, self.finish()
            stalled = 0 if before - solved.value > SETTLED / 10 * abs(before) else stalled + 1
            self.master.shed(KEPT_PER_ARTICLE * self._deck.size)
        return first - solved.value

    def _far(self, solved: Solved) -> Ints:
        """Articles that could still gain much of what all could at the master's duals."""
        real = self._at(solved.rows, np.arange(self._deck.size))
        gain = np.zeros(self._deck.size)
        for answers in real:
            np.maximum.at(gain, answers.chosen, -reduced(self._deck, answers, solved))
        return np.flatnonzero(gain > max(FAR * gain.sum(), 1.0))

    def _away(self, solved: Solved, articles: Ints) -> float:
        """By how much the relaxed plans of these articles undercut what the master pays for them."""
        answers = cheapest_plans(self._deck, prices_of(self._factory, solved.rows), articles)
        return float(solved.choose[articles].sum() - answers.value.sum())

    def _at(self, rows: Floats, articles: Ints) -> tuple[Answers, ...]:
        """Plans of these articles that can be carried out, cheapest at a dual point."""
        prices = prices_of(self._factory, rows)
        return carried_out(self._deck, cheapest_plans(self._deck, prices, articles), prices)

    def finish(self) -> Solved:
        """The master's optimum over all columns."""
        self.best.solved = self.master.solve()
        self._met.append(self.best.solved.rows)
        return self.best.solved

    def offer_rounds(self, articles: Ints, rounds: int, solved: Solved) -> Solved:
        """So many rounds of new plans of these articles, fewer if none improves."""
        for _ in range(rounds):
            if not offer(self._factory, self._deck, self.master, articles, solved):
                break
            solved = self.finish()
        return solved

    @property
    def met(self) -> tuple[Floats, ...]:
        """The last dual points of the master, the newest last."""
        return tuple(self._met)

    def sharpen(self, met: Sequence[Floats], workers: int) -> float:
        """The bound amid dual points, with each product's own as good as time allows where it is weak."""
        if not met:
            return self.best.bound
        rows = self._amid(met)
        prices = prices_of(self._factory, rows)
        answers = cheapest_plans(self._loose, prices)
        weak = answers.chosen[broken(self._loose, answers, realised(self._loose, answers))]
        alone = answers.value.copy()
        alone[weak] = sharp_costs(self._loose, prices, weak, alone[weak], workers)
        self.best.bound = max(self.best.bound, lagrangian(self._relaxed, rows) + float(alone.sum()))
        return self.best.bound

    def _amid(self, last: Sequence[Floats]) -> Floats:
        """A dual point with a better bound than the last ones: from the best average of some, towards each."""
        points = [np.asarray(np.mean(last[-count:], axis=0)) for count in AVERAGED]
        best, rows = max(((self._bound(rows)[0], rows) for rows in points), key=lambda point: point[0])
        for met in reversed(last):
            for share in TOWARDS:
                tried = rows + share * (met - rows)
                bound = self._bound(tried)[0]
                if bound > best:
                    best, rows = bound, tried
                    break
        return rows

    def _bound(self, rows: Floats) -> tuple[float, Answers]:
        """The Lagrangian value at a dual point, and the relaxed plans that make it."""
        answers = cheapest_plans(self._loose, prices_of(self._factory, rows))
        return lagrangian(self._relaxed, rows) + float(answers.value.sum()), answers

    def _try(self, rows: Floats) -> Answers:
        """Relaxed plans at a dual point, and its bound."""
        bound, answers = self._bound(rows)
        if bound > self.best.bound:
            self.best.bound, self.best.rows = bound, rows
        return answers


def differing(one: Deck, other: Deck) -> Ints:
    """Articles whose plans may differ between two decks."""
    others = (one.ages != other.ages).any(axis=1) | (one.shelf != other.shelf) | (one.older != other.older)
    return np.flatnonzero(others)


def offer(factory: Factory, deck: Deck, master: Master, articles: Ints, solved: Solved) -> int:
    """Offer a master new plans of these articles at its own duals; how many improve."""
    if not len(articles):
        return 0
    prices = prices_of(factory, solved.rows)
    found = 0
    for answers in carried_out(deck, cheapest_plans(deck, prices, articles), prices):
        better = improving(deck, answers, solved)
        master.add(answers.take(better))
        found += len(better)
    return found


def broken(deck: Deck, answers: Answers, real: Answers) -> NDArray[np.bool_]:
    """Which relaxed plans cannot be carried out at their cost."""
    meant = money_of(deck, answers)
    return np.asarray(money_of(deck, real) > meant + 1e-3 * np.maximum(np.abs(meant), 1.0))


def carried_out(deck: Deck, answers: Answers, prices: Floats, *, well: bool = True) -> tuple[Answers, ...]:
    """The relaxed plans as they can be carried out, and chains of lots where that costs anything; `well`: polished."""
    real = realised(deck, answers)
    worse = broken(deck, answers, real)
    if not worse.any():
        return (real,)
    chains = realised(deck, cheapest_chains(deck, prices, answers.chosen[worse]))
    return real, polished(deck, prices, chains) if well else chains


def generate(
    generator: Generator, enough: Callable[[], bool], report: Callable[[Generated], None]
) -> Generated:
    """Rounds until the master gains next to nothing, narrow ones between them, or `enough` says so."""
    gained, value = np.inf, np.inf
    while not enough():
        slow = gained < SLOW * abs(value)
        gained = generator.round(well=slow)
        value = generator.best.solved.value if generator.best.solved else 0.0
        if slow and not enough():
            gained += generator.narrow_rounds(enough)
        report(generator.best)
        if slow and gained < SETTLED * abs(value):
            break
    return generator.best


def nothing(deck: Deck) -> Answers:
    """For each article the plan that makes nothing and sells what is in stock."""
    size, segments, horizon = deck.demand.shape
    zero = np.zeros((size, horizon), np.int64)
    none = Answers(
        np.arange(size),
        np.zeros(size),
        zero,
        zero,
        np.zeros((size, segments, horizon), np.int64),
        zero,
        deck.opening,
    )
    return realised(deck, none)


def reduced(deck: Deck, answers: Answers, solved: Solved) -> Floats:
    """What taking a plan would cost more than the mix of its article at the master's own duals."""
    who, where, amount = use_of(deck, answers)
    used = np.bincount(
        who, weights=amount * np.minimum(solved.rows[where], 0.0), minlength=len(answers.chosen)
    )
    return np.asarray(money_of(deck, answers) - used - solved.choose[answers.chosen])


def best_of_each(deck: Deck, tried: list[Answers], solved: Solved) -> Answers:
    """Of several plans of each article the one that improves the master most: with more of them it is slow."""
    together = reduce(Answers.joined, tried)
    dearer = reduced(deck, together, solved)
    better = _below_nothing(dearer, solved.choose[together.chosen])
    order = better[np.lexsort((dearer[better], together.chosen[better]))]
    first = np.r_[True, together.chosen[order][1:] != together.chosen[order][:-1]]
    return together.take(order[first[: len(order)]])


def improving(deck: Deck, answers: Answers, solved: Solved) -> Ints:
    """Positions of answers with negative reduced cost at the master's own duals."""
    return _below_nothing(reduced(deck, answers, solved), solved.choose[answers.chosen])


def _below_nothing(dearer: Floats, paid: Floats) -> Ints:
    """Positions where something costs less than what is paid for it, by more than rounding."""
    return np.flatnonzero(dearer < -1e-7 * np.maximum(np.abs(paid), 1.0))
