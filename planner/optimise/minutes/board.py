"""The board batches are pinned on: machine timelines and what is free of each pool, minute by minute.

Pinning and unpinning are exact opposites in any order, so a search may take off a tail and put on another.
"""

from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner
from planner.optimise.minutes.arrays import Facts, Ints, Minutes

CHUNK = 32


class Board(NamedTuple):
    """`line_*` hold what stands on each machine by time; `start`, `end`, `mode` by stage; `placed` by job.

    `line_idle` counts the open minutes before each place, and no place before `hole` has enough for any batch.
    """

    free: Minutes
    counts: Ints
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
    line = (machines, facts.longest)
    return Board(
        free=facts.capacity.copy(),
        counts=np.zeros(machines, np.int64),
        line_start=np.zeros(line, np.int64),
        line_end=np.zeros(line, np.int64),
        line_state=np.zeros(line, np.int64),
        line_idle=np.zeros(line, np.int64),
        hole=np.zeros(machines, np.int64),
        start=np.zeros(stages, np.int64),
        end=np.zeros(stages, np.int64),
        mode=np.zeros(stages, np.int64),
        floor=np.zeros(stages, np.int64),
        placed=np.zeros(facts.jobs, np.int64),
        blocked=np.zeros(facts.jobs, np.int64),
    )


@inner
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


@inner
def take(facts: Facts, board: Board, pool: int, start: int, end: int, amount: int) -> None:
    """Use `amount` of a pool through [start, end); a negative amount gives it back."""
    row = pool * facts.horizon
    for t in range(row + start, row + min(end, facts.horizon)):
        board.free[t] -= np.int32(amount)


@inner
def worked_through(facts: Facts, calendar: int, t: int, minutes: int) -> tuple[int, int]:
    """Earliest (start, end) at or after t with that many working minutes; (-1, -1) if there is none."""
    horizon = facts.horizon
    row = calendar * (horizon + 1)
    while t < horizon:
        t = int(facts.opens[row + t])
        if t >= horizon:
            break
        if minutes == 0:
            return t, t
        last = int(facts.worked[row + t]) + minutes - 1
        if last >= facts.worked[row + horizon]:
            break
        end = int(facts.minute_of[row + last]) + 1
        span = int(facts.span_end[row + t])
        if end <= span:
            return t, end
        t = span
    return -1, -1
