"""What a master sees of the factory: all of it, or the part that some articles touch, with everything else held.

Columns that no limit of these articles meets stay at their last values, and the plans of all other articles keep
what they use; so a part is a restriction, and its solutions are solutions of the whole.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel
from planner.optimise.lots.deck import Deck

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEGLIGIBLE = 1e-5  # by this much a solution may be past a limit that its own figures are held to


@dataclass(frozen=True)
class Frame:
    """Rows, columns and articles by number, in rising order; limits of the rows after what is held."""

    rows: Ints
    columns: Ints
    articles: Ints
    lower: Floats
    upper: Floats


def whole_frame(model: LinearModel, deck: Deck) -> Frame:
    """All rows, columns and articles."""
    return Frame(np.arange(model.rows), np.arange(model.columns), np.arange(deck.size), *model.row_arrays())


def cut_out(model: LinearModel, frame: Frame) -> LinearModel:
    """The rows and columns of a frame, numbered anew, with its limits."""
    part = LinearModel(constant=model.constant)
    part.add_rows(frame.lower, frame.upper, count=len(frame.rows))
    lower, upper, cost, _ = model.column_arrays()
    where = frame.columns
    part.add_columns(lower[where], upper[where], cost[where], count=len(where))
    row_at, column_at = places(frame.rows, model.rows), places(where, model.columns)
    row, column, value = model.entry_arrays()
    seen = (row_at[row] >= 0) & (column_at[column] >= 0)
    part.add_entries(row_at[row[seen]], column_at[column[seen]], value[seen])
    return part


def places(chosen: Ints, count: int) -> Ints:
    """(count,) where each number stands among the chosen, −1 where it does not."""
    places = np.full(count, -1, np.int64)
    places[chosen] = np.arange(len(chosen))
    return places


def part_frame(
    model: LinearModel,
    deck: Deck,
    articles: Ints,
    own: Floats,
    load: Floats,
    mine: Floats,
) -> Frame:
    """What these articles touch: `own` are the model's columns, `load` (rows,) is used by others, `mine` by these."""
    lower, upper, _, _ = model.column_arrays()
    row, column, value = model.entry_arrays()
    touched = np.zeros(model.rows, bool)
    touched[_limits_of(deck, articles)] = True
    open_ = lower < upper
    free = np.zeros(model.columns, bool)
    free[column[touched[row]]] = True
    free &= open_
    touched[row[free[column]]] = True
    outside = np.bincount(column[~touched[row]], minlength=model.columns)
    free |= (outside == 0) & open_  # what meets no other row may give way as well
    rows, columns = np.flatnonzero(touched), np.flatnonzero(free)
    amount = value * own[column]
    moved = np.bincount(row[free[column]], weights=amount[free[column]], minlength=model.rows)
    held = np.bincount(row[~free[column]], weights=amount[~free[column]], minlength=model.rows) + load
    row_lower, row_upper = model.row_arrays()
    now = moved + mine
    least = _rounded(now - (row_lower - held))
    most = _rounded(row_upper - held - now)
    return Frame(rows, columns, np.sort(articles), (now - least)[rows], (now + most)[rows])


def _rounded(spare: Floats) -> Floats:
    """What is spare; what is past a limit by next to nothing is not past it."""
    return np.asarray(np.where((spare < 0) & (spare > -NEGLIGIBLE), 0.0, spare))


def _limits_of(deck: Deck, articles: Ints) -> Ints:
    """Rows of all limits that lots or pallets of these articles may meet."""
    modes, days = deck.allowed.shape[1], np.arange(deck.horizon)
    used = deck.uses.group[np.isin(deck.uses.row // modes, articles)]
    groups = np.unique(np.concatenate([used, deck.pallet_group[articles]]))
    return np.asarray((groups[:, None] * deck.horizon + days).ravel(), np.int64)
