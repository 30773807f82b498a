"""From fractional prices to whole lots: local search over products against the supply's limits and prices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.neighbour import Board, Limits, Plans, own_money, rework, shift_load
from planner.optimise.lots.supply import Reference, Served, Supply, answer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def board_of(deck: Deck) -> Board:
    """The never-changing part of the search."""
    order = np.argsort(deck.uses.row, kind="stable")
    uses = deck.uses
    rows = deck.size * deck.allowed.shape[1]
    start = np.searchsorted(uses.row[order], np.arange(rows + 1))
    return Board(
        deck.hold,
        deck.batch,
        deck.batch_kg,
        deck.least,
        deck.most,
        deck.allowed,
        deck.opening,
        deck.demand,
        deck.price,
        deck.segments,
        deck.waste,
        deck.night,
        deck.ceiling,
        deck.levels,
        deck.setup_yuan,
        start,
        uses.group[order],
        uses.before[order],
        uses.per_kg[order],
        uses.per_lot[order],
        deck.pallet_group,
        deck.pallets,
    )


def empty_plans(size: int, segments: int, horizon: int) -> Plans:
    flat = [np.zeros((size, horizon), np.int64) for _ in range(4)]
    return Plans(flat[0], flat[1], np.zeros((size, segments, horizon), np.int64), flat[2], flat[3])


def plans_from(answers: Answers) -> Plans:
    """Plans of all articles, in order, as the search holds them."""
    return Plans(
        answers.batches.copy(),
        answers.mode.copy(),
        answers.sold.copy(),
        answers.stock.copy(),
        answers.wasted.copy(),
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
    rng: np.random.Generator

    @property
    def money(self) -> float:
        """Shortage, write-offs, nights and set-ups of all articles, and what nothing can save."""
        own = sum(own_money(self.board, self.plans, p) for p in range(self.deck.size))
        return float(own + self.deck.lost.sum())


def begin(deck: Deck, plans: Plans, supply: Supply, prices: Floats, seed: int) -> Search:
    """Load the plans onto the limits."""
    board = board_of(deck)
    load = np.zeros_like(supply.plain)
    limits = Limits(
        load, np.zeros_like(load), supply.plain.copy(), np.zeros_like(load), prices.copy(), 3.0 * supply.steep
    )
    search = Search(deck, board, plans, limits, supply, np.random.default_rng(seed))
    reload(search)
    return search


def reload(search: Search) -> None:
    """Add up the loads of all plans anew."""
    search.limits.load[:] = 0.0
    for p in range(search.deck.size):
        shift_load(search.board, search.limits, search.plans, p, 1.0)


def set_limits(search: Search, reference: Reference, prices: Floats, *, share: float) -> None:
    """Renew limits: what the reference leaves costs `share` of its price, what else could be bought a little more."""
    supply, limits = search.supply, search.limits
    slots = np.array([g.kind == "slot" for g in supply.factory.groups.groups], bool)
    limits.free[:] = np.maximum(reference.left, 0.0)
    limits.room[:] = np.maximum(supply.purchasable() - reference.bought, 0.0)
    limits.room[slots] = 0.02 * limits.free[slots]
    limits.price[:] = np.minimum(1.05 * prices + 1.0, supply.steep[:, None])
    limits.under[:] = share * np.minimum(prices, supply.steep[:, None])


def sweep(search: Search, *, forced: bool = False) -> float:
    """Re-plan every article once in random order; return the change of cost."""
    order = search.rng.permutation(search.deck.size)[:, None]
    return _rework(search, order, np.ones(order.shape), np.inf if forced else -1e-9)


def replan_wrong(search: Search) -> None:
    """Re-plan the articles that keep more than this deck's windows can use, or make too large a lot."""
    deck, plans = search.deck, search.plans
    held = np.zeros_like(plans.stock)
    for days in range(1, int(deck.hold.max(initial=0)) + 1):
        lots = np.zeros_like(held)
        lots[:, days - 1 :] = plans.batches[:, : deck.horizon - days + 1]
        held += np.where(deck.hold[:, None] >= days, lots * deck.batch[:, None], 0)
    wrong = (plans.stock - held > deck.ceiling) | (plans.batches > deck.most[:, None])
    order = np.flatnonzero(wrong.any(axis=1))[:, None]
    _rework(search, order, np.ones(order.shape), np.inf)


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
    return float(
        rework(search.board, search.limits, search.plans, spare, moves.astype(np.int64), noise, tolerance)
    )


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
    return np.asarray(heat / total)


