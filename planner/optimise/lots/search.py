"""From fractional prices to whole lots: local search over products against the supply's limits and prices."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.deck import Answers, Deck
from planner.optimise.lots.neighbour import Board, Limits, Plans, own_money, rework, shift_load
from planner.optimise.lots.supply import Served, Supply, answer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def board_of(deck: Deck) -> Board:
    """The never-changing part of the search."""
    order = np.argsort(deck.uses.row, kind="stable")
    uses = deck.uses
    rows = deck.size * deck.allowed.shape[1]
    start = np.searchsorted(uses.row[order], np.arange(rows + 1))
    return Board(
        deck.hold, deck.batch, deck.batch_kg, deck.least, deck.most, deck.allowed, deck.opening, deck.demand,
        deck.price, deck.segments, deck.waste, deck.night, deck.ceiling, deck.levels, deck.setup_yuan,
        start, uses.group[order], uses.before[order], uses.per_kg[order], uses.per_lot[order],
        deck.pallet_group, deck.pallets,
    )


def empty_plans(size: int, segments: int, horizon: int) -> Plans:
    flat = [np.zeros((size, horizon), np.int64) for _ in range(4)]
    return Plans(flat[0], flat[1], np.zeros((size, segments, horizon), np.int64), flat[2], flat[3])


def plans_from(answers: Answers) -> Plans:
    """Plans of all articles, in order, as the search holds them."""
    return Plans(
        answers.batches.copy(), answers.mode.copy(), answers.sold.copy(), answers.stock.copy(), answers.wasted.copy()
    )


def copy_of(plans: Plans) -> Plans:
    return Plans(*(part.copy() for part in plans))


@dataclass
class Search:
    """A running search: its board, plans, loads, and what the supply last said."""

    deck: Deck
    board: Board
    plans: Plans
    limits: Limits
    supply: Supply
    served: Served
    rng: np.random.Generator

    @property
    def money(self) -> float:
        """Shortage, write-offs, nights and set-ups of all articles, and what nothing can save."""
        own = sum(own_money(self.board, self.plans, p) for p in range(self.deck.size))
        return own + float(self.deck.lost.sum())


def begin(deck: Deck, plans: Plans, supply: Supply, prices: Floats, seed: int, seconds: float) -> Search:
    """Load the plans onto the limits and ask the supply once."""
    board = board_of(deck)
    load = np.zeros_like(supply.plain)
    limits = Limits(load, supply.plain.copy(), np.zeros_like(load), prices.copy(), 3.0 * supply.steep)
    for p in range(deck.size):
        shift_load(board, limits, plans, p, 1.0)
    served = answer(supply, load, seconds)
    search = Search(deck, board, plans, limits, supply, served, np.random.default_rng(seed))
    set_limits(search, served, prices)
    return search


def set_limits(search: Search, served: Served, prices: Floats, *, firm: bool = False) -> None:
    """Renew free parts, room and prices of all limits from the supply's answer.

    Plain capacity less what components take is free; what could be bought costs the marginal price; with `firm`
    only what has been bought counts, and it stays priced so that giving it back pays.
    """
    taken = component_load(search.supply, served.values)
    free = search.supply.plain - np.maximum(taken, 0.0)
    most = (served.supplied if firm else search.supply.most - np.maximum(taken, 0.0))
    slots = np.array([g.kind == "slot" for g in search.supply.factory.groups.groups], bool)
    search.limits.free[:] = free
    search.limits.room[:] = np.maximum(most - free, 0.0)
    if not firm:
        search.limits.room[slots] = np.maximum(1.3 * served.supplied[slots], 1.0)
    search.limits.price[:] = np.minimum(prices, search.supply.steep[:, None])
    search.served = served


def component_load(supply: Supply, values: Floats) -> Floats:
    """(groups, T) what the components of an answer use of the limits."""
    rows = supply.factory.rows
    row, column, value = supply.model.entry_arrays()
    own = (row < rows.size) & (value > 0) & (column < supply.slack[0])
    lots = np.isin(column, np.concatenate([_columns_of(e) for e in supply.components])) if supply.components else own & False
    load = np.zeros(rows.size)
    pick = own & lots
    np.add.at(load, row[pick], value[pick] * values[column[pick]])
    return load.reshape(rows.shape)


def _columns_of(explicit) -> Ints:  # type: ignore[no-untyped-def]
    both = np.concatenate([explicit.amount.ravel(), explicit.setup.ravel()])
    return both[both >= 0]


def sweep(search: Search, *, forced: bool = False) -> float:
    """Re-plan every article once in random order; return the change of cost."""
    order = search.rng.permutation(search.deck.size)[:, None]
    return _rework(search, order, np.ones(order.shape), np.inf if forced else -1e-9)


def shake(search: Search, moves: int, width: int, noise: float) -> float:
    """Take out and put back small groups of articles that share a tight limit; return the change of cost."""
    picks = np.full((moves, width), -1, np.int64)
    members = _members(search)
    heat = _heat(search)
    groups = search.rng.choice(len(heat), size=moves, p=heat)
    for i, group in enumerate(groups):
        pool = members[group]
        count = min(int(search.rng.integers(1, width + 1)), len(pool))
        picks[i, :count] = search.rng.choice(pool, size=count, replace=False)
    factor = search.rng.uniform(1 - noise, 1 + noise, size=picks.shape)
    return _rework(search, picks, factor, -1e-9)


def _rework(search: Search, moves: Ints, noise: Floats, tolerance: float) -> float:
    spare = empty_plans(moves.shape[1], search.plans.sold.shape[1], search.deck.horizon)
    return float(rework(search.board, search.limits, search.plans, spare, moves.astype(np.int64), noise, tolerance))


def _members(search: Search) -> list[Ints]:
    """Articles that use each group."""
    modes = search.deck.allowed.shape[1]
    uses = search.deck.uses
    pairs = np.unique(np.stack([uses.group, uses.row // modes], axis=1), axis=0)
    zones = np.stack([search.deck.pallet_group, np.arange(search.deck.size)], axis=1)
    pairs = np.concatenate([pairs, zones])
    return [pairs[pairs[:, 0] == g, 1] for g in range(len(search.limits.beyond))]


def _heat(search: Search) -> Floats:
    """Chance of picking each group: by the price of its load, with a little for every group in use."""
    limits = search.limits
    over = np.maximum(limits.load - limits.free, 0.0) * np.maximum(limits.price, 0.01)
    near = (limits.load > 0.9 * limits.free) & (limits.load > 0)
    heat = over.sum(axis=1) + near.sum(axis=1) * 1.0
    heat[[len(m) == 0 for m in _members(search)]] = 0.0
    total = heat.sum()
    if total <= 0:
        heat = np.array([1.0 if len(m) else 0.0 for m in _members(search)])
        total = heat.sum()
    return heat / total


def settle(search: Search, seconds: float, hint: Floats | None = None) -> tuple[float, Served]:
    """Ask the supply for the present loads; return the whole cost (steep slack included) and its answer."""
    served = answer(search.supply, search.limits.load, seconds, hint=hint)
    steep = float((search.supply.steep @ served.missing).sum())
    return search.money + served.cost + steep, served


Report = Callable[[float], None]


def run(search: Search, deadline: float, rounds: int, report: Report, stopped: Callable[[], bool]) -> tuple[float, Plans, Served]:
    """Alternate search and supply; keep the best whole. Returns (cost, plans, supply's answer)."""
    best = (np.inf, copy_of(search.plans), search.served)
    for _ in range(rounds):
        if monotonic() > deadline or stopped():
            break
        sweep(search)
        shake(search, moves=max(200, search.deck.size), width=4, noise=0.3)
        cost, served = settle(search, 20.0)
        if cost < best[0]:
            best = (cost, copy_of(search.plans), served)
            report(cost)
        set_limits(search, served, served.prices if served.prices is not None else search.limits.price)
    return best
