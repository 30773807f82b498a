"""The master problem of the column generation: the factory shared by the plans of all products.

Manne (1958), Dzielinski & Gomory (1965): one convex combination of plans per product, one row per limit. It lives
in one HiGHS instance that goes on from its last basis, whether columns are added, dropped or fixed.
"""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.optimise.highs import programme, quiet_highs
from planner.optimise.linear import LinearModel
from planner.optimise.lots.answers import Answers, load_of, money_of, use_of
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.frame import Frame, cut_out, places, whole_frame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DUAL, PRIMAL = 1, 4  # HiGHS's names of its simplex methods
USED, SURE = 1e-9, 0.999  # weights from which on a plan is used at all, and is the only one


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
    """One optimum of the restricted master: value, duals of rows and of the articles' choices, weights of plans.

    Rows, articles and the factory's columns are counted as in the whole; 0 outside the master's frame.
    """

    value: float
    rows: Floats
    choose: Floats
    weights: Floats
    own: Floats


@dataclass(frozen=True)
class Glance:
    """Value of an optimum, and weights and reduced costs of the plans."""

    value: float
    weights: Floats
    reduced: Floats


def load_in_use(deck: Deck, plans: Answers, weights: Floats, which: NDArray[np.bool_], rows: int) -> Floats:
    """(rows,) what those of some plans use that are used at all."""
    chosen = np.flatnonzero(which & (weights > USED))
    return load_of(deck, plans.take(chosen), weights[chosen], rows)


