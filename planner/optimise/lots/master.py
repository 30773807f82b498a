"""The master problem of the column generation: the factory shared by the plans of all products.

Manne (1958), Dzielinski & Gomory (1965): one convex combination of plans per product, one row per limit. It lives
in one HiGHS instance that goes on from its last basis, whether columns are added, dropped or fixed.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.optimise.highs import programme, quiet_highs
from planner.optimise.linear import LinearModel
from planner.optimise.lots.answers import Answers, money_of, use_of
from planner.optimise.lots.deck import Deck

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DUAL, PRIMAL = 1, 4  # HiGHS's names of its simplex methods


def lagrangian(model: LinearModel, duals: Floats) -> float:
    """Least cost of the model's own columns at given row duals: the part of a bound that needs no solver.

    Any duals give a valid value: signs are clipped to what the rows allow, and every column sits at its
    cheaper finite bound.
    """
    lower, upper, cost, _ = model.column_arrays()
    row_lower, row_upper = model.row_arrays()
    y = np.where(np.isinf(row_lower) & (duals > 0), 0.0, duals)
    y = np.where(np.isinf(row_upper) & (y < 0), 0.0, y)
    row, column, value = model.entry_arrays()
    reduced = cost - np.bincount(column, weights=y[row] * value, minlength=len(cost))
    side = np.where(y < 0, row_upper, row_lower)
    own = np.where(reduced >= 0, lower, upper) * reduced
    return float(model.constant + (y[y != 0] * side[y != 0]).sum() + own.sum())


@dataclass(frozen=True)
class Solved:
    """One optimum of the restricted master: value, duals of rows and of the articles' choices, weights of plans."""

    value: float
    rows: Floats
    choose: Floats
    weights: Floats
    own: Floats


