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
ENDLESS = 1e6
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


@dataclass(frozen=True)
class Taken:
    """What parts being worked on at the same time may use: (columns,) theirs alone, (rows,) more and less of limits.

    Columns that are endless, such as what is missing, are anybody's.
    """

    columns: NDArray[np.bool_]
    more: Floats
    less: Floats

    def and_of(self, frame: Frame, now: Floats) -> "Taken":
        """These and what a frame may use beyond `now`, (rows of the frame,)."""
        columns, more, less = self.columns.copy(), self.more.copy(), self.less.copy()
        columns[frame.columns] = True
        more[frame.rows] += _finite(frame.upper - now)
        less[frame.rows] += _finite(now - frame.lower)
        return Taken(columns, more, less)


def nothing_taken(model: LinearModel) -> Taken:
    """No other part."""
    return Taken(np.zeros(model.columns, bool), np.zeros(model.rows), np.zeros(model.rows))


def part_frame(
    model: LinearModel,
    deck: Deck,
    articles: Ints,
    own: Floats,
    load: Floats,
    mine: Floats,
    taken: Taken,
    portion: float = 1.0,
) -> tuple[Frame, Floats]:
    """What these articles touch, and what its rows hold now.

    `own` are the model's columns, `load` (rows,) is used by others, `mine` by these. Of what limits have to spare
    and others have not `taken`, a `portion` is for this part.
    """
    lower, upper, _, _ = model.column_arrays()
    row, column, value = model.entry_arrays()
    touched = np.zeros(model.rows, bool)
    touched[_limits_of(deck, articles)] = True
    open_ = (lower < upper) & (~taken.columns | (upper >= ENDLESS))
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
    least = _within_reach(now - (row_lower - held), taken.less, portion)
    most = _within_reach(row_upper - held - now, taken.more, portion)
    return Frame(rows, columns, np.sort(articles), (now - least)[rows], (now + most)[rows]), now[rows]


def _within_reach(spare: Floats, taken: Floats, portion: float) -> Floats:
    """How much of what is spare a part may use; what is past a limit by a little stays so."""
    mine = np.where(np.isinf(spare), spare, np.maximum(spare - taken, 0.0) * portion)
    mine = np.where(spare > 0, mine, spare)
    return np.asarray(np.where((mine < 0) & (mine > -NEGLIGIBLE), 0.0, mine))


def _limits_of(deck: Deck, articles: Ints) -> Ints:
    """Rows of all limits that lots or pallets of these articles may meet."""
    modes, days = deck.allowed.shape[1], np.arange(deck.horizon)
    used = deck.uses.group[np.isin(deck.uses.row // modes, articles)]
    groups = np.unique(np.concatenate([used, deck.pallet_group[articles]]))
    return np.asarray((groups[:, None] * deck.horizon + days).ravel(), np.int64)


def _finite(spare: Floats) -> Floats:
    """What is spare; none where there is no limit, nor where it is passed."""
    return np.asarray(np.where(np.isinf(spare), 0.0, np.maximum(spare, 0.0)))
