"""From fractional prices to whole lots: local search over products against the supply's limits and prices."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.cases import Plans, empty_plans
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.loads import Board, Limits, board_of, own_money, shift_load
from planner.optimise.lots.neighbour import carry_out, replan, rework
from planner.optimise.lots.supply import Reference, Served, Supply, answer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEEPER = 3.0  # times the price of what nothing can buy


def plans_from(answers: Answers) -> Plans:
    """Plans of all articles, in order, as the search holds them."""
    return Plans(
        answers.batches.copy(),
        answers.mode.copy(),
        answers.sold.copy(),
        answers.stock.copy(),
        answers.wasted.copy(),
    )


def answers_of(plans: Plans) -> Answers:
    """A search's plans as columns."""
    everyone = np.arange(len(plans.batches))
    return Answers(
        everyone, np.zeros(len(everyone)), plans.batches, plans.mode, plans.sold, plans.stock, plans.wasted
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

    @cached_property
    def worth(self) -> Floats:
        """(P,) yuan that all demand of an article is worth."""
        return np.asarray((self.deck.demand * self.deck.price[:, :, None]).sum(axis=(1, 2)))

    @cached_property
    def slots(self) -> NDArray[np.bool_]:
        """(groups,) which limits are slots of kits."""
        return self.supply.factory.groups.are_slots

    @cached_property
    def members(self) -> list[Ints]:
        """Articles that use each group."""
        deck = self.deck
        used = np.stack([deck.uses.group, deck.uses.row // deck.allowed.shape[1]], axis=1)
        zones = np.stack([deck.pallet_group, np.arange(deck.size)], axis=1)
        pairs = np.concatenate([np.unique(used, axis=0), zones])
        return [pairs[pairs[:, 0] == g, 1] for g in range(len(self.limits.beyond))]

    def using(self, groups: Ints) -> Ints:
        """Articles that use any of these groups, in order."""
        return np.unique(np.concatenate([np.zeros(0, np.int64), *(self.members[g] for g in groups)]))

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
        load,
        np.zeros_like(load),
        supply.plain.copy(),
        np.zeros_like(load),
        prices.copy(),
        STEEPER * supply.steep,
    )
    search = Search(deck, board, plans, limits, supply, np.random.default_rng(seed))
    reload(search)
    return search


def apart(search: Search) -> Search:
    """A search of the same articles with plans, limits and chances of its own."""
    rng, search.rng = search.rng.spawn(2)
    limits = Limits(*(part.copy() for part in search.limits))
    return replace(search, plans=copy_of(search.plans), limits=limits, rng=rng)


def reload(search: Search) -> None:
    """Add up the loads of all plans anew."""
    search.limits.load[:] = 0.0
    for p in range(search.deck.size):
        shift_load(search.board, search.limits, search.plans, p, 1.0)


def set_limits(
    search: Search, reference: Reference, prices: Floats, *, room: float, worth: float = 1.0
) -> None:
    """Renew limits: what the reference leaves costs its price, up to `room` of it more a little more than that.

    Of materials all is left that nobody draws, whenever.

    `worth` of the price is what leaving it unused would save.
    """
    supply, limits = search.supply, search.limits
    materials = supply.factory.pantry.group
    limits.free[:] = np.maximum(reference.left, 0.0)
    limits.free[materials] += reference.more[materials]
    limits.room[:] = np.minimum(reference.more, room * limits.free)
    slots = limits.load[search.slots]
    limits.room[search.slots] = 0.0 if supply.held else room * slots.max(axis=1, keepdims=True, initial=0.0)
    limits.price[:] = np.minimum(1.05 * prices + 1.0, supply.steep[:, None])
    limits.under[:] = worth * np.minimum(prices, supply.steep[:, None])
    limits.beyond[:] = STEEPER * supply.steep


def insert(search: Search, articles: Ints) -> None:
    """Plan these articles anew one after the other, each against all others as they stand; dearest demand first."""
    order = articles[np.argsort(-search.worth[articles], kind="stable")]
    for p in order:
        shift_load(search.board, search.limits, search.plans, p, -1.0)
    spare = empty_plans(1, search.plans.sold.shape[1], search.deck.horizon)
    for p in order:
        replan(search.board, search.limits, search.plans, spare, 0, p)
        shift_load(search.board, search.limits, search.plans, p, 1.0)


def fit_in(
    search: Search,
    left: Ints,
    load: Floats,
    reference: Reference,
    prices: Floats,
    *,
    room: float,
    worth: float,
) -> None:
    """Plan articles anew within what a load of all others leaves."""
    search.limits.load[:] = load
    set_limits(search, reference, prices, room=room, worth=worth)
    search.plans.batches[left] = 0
    for p in left:
        carry_out(search.board, search.plans, p)
        shift_load(search.board, search.limits, search.plans, p, 1.0)
    insert(search, left)


SHAKEN = 6  # times that each article is planned anew in a shake


def shake_some(
    search: Search,
    plans: Answers,
    load: Floats,
    reference: Reference,
    prices: Floats,
    *,
    room: float,
    worth: float,
    width: int,
) -> None:
    """Take out and put back a few of these plans at a time within what a load of all others leaves."""
    search.limits.load[:] = load
    set_limits(search, reference, prices, room=room, worth=worth)
    parts = (plans.batches, plans.mode, plans.sold, plans.stock, plans.wasted)
    for now, part in zip(search.plans, parts, strict=True):
        now[plans.chosen] = part
    for p in plans.chosen:
        shift_load(search.board, search.limits, search.plans, p, 1.0)
    count = min(width, len(plans.chosen))
    moves = SHAKEN * len(plans.chosen) // max(count, 1)
    rework_all(
        search, np.array([search.rng.choice(plans.chosen, count, replace=False) for _ in range(moves)])
    )


def rework_all(search: Search, moves: Ints) -> float:
    """Take out and put back the articles of each row of `moves`; return the change of cost."""
    spare = empty_plans(moves.shape[1] + 1, search.plans.sold.shape[1], search.deck.horizon)
    return float(rework(search.board, search.limits, search.plans, spare, moves.astype(np.int64)))


def settle(search: Search, seconds: float) -> tuple[float, Served]:
    """Ask the supply for the present loads; return the whole cost, steep prices of what is missing included."""
    served = answer(search.supply, search.limits.load, seconds, relaxed=True)
    return whole_cost(search, served), served


def whole_cost(search: Search, served: Served) -> float:
    """Cost of the plans with the supply's answer to them, steep prices of what is missing included."""
    return search.money + search.supply.cost_of(served)


def take_up(search: Search, plans: Plans) -> None:
    """Go on from other plans."""
    for kept, now in zip(plans, search.plans, strict=True):
        now[:] = kept
    reload(search)
