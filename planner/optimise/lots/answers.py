"""The cheapest plans at given prices, what they cost and what they use of each limit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.cases import Cases, Plans, empty_plans
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.dynamic import INFINITE
from planner.optimise.lots.pricing import Prices, bounds_of_all, chains_of_all, cheapest_of_all, polish_all

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """The cheapest plans found for `chosen` articles, at the prices given; arrays by chosen article."""

    chosen: Ints
    value: Floats  # (C,) priced cost
    batches: Ints  # (C, T)
    mode: Ints  # (C, T)
    sold: Ints  # (C, S, T)
    stock: Ints  # (C, T) units at the end of each day, held lots included
    wasted: Ints  # (C, T)

    def take(self, which: Ints) -> "Answers":
        """The answers at these positions."""
        return Answers(
            self.chosen[which],
            self.value[which],
            self.batches[which],
            self.mode[which],
            self.sold[which],
            self.stock[which],
            self.wasted[which],
        )

    def joined(self, more: "Answers") -> "Answers":
        """These answers and more."""
        return Answers(
            np.concatenate([self.chosen, more.chosen]),
            np.concatenate([self.value, more.value]),
            np.concatenate([self.batches, more.batches]),
            np.concatenate([self.mode, more.mode]),
            np.concatenate([self.sold, more.sold]),
            np.concatenate([self.stock, more.stock]),
            np.concatenate([self.wasted, more.wasted]),
        )


def lot_prices(deck: Deck, prices: Floats, chosen: Ints) -> tuple[Floats, Floats]:
    """(fixed, per batch) yuan of chosen articles' lots by (P, M, T) at (groups, T) prices.

    INFINITE where none may be made.
    """
    modes, uses = deck.allowed.shape[1], deck.uses
    rows = (chosen[:, None] * modes + np.arange(modes)).ravel()
    of, entry = _entries(deck, rows)
    group, before = uses.group[entry], uses.before[entry]
    fixed = np.zeros((len(rows), deck.horizon))
    rate = np.zeros((len(rows), deck.horizon))
    for days in np.unique(before):
        at = before == days
        shifted = np.zeros_like(prices)
        shifted[:, days:] = prices[:, : deck.horizon - days]
        _add_rows(rate, of[at], uses.per_kg[entry[at], None] * shifted[group[at]])
        lots = at & (uses.per_lot[entry] > 0)
        _add_rows(fixed, of[lots], uses.per_lot[entry[lots], None] * shifted[group[lots]])
    shape = len(chosen), *deck.allowed.shape[1:]
    setup = deck.setup_yuan[chosen, None, None]
    fixed = np.where(deck.allowed[chosen], fixed.reshape(shape) + setup, INFINITE)
    return _placed(deck, chosen, fixed), _placed(
        deck, chosen, rate.reshape(shape) * deck.batch_kg[chosen, None, None]
    )


def _entries(deck: Deck, rows: Ints) -> tuple[Ints, Ints]:
    """(position in `rows`, entry in the table of uses) of all that these rows of it use."""
    start = np.searchsorted(deck.uses.row, rows)
    count = np.searchsorted(deck.uses.row, rows, side="right") - start
    which = np.repeat(np.arange(len(rows)), count)
    return which, np.arange(count.sum()) + np.repeat(start - (np.cumsum(count) - count), count)


def _placed(deck: Deck, chosen: Ints, values: Floats) -> Floats:
    """Values of chosen articles at the places of those among all; nobody looks at the others."""
    all_ = np.empty((deck.size, *values.shape[1:]))
    all_[chosen] = values
    return all_


def _add_rows(total: Floats, rows: Ints, values: Floats) -> None:
    """Add (N, T) values to the rows they belong to; equal rows follow each other."""
    if len(rows):
        first = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        total[rows[first]] += np.add.reduceat(values, first, axis=0)


def night_prices(deck: Deck, prices: Floats, chosen: Ints) -> Floats:
    """(P, T) yuan of keeping a unit of chosen articles overnight at (groups, T) prices."""
    pallets = deck.pallets[chosen, None] * prices[deck.pallet_group[chosen]]
    return _placed(deck, chosen, deck.night[chosen, None] + pallets)


def cheapest_plans(deck: Deck, prices: Floats, chosen: Ints | None = None) -> Answers:
    """The cheapest plan of each chosen article (default all) at the given prices."""
    chosen = np.arange(deck.size) if chosen is None else chosen
    plans, value = _blank(deck, len(chosen))
    priced = _prices(deck, prices, chosen)
    cheapest_of_all(chosen, _for_bounds(deck, priced, chosen), priced, plans, value)
    return Answers(chosen, value + deck.lost[chosen], *plans)


def least_costs(deck: Deck, prices: Floats, chosen: Ints, known: Floats, width: int) -> Floats:
    """(C,) lower bounds on the priced cost of chosen articles, each with a plan of a known cost."""
    bound = np.zeros(len(chosen))
    lost = deck.lost[chosen]
    priced = _prices(deck, prices, chosen)
    bounds_of_all(chosen, _for_bounds(deck, priced, chosen), priced, known - lost, width, bound)
    return bound + lost


def _for_bounds(deck: Deck, prices: Prices, chosen: Ints) -> Cases:
    """The chosen articles' cases so that nothing costs more than it must.

    Two lines of one day make two lots. What is written off may go before it is released, but loops let it wait till
    then: so writing off costs less by as many nights.
    """
    cases = deck.cases()
    along = np.zeros((len(chosen), deck.horizon + 1))
    np.cumsum(prices.night[chosen], axis=1, out=along[:, 1:])
    days = np.arange(deck.horizon)
    released = np.minimum(days[None, :] + deck.hold[chosen, None], deck.horizon)
    waste = cases.waste.copy()
    waste[chosen] -= (np.take_along_axis(along, released, axis=1) - along[:, :-1]).max(axis=1, initial=0.0)
    return cases._replace(most=cases.most * deck.modes, waste=waste)


def cheapest_chains(deck: Deck, prices: Floats, chosen: Ints) -> Answers:
    """The cheapest chain of lots of each chosen article at the given prices; stock is left to be walked through."""
    plans, value = _blank(deck, len(chosen))
    chains_of_all(chosen, deck.cases(), _prices(deck, prices, chosen), plans, value)
    return Answers(chosen, value + deck.lost[chosen], *plans)


def polished(deck: Deck, prices: Floats, answers: Answers) -> Answers:
    """Plans that can be carried out, made cheaper lot by lot at the given prices where that is possible."""
    parts = (answers.batches, answers.mode, answers.sold, answers.stock, answers.wasted)
    plans, value = Plans(*(part.copy() for part in parts)), np.zeros(len(answers.chosen))
    polish_all(answers.chosen, deck.cases(), _prices(deck, prices, answers.chosen), plans, value)
    return Answers(answers.chosen, value + deck.lost[answers.chosen], *plans)


def _blank(deck: Deck, count: int) -> tuple[Plans, Floats]:
    return empty_plans(count, deck.demand.shape[1], deck.horizon), np.zeros(count)


def _prices(deck: Deck, prices: Floats, chosen: Ints) -> Prices:
    return Prices(deck.modes, *lot_prices(deck, prices, chosen), night_prices(deck, prices, chosen))


def money_of(deck: Deck, answers: Answers) -> Floats:
    """(C,) real cost of plans, without prices: shortage, write-offs, nights, set-ups."""
    p = answers.chosen
    missing = deck.demand[p] - answers.sold
    short = (missing * deck.price[p][:, :, None]).sum(axis=(1, 2))
    waste = answers.wasted.sum(axis=1) * deck.waste[p]
    night = answers.stock.sum(axis=1) * deck.night[p]
    setups = (answers.batches > 0).sum(axis=1) * deck.setup_yuan[p]
    return np.asarray(short + waste + night + setups + deck.lost[p])


def use_of(deck: Deck, answers: Answers) -> tuple[Ints, Ints, Floats]:
    """(answer, group·T + day, amount) of everything the plans use, summed per pair."""
    modes, horizon = deck.allowed.shape[1], deck.horizon
    owner, day = np.nonzero(answers.batches)
    row = answers.chosen[owner] * modes + answers.mode[owner, day]
    kg = answers.batches[owner, day] * deck.batch_kg[answers.chosen[owner]]
    uses = deck.uses
    lot, entry = _entries(deck, row)
    where = uses.group[entry] * horizon + day[lot] - uses.before[entry]
    amount = uses.per_kg[entry] * kg[lot] + uses.per_lot[entry]
    keeper, night = np.nonzero(answers.stock)
    article = answers.chosen[keeper]
    pallets = answers.stock[keeper, night] * deck.pallets[article]
    owners = np.concatenate([owner[lot], keeper])
    places = np.concatenate([where, deck.pallet_group[article] * horizon + night])
    return _summed(owners, places, np.concatenate([amount, pallets]))


def load_of(deck: Deck, answers: Answers, weights: Floats, rows: int) -> Floats:
    """(rows,) what plans use of everything, each at its weight."""
    who, where, amount = use_of(deck, answers)
    return np.asarray(np.bincount(where, weights=amount * weights[who], minlength=rows), float)


def _summed(owner: Ints, place: Ints, amount: Floats) -> tuple[Ints, Ints, Floats]:
    if not len(owner):
        return owner, place, amount
    span = int(place.max()) + 1
    key = owner * span + place
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    total, unique = np.add.reduceat(amount[order], first), key[first]
    keep = total != 0
    return unique[keep] // span, unique[keep] % span, total[keep]
