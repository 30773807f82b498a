"""The master problem of the column generation: the factory shared by the plans of all products.

Manne (1958), Dzielinski & Gomory (1965): one convex combination of plans per product, one row per limit.
Limits that nothing has reached yet are left open; columns that have become dear are dropped.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from planner.optimise.linear import LinearModel
from planner.optimise.lots.answers import Answers, money_of, use_of
from planner.optimise.lots.deck import Deck

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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


@dataclass(frozen=True)
class _Column:
    article: int
    places: Ints
    amounts: Floats
    plan: tuple[Ints, Ints, Ints, Ints, Ints]  # batches, mode, sold, stock, wasted


class Master:
    """A restricted master that grows and sheds columns between rounds."""

    def __init__(self, model: LinearModel, articles: int, limits: int) -> None:
        self._model = model
        self._built = model.to_mathopt(relaxed=True)
        self._rows = [self._built.get_linear_constraint(i) for i in range(model.rows)]
        self._choose = [self._built.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(articles)]
        self._own = [self._built.get_variable(i) for i in range(model.columns)]
        self._variables: list[mathopt.Variable] = []
        self._columns: list[_Column] = []
        self._upper = model.row_arrays()[1]
        self._open = np.zeros(model.rows, bool)
        self._open[:limits] = True
        for i in range(limits):
            self._rows[i].upper_bound = np.inf

    def add(self, deck: Deck, answers: Answers) -> None:
        """Add one column per answer."""
        money = money_of(deck, answers)
        who, where, amount = use_of(deck, answers)
        ends = np.searchsorted(who, np.arange(len(answers.chosen) + 1))
        for i, article in enumerate(answers.chosen.tolist()):
            places, amounts = where[ends[i] : ends[i + 1]], amount[ends[i] : ends[i + 1]]
            variable = self._built.add_variable(lb=0.0, ub=1.0)
            self._built.objective.set_linear_coefficient(variable, float(money[i]))
            self._choose[article].set_coefficient(variable, 1.0)
            for place, value in zip(places.tolist(), amounts.tolist(), strict=True):
                self._rows[place].set_coefficient(variable, value)
            self._variables.append(variable)
            parts = (answers.batches, answers.mode, answers.sold, answers.stock, answers.wasted)
            plan = (
                parts[0][i].copy(),
                parts[1][i].copy(),
                parts[2][i].copy(),
                parts[3][i].copy(),
                parts[4][i].copy(),
            )
            self._columns.append(_Column(article, places, amounts, plan))

    def solve(self) -> Solved:
        """The optimum of the restricted master, with every limit it would break closed first."""
        while True:
            result = mathopt.solve(
                self._built,
                mathopt.SolverType.HIGHS,
                params=mathopt.SolveParameters(lp_algorithm=mathopt.LPAlgorithm.DUAL_SIMPLEX),
            )
            if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
                raise RuntimeError(f"master not solved: {result.termination}")
            weights = np.array(result.variable_values(self._variables))
            own = np.array(result.variable_values(self._own))
            if not self._close(weights, own):
                break
        self._reduced = np.array(result.reduced_costs(self._variables))
        return Solved(
            value=result.objective_value(),
            rows=np.array(result.dual_values(self._rows)),
            choose=np.array(result.dual_values(self._choose)),
            weights=weights,
            own=own,
        )

    def _close(self, weights: Floats, own: Floats) -> bool:
        """Close open limits that are nearly reached; whether one of them was broken."""
        load = self.load(weights)
        row, column_of, value = self._model.entry_arrays()
        load += np.bincount(row, weights=value * own[column_of], minlength=self._model.rows)
        upper = self._upper
        scale = np.maximum(np.abs(upper), 1.0)
        near = self._open & (load > upper - 0.1 * scale)
        for i in np.flatnonzero(near):
            self._rows[i].upper_bound = float(upper[i])
            self._open[i] = False
        return bool((near & (load > upper + 1e-3 * scale)).any())

    def load(self, weights: Floats) -> Floats:
        """(rows,) what the plans in use take of each row."""
        load = np.zeros(self._model.rows)
        for i in np.flatnonzero(weights > 1e-9):
            load[self._columns[i].places] += weights[i] * self._columns[i].amounts
        return load

    def heaviest(self, weights: Floats) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """The plan with the largest weight of each article, stacked in the order of articles."""
        best: dict[int, int] = {}
        for i in np.argsort(weights, kind="stable").tolist():
            best[self._columns[i].article] = i
        chosen = [self._columns[best[article]].plan for article in range(len(self._choose))]
        batches, mode, sold, stock, wasted = (np.stack(part) for part in zip(*chosen, strict=True))
        return batches, mode, sold, stock, wasted

    def shed(self, keep: int) -> None:
        """Drop the dearest columns beyond `keep`, never one in use, nor the first one of an article."""
        spare = len(self._columns) - keep
        if spare <= 0:
            return
        later = np.arange(len(self._reduced)) >= len(self._choose)
        dear = np.argsort(-self._reduced * later)[:spare]
        gone = set(dear[(self._reduced[dear] > 1e-6) & later[dear]].tolist())
        for i in gone:
            self._built.delete_variable(self._variables[i])
        self._variables = [v for i, v in enumerate(self._variables) if i not in gone]
        self._columns = [c for i, c in enumerate(self._columns) if i not in gone]
