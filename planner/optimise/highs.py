"""HiGHS held open between solves: columns come and go, and the next solve goes on from the last basis."""

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def quiet_highs() -> highspy.Highs:
    """A solver that prints nothing."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    return highs


def programme(
    columns: tuple[Floats, Floats, Floats],
    rows: tuple[Floats, Floats],
    entries: tuple[Ints, Ints, Floats],
    constant: float,
) -> highspy.HighsLp:
    """A linear programme from (cost, lower, upper) of columns, (lower, upper) of rows, (row, column, value)."""
    cost, lower, upper = columns
    row, column, value = entries
    order = np.lexsort((row, column))
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(cost), len(rows[0])
    made.col_cost_, made.col_lower_, made.col_upper_ = cost, lower, upper
    made.row_lower_, made.row_upper_ = rows
    made.offset_ = constant
    made.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    made.a_matrix_.start_ = np.searchsorted(column[order], np.arange(len(cost) + 1)).astype(np.int32)
    made.a_matrix_.index_ = row[order].astype(np.int32)
    made.a_matrix_.value_ = value[order].astype(float)
    return made
