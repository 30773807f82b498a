"""The supply's answers to one load after another, each gone on from the last: much faster where little changes."""

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.domain.errors import OutOfTime
from planner.optimise.highs import programme, quiet_highs
from planner.optimise.lots.supply import NOBODY_KNOWN, Served, Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Standing:
    """A supply as it is now, people and lots by fractions where they are not held."""

    def __init__(self, supply: Supply) -> None:
        self._supply, model = supply, supply.model
        lower, upper, cost, _ = model.column_arrays()
        self._highs = quiet_highs()
        self._highs.passModel(
            programme((cost, lower, upper), model.row_arrays(), model.entry_arrays(), model.constant)
        )
        self._carried = np.full(supply.plain.shape, np.nan)

    def answer(self, load: Floats) -> Served:
        """The cheapest way to supply (groups, T) loads.

        Raises:
            OutOfTime: no answer, even from scratch.
        """
        self._carry(load)
        for _ in range(2):
            self._highs.run()
            if self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return self._served()
            self._highs.clearSolver()
        raise OutOfTime(NOBODY_KNOWN)

    def hold(self, columns: Ints, values: Floats) -> None:
        """Hold columns at values from now on."""
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), values, values)

    def _carry(self, load: Floats) -> None:
        supply = self._supply
        exact = supply.factory.groups.are_slots & supply.exact
        for group, day in np.argwhere(load != self._carried):
            left = float(supply.plain[group, day] - load[group, day])
            least = left if exact[group] else -highspy.kHighsInf
            self._highs.changeRowBounds(int(supply.factory.rows[group, day]), least, left)
        self._carried = load.copy()

    def _served(self) -> Served:
        supply, shape = self._supply, self._supply.factory.rows.shape
        solution = self._highs.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        missing = values[supply.slack].reshape(shape)
        steep = float((supply.steep @ missing).sum())
        cost = self._highs.getInfo().objective_function_value - steep
        prices = np.maximum(-duals[: missing.size].reshape(shape), 0.0)
        return Served(values, cost, missing, prices)
