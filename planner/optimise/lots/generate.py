"""Column generation: prices go out, plans come back, the Lagrangian value is a proven bound at every round."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.deck import Answers, Deck, cheapest_plans
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.master import Master, Solved, lagrangian

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class Generated:
    """What the column generation leaves behind: the best bound, its duals, the last master and its columns."""

    bound: float
    duals: Floats
    solved: Solved
    batches: Ints
    mode: Ints
    owner: Ints
    rounds: int


@dataclass
class _Pool:
    batches: list[Ints]
    mode: list[Ints]

    def add(self, answers: Answers) -> None:
        self.batches.append(answers.batches.copy())
        self.mode.append(answers.mode.copy())


def generate(
    factory: Factory,
    deck: Deck,
    deadline: float,
    report: Callable[[float, float], None],
    stopped: Callable[[], bool],
    gap: float = 2e-4,
) -> Generated:
    """Run until the master's value is within `gap` of the bound, the deadline (monotonic) or a stop.

    Wentges (1997) smoothing: prices are taken between the best dual point so far and the master's.
    """
    groups, horizon = factory.rows.shape
    shared = groups * horizon
    master = Master(factory.model, deck.size)
    pool = _Pool([], [])

    def try_duals(rows: Floats) -> tuple[float, Answers]:
        prices = np.maximum(-rows[:shared].reshape(groups, horizon), 0.0)
        answers = cheapest_plans(deck, prices)
        return lagrangian(factory.model, rows, shared) + float(answers.value.sum()), answers

    def add(answers: Answers) -> None:
        master.add(deck, answers)
        pool.add(answers)

    best_bound, answers = try_duals(np.zeros(factory.model.rows))
    best_rows = np.zeros(factory.model.rows)
    add(answers)
    add(_nothing(deck))
    smooth, rounds = 0.5, 0
    solved = master.solve()
    while monotonic() < deadline and not stopped():
        rounds += 1
        rows = smooth * best_rows + (1 - smooth) * solved.rows
        bound, answers = try_duals(rows)
        gain = _improving(answers, deck, solved, rows)
        if bound > best_bound:
            best_bound, best_rows = bound, rows
        report(solved.value, best_bound)
        if solved.value - best_bound <= gap * abs(solved.value):
            break
        if not len(gain):
            bound, answers = try_duals(solved.rows)
            if bound > best_bound:
                best_bound, best_rows = bound, solved.rows
            gain = np.flatnonzero(answers.value < solved.choose - 1e-7 * np.maximum(np.abs(solved.choose), 1.0))
            if not len(gain):
                break
        add(_only(answers, gain))
        solved = master.solve()
    return Generated(
        best_bound, best_rows, solved, np.concatenate(pool.batches), np.concatenate(pool.mode),
        np.array(master.owner), rounds,
    )


def _nothing(deck: Deck) -> Answers:
    """For each article the plan that makes nothing and writes all stock off at once."""
    size, segments, horizon = deck.demand.shape
    zero = np.zeros((size, horizon), np.int64)
    return Answers(np.arange(size), np.zeros(size), zero, zero, np.zeros((size, segments, horizon), np.int64),
                   zero, deck.opening)


def _improving(answers: Answers, deck: Deck, solved: Solved, rows: Floats) -> Ints:
    """Articles whose new plan has negative reduced cost at the master's own duals."""
    from planner.optimise.lots.deck import money_of, use_of

    cost = money_of(deck, answers)
    who, where, amount = use_of(deck, answers)
    np.subtract.at(cost, who, amount * np.minimum(solved.rows[where], 0.0))
    return np.flatnonzero(cost < solved.choose - 1e-7 * np.maximum(np.abs(solved.choose), 1.0))


def _only(answers: Answers, which: Ints) -> Answers:
    return Answers(
        answers.chosen[which], answers.value[which], answers.batches[which], answers.mode[which],
        answers.sold[which], answers.stock[which], answers.wasted[which],
    )
