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
from planner.optimise.lots.frame import Frame, cut_out, places

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DUAL, PRIMAL = 1, 4  # HiGHS's names of its simplex methods
BROKEN = 1e-6  # share of a limit by which it may be exceeded
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


class Master:
    """A restricted master that grows and sheds columns between rounds; `plans` are its columns in order."""

    def __init__(
        self, model: LinearModel, deck: Deck, frame: Frame, made: highspy.HighsLp | None = None
    ) -> None:
        self._model, self._deck, self._frame = model, deck, frame
        self._rows, self._own = len(self._frame.rows), len(self._frame.columns)
        self._row_at = places(self._frame.rows, model.rows)
        self._column_at = places(self._frame.columns, model.columns)
        self._article_at = places(self._frame.articles, deck.size)
        self._late = np.zeros(0, np.int64)  # rows that were aside, after those of the articles
        self._highs = quiet_highs()
        self._highs.setOptionValue("simplex_strategy", DUAL)
        self._made = made or _programme(cut_out(model, self._frame))
        _let_choose(self._made, self._frame)
        self._highs.passModel(self._made)
        self.plans = no_plans(deck)
        self.money = np.zeros(0)
        self._reduced = np.zeros(0)

    def bring_in(self, rows: Ints) -> None:
        """Keep limits from now on that were left aside."""
        at = places(rows, self._model.rows)
        row, column, value = self._model.entry_arrays()
        own = (at[row] >= 0) & (self._column_at[column] >= 0)
        who, where, amount = use_of(self._deck, self.plans)
        used = at[where] >= 0
        where = np.concatenate([at[row[own]], at[where[used]]])
        which = np.concatenate([self._column_at[column[own]], self._own + who[used]])
        amount = np.concatenate([value[own], amount[used]])
        order = np.lexsort((which, where))
        start = np.searchsorted(where[order], np.arange(len(rows)))
        lower, upper = (limit[rows] for limit in self._model.row_arrays())
        self._highs.addRows(
            len(rows),
            lower,
            upper,
            len(amount),
            start.astype(np.int32),
            which[order].astype(np.int32),
            amount[order],
        )
        self._number(np.concatenate([self._late, rows]))
        self._highs.setOptionValue("simplex_strategy", DUAL)

    def leave_aside(self, solved: Solved, share: float) -> None:
        """Forget limits brought in of which an optimum uses no more than a share on any day."""
        used = self._used(solved)[self._late]
        busy = self._same_limit(self._late, used > share * self._model.row_arrays()[1][self._late])
        gone = self._late[~busy]
        if len(gone):
            self._highs.deleteRows(len(gone), np.sort(self._row_at[gone]).astype(np.int32))
            self._row_at[gone] = -1
            self._number(self._late[busy])

    def _number(self, late: Ints) -> None:
        """Know where the rows brought in stand."""
        self._row_at[late] = self._rows + len(self._frame.articles) + np.arange(len(late))
        self._late = late

    def idle(self, solved: Solved, share: float) -> Ints:
        """Rows aside of limits of which an optimum uses no more than a share on any day."""
        aside, used, limit = self._aside(solved)
        return aside[~self._same_limit(aside, used > share * limit)]

    def _broken(self, solved: Solved) -> Ints:
        """Rows aside of limits that an optimum does not keep on some day."""
        aside, used, limit = self._aside(solved)
        return aside[self._same_limit(aside, used > limit + BROKEN * np.maximum(limit, 1.0))]

    def _same_limit(self, rows: Ints, which: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which rows belong to a limit of which some are meant."""
        groups = rows // self._deck.horizon
        return np.isin(groups, groups[which])

    def _aside(self, solved: Solved) -> tuple[Ints, Floats, Floats]:
        """Rows that are left aside, what an optimum uses of them, and their limits."""
        aside = np.setdiff1d(self._frame.aside, self._late)
        return aside, self._used(solved)[aside], self._model.row_arrays()[1][aside]

    def _used(self, solved: Solved) -> Floats:
        """(rows,) what an optimum uses of everything."""
        row, column, value = self._model.entry_arrays()
        own = np.bincount(row, weights=value * solved.own[column], minlength=self._model.rows)
        return np.asarray(own + load_of(self._deck, self.plans, solved.weights, self._model.rows))

    def part(self, articles: Ints, weights: Floats) -> "Master":
        """A master of some articles alone, which knows their plans; all others keep what they use at `weights`."""
        mine = np.isin(self.plans.chosen, articles)
        others = np.flatnonzero(~mine & (weights > USED))
        load = load_of(self._deck, self.plans.take(others), weights[others], self._model.rows)
        held, frame = load[self._frame.rows], self._frame
        frame = replace(frame, articles=np.sort(articles), lower=frame.lower - held, upper=frame.upper - held)
        small = Master(self._model, self._deck, frame, self._made)
        small.add(self.plans.take(np.flatnonzero(mine)))
        return small

    def cut_out(self) -> tuple[LinearModel, Ints]:
        """The factory in the frame, without plans, to add to; and where each row of the whole stands in it."""
        return cut_out(self._model, self._frame), self._row_at

    def add(self, answers: Answers) -> None:
        """Add one column per answer."""
        count = len(answers.chosen)
        if not count:
            return
        money = money_of(self._deck, answers)
        who, where, amount = use_of(self._deck, answers)
        seen = self._row_at[where] >= 0
        who, where, amount = who[seen], self._row_at[where[seen]], amount[seen]
        who = np.concatenate([who, np.arange(count)])
        where = np.concatenate([where, self._rows + self._article_at[answers.chosen]])
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

        Limits that were left aside and do not hold are brought in.

        Raises:
            RuntimeError: no optimum, even from scratch.
        """
        while True:
            self._run()
            solved = self._solved()
            broken = self._broken(solved)
            if not len(broken):
                return solved
            self.bring_in(broken)

    def _solved(self) -> Solved:
        solution = self._highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        self._reduced = np.array(solution.col_dual)[self._own :]
        first, last = self._rows, self._rows + len(self._frame.articles)
        return Solved(
            value=self._highs.getInfo().objective_function_value,
            rows=_spread(duals[:first], self._frame.rows, len(self._row_at))
            + _spread(duals[last:], self._late, len(self._row_at)),
            choose=_spread(duals[first:last], self._frame.articles, len(self._article_at)),
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
        """Hold columns of the factory at given values; those not in the frame are nothing anyway."""
        there = self._column_at[columns] >= 0
        self._bound(self._column_at[columns[there]], values[there], values[there])

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
        highs, where = self._highs, (self._own + columns).astype(np.int32)
        highs.changeColsIntegrality(len(where), where, np.full(len(where), highspy.HighsVarType.kInteger))
        highs.setOptionValue("time_limit", max(seconds, 0.1))  # of this run alone
        highs.setOptionValue("mip_abs_gap", close)
        highs.clearSolver()  # no start: HiGHS loses the presolve's offset of one
        highs.run()
        found = highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
        weights = np.array(highs.getSolution().col_value)[self._own :] if found else None
        highs.setOptionValue("time_limit", highspy.kHighsInf)
        highs.changeColsIntegrality(len(where), where, np.full(len(where), highspy.HighsVarType.kContinuous))
        self._highs.setOptionValue("simplex_strategy", DUAL)
        return weights

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
