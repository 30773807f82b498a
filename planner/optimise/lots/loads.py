"""Loads on the limits (group, day), and what the lots and stocks of one more plan cost against them.

Each limit has a load, a free part, a priced part and a hard end, so the cost of a load is convex and piecewise
linear.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Cases, Plans
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.dynamic import INFINITE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Board(NamedTuple):
    """What never changes: cases of articles P, modes M, days T; uses are rows of article·M + mode."""

    cases: Cases
    largest: Ints  # (P, M, T) batches in the largest lot, 0 where none may be made
    batch_kg: Floats
    night: Floats
    setup_yuan: Floats
    use_start: Ints
    use_group: Ints
    use_before: Ints
    use_kg: Floats
    use_lot: Floats
    pallet_group: Ints
    pallets: Floats


class Limits(NamedTuple):
    """(groups, T) load, plain part and its price, width and price of the part to be bought; (groups,) price beyond.

    The plain part costs its opportunity price: hours one product takes are hours another one misses.
    """

    load: Floats
    under: Floats
    free: Floats
    room: Floats
    price: Floats
    beyond: Floats


def board_of(deck: Deck) -> Board:
    """The never-changing part of the search."""
    uses = deck.uses
    order = np.argsort(uses.row, kind="stable")
    rows = deck.size * deck.allowed.shape[1]
    return Board(
        cases=deck.cases(),
        largest=np.where(deck.allowed, deck.most[:, None, None], 0),
        batch_kg=deck.batch_kg,
        night=deck.night,
        setup_yuan=deck.setup_yuan,
        use_start=np.searchsorted(uses.row[order], np.arange(rows + 1)),
        use_group=uses.group[order],
        use_before=uses.before[order],
        use_kg=uses.per_kg[order],
        use_lot=uses.per_lot[order],
        pallet_group=deck.pallet_group,
        pallets=deck.pallets,
    )


@inner
def load_cost(limits: Limits, group: int, day: int, load: float) -> float:
    """Cost of `load` on one limit."""
    over = load - limits.free[group, day]
    if over <= 0.0:
        return float(load * limits.under[group, day])
    plain = limits.free[group, day] * limits.under[group, day]
    if over <= limits.room[group, day]:
        return float(plain + over * limits.price[group, day])
    width = limits.room[group, day]
    return float(plain + width * limits.price[group, day] + (over - width) * limits.beyond[group])


@outer
def shift_load(board: Board, limits: Limits, plans: Plans, p: int, sign: float) -> float:
    """Add (sign 1) or take away (sign −1) what article p's plan uses; return the change of cost in limits."""
    load = limits.load
    change = 0.0
    for t in range(load.shape[1]):
        n = plans.batches[p, t]
        if n > 0:
            row = p * board.largest.shape[1] + plans.mode[p, t]
            for k in range(board.use_start[row], board.use_start[row + 1]):
                g, d = board.use_group[k], t - board.use_before[k]
                change -= load_cost(limits, g, d, load[g, d])
                load[g, d] += sign * (board.use_kg[k] * n * board.batch_kg[p] + board.use_lot[k])
                change += load_cost(limits, g, d, load[g, d])
        if plans.stock[p, t] > 0:
            g = board.pallet_group[p]
            change -= load_cost(limits, g, t, load[g, t])
            load[g, t] += sign * plans.stock[p, t] * board.pallets[p]
            change += load_cost(limits, g, t, load[g, t])
    return change


@outer
def own_money(board: Board, plans: Plans, p: int) -> float:
    """Real cost of article p's plan, without limits."""
    total = 0.0
    for t in range(plans.batches.shape[1]):
        if plans.batches[p, t] > 0:
            total += board.setup_yuan[p]
        total += plans.wasted[p, t] * board.cases.waste[p] + plans.stock[p, t] * board.night[p]
        for s in range(board.cases.segments[p]):
            total += (board.cases.demand[p, s, t] - plans.sold[p, s, t]) * board.cases.price[p, s]
    return total


@inner
def lot_table(board: Board, limits: Limits, p: int, table: Floats, line: Ints) -> None:
    """Fill table[t, n] with the cheapest cost of n batches on day t over all modes, line[t, n] with the mode."""
    horizon, most = table.shape[0], table.shape[1] - 1
    for t in range(horizon):
        table[t, 0] = 0.0
        for n in range(1, most + 1):
            table[t, n] = INFINITE
        for m in range(board.largest.shape[1]):
            row = p * board.largest.shape[1] + m
            for n in range(max(board.cases.least[p], 1), min(most, board.largest[p, m, t]) + 1):
                cost = board.setup_yuan[p]
                for k in range(board.use_start[row], board.use_start[row + 1]):
                    g, d = board.use_group[k], t - board.use_before[k]
                    before = limits.load[g, d]
                    after = before + board.use_kg[k] * n * board.batch_kg[p] + board.use_lot[k]
                    cost += load_cost(limits, g, d, after) - load_cost(limits, g, d, before)
                if cost < table[t, n]:
                    table[t, n] = cost
                    line[t, n] = m


@inner
def night_table(board: Board, limits: Limits, p: int, nights: Floats, flat: Floats) -> None:
    """Fill nights[t, level] with the cost of keeping a stock overnight, flat[t] with its rate for held lots."""
    g, size = board.pallet_group[p], nights.shape[1]
    step = min(board.cases.batch[p], size - 1)
    for t in range(nights.shape[0]):
        base = limits.load[g, t]
        before = load_cost(limits, g, t, base)
        for level in range(size):
            after = load_cost(limits, g, t, base + level * board.pallets[p])
            nights[t, level] = level * board.night[p] + after - before
        flat[t] = nights[t, step] / step