@dataclass
class Best:
    """The cheapest whole seen: its cost, plans and the supply's answer; and plans worth offering as columns."""

    cost: float
    plans: Plans
    snapshots: list[Plans]


def settle(search: Search, seconds: float) -> tuple[float, Served]:
    """Ask the supply for the present loads; return the whole cost, steep prices of what is missing included."""
    served = answer(search.supply, search.limits.load, seconds, relaxed=True)
    return whole_cost(search, served), served


def whole_cost(search: Search, served: Served) -> float:
    """Cost of the plans with the supply's answer to them, steep prices of what is missing included."""
    return search.money + served.cost + float((search.supply.steep @ served.missing).sum())


def improve(
    search: Search,
    reference: Reference,
    prices: Floats,
    *,
    shares: tuple[float, ...],
    clock: Clock,
    until: float,
    best: Best | None = None,
    forced: bool = True,
) -> Best:
    """Search at falling opportunity prices, asking the supply what each result would cost; keep the cheapest.

    `until` is the share of the time limit to use at most; `forced` re-plans every article first.
    """
    best = best or Best(np.inf, copy_of(search.plans), [])
    for turn, share in enumerate(shares):
        if turn and (clock.left(until) <= 0 or clock.stopped()):
            break
        set_limits(search, reference, prices, share=share)
        if turn == 0 and not forced:
            replan_wrong(search)
        sweep(search, forced=forced and turn == 0)
        sweep(search)
        shake(search, moves=2 * search.deck.size, width=4, noise=0.3)
        cost, served = settle(search, 30.0)
        if cost < best.cost:
            best.cost, best.plans = cost, copy_of(search.plans)
        clock.tell("改进 improve", best=best.cost, note=f"{share:.2f} {cost:.0f} {served.missing.sum():.1f}")
        best.snapshots = [*best.snapshots[-2:], copy_of(search.plans)]
        prices = _corrected(search, served, prices)
    return best


def _corrected(search: Search, served: Served, prices: Floats) -> Floats:
    """Dearer where something is missing; a material on all its days, for it can be kept from one to another."""
    missing = served.missing > 1e-6
    materials = np.array([g.kind == "material" for g in search.supply.factory.groups.groups], bool)
    missing |= (materials & missing.any(axis=1))[:, None]
    return np.where(missing, 1.15 * prices + 1.0, prices)


def loads_of(search: Search, plans: Plans) -> Floats:
    """Take other plans up and return their (groups, T) loads."""
    for kept, now in zip(plans, search.plans, strict=True):
        now[:] = kept
    reload(search)
    return search.limits.load.copy()


WITHIN = 5e-4  # of a unit: what the judge's tolerance takes as none
FORBIDDING = 1e8  # yuan per unit of a limit: dearer than anything a lot could be worth


def mend(search: Search, served: Served, turns: int = 8) -> float:
    """Re-plan until the loads fit what the supply's answer leaves, buying nothing more; return what is still over.

    Kit slots do not count: kit lots are filled batch by batch as far as their components go.
    """
    limits = search.limits
    limits.free[:] = np.maximum(search.supply.reference(served.values).left + WITHIN, 0.0)
    limits.free[[g.kind == "slot" for g in search.supply.factory.groups.groups]] = np.inf
    limits.room[:], limits.under[:], limits.beyond[:] = 0.0, 0.0, FORBIDDING
    for _ in range(turns):
        over = np.maximum(limits.load - limits.free, 0.0)
        if float(over.max()) <= 1e-5:
            break
        members = _members(search)
        tight = np.unique(np.concatenate([members[g] for g in np.flatnonzero(over.max(axis=1) > 1e-5)]))
        order = search.rng.permutation(tight)[:, None]
        _rework(search, order, np.ones(order.shape), -1e-9)
    return float(np.maximum(limits.load - limits.free, 0.0).max())
