"""The board batches are pinned on: machine timelines and what is free of each pool, minute by minute.

Pinning and unpinning are exact opposites in any order, so a search may take off a tail and put on another.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from planner.optimise.minutes.arrays import Facts, Ints, Minutes

CHUNK = 32


class Board(NamedTuple):
    """`line_*` hold what stands on each machine by time; `start`, `end`, `mode` by stage; `placed` by job.

    `line_idle` counts the open minutes before each place, and no place before `hole` has enough for any batch.
    """

    free: Minutes
    count: Ints
    line_start: Ints
    line_end: Ints
    line_state: Ints
    line_idle: Ints
    hole: Ints
    start: Ints
    end: Ints
    mode: Ints
    floor: Ints
    placed: Ints
    blocked: Ints


def empty_board(facts: Facts) -> Board:
    """Nothing pinned yet."""
    stages, machines = facts.least_wait.size, facts.ready.size
    lines = [np.zeros((machines, facts.longest), np.int64) for _ in range(4)]
    by_stage = [np.zeros(stages, np.int64) for _ in range(4)]
    by_job = [np.zeros(facts.due.size, np.int64) for _ in range(2)]
    count, hole = np.zeros(machines, np.int64), np.zeros(machines, np.int64)
    return Board(facts.capacity.copy(), count, *lines, hole, *by_stage, *by_job)


@njit(cache=True, nogil=True)
def last_short(facts: Facts, board: Board, pool: int, start: int, end: int, amount: int) -> int:
    """The last minute of [start, end) with less than `amount` free, or -1."""
    row = pool * facts.horizon
    t = min(end, facts.horizon)
    while t - CHUNK >= start:
        low = board.free[row + t - 1]
        for q in range(row + t - CHUNK, row + t):
            low = min(low, board.free[q])
        if low < amount:
            break
        t -= CHUNK
    while t > start:
        t -= 1
        if board.free[row + t] < amount:
            return t
    return -1


@njit(cache=True, nogil=True)
def take(facts: Facts, board: Board, pool: int, start: int, end: int, amount: int) -> None:
    """Use `amount` of a pool through [start, end); a negative amount gives it back."""
    row = pool * facts.horizon
    for t in range(row + start, row + min(end, facts.horizon)):
        board.free[t] -= np.int32(amount)


@njit(cache=True, nogil=True)
def worked_through(facts: Facts, calendar: int, t: int, minutes: int) -> tuple[int, int]:
    """Earliest (start, end) at or after t with that many working minutes; (-1, -1) if there is none."""
    horizon = facts.horizon
    row = calendar * (horizon + 1)
    while t < horizon:
        t = np.int64(facts.opens[row + t])
        if t >= horizon:
            break
        if minutes == 0:
            return t, t
        last = np.int64(facts.worked[row + t]) + minutes - 1
        if last >= facts.worked[row + horizon]:
            break
        end = np.int64(facts.minute_of[row + last]) + 1
        span = np.int64(facts.span_end[row + t])
        if end <= span:
            return t, end
        t = span
    return -1, -1


@njit(cache=True, nogil=True)
def cleaning_minutes(facts: Facts, machine: int, before: int, after: int) -> int:
    """Minutes of cleaning of a machine from one state to another."""
    return facts.cleanings[(facts.cleaning[machine] * facts.states + before) * facts.states + after]


@njit(cache=True, nogil=True)
def clean(facts: Facts, board: Board, machine: int, place: int, state: int) -> int:
    """Minutes of cleaning from what stands before a place of a machine's line to a state."""
    if place == 0:
        return cleaning_minutes(facts, machine, facts.first_state[machine], state)
    return cleaning_minutes(facts, machine, board.line_state[machine * facts.longest + place - 1], state)


@njit(cache=True, nogil=True)
def into_line(facts: Facts, board: Board, mode: int, t: int, thrift: float) -> tuple[int, int, int, int]:
    """Best (start, end, cleaning added, idle before) of a mode on its machine at or after t.

    Best is the earliest end, a minute of added cleaning counting as much as `thrift` minutes later.
    """
    machine, state, minutes = facts.machine[mode], facts.state[mode], facts.minutes[mode]
    line, count = machine * facts.longest, board.count[machine]
    place = count
    if facts.fills_gaps[machine]:
        hole = first_hole(facts, board, machine)
        while place > hole and board.line_start[line + place - 1] >= t:
            place -= 1
    least, best_start, best_end, best_added, best_idle = np.inf, -1, -1, 0, 0
    while True:
        while place < count and board.line_idle[line + place] < minutes:
            place += 1
        after = facts.ready[machine] if place == 0 else board.line_end[line + place - 1]
        if max(t, after) + minutes >= least:
            return best_start, best_end, best_added, best_idle
        added = clean(facts, board, machine, place, state)
        earliest = max(t, after + added)
        latest = facts.horizon
        if place < count:
            following = board.line_state[line + place]
            cleaned = cleaning_minutes(facts, machine, state, following)
            latest = board.line_start[line + place] - cleaned
            added += cleaned - clean(facts, board, machine, place, following)
        if earliest + minutes <= latest and earliest + minutes + thrift * added < least:
            start, end = worked_through(facts, facts.calendar[mode], earliest, minutes)
            if start >= 0 and end <= latest and end + thrift * added < least:
                least = end + thrift * added
                best_start, best_end, best_added, best_idle = start, end, added, start - after
        if place == count:
            return best_start, best_end, best_added, best_idle
        place += 1


