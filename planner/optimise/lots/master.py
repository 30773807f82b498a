"""The master problem of the column generation: the factory shared by the plans of all products.

Manne (1958), Dzielinski & Gomory (1965): one convex combination of plans per product, one row per limit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from planner.optimise.linear import LinearModel
from planner.optimise.lots.deck import Answers, Deck, money_of, use_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Duals:
    """A dual point: one value per row of the factory's model."""

    rows: Floats

    def prices(self, groups: int, horizon: int) -> Floats:
        """(groups, T) yuan per unit of each limit, never negative."""
        return np.maximum(-self.rows[: groups * horizon].reshape(groups, horizon), 0.0)


def lagrangian(model: LinearModel, duals: Floats, shared: int) -> float:
    """Least cost of the factory's own side at given duals: a bound's part that needs no solver.

    Duals of the first `shared` rows (the limits) must be ≤ 0. Any duals give a valid value: signs are
    clipped to what the rows allow, and every column sits at its cheaper finite bound.
    """
    lower, upper, cost, _ = model.column_arrays()
    row_lower, row_upper = model.row_arrays()
    y = duals.copy()
    y[:shared] = np.minimum(y[:shared], 0.0)
    y[np.isinf(row_lower) & (y > 0)] = 0.0
    y[np.isinf(row_upper) & (y < 0)] = 0.0
    row, column, value = model.entry_arrays()
    reduced = cost.copy()
    np.subtract.at(reduced, column, y[row] * value)
    sides = np.where(y < 0, np.where(y != 0, row_upper, 0.0), np.where(y > 0, row_lower, 0.0))
    own = np.where(reduced >= 0, lower, upper) * reduced
    return float(model.constant + (y * np.where(y == 0, 0.0, sides)).sum() + own.sum())


class Master:
    """A restricted master kept warm in the simplex between rounds."""

    def __init__(self, model: LinearModel, articles: int) -> None:
        self._built = model.to_mathopt(relaxed=True)
        self._limits = [self._built.get_linear_constraint(i) for i in range(model.rows)]
        self._choose = [self._built.add_linear_constraint(lb=1.0, ub=1.0) for _ in range(articles)]
        self._own = [self._built.get_variable(i) for i in range(model.columns)]
        self._solver = mathopt.IncrementalSolver(self._built, mathopt.SolverType.GLOP)
        self.plans: list[mathopt.Variable] = []
        self.owner: list[int] = []

    def add(self, deck: Deck, answers: Answers) -> None:
        """Add one column per answer."""
        money = money_of(deck, answers)
        who, where, amount = use_of(deck, answers)
        fresh = []
        for i, article in enumerate(answers.chosen.tolist()):
            variable = self._built.add_variable(lb=0.0, ub=1.0)
            self._built.objective.set_linear_coefficient(variable, float(money[i]))
            self._choose[article].set_coefficient(variable, 1.0)
            fresh.append(variable)
            self.owner.append(article)
        for i, place, value in zip(who.tolist(), where.tolist(), amount.tolist(), strict=True):
            self._limits[place].set_coefficient(fresh[i], value)
        self.plans.extend(fresh)

    def solve(self) -> "Solved":
        """The optimum of the restricted master."""
        result = self._solver.solve()
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            raise RuntimeError(f"master not solved: {result.termination}")
        return Solved(
            value=result.objective_value(),
            rows=np.array(result.dual_values(self._limits)),
            choose=np.array(result.dual_values(self._choose)),
            weights=np.array(result.variable_values(self.plans)),
            own=np.array(result.variable_values(self._own)),
        )

    def drop(self, useless: Ints) -> None:
        """Delete columns by position."""
        gone = set(useless.tolist())
        for i in gone:
            self._built.delete_variable(self.plans[i])
        self.plans = [v for i, v in enumerate(self.plans) if i not in gone]
        self.owner = [o for i, o in enumerate(self.owner) if i not in gone]


@dataclass(frozen=True)
class Solved:
    """One optimum of the restricted master."""

    value: float
    rows: Floats
    choose: Floats
    weights: Floats
    own: Floats