class Master:
    """A restricted master that grows and sheds columns between rounds; `plans` are its columns in order."""

    def __init__(
        self, model: LinearModel, deck: Deck, frame: Frame | None = None, made: highspy.HighsLp | None = None
    ) -> None:
        self._model, self._deck, self._frame = model, deck, frame or whole_frame(model, deck)
        self._rows, self._own = len(self._frame.rows), len(self._frame.columns)
        self._row_at = places(self._frame.rows, model.rows)
        self._column_at = places(self._frame.columns, model.columns)
        self._article_at = places(self._frame.articles, deck.size)
        self._highs = quiet_highs()
        self._highs.setOptionValue("simplex_strategy", DUAL)
        self._made = made or _programme(cut_out(model, self._frame))
        _let_choose(self._made, self._frame)
        self._highs.passModel(self._made)
        self.plans = no_plans(deck)
        self.money = np.zeros(0)
        self._reduced = np.zeros(0)

    def part(self, articles: Ints, weights: Floats) -> "Master":
        """A master of some articles alone, which knows their plans; all others keep what they use at `weights`."""
        mine = np.isin(self.plans.chosen, articles)
        load = load_in_use(self._deck, self.plans, weights, ~mine, self._model.rows)
        held, frame = load[self._frame.rows], self._frame
        frame = replace(frame, articles=np.sort(articles), lower=frame.lower - held, upper=frame.upper - held)
        small = Master(self._model, self._deck, frame, self._made)
        small.add(self.plans.take(np.flatnonzero(mine)))
        return small

    def add(self, answers: Answers) -> None:
        """Add one column per answer."""
        count = len(answers.chosen)
        if not count:
            return
        money = money_of(self._deck, answers)
        who, where, amount = use_of(self._deck, answers)
        who = np.concatenate([who, np.arange(count)])
        where = np.concatenate([self._row_at[where], self._rows + self._article_at[answers.chosen]])
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
        self._run()
        solution = self._highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        self._reduced = np.array(solution.col_dual)[self._own :]
        return Solved(
            value=self._highs.getInfo().objective_function_value,
            rows=_spread(duals[: self._rows], self._frame.rows, len(self._row_at)),
            choose=_spread(duals[self._rows :], self._frame.articles, len(self._article_at)),
            weights=values[self._own :],
            own=_spread(values[: self._own], self._frame.columns, len(self._column_at)),
        )

    def glance(self) -> Glance:
        """The same, of the plans alone, which is all that a choice between plans asks for.

        Raises:
            RuntimeError: no optimum, even from scratch.
        """
        self._run()
        solution = self._highs.getSolution()
        return Glance(
            self._highs.getInfo().objective_function_value,
            np.array(solution.col_value[self._own :]),
            np.array(solution.col_dual[self._own :]),
        )

    def _run(self) -> None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.setOptionValue("simplex_strategy", DUAL)
            self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"master not solved: {status}")
        self._highs.setOptionValue("simplex_strategy", PRIMAL)

    def freeze(self, plans: Ints, weights: Floats) -> None:
        """Hold these plans at given weights."""
        self._bound(self._own + plans, weights, weights)

    def free(self, plans: Ints) -> None:
        """Let these plans have any weight again."""
        self._bound(self._own + plans, np.zeros(len(plans)), np.full(len(plans), highspy.kHighsInf))

    def freeze_own(self, columns: Ints, values: Floats) -> None:
        """Hold columns of the factory at given values."""
        self.bound_own(columns, values, values)

    def bound_own(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Keep columns of the factory within these bounds."""
        self._bound(self._column_at[columns], lower, upper)

    def charge(self, columns: Ints, costs: Floats) -> None:
        """Change what columns of the factory cost."""
        self._highs.changeColsCost(len(columns), self._column_at[columns].astype(np.int32), costs)

    def _bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Change bounds; the basis stays good for the dual method only."""
        if len(columns):
            self._highs.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)
            self._highs.setOptionValue("simplex_strategy", DUAL)

    def choose(self, columns: Ints, seconds: float, close: float) -> Floats | None:
        """Weights of all plans once each of `columns` is taken or not, the others as they are held or free.

        Branch and bound to within `close` yuan; None if no choice was found in time. Afterwards the columns are
        continuous again.
        """
        found = self._whole(self._own + columns, seconds, close)
        return None if found is None else found[self._own :]

    def choose_own(self, columns: Ints, seconds: float, close: float) -> Floats | None:
        """Values of the factory's columns once these are whole; as `choose` else."""
        found = self._whole(self._column_at[columns], seconds, close)
        return (
            None if found is None else _spread(found[: self._own], self._frame.columns, len(self._column_at))
        )

    def _whole(self, columns: Ints, seconds: float, close: float) -> Floats | None:
        highs, where = self._highs, columns.astype(np.int32)
        highs.changeColsIntegrality(len(where), where, np.full(len(where), highspy.HighsVarType.kInteger))
        highs.setOptionValue("time_limit", max(seconds, 0.1))  # of this run alone
        highs.setOptionValue("mip_abs_gap", close)
        highs.clearSolver()  # no start: HiGHS loses the presolve's offset of one
        highs.run()
        found = highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
        values = np.array(highs.getSolution().col_value) if found else None
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        highs.changeColsIntegrality(len(where), where, np.full(len(where), highspy.HighsVarType.kContinuous))
        self._highs.setOptionValue("simplex_strategy", DUAL)
        return values

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


def no_plans(deck: Deck) -> Answers:
    """No plan of any article yet."""
    flat = np.zeros((0, deck.horizon), np.int64)
    sold = np.zeros((0, deck.demand.shape[1], deck.horizon), np.int64)
    return Answers(np.zeros(0, np.int64), np.zeros(0), flat, flat, sold, flat, flat)


def _spread(values: Floats, places: Ints, count: int) -> Floats:
    """(count,) values at their places, 0 elsewhere."""
    spread = np.zeros(count)
    spread[places] = values
    return spread


def _programme(part: LinearModel) -> highspy.HighsLp:
    lower, upper, cost, _ = part.column_arrays()
    return programme((cost, lower, upper), part.row_arrays(), part.entry_arrays(), part.constant)


def _let_choose(made: highspy.HighsLp, frame: Frame) -> None:
    """Put the limits of a frame on its rows, with one more row per article: its plans' weights add up to 1."""
    one = np.ones(len(frame.articles))
    made.num_row_ = len(frame.rows) + len(one)
    made.row_lower_ = np.concatenate([frame.lower, one])
    made.row_upper_ = np.concatenate([frame.upper, one])