class Master:
    """A restricted master that grows and sheds columns between rounds; `plans` are its columns in order."""

    def __init__(self, model: LinearModel, deck: Deck) -> None:
        self._deck, self._rows, self._own = deck, model.rows, model.columns
        self._highs = quiet_highs()
        self._highs.setOptionValue("simplex_strategy", DUAL)
        self._highs.passModel(_programme(model, deck.size))
        self.plans = _none(deck)
        self.money = np.zeros(0)
        self._reduced = np.zeros(0)

    def add(self, answers: Answers) -> None:
        """Add one column per answer."""
        count = len(answers.chosen)
        if not count:
            return
        money = money_of(self._deck, answers)
        who, where, amount = use_of(self._deck, answers)
        who = np.concatenate([who, np.arange(count)])
        where = np.concatenate([where, self._rows + answers.chosen])
        amount = np.concatenate([amount, np.ones(count)])
        order = np.lexsort((where, who))
        start = np.searchsorted(who[order], np.arange(count))
        self._highs.addCols(
            count,
            money,
            np.zeros(count),
            np.full(count, highspy.kHighsInf),
            len(amount),
            start.astype(np.int32),
            where[order].astype(np.int32),
            amount[order],
        )
        self.plans = self.plans.joined(answers)
        self.money = np.concatenate([self.money, money])

    def solve(self) -> Solved:
        """The optimum of the restricted master.

        Raises:
            RuntimeError: no optimum, even from scratch.
        """
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.setOptionValue("simplex_strategy", DUAL)
            self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"master not solved: {status}")
        self._highs.setOptionValue("simplex_strategy", PRIMAL)
        solution = self._highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        self._reduced = np.array(solution.col_dual)[self._own :]
        return Solved(
            value=self._highs.getInfo().objective_function_value,
            rows=duals[: self._rows],
            choose=duals[self._rows :],
            weights=values[self._own :],
            own=values[: self._own],
        )

    def freeze(self, plans: Ints, weights: Floats) -> None:
        """Hold these plans at given weights."""
        self._bound(self._own + plans, weights, weights)

    def free(self, plans: Ints) -> None:
        """Let these plans have any weight again."""
        self._bound(self._own + plans, np.zeros(len(plans)), np.full(len(plans), highspy.kHighsInf))

    def freeze_own(self, columns: Ints, values: Floats) -> None:
        """Hold columns of the factory at given values."""
        self._bound(columns, values, values)

    def renew(self, model: LinearModel, rows: Ints, columns: Ints) -> None:
        """Take these entries of the factory's model as they now are."""
        row, column, value = model.entry_arrays()
        key = row * model.columns + column
        at = np.searchsorted(key, rows * model.columns + columns)
        inside = np.minimum(at, len(key) - 1)
        now = np.where(key[inside] == rows * model.columns + columns, value[inside], 0.0)
        for r, c, entry in zip(rows.tolist(), columns.tolist(), now.tolist(), strict=True):
            self._highs.changeCoeff(r, c, entry)

    def charge(self, columns: Ints, costs: Floats) -> None:
        """Change what columns of the factory cost."""
        self._highs.changeColsCost(len(columns), columns.astype(np.int32), costs)

    def _bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Change bounds; the basis stays good for the dual method only."""
        if len(columns):
            self._highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)
            self._highs.setOptionValue("simplex_strategy", DUAL)

    def choose(self, columns: Ints, incumbent: Ints, free: Ints, seconds: float) -> tuple[float, Ints]:
        """Choose one of `columns` for each article of `free` by branch and bound, all others as in the incumbent.

        `incumbent` is the position of a plan for each article, which may be chosen again; returns the cost and the
        positions then chosen.
        """
        highs, count = self._highs, len(self.money)
        everything = np.arange(count)
        lower, upper = np.zeros(count), np.zeros(count)
        upper[columns[np.isin(self.plans.chosen[columns], free)]] = 1.0
        upper[incumbent] = 1.0
        lower[np.delete(incumbent, free)] = 1.0
        self._bound(self._own + everything, lower, upper)
        where = (self._own + everything).astype(np.int32)
        highs.changeColsIntegrality(count, where, np.full(count, highspy.HighsVarType.kInteger))
        highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.1))
        highs.setOptionValue("mip_rel_gap", 1e-4)
        highs.clearSolver()  # no start: HiGHS loses the presolve's offset of one
        highs.run()
        found = highs.getInfo()
        chosen = incumbent
        if found.primal_solution_status == highspy.kSolutionStatusFeasible:
            chosen = self.heaviest(np.array(highs.getSolution().col_value)[self._own :])
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        highs.changeColsIntegrality(count, where, np.full(count, highspy.HighsVarType.kContinuous))
        return float(found.objective_function_value), chosen

    def heaviest(self, weights: Floats) -> Ints:
        """Position of the plan with the largest weight of each article."""
        order = np.argsort(weights, kind="stable")
        best = np.zeros(self._deck.size, np.int64)
        best[self.plans.chosen[order]] = order
        return best

    def shed(self, keep: int) -> None:
        """Drop the dearest columns beyond `keep`, never one in use, nor the first one of an article."""
        spare = len(self._reduced) - keep
        if spare <= 0:
            return
        reduced = self._reduced.copy()
        reduced[: self._deck.size] = 0.0
        dear = np.argsort(-reduced)[:spare]
        self.drop(dear[reduced[dear] > 1e-6])

    def drop(self, gone: Ints) -> None:
        """Forget these columns."""
        if len(gone):
            keep = np.ones(len(self.money), bool)
            keep[gone] = False
            self._highs.deleteCols(len(gone), (self._own + np.sort(gone)).astype(np.int32))
            self.plans, self.money = self.plans.take(np.flatnonzero(keep)), self.money[keep]
            self._reduced = self._reduced[keep[: len(self._reduced)]]


def _none(deck: Deck) -> Answers:
    flat = np.zeros((0, deck.horizon), np.int64)
    sold = np.zeros((0, deck.demand.shape[1], deck.horizon), np.int64)
    return Answers(np.zeros(0, np.int64), np.zeros(0), flat, flat, sold, flat, flat)


def _programme(model: LinearModel, articles: int) -> highspy.HighsLp:
    """The factory's model with one more row per article: its plans' weights add up to 1."""
    lower, upper, cost, _ = model.column_arrays()
    row_lower, row_upper = model.row_arrays()
    one = np.ones(articles)
    rows = np.concatenate([row_lower, one]), np.concatenate([row_upper, one])
    return programme((cost, lower, upper), rows, model.entry_arrays(), model.constant)
