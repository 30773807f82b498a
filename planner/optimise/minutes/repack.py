"""A few batches taken off the board and put on again with one that is left out or late, in compiled loops.

All others keep their minutes, so a trial costs little however many there are. That is ruin and recreate (Schrimpf et
al. 2000) of what is close together in time (Christiaens & Vanden Berghe 2020), accepted as annealing accepts.
"""

from math import log
from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.minutes.arrays import Facts, Floats, Ints
from planner.optimise.minutes.bare import bare
from planner.optimise.minutes.board import Board
from planner.optimise.minutes.decode import THRIFTS, lateness, place
from planner.optimise.minutes.line import cleaning_minutes
from planner.optimise.minutes.moves import Chance, draw, fraction
from planner.optimise.minutes.pins import pin, unpin

MOST = 8  # batches taken off at most, besides the one to be put on
APART = 120  # minutes that may lie between those taken off
WANTED, FIRST = 0.9, 0.6  # chances that one that costs something is put on, and that it comes first
BY_CHANCE = 0.8  # orders in which they are put on; in the others the dearest comes first
FREELY, ONE_MODE, THRIFTY = 0.7, 0.3, 0.6  # chances of modes: all as they suit; else of each stage
HAIR = 1e-6  # yuan


class Standing(NamedTuple):
    """Where each stage stands, and by job whether it does and what it costs."""

    start: Ints
    end: Ints
    mode: Ints
    placed: Ints
    own: Floats
    cost: Floats  # (1,) of all


class Bench(NamedTuple):
    """Room to work in: jobs taken off with the keys they are ordered by, choices by stage."""

    off: Ints
    key: Floats
    choice: Ints


def new_standing(facts: Facts) -> Standing:
    """Nothing stands yet."""
    start, end, mode = (np.zeros(facts.stages, np.int64) for _ in range(3))
    return Standing(start, end, mode, np.zeros(facts.jobs, np.int64), np.zeros(facts.jobs), np.zeros(1))


def new_bench(facts: Facts) -> Bench:
    """An empty bench."""
    return Bench(np.zeros(MOST + 1, np.int64), np.zeros(MOST + 1), np.zeros(facts.stages, np.int64))


@outer
def repack(
    facts: Facts,
    board: Board,
    now: Standing,
    best: Standing,
    bench: Bench,
    chance: Chance,
    temperature: float,
    trials: int,
) -> None:
    """Try so many changes at one temperature; `board` holds what stands `now`, the cheapest stays in `best`."""
    facts, board, now, best = bare(facts), bare(board), bare(now), bare(best)
    bench, chance = bare(bench), bare(chance)
    for _ in range(trials):
        if best.cost[0] <= 0.0:
            return
        wanted = costly(facts, now, chance) if fraction(chance) < WANTED else -1
        count = close_together(facts, board, bench, chance, wanted)
        before = 0.0
        for k in range(count):
            unpin(facts, board, bench.off[k])
            before += now.own[bench.off[k]]
        if wanted >= 0:
            unpin(facts, board, wanted)
            before += now.own[wanted]
        count = put_in_order(facts, bench, chance, count, wanted)
        if count == 0:
            continue
        most = before - temperature * log(fraction(chance))
        after, reached = 0.0, 0
        while reached < count and after <= most:
            choose_modes(facts, bench, chance, bench.off[reached])
            bench.key[reached], _ = place(facts, board, bench.off[reached], bench.choice)
            after += bench.key[reached]
            reached += 1
        if after <= most and are_clean(facts, board, now, bench, count):
            stay(facts, board, now, bench, count)
            now.cost[0] += after - before
            if now.cost[0] < HAIR:
                now.cost[0] = 0.0
            if now.cost[0] < best.cost[0] - HAIR:
                copy_standing(facts, now, best)
        else:
            go_back(facts, board, now, bench, reached, count)


@outer
def note_standing(facts: Facts, board: Board, now: Standing, best: Standing) -> None:
    """Note what stands on a board, and that nothing better is known."""
    facts, board, now, best = bare(facts), bare(board), bare(now), bare(best)
    now.cost[0] = 0.0
    for job in range(facts.jobs):
        now.own[job] = lateness(facts, board, job) if board.placed[job] else facts.drop_price[job]
        now.cost[0] += now.own[job]
        note_job(facts, board, now, job)
    copy_standing(facts, now, best)


@inner
def note_job(facts: Facts, board: Board, now: Standing, job: int) -> None:
    """Note whether a job is on a board, and when and how its stages are run."""
    now.placed[job] = board.placed[job]
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        now.start[stage], now.end[stage] = board.start[stage], board.end[stage]
        now.mode[stage] = board.mode[stage]


@inner
def copy_standing(facts: Facts, source: Standing, target: Standing) -> None:
    """Copy all of it."""
    target.cost[0] = source.cost[0]
    for job in range(facts.jobs):
        target.placed[job], target.own[job] = source.placed[job], source.own[job]
    for stage in range(facts.stages):
        target.start[stage], target.end[stage] = source.start[stage], source.end[stage]
        target.mode[stage] = source.mode[stage]


@inner
def costly(facts: Facts, now: Standing, chance: Chance) -> int:
    """A job drawn by what it costs; −1 if none costs anything."""
    left, last = now.cost[0] * fraction(chance), -1
    for job in range(facts.jobs):
        if now.own[job] > 0.0:
            last = job
            left -= now.own[job]
            if left <= 0.0:
                break
    return last


