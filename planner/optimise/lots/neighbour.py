"""Re-planning a few products against what all the others use, in compiled loops.

One product is re-planned exactly with the others fixed; a few at a time are taken out and put back in another
order, and the change is kept when the whole is cheaper.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import Costs, Plans, case_of, copy_course, course_of
from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest
from planner.optimise.lots.loads import Board, Limits, lot_table, night_table, own_money, shift_load
from planner.optimise.lots.polish import polish
from planner.optimise.lots.walk import walk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LESS = -1e-9  # yuan: a change is kept when it gains more than nothing


@inner
def copy_plan(source: Plans, p: int, target: Plans, j: int) -> None:
    """Copy article p's plan to place j."""
    copy_course(course_of(source, p), course_of(target, j))


@outer
def carry_out(board: Board, plans: Plans, p: int) -> None:
    """Let article p's plan sell, keep and waste what its lots really allow."""
    walk(case_of(board.cases, p), course_of(plans, p))


@outer
def replan(board: Board, limits: Limits, plans: Plans, spare: Plans, at: int, p: int) -> None:
    """Plan article p anew against loads that must not hold it; fills its rows of `plans`.

    The relaxed plan and the chain of lots are both carried out, and the cheaper one is polished; place `at` of
    `spare` is used on the way.
    """
    case, course = case_of(board.cases, p), course_of(plans, p)
    horizon = limits.load.shape[1]
    most = min(case.most, case.levels // case.batch + 1)
    table = np.empty((horizon, most + 1))
    line = np.zeros((horizon, most + 1), np.int64)
    lot_table(board, limits, p, table, line)
    nights = np.empty((horizon, case.levels))
    flat = np.empty(horizon)
    night_table(board, limits, p, nights, flat)
    none = np.zeros((1, horizon))
    costs = Costs(none, none, flat, True, table, nights)
    bound = cheapest(case, costs, course)
    cost = _carried(board, limits, plans, p, line)
    if cost <= bound + 1e-6 * abs(bound) + 1e-3:
        return
    copy_plan(plans, p, spare, at)
    cheapest_chain(case, costs, course)
    chained = _carried(board, limits, plans, p, line)
    if chained > cost:
        copy_plan(spare, at, plans, p)
    cost = min(cost, chained)
    for turn in range(2):
        copy_plan(plans, p, spare, at)
        polish(case, costs, course.sold[: case.demand.shape[0]].copy() if turn == 0 else case.demand, course)
        cheaper = _carried(board, limits, plans, p, line)
        if cheaper >= cost:
            copy_plan(spare, at, plans, p)
        cost = min(cost, cheaper)


@inner
def _carried(board: Board, limits: Limits, plans: Plans, p: int, line: Ints) -> float:
    """Carry article p's plan out and return what it costs, loads included."""
    for t in range(line.shape[0]):
        plans.mode[p, t] = line[t, plans.batches[p, t]]
    carry_out(board, plans, p)
    change = shift_load(board, limits, plans, p, 1.0)
    shift_load(board, limits, plans, p, -1.0)
    return own_money(board, plans, p) + change


@outer
def rework(
    board: Board,
    limits: Limits,
    plans: Plans,
    spare: Plans,
    moves: Ints,
) -> float:
    """Take out and put back the articles of each row of `moves` (−1 pads); keep what costs less.

    Plans and loads change in place; `spare` holds one plan more
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
            replan(board, limits, plans, spare, moves.shape[1], p)
            change += own_money(board, plans, p)
            change += shift_load(board, limits, plans, p, 1.0)
        if change <= LESS:
            gained += change
            continue
        for j in range(count):
            p = moves[i, j]
            shift_load(board, limits, plans, p, -1.0)
            copy_plan(spare, j, plans, p)
            shift_load(board, limits, plans, p, 1.0)
    return gained
