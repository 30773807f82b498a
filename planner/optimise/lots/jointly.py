"""Lots of kits and of their components in whole batches at once, at the master's prices.

Each component's batches rarely match what kits want of it; a kit's lot a batch larger or smaller, or another component
in its slot, saves what would be written off. Kits keep the days of their lots and what they sell, and may sell less;
how old they are then is seen when the lots are carried out.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.explicit import Explicit
from planner.optimise.lots.large import Large
from planner.optimise.lots.realise import realised
from planner.optimise.lots.wanted import priced

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHANGE, AT_LEAST = 0.2, 3  # of a kit lot's batches: how many more it may have, and how many at least
MOST = 1e7  # kg: no stock is larger


@dataclass(frozen=True)
class Together:
    """Kits that can be carried out, and columns of the supply: whole lots of components for them."""

    kits: Answers
    lots: Floats


def together(problem: Large, prices: Floats, used: Floats, now: Together, seconds: float) -> Together:
    """Lots of kits and components that are at these prices no dearer than those given.

    `used`, (groups, T): what kits and components may use of limits at plain prices.
    """
    kits, lots = now.kits, now.lots
    model, rows, written = priced(
        problem, prices, np.zeros_like(prices), used, _most_wanted(problem, kits), integer=True
    )
    amounts = [_kit(problem.deck, model, rows, kits, i) for i in range(len(kits.chosen))]
    start = np.full(model.columns, np.nan)
    for i, columns in enumerate(amounts):
        start[columns[:, 0]] = kits.batches[i, np.flatnonzero(kits.batches[i])]
        start[columns[:, 1]] = 1.0
    for here, there in _pairs(problem, written):
        start[here] = lots[there]
    found = solve(model, seconds, hint=start).values
    if found is None:
        return now
    batches = kits.batches.copy()
    for i, columns in enumerate(amounts):
        batches[i, np.flatnonzero(batches[i])] = np.round(found[columns[:, 0]]).astype(np.int64)
    moved = np.zeros_like(lots)
    for here, there in _pairs(problem, written):
        moved[there] = found[here]
    return Together(realised(problem.deck, replace(kits, batches=batches)), moved)


def _pairs(problem: Large, written: tuple[Explicit, ...]) -> list[tuple[Ints, Ints]]:
    """Columns of the components' lots here and in the supply."""
    both = zip(written, problem.supply.components, strict=True)
    return [
        (ours[ours >= 0], theirs[ours >= 0])
        for here, there in both
        for ours, theirs in ((here.amount, there.amount), (here.setup, there.setup))
    ]


def _largest(batches: Ints) -> Ints:
    """Batches that lots may grow to."""
    return np.where(
        batches > 0, batches + np.maximum(np.round(CHANGE * batches), AT_LEAST).astype(np.int64), 0
    )


def _most_wanted(problem: Large, kits: Answers) -> Floats:
    """(groups, T) what kits could take of each slot if their lots grew."""
    slot = problem.groups.are_slots[:, None]
    return np.where(slot, problem.taken(replace(kits, batches=_largest(kits.batches))), 0.0)


def _kit(deck: Deck, model: LinearModel, rows: Ints, kits: Answers, i: int) -> Ints:
    """Add a kit: its lots where they are, and what they leave in stock; (lots, 2) columns of batches and set-ups."""
    p, batches = kits.chosen[i], kits.batches[i]
    days = np.flatnonzero(batches)
    largest = _largest(batches[days]).astype(float)
    amount = model.add_columns(0.0, largest, 0.0, integer=True, count=len(days))
    setup = model.add_columns(0.0, 1.0, deck.setup_yuan[p], integer=True, count=len(days))
    linked = model.add_rows(-np.inf, 0.0, count=len(days))
    model.add_entries(linked, amount, 1.0)
    model.add_entries(linked, setup, -largest)
    enough = model.add_rows(0.0, np.inf, count=len(days))
    model.add_entries(enough, amount, 1.0)
    model.add_entries(enough, setup, -float(deck.least[p]))
    for n, day in enumerate(days):
        for group, before, per_kg, per_lot in deck.articles[p].modes[kits.mode[i, day]].uses:
            model.add_entries(rows[group, day - before], amount[n], per_kg * deck.batch_kg[p])
            model.add_entries(rows[group, day - before], setup[n], per_lot)
    _keep(deck, model, rows, kits, i, amount)
    return np.column_stack([amount, setup])


def _keep(deck: Deck, model: LinearModel, rows: Ints, kits: Answers, i: int, amount: Ints) -> None:
    """What a kit's lots have ready, sold as meant or less, kept overnight, or written off; counted in its units."""
    p, horizon = kits.chosen[i], deck.horizon
    sold = kits.sold[i].sum(axis=0).astype(float)
    worth = np.where(kits.sold[i] > 0, deck.price[p][:, None], np.inf).min(axis=0, initial=np.inf)
    kept = model.add_columns(0.0, MOST, deck.night[p], count=horizon)
    short = model.add_columns(0.0, sold, np.where(sold > 0, worth, 0.0), count=horizon)
    gone = model.add_columns(0.0, MOST, deck.waste[p], count=horizon)
    balance = model.add_rows(sold - deck.opening[p], sold - deck.opening[p], count=horizon)
    model.add_entries(balance[1:], kept[:-1], 1.0)
    model.add_entries(balance, kept, -1.0)
    model.add_entries(balance, short, 1.0)
    model.add_entries(balance, gone, -1.0)
    ready = np.flatnonzero(kits.batches[i]) + deck.hold[p]
    inside = ready < horizon
    model.add_entries(balance[ready[inside]], amount[inside], float(deck.batch[p]))
    model.add_entries(rows[deck.pallet_group[p]], kept, deck.pallets[p])