@inner
def close_together(facts: Facts, board: Board, bench: Bench, chance: Chance, wanted: int) -> int:
    """Put on the bench a few jobs at work at about one time with machines or pools they share; returns how many."""
    job = draw(chance, facts.jobs)
    for _ in range(facts.jobs):
        if board.placed[job] and job != wanted:
            break
        job = job + 1 if job + 1 < facts.jobs else 0
    if not board.placed[job] or job == wanted:
        return 0
    bench.off[0] = job
    size, count, met = 1 + draw(chance, MOST), 1, 1
    first = facts.stage_from[job]
    stage = first + draw(chance, facts.stage_from[job + 1] - first)
    apart = draw(chance, APART + 1)
    for other in range(facts.jobs if size > 1 else 0):
        if other in (job, wanted) or not board.placed[other] or not meets(facts, board, other, stage, apart):
            continue
        met += 1
        if count < size:
            bench.off[count] = other
            count += 1
        else:  # each of those met is as likely to be taken
            k = 1 + draw(chance, met - 1)
            if k < size:
                bench.off[k] = other
    return count


@inner
def meets(facts: Facts, board: Board, job: int, stage: int, apart: int) -> bool:
    """Whether a job is about when a stage is run, give or take some minutes, with a machine or pool that it needs."""
    start, end = board.start[stage] - apart, board.end[stage] + apart
    first, after = facts.stage_from[job], facts.stage_from[job + 1]
    if board.start[first] >= end or board.end[after - 1] <= start:
        return False
    for mine in range(first, after):
        at_once = board.start[mine] < end and board.end[mine] > start
        if at_once and shares(facts, board.mode[mine], board.mode[stage]):
            return True
    return False


@inner
def shares(facts: Facts, one: int, other: int) -> bool:
    """Whether two modes need the same machine or pool."""
    if facts.machine[one] >= 0 and facts.machine[one] == facts.machine[other]:
        return True
    for n in range(facts.need_from[one], facts.need_from[one + 1]):
        for m in range(facts.need_from[other], facts.need_from[other + 1]):
            if facts.need_pool[n] == facts.need_pool[m]:
                return True
    return False


@inner
def put_in_order(facts: Facts, bench: Bench, chance: Chance, count: int, wanted: int) -> int:
    """Order the bench, with the job that is wanted on it, if any; returns how many there are."""
    by_chance = fraction(chance) < BY_CHANCE
    for k in range(count):
        bench.key[k] = fraction(chance) if by_chance else -facts.drop_price[bench.off[k]]
    if wanted >= 0:
        somewhere = count > 0 and fraction(chance) >= FIRST
        bench.off[count], bench.key[count] = wanted, -np.inf
        if somewhere:
            bench.key[count] = bench.key[draw(chance, count)]
        count += 1
    for k in range(1, count):
        job, key, at = bench.off[k], bench.key[k], k
        while at > 0 and bench.key[at - 1] > key:
            bench.off[at], bench.key[at] = bench.off[at - 1], bench.key[at - 1]
            at -= 1
        bench.off[at], bench.key[at] = job, key
    return count


@inner
def choose_modes(facts: Facts, bench: Bench, chance: Chance, job: int) -> None:
    """Leave a job's modes open, or now and then choose some of them or how thrifty with cleaning they are."""
    freely = fraction(chance) < FREELY
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        bench.choice[stage] = -1
        if not freely:
            dice, first = fraction(chance), facts.mode_from[stage]
            if dice < ONE_MODE:
                bench.choice[stage] = first + draw(chance, facts.mode_from[stage + 1] - first)
            elif dice < THRIFTY:
                bench.choice[stage] = -1 - draw(chance, len(THRIFTS))


@inner
def are_clean(facts: Facts, board: Board, now: Standing, bench: Bench, count: int) -> bool:
    """Whether there is time for cleaning wherever a job was taken off: what came before may leave more to clean."""
    for k in range(count):
        job = bench.off[k]
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1] if now.placed[job] else 0):
            machine = facts.machine[now.mode[stage]]
            if machine >= 0 and not is_clean(facts, board, machine):
                return False
    return True


@inner
def is_clean(facts: Facts, board: Board, machine: int) -> bool:
    """Whether all that stands on a machine leaves time for cleaning."""
    line, state, end = machine * facts.longest, facts.first_state[machine], facts.ready[machine]
    for k in range(line, line + board.counts[machine]):
        if board.line_start[k] < end + cleaning_minutes(facts, machine, state, board.line_state[k]):
            return False
        state, end = board.line_state[k], board.line_end[k]
    return True


@inner
def stay(facts: Facts, board: Board, now: Standing, bench: Bench, count: int) -> None:
    """What has been put on the board stands from now on."""
    for k in range(count):
        job = bench.off[k]
        now.own[job] = bench.key[k]
        note_job(facts, board, now, job)


@inner
def go_back(facts: Facts, board: Board, now: Standing, bench: Bench, reached: int, count: int) -> None:
    """The board becomes again what stands now."""
    for k in range(reached):
        unpin(facts, board, bench.off[k])
    for k in range(count):
        job = bench.off[k]
        if now.placed[job]:
            for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
                board.start[stage], board.end[stage] = now.start[stage], now.end[stage]
                board.mode[stage] = now.mode[stage]
            pin(facts, board, job)
