"""An order of batches with its schedule, and what the schedule costs if the order or a choice is changed.

Only the tail behind the first changed place is taken off the board and placed anew.
"""

from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.minutes.arrays import Facts, Floats, Ints
from planner.optimise.minutes.bare import bare
from planner.optimise.minutes.board import Board
from planner.optimise.minutes.decode import end_of, fit, nothing_chosen, place
from planner.optimise.minutes.pins import pin, unpin

KEPT = ("order", "place_of", "choice", "start", "end", "mode", "placed", "own", "cost_to", "end_to")


class Tour(NamedTuple):
    """The order kept and the one on trial; `cost_to[p]`, `end_to[p]` are cost and last minute before place p."""

    order: Ints
    place_of: Ints
    choice: Ints
    start: Ints
    end: Ints
    mode: Ints
    placed: Ints
    own: Floats
    cost_to: Floats
    end_to: Ints
    trial_order: Ints
    trial_choice: Ints
    trial_own: Floats
    trial_cost_to: Floats
    trial_end_to: Ints


def new_tour(facts: Facts, order: Ints, thrift: int = 0) -> Tour:
    """A tour in the given order, not yet placed."""
    jobs, stages = facts.due.size, facts.least_wait.size
    choice = nothing_chosen(facts, thrift)
    return Tour(
        order=order.astype(np.int64),
        place_of=np.argsort(order).astype(np.int64),
        choice=choice,
        start=np.zeros(stages, np.int64),
        end=np.zeros(stages, np.int64),
        mode=np.zeros(stages, np.int64),
        placed=np.zeros(jobs, np.int64),
        own=np.zeros(jobs),
        cost_to=np.zeros(jobs + 1),
        end_to=np.zeros(jobs + 1, np.int64),
        trial_order=order.astype(np.int64),
        trial_choice=choice.copy(),
        trial_own=np.zeros(jobs),
        trial_cost_to=np.zeros(jobs + 1),
        trial_end_to=np.zeros(jobs + 1, np.int64),
    )


def cost_of(facts: Facts, tour: Tour) -> float:
    """The cost of the schedule kept."""
    return float(tour.cost_to[facts.jobs] + facts.end_price * tour.end_to[facts.jobs])


def copy_tour(source: Tour, target: Tour) -> None:
    """Copy what a tour keeps."""
    for name in KEPT:
        getattr(target, name)[:] = getattr(source, name)


@inner
def kept_cost(facts: Facts, tour: Tour) -> float:
    """The cost of the schedule kept, inside compiled loops."""
    jobs = facts.jobs
    cost: float = tour.cost_to[jobs] + facts.end_price * tour.end_to[jobs]
    return cost


@inner
def try_tail(facts: Facts, board: Board, tour: Tour, first: int, most: float) -> tuple[float, int]:
    """Place the trial order from place `first` on; stop when it must cost more than `most`.

    Returns the cost (what is known of it, if stopped) and the place up to which it got.
    """
    jobs = facts.jobs
    for p in range(jobs - 1, first - 1, -1):
        unpin(facts, board, tour.order[p])
    cost, last_end = tour.cost_to[first], tour.end_to[first]
    tour.trial_cost_to[first], tour.trial_end_to[first] = cost, last_end
    for p in range(first, jobs):
        job = tour.trial_order[p]
        own, cleaning = place(facts, board, job, tour.trial_choice)
        tour.trial_own[job] = own
        cost += own + cleaning
        last_end = max(last_end, end_of(facts, board, job))
        tour.trial_cost_to[p + 1], tour.trial_end_to[p + 1] = cost, last_end
        if cost + facts.end_price * last_end > most:
            return cost + facts.end_price * last_end, p + 1
    return cost + facts.end_price * last_end, jobs


@inner
def keep_tail(facts: Facts, board: Board, tour: Tour, first: int) -> None:
    """The trial becomes the tour."""
    jobs = facts.jobs
    for p in range(first, jobs):
        tour.cost_to[p + 1], tour.end_to[p + 1] = tour.trial_cost_to[p + 1], tour.trial_end_to[p + 1]
        job = tour.trial_order[p]
        tour.order[p] = job
        tour.place_of[job] = p
        tour.own[job] = tour.trial_own[job]
        tour.placed[job] = board.placed[job]
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
            tour.choice[stage] = tour.trial_choice[stage]
            tour.start[stage] = board.start[stage]
            tour.end[stage] = board.end[stage]
            tour.mode[stage] = board.mode[stage]


@inner
def drop_tail(facts: Facts, board: Board, tour: Tour, first: int, reached: int) -> None:
    """The board becomes again what the tour says; the trial is forgotten."""
    jobs = facts.jobs
    for p in range(reached - 1, first - 1, -1):
        unpin(facts, board, tour.trial_order[p])
    for p in range(first, jobs):
        job = tour.order[p]
        tour.trial_order[p] = job
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
            board.start[stage] = tour.start[stage]
            board.end[stage] = tour.end[stage]
            board.mode[stage] = tour.mode[stage]
            tour.trial_choice[stage] = tour.choice[stage]
        if tour.placed[job]:
            pin(facts, board, job)


@outer
def stand(facts: Facts, board: Board, tour: Tour) -> None:
    """Put all that a tour places on an empty board, at the tour's own minutes."""
    facts, board, tour = bare(facts), bare(board), bare(tour)
    for job in range(facts.jobs):
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
            board.start[stage], board.end[stage] = tour.start[stage], tour.end[stage]
            board.mode[stage] = tour.mode[stage]
        if tour.placed[job]:
            pin(facts, board, job)


@outer
def place_all(facts: Facts, board: Board, tour: Tour) -> float:
    """Place the tour's whole order on a board that holds it or nothing; return its cost."""
    given, pinned, kept = bare(facts), bare(board), bare(tour)
    for job in range(given.jobs):
        kept.trial_order[job] = kept.order[job]
    for stage in range(given.stages):
        kept.trial_choice[stage] = kept.choice[stage]
    first = int(np.int64(0))  # a literal would compile what it is handed to once more
    cost, _ = try_tail(given, pinned, kept, first, np.inf)
    keep_tail(given, pinned, kept, first)
    return cost


@inner
def copy_kept(facts: Facts, source: Tour, target: Tour) -> None:
    """Copy what a tour keeps, inside compiled loops."""
    for p in range(facts.jobs):
        target.order[p], target.place_of[p] = source.order[p], source.place_of[p]
        target.placed[p], target.own[p] = source.placed[p], source.own[p]
        target.cost_to[p + 1], target.end_to[p + 1] = source.cost_to[p + 1], source.end_to[p + 1]
    for s in range(facts.stages):
        target.choice[s], target.mode[s] = source.choice[s], source.mode[s]
        target.start[s], target.end[s] = source.start[s], source.end[s]


@outer
def blocked_stage(facts: Facts, board: Board, tour: Tour, job: int) -> int:
    """The stage at which a batch of a tour finds no minutes on a board, its last if it would only be too late."""
    given, pinned, kept = bare(facts), bare(board), bare(tour)
    last: int = given.stage_from[job + 1] - 1
    if fit(given, pinned, job, kept.choice):
        return last
    blocked: int = pinned.blocked[job]
    return blocked
