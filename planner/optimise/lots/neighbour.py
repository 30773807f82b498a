"""Re-planning a few products against what all the others use, in compiled loops.

Each limit (group, day) has a load, a free part, a priced part and a hard end, so the cost of a load is convex
and piecewise linear. One product is re-planned exactly with the others fixed; a few at a time are taken out
and put back in another order, and the change is kept when the whole is cheaper.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import INFINITE, cheapest
from planner.optimise.lots.realise import walk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Board(NamedTuple):
    """What never changes: articles P, modes M, segments S, days T; uses are rows of article·M + mode."""

    hold: Ints
    batch: Ints
    batch_kg: Floats
    least: Ints
    most: Ints
    allowed: NDArray[np.bool_]
    opening: Ints
    demand: Ints
    missing: Floats
    segments: Ints
    waste: Floats
    night: Floats
    ceiling: Ints
    levels: Ints
    setup_yuan: Floats
    use_start: Ints
    use_group: Ints
    use_before: Ints
    use_kg: Floats
    use_lot: Floats
    pallet_group: Ints
    pallets: Floats
    shelf: Ints
    ages: Ints
    lot_made: Ints
    lot_free: Ints
    lot_last: Ints
    lot_units: Ints
    ready: Ints
    ready_made: Ints


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


class Plans(NamedTuple):
    """One plan per article: (P, T) batches, modes, stock and write-offs in units; (P, S, T) units sold."""

    batches: Ints
    mode: Ints
    sold: Ints
    stock: Ints
    wasted: Ints


@njit(cache=True)
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


@njit(cache=True)
def shift_load(board: Board, limits: Limits, plans: Plans, p: int, sign: float) -> float:
    """Add (sign 1) or take away (sign −1) what article p's plan uses; return the change of cost in limits."""
    load = limits.load
    change = 0.0
    for t in range(load.shape[1]):
        n = plans.batches[p, t]
        if n > 0:
            row = p * board.allowed.shape[1] + plans.mode[p, t]
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


@njit(cache=True)
def own_money(board: Board, plans: Plans, p: int) -> float:
    """Real cost of article p's plan, without limits."""
    total = 0.0
    for t in range(plans.batches.shape[1]):
        if plans.batches[p, t] > 0:
            total += board.setup_yuan[p]
        total += plans.wasted[p, t] * board.waste[p] + plans.stock[p, t] * board.night[p]
        for s in range(board.segments[p]):
            total += (board.demand[p, s, t] - plans.sold[p, s, t]) * board.missing[p, s]
    return total


@njit(cache=True)
def lot_table(board: Board, limits: Limits, p: int, noise: float, table: Floats, line: Ints) -> None:
    """Fill table[t, n] with the cheapest cost of n batches on day t over all modes, line[t, n] with the mode."""
    horizon, most = table.shape[0], table.shape[1] - 1
    for t in range(horizon):
        table[t, 0] = 0.0
        for n in range(1, most + 1):
            table[t, n] = INFINITE
        for m in range(board.allowed.shape[1]):
            if not board.allowed[p, m, t]:
                continue
            row = p * board.allowed.shape[1] + m
            for n in range(max(board.least[p], 1), most + 1):
                cost = 0.0
                for k in range(board.use_start[row], board.use_start[row + 1]):
                    g, d = board.use_group[k], t - board.use_before[k]
                    before = limits.load[g, d]
                    after = before + board.use_kg[k] * n * board.batch_kg[p] + board.use_lot[k]
                    cost += load_cost(limits, g, d, after) - load_cost(limits, g, d, before)
                cost = board.setup_yuan[p] + cost * noise
                if cost < table[t, n]:
                    table[t, n] = cost
                    line[t, n] = m


@njit(cache=True)
def night_table(board: Board, limits: Limits, p: int, nights: Floats, flat: Floats) -> None:
    """Fill nights[t, level] with the cost of keeping a stock overnight, flat[t] with its rate for held lots."""
    g, size = board.pallet_group[p], nights.shape[1]
    step = min(board.batch[p], size - 1)
    for t in range(nights.shape[0]):
        base = limits.load[g, t]
        before = load_cost(limits, g, t, base)
        for level in range(size):
            after = load_cost(limits, g, t, base + level * board.pallets[p])
            nights[t, level] = level * board.night[p] + after - before
        flat[t] = nights[t, step] / step


@njit(cache=True)
def copy_plan(source: Plans, p: int, target: Plans, j: int) -> None:
    """Copy article p's plan to place j."""
    target.batches[j] = source.batches[p]
    target.mode[j] = source.mode[p]
    target.sold[j] = source.sold[p]
    target.stock[j] = source.stock[p]
    target.wasted[j] = source.wasted[p]


