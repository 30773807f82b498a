"""Simulated annealing over orders, compiled and without the interpreter's lock."""

from math import log

import numpy as np

from planner.optimise.compiled import outer
from planner.optimise.minutes.arrays import Facts, Floats
from planner.optimise.minutes.bare import bare
from planner.optimise.minutes.board import Board
from planner.optimise.minutes.moves import Chance, Kin, fraction, propose
from planner.optimise.minutes.tour import Tour, copy_kept, drop_tail, keep_tail, kept_cost, try_tail

HAIR = 1e-9


@outer
def anneal(
    facts: Facts,
    kin: Kin,
    board: Board,
    tour: Tour,
    best: Tour,
    chance: Chance,
    temperature: float,
    trials: int,
) -> float:
    """Try so many changes at one temperature; the best order stays in `best`, and its cost is returned."""
    facts, kin, board, tour = bare(facts), bare(kin), bare(board), bare(tour)
    best, chance = bare(best), bare(chance)
    cost, least = kept_cost(facts, tour), kept_cost(facts, best)
    for _ in range(trials):
        first = propose(facts, kin, tour, chance)
        if first < 0:
            continue
        most = cost - temperature * log(fraction(chance))
        trial, reached = try_tail(facts, board, tour, first, most)
        if trial > most:
            drop_tail(facts, board, tour, first, reached)
            continue
        keep_tail(facts, board, tour, first)
        cost = trial
        if cost < least - HAIR:
            least = cost
            copy_kept(facts, tour, best)
    return least


@outer
def rises(facts: Facts, kin: Kin, board: Board, tour: Tour, chance: Chance, rise: Floats) -> int:
    """Fill `rise` with what random changes would cost more (all are taken back); return how many."""
    facts, kin, board, tour = bare(facts), bare(kin), bare(board), bare(tour)
    chance = bare(chance)
    found = 0
    for _ in range(rise.shape[0]):
        first = propose(facts, kin, tour, chance)
        if first < 0:
            continue
        trial, reached = try_tail(facts, board, tour, first, np.inf)
        drop_tail(facts, board, tour, first, reached)
        if HAIR < trial - kept_cost(facts, tour) < np.inf:
            rise[found] = trial - kept_cost(facts, tour)
            found += 1
    return found
