"""Simulated annealing over orders, compiled and without the interpreter's lock."""

from math import exp, log

from numba import njit

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.bare import bare
from planner.optimise.minutes.board import Board
from planner.optimise.minutes.moves import Chance, Kin, fraction, propose
from planner.optimise.minutes.tour import Tour, cost_of, drop_tail, keep_tail, try_tail


@njit(cache=True, nogil=True)
def anneal(
    facts: Facts,
    kin: Kin,
    board: Board,
    tour: Tour,
    best: Tour,
    warm: float,
    cold: float,
    trials: int,
    chance: Chance,
) -> float:
    """Try so many changes while the temperature falls from warm to cold; the best order stays in `best`."""
    facts, kin, board, tour = bare(facts), bare(kin), bare(board), bare(tour)
    best, chance = bare(best), bare(chance)
    cost, least = cost_of(facts, tour), cost_of(facts, best)
    fall = (cold / warm) ** (1.0 / trials)
    temperature = warm
    for _ in range(trials):
        temperature *= fall
        first, _ = propose(facts, kin, tour, chance)
        if first < 0:
            continue
        most = cost - temperature * log(fraction(chance))
        trial, reached = try_tail(facts, board, tour, first, most)
        if trial > most:
            drop_tail(facts, board, tour, first, reached)
            continue
        keep_tail(facts, board, tour, first)
        cost = trial
        if cost < least - 1e-9:
            least = cost
            copy_tour(facts, tour, best)
    return least


@njit(cache=True, nogil=True)
def copy_tour(facts: Facts, source: Tour, target: Tour) -> None:
    """Copy what a tour keeps."""
    for p in range(facts.jobs):
        target.order[p], target.place_of[p] = source.order[p], source.place_of[p]
        target.placed[p], target.own[p] = source.placed[p], source.own[p]
        target.cost_to[p + 1], target.end_to[p + 1] = source.cost_to[p + 1], source.end_to[p + 1]
    for s in range(facts.stages):
        target.choice[s], target.mode[s] = source.choice[s], source.mode[s]
        target.start[s], target.end[s] = source.start[s], source.end[s]
