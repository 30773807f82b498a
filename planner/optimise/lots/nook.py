"""Lots of a few articles at once as one integer programme, within what all others leave of the factory.

Stock is one pool here and no more of it than somebody may want, as in capacitated lot sizing (Trigeiro, Thomas &
McClain 1989); how old goods are then is seen when the lots are carried out. Where whole batches fill a day's limit
only together, plans of one article at a time find no way there.
"""

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.optimise.highs import programme, quiet_highs
from planner.optimise.linear import LinearModel
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.master import Master
from planner.optimise.lots.realise import realised

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Lots = tuple[Ints, Ints]  # (modes, T) columns of batches and of set-ups, −1 where there is none
CLOSE = 1e-5  # share of the value to which it is solved
ANY = 1e9  # units: nobody writes off more


def lots_together(part: Master, deck: Deck, now: Answers, seconds: float) -> Answers | None:
    """Plans for the articles of `now`, begun from those, which `part` does not hold; None if time was too short."""
    model, row_at = part.cut_out()
    own = model.columns
    written = [_write(model, deck, row_at, int(p)) for p in now.chosen]
    lower, upper, cost, integer = model.column_arrays()
    highs = quiet_highs()
    highs.passModel(programme((cost, lower, upper), model.row_arrays(), model.entry_arrays(), 0.0))
    whole = np.flatnonzero(integer[own:]) + own
    highs.changeColsIntegrality(
        len(whole), whole.astype(np.int32), np.full(len(whole), highspy.HighsVarType.kInteger)
    )
    highs.setOptionValue("time_limit", max(seconds, 0.1))
    highs.setOptionValue("mip_rel_gap", CLOSE)
    columns, values = _as_now(written, now)
    highs.setSolution(len(columns), columns.astype(np.int32), values)
    highs.run()
    if highs.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    return _carried_out(deck, now, written, np.array(highs.getSolution().col_value))


def _as_now(written: list[Lots], now: Answers) -> tuple[Ints, Floats]:
    """Columns of all lots, and their values in plans."""
    columns, values = [], []
    for i, (amount, setup) in enumerate(written):
        mode, day = np.nonzero(amount >= 0)
        made = np.where(now.mode[i, day] == mode, now.batches[i, day], 0).astype(float)
        columns += [amount[mode, day], setup[mode, day]]
        values += [made, (made > 0).astype(float)]
    return np.concatenate(columns), np.concatenate(values)


def _carried_out(deck: Deck, now: Answers, written: list[Lots], values: Floats) -> Answers:
    """The lots of a solution, one a day of each article, and what becomes of them."""
    batches, modes = np.zeros_like(now.batches), now.mode.copy()
    for i, (amount, _) in enumerate(written):
        made = np.where(amount >= 0, np.round(values[amount]), 0.0).astype(np.int64)
        batches[i], modes[i] = made.max(axis=0), np.where(made.any(axis=0), made.argmax(axis=0), now.mode[i])
    wanted = deck.demand[now.chosen].copy()
    nothing = np.zeros_like(batches)
    value = np.zeros(len(now.chosen))
    return realised(deck, Answers(now.chosen, value, batches, modes, wanted, nothing, nothing.copy()))


def _write(model: LinearModel, deck: Deck, row_at: Ints, p: int) -> Lots:
    """Add an article: what is kept, written off and short each day, and its lots."""
    days, demand = np.arange(deck.horizon), deck.demand[p]
    gap = demand.sum(axis=0) - deck.opening[p]
    balance = model.add_rows(gap, gap, count=deck.horizon)
    night = row_at[deck.pallet_group[p] * deck.horizon + days]
    kept = model.add_columns(0.0, deck.ceiling[p], deck.night[p], count=deck.horizon)
    model.add_entries(balance, kept, -1.0)
    model.add_entries(balance[1:], kept[:-1], 1.0)
    model.add_entries(night, kept, deck.pallets[p])
    model.add_entries(balance, model.add_columns(0.0, ANY, deck.waste[p], count=deck.horizon), -1.0)
    segment, day = np.nonzero(demand)
    short = model.add_columns(0.0, demand[segment, day], deck.price[p, segment], count=len(day))
    model.add_entries(balance[day], short, 1.0)
    return _write_lots(model, deck, row_at, p, balance, night)


def _write_lots(model: LinearModel, deck: Deck, row_at: Ints, p: int, balance: Ints, night: Ints) -> Lots:
    """Add an article's lots by mode and day, with what they use."""
    horizon, modes, hold = deck.horizon, deck.allowed.shape[1], int(deck.hold[p])
    most, batch = float(deck.most[p]), float(deck.batch[p])
    amount, setup = (np.full((modes, horizon), -1, np.int64) for _ in range(2))
    for m in range(modes):
        days = np.flatnonzero(deck.allowed[p, m])
        x = amount[m, days] = model.add_columns(0.0, most, 0.0, integer=True, count=len(days))
        y = setup[m, days] = model.add_columns(0.0, 1.0, deck.setup_yuan[p], integer=True, count=len(days))
        for lower, upper, batches in ((-np.inf, 0.0, most), (0.0, np.inf, float(deck.least[p]))):
            linked = model.add_rows(lower, upper, count=len(days))
            model.add_entries(linked, x, 1.0)
            model.add_entries(linked, y, -batches)
        ready = days + hold < horizon
        model.add_entries(balance[days[ready] + hold], x[ready], batch)
        for n in range(hold):
            inside = days + n < horizon
            model.add_entries(night[days[inside] + n], x[inside], batch * deck.pallets[p])
        for use in np.flatnonzero(deck.uses.row == p * modes + m):
            rows = row_at[deck.uses.group[use] * horizon + days - deck.uses.before[use]]
            model.add_entries(rows, x, deck.uses.per_kg[use] * deck.batch_kg[p])
            model.add_entries(rows, y, deck.uses.per_lot[use])
    return amount, setup
