"""A linear or integer programme as plain arrays, handed to a solver in one piece.

Rows are `lower ≤ A x ≤ upper`; columns have finite bounds, so a Lagrangian bound can be read off any duals.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class LinearModel:
    """Grows by whole blocks of columns, rows and entries; block calls return index ranges."""

    columns: int = 0
    rows: int = 0
    _columns: list[tuple[Floats, Floats, Floats, NDArray[np.bool_]]] = field(default_factory=list)
    _rows: list[tuple[Floats, Floats]] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    _upper_changes: list[tuple[Ints, Floats]] = field(default_factory=list)
    _lower_changes: list[tuple[Ints, Floats]] = field(default_factory=list)
    _bounds: list[tuple[Ints, Floats, Floats]] = field(default_factory=list)
    _loose: list[Ints] = field(default_factory=list)
    _charges: list[tuple[Ints, Floats | float]] = field(default_factory=list)
    _packed: bool = False
    constant: float = 0.0

    def add_columns(
        self, lower: object, upper: object, cost: object, *, integer: bool = False, count: int
    ) -> Ints:
        """Append `count` columns; bounds and costs are scalars or arrays of that length."""
        if count:
            block = [np.broadcast_to(np.asarray(x, float), count) for x in (lower, upper, cost)]
            self._columns.append((block[0], block[1], block[2], np.full(count, integer)))
        self.columns += count
        return np.arange(self.columns - count, self.columns)

    def add_rows(self, lower: object, upper: object, *, count: int) -> Ints:
        """Append `count` rows."""
        if count:
            block = [np.broadcast_to(np.asarray(x, float), count) for x in (lower, upper)]
            self._rows.append((block[0], block[1]))
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def set_upper(self, rows: Ints, upper: Floats) -> None:
        """Replace the upper limits of rows that stand already."""
        self._upper_changes.append((rows, upper))

    def set_lower(self, rows: Ints, lower: Floats) -> None:
        """Replace the lower limits of rows that stand already."""
        self._lower_changes.append((rows, lower))

    def fix(self, columns: Ints, values: Floats) -> None:
        """Hold columns at given values from now on."""
        self.bound(columns, values, values)

    def bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Keep columns within these bounds from now on."""
        self._bounds.append((columns, lower, upper))

    def loosen(self, columns: Ints) -> None:
        """Let columns take fractions from now on."""
        self._loose.append(columns)

    def charge(self, columns: Ints, more: Floats | float) -> None:
        """Let columns cost more from now on."""
        self._charges.append((columns, more))

    def add_entries(self, rows: object, columns: object, values: object) -> None:
        """Append matrix entries; arguments broadcast against each other; repeated entries add up."""
        r, c, v = np.broadcast_arrays(np.asarray(rows), np.asarray(columns), np.asarray(values, float))
        if r.size:
            self._packed = False
            self._entries.append((r.ravel().astype(np.int64), c.ravel().astype(np.int64), v.ravel()))

    def column_arrays(self) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
        """(lower, upper, cost, integer) of all columns; not to be written to."""
        if not self._columns:
            empty = np.zeros(0)
            return empty, empty, empty, empty.astype(bool)
        if len(self._columns) > 1 or self._bounds or self._charges or self._loose:
            lower, upper, cost, integer = (np.concatenate(part) for part in zip(*self._columns, strict=True))
            for columns, least, most in self._bounds:
                lower[columns], upper[columns] = least, most
            for columns, more in self._charges:
                cost[columns] += more
            for columns in self._loose:
                integer[columns] = False
            self._columns = [(lower, upper, cost, integer)]
            self._bounds, self._charges, self._loose = [], [], []
        return self._columns[0]

    def row_arrays(self) -> tuple[Floats, Floats]:
        """(lower, upper) of all rows; not to be written to."""
        if len(self._rows) > 1 or self._upper_changes or self._lower_changes:
            lower, upper = (np.concatenate(part) for part in zip(*self._rows, strict=True))
            for rows, changed in self._upper_changes:
                upper[rows] = changed
            for rows, changed in self._lower_changes:
                lower[rows] = changed
            self._rows = [(lower, upper)]
            self._upper_changes, self._lower_changes = [], []
        return self._rows[0]

    def entry_arrays(self) -> tuple[Ints, Ints, Floats]:
        """(row, column, value), row-major, no duplicates, no zeros; not to be written to."""
        if not self._entries:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        if not self._packed:
            rows, columns, values = (np.concatenate(part) for part in zip(*self._entries, strict=True))
            key = rows * max(self.columns, 1) + columns
            order = np.argsort(key, kind="stable")
            key, values = key[order], values[order]
            first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
            total = np.add.reduceat(values, first)
            keep = total != 0
            kept = key[first][keep]
            packed = kept // max(self.columns, 1), kept % max(self.columns, 1), total[keep]
            self._entries, self._packed = [packed], True
        return self._entries[0]

    def to_mathopt(self, *, relaxed: bool = False) -> mathopt.Model:
        """The same programme as a MathOpt model; ids are the indices here; `relaxed` takes all columns by fractions."""
        lower, upper, cost, integer = self.column_arrays()
        row_lower, row_upper = self.row_arrays()
        rows, columns, values = self.entry_arrays()
        proto = model_pb2.ModelProto()
        proto.variables.ids.extend(range(self.columns))
        proto.variables.lower_bounds.extend(lower.tolist())
        proto.variables.upper_bounds.extend(upper.tolist())
        proto.variables.integers.extend((integer & (not relaxed)).tolist())
        proto.objective.offset = self.constant
        priced = np.flatnonzero(cost)
        proto.objective.linear_coefficients.ids.extend(priced.tolist())
        proto.objective.linear_coefficients.values.extend(cost[priced].tolist())
        proto.linear_constraints.ids.extend(range(self.rows))
        proto.linear_constraints.lower_bounds.extend(row_lower.tolist())
        proto.linear_constraints.upper_bounds.extend(row_upper.tolist())
        proto.linear_constraint_matrix.row_ids.extend(rows.tolist())
        proto.linear_constraint_matrix.column_ids.extend(columns.tolist())
        proto.linear_constraint_matrix.coefficients.extend(values.tolist())
        return mathopt.Model.from_model_proto(proto)