@njit(cache=True)
def carry_out(board: Board, plans: Plans, p: int) -> None:
    """Let article p's plan sell, keep and waste what its lots really allow."""
    count = board.segments[p]
    walk(
        board.hold[p],
        board.batch[p],
        board.shelf[p],
        board.ages[p, :count],
        board.lot_made[p],
        board.lot_free[p],
        board.lot_last[p],
        board.lot_units[p],
        plans.batches[p],
        board.demand[p, :count],
        plans.sold[p, :count],
        plans.stock[p],
        plans.wasted[p],
    )


@njit(cache=True)
def replan(board: Board, limits: Limits, plans: Plans, spare: Plans, at: int, p: int, noise: float) -> None:
    """Plan article p anew against loads that must not hold it; fills its rows of `plans`.

    The relaxed plan and the chain of lots are both carried out, and the cheaper one is taken; place `at` of
    `spare` is used on the way.
    """
    horizon, size = limits.load.shape[1], board.levels[p]
    most = min(board.most[p], size // board.batch[p] + 1)
    table = np.empty((horizon, most + 1))
    line = np.zeros((horizon, most + 1), np.int64)
    lot_table(board, limits, p, noise, table, line)
    nights = np.empty((horizon, size))
    flat = np.empty(horizon)
    night_table(board, limits, p, nights, flat)
    none = np.zeros((1, horizon))
    count = board.segments[p]
    bound = cheapest(
        board.hold[p],
        board.batch[p],
        board.least[p],
        most,
        table,
        True,
        none,
        none,
        board.opening[p],
        board.demand[p, :count],
        board.missing[p, :count],
        board.waste[p],
        flat,
        nights,
        True,
        board.ceiling[p],
        size,
        plans.batches[p],
        plans.mode[p],
        plans.sold[p],
        plans.stock[p],
        plans.wasted[p],
    )
    cost = _carried(board, limits, plans, p, line)
    if cost <= bound + 1e-6 * abs(bound) + 1e-3 or noise != 1.0:
        return
    copy_plan(plans, p, spare, at)
    cheapest_chain(
        board.hold[p],
        board.batch[p],
        board.least[p],
        most,
        table,
        True,
        none,
        none,
        board.ready[p],
        board.ready_made[p],
        board.shelf[p],
        board.ages[p, :count],
        board.demand[p, :count],
        board.missing[p, :count],
        board.waste[p],
        flat,
        nights,
        True,
        size,
        plans.batches[p],
        plans.mode[p],
        plans.sold[p, :count],
        plans.wasted[p],
    )
    if _carried(board, limits, plans, p, line) > cost:
        copy_plan(spare, at, plans, p)


@njit(cache=True)
def _carried(board: Board, limits: Limits, plans: Plans, p: int, line: Ints) -> float:
    """Carry article p's plan out and return what it costs, loads included."""
    for t in range(line.shape[0]):
        plans.mode[p, t] = line[t, plans.batches[p, t]]
    carry_out(board, plans, p)
    change = shift_load(board, limits, plans, p, 1.0)
    shift_load(board, limits, plans, p, -1.0)
    return own_money(board, plans, p) + change


@njit(cache=True)
def rework(
    board: Board,
    limits: Limits,
    plans: Plans,
    spare: Plans,
    moves: Ints,
    noise: Floats,
    tolerance: float,
) -> float:
    """Take out and put back the articles of each row of `moves` (−1 pads); keep what costs ≤ `tolerance` more.

    `noise` scales limit costs per (move, place). Plans and loads change in place; `spare` holds one plan more
    than a move is wide. Returns the total change of cost.
    """
    gained = 0.0
    for i in range(moves.shape[0]):
        change = 0.0
        count = 0
        for j in range(moves.shape[1]):
            p = moves[i, j]
            if p < 0:
                break
            count += 1
            change -= own_money(board, plans, p)
            change += shift_load(board, limits, plans, p, -1.0)
            copy_plan(plans, p, spare, j)
        for j in range(count):
            p = moves[i, j]
            replan(board, limits, plans, spare, moves.shape[1], p, noise[i, j])
            change += own_money(board, plans, p)
            change += shift_load(board, limits, plans, p, 1.0)
        if change <= tolerance:
            gained += change
            continue
        for j in range(count):
            p = moves[i, j]
            shift_load(board, limits, plans, p, -1.0)
            copy_plan(spare, j, plans, p)
            shift_load(board, limits, plans, p, 1.0)
    return gained