@njit(cache=True, nogil=True)
def first_hole(facts: Facts, board: Board, machine: int) -> int:
    """The first place of a line before which some batch might still fit."""
    line, shortest = machine * facts.longest, facts.shortest[machine]
    hole, count = board.hole[machine], board.count[machine]
    while hole < count and board.line_idle[line + hole] < shortest:
        hole += 1
    board.hole[machine] = hole
    return hole


@njit(cache=True, nogil=True)
def measure_idle(facts: Facts, board: Board, machine: int, place: int, calendar: int) -> None:
    """Count the open minutes before a place of a line anew."""
    line, row = machine * facts.longest, calendar * (facts.horizon + 1)
    before = facts.ready[machine] if place == 0 else board.line_end[line + place - 1]
    after = board.line_start[line + place]
    board.line_idle[line + place] = facts.worked[row + after] - facts.worked[row + before]


@njit(cache=True, nogil=True)
def pin_stage(facts: Facts, board: Board, stage: int) -> float:
    """Put a stage on its machine's line and take what it needs; return the price of the cleaning added."""
    mode, start, end = board.mode[stage], board.start[stage], board.end[stage]
    for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
        take(facts, board, facts.need_pool[n], start, end, facts.need_amount[n])
    machine = facts.machine[mode]
    if machine < 0:
        return 0.0
    state = facts.state[mode]
    line, count = machine * facts.longest, board.count[machine]
    place = count
    while place > 0 and board.line_start[line + place - 1] >= start:
        board.line_start[line + place] = board.line_start[line + place - 1]
        board.line_end[line + place] = board.line_end[line + place - 1]
        board.line_state[line + place] = board.line_state[line + place - 1]
        board.line_idle[line + place] = board.line_idle[line + place - 1]
        place -= 1
    board.line_start[line + place] = start
    board.line_end[line + place] = end
    board.line_state[line + place] = state
    board.count[machine] = count + 1
    if place < board.hole[machine]:
        board.hole[machine] = place
    measure_idle(facts, board, machine, place, facts.calendar[mode])
    added = clean(facts, board, machine, place, state)
    if place < count:
        measure_idle(facts, board, machine, place + 1, facts.calendar[mode])
        following = board.line_state[line + place + 1]
        added += cleaning_minutes(facts, machine, state, following)
        added -= clean(facts, board, machine, place, following)
    return added * facts.minute_price[machine]


@njit(cache=True, nogil=True)
def unpin_stage(facts: Facts, board: Board, stage: int) -> None:
    """The opposite of pinning a stage."""
    mode, start, end = board.mode[stage], board.start[stage], board.end[stage]
    for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
        take(facts, board, facts.need_pool[n], start, end, -facts.need_amount[n])
    machine = facts.machine[mode]
    if machine < 0:
        return
    line, count = machine * facts.longest, board.count[machine] - 1
    place = count
    while board.line_start[line + place] > start:
        place -= 1
    for k in range(place, count):
        board.line_start[line + k] = board.line_start[line + k + 1]
        board.line_end[line + k] = board.line_end[line + k + 1]
        board.line_state[line + k] = board.line_state[line + k + 1]
        board.line_idle[line + k] = board.line_idle[line + k + 1]
    board.count[machine] = count
    board.hole[machine] = min(board.hole[machine], place)
    if place < count:
        measure_idle(facts, board, machine, place, facts.calendar[mode])


@njit(cache=True, nogil=True)
def held_between(facts: Facts, board: Board, hold: int, last_stage: int) -> tuple[int, int]:
    """The minutes [from, to) of a hold whose stages have their times."""
    first = facts.hold_first[hold]
    start = board.end[first] if facts.hold_from_end[hold] else board.start[first]
    if facts.hold_until[hold] >= 0:
        return start, facts.hold_until[hold]
    return start, board.end[last_stage] if facts.hold_to_end[hold] else board.start[last_stage]


@njit(cache=True, nogil=True)
def hold_all(facts: Facts, board: Board, job: int, sign: int) -> None:
    """Take (or, with sign -1, give back) everything a batch holds across stages."""
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        for hold in range(facts.hold_from[stage], facts.hold_from[stage + 1]):
            start, end = held_between(facts, board, hold, stage)
            take(facts, board, facts.hold_pool[hold], start, end, sign * facts.hold_amount[hold])


@njit(cache=True, nogil=True)
def pin(facts: Facts, board: Board, job: int) -> float:
    """Put a batch with given times and modes on the board; return the price of the cleaning added."""
    price = 0.0
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        price += pin_stage(facts, board, stage)
    hold_all(facts, board, job, 1)
    board.placed[job] = 1
    return price


@njit(cache=True, nogil=True)
def unpin(facts: Facts, board: Board, job: int) -> None:
    """Take a batch off the board, if it is on it."""
    if board.placed[job]:
        hold_all(facts, board, job, -1)
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
            unpin_stage(facts, board, stage)
        board.placed[job] = 0