@dataclass(frozen=True)
class Answer:
    """What a solver found: values by column (None without a solution), objective, proven bound, duals of an LP."""

    values: Floats | None
    objective: float
    bound: float
    duals: Floats | None = None


def solve(
    model: LinearModel,
    seconds: float,
    *,
    solver: str = "HIGHS",
    gap: float = 1e-4,
    seed: int = 1,
    relaxed: bool = False,
    hint: Floats | None = None,
) -> Answer:
    """Solve a whole model once; stops at the time limit or relative gap.

    `hint`: values from which to start, NaN where there is none.
    """
    built = model.to_mathopt(relaxed=relaxed)
    variables = list(built.variables())
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(seconds, 0.1)), relative_gap_tolerance=gap, random_seed=seed
    )
    result = mathopt.solve(
        built, mathopt.SolverType[solver], params=parameters, model_params=_started(variables, hint)
    )
    bound = result.termination.objective_bounds.dual_bound
    if not result.has_primal_feasible_solution():
        return Answer(None, float("inf"), bound)
    values = np.array(result.variable_values(variables))
    duals = None
    if result.has_dual_feasible_solution() and (relaxed or not model.column_arrays()[3].any()):
        duals = np.array(result.dual_values(list(built.linear_constraints())))
    return Answer(values, result.objective_value(), bound, duals)


def _started(variables: list[mathopt.Variable], hint: Floats | None) -> mathopt.ModelSolveParameters:
    """Where a solver starts from."""
    if hint is None:
        return mathopt.ModelSolveParameters()
    known = np.flatnonzero(~np.isnan(hint))
    values = {variables[i]: float(hint[i]) for i in known}
    return mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=values)])
