"""Serial decoder: one batch after the other, each with its whole chain at the earliest minutes that keep every rule.

A stage that cannot follow within its longest wait pushes the stage before it later, and so does a hold
whose pool is full; minutes only ever rise, so placing ends.
"""

import numpy as np

from planner.optimise.compiled import inner
from planner.optimise.minutes.arrays import Facts, Ints
from planner.optimise.minutes.board import Board, last_short, worked_through
from planner.optimise.minutes.line import into_line
from planner.optimise.minutes.pins import held_between, pin

THRIFTS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)


@inner
def earliest(
    facts: Facts, board: Board, mode: int, t: int, until: int, thrift: float
) -> tuple[int, int, int, int]:
    """Earliest (start, end, cleaning, idle) of a mode at or after t; start -1 if it cannot end by `until`."""
    checked = 0
    while True:
        if facts.machine[mode] >= 0:
            start, end, added, idle = into_line(facts, board, mode, t, thrift)
        else:
            start, end = worked_through(facts, facts.calendar[mode], t, facts.minutes[mode])
            added, idle = 0, 0
        if start < 0 or end > until:
            return -1, -1, 0, 0
        short = -1
        for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
            amount = facts.need_amount[n]
            short = max(short, last_short(facts, board, facts.need_pool[n], max(start, checked), end, amount))
        if short < 0:
            return start, end, added, idle
        t, checked = short + 1, end


@inner
def fit_stage(facts: Facts, board: Board, stage: int, t: int, choice: int) -> bool:
    """Give a stage the chosen mode, or the one that ends first, or soon with little cleaning.

    A choice of -1 - k leaves the mode open and lets a minute of cleaning count as THRIFTS[k] minutes.
    """
    first, last = facts.mode_from[stage], facts.mode_from[stage + 1]
    thrift = 0.0
    if choice >= 0:
        first, last = choice, choice + 1
    else:
        thrift = THRIFTS[-1 - choice]
    least, least_idle, until = np.inf, 0, facts.horizon
    for mode in range(first, last):
        by = min(until, facts.until[mode])
        if t + facts.minutes[mode] > by:
            continue
        start, end, added, idle = earliest(facts, board, mode, t, by, thrift)
        if start < 0:
            continue
        weighed = end + thrift * added
        if weighed < least or (weighed == least and idle < least_idle):
            least, least_idle = weighed, idle
            if thrift == 0.0:
                until = end
            board.start[stage], board.end[stage], board.mode[stage] = start, end, mode
    return least < np.inf


@inner
def pushed_by_hold(facts: Facts, board: Board, stage: int) -> int:
    """The stage that must start later because a pool held up to here is full; its floor is raised. Else -1."""
    for hold in range(facts.hold_from[stage], facts.hold_from[stage + 1]):
        start, end = held_between(facts, board, hold, stage)
        short = last_short(facts, board, facts.hold_pool[hold], start, end, facts.hold_amount[hold])
        if short >= 0:
            first: int = facts.hold_first[hold]
            board.floor[first] = board.start[first] + short + 1 - start
            return first
    return -1


@inner
def fit(facts: Facts, board: Board, job: int, choice: Ints) -> bool:
    """Find times and modes for all stages of a batch; on failure `blocked` names the stage that found none."""
    first, after = facts.stage_from[job], facts.stage_from[job + 1]
    for stage in range(first, after):
        board.floor[stage] = facts.since[stage]
    board.floor[first] = max(facts.since[first], facts.release[job])
    if facts.before[job] >= 0:
        ready = board.end[first - 1] + facts.least_wait[first - 1]
        board.floor[first] = max(board.floor[first], ready)
    stage = first
    while stage < after:
        t = board.floor[stage]
        if stage > first:
            t = max(t, board.end[stage - 1] + facts.least_wait[stage - 1])
        if not fit_stage(facts, board, stage, t, choice[stage]):
            board.blocked[job] = stage
            return False
        if stage > first:
            over = board.start[stage] - board.end[stage - 1] - facts.most_wait[stage - 1]
            if over > 0:
                stage -= 1
                board.floor[stage] = board.start[stage] + over
                continue
        pushed = pushed_by_hold(facts, board, stage)
        stage = stage + 1 if pushed < 0 else pushed
    if board.end[after - 1] > facts.deadline[job]:
        board.blocked[job] = after - 1
        return False
    return True


@inner
def lateness(facts: Facts, board: Board, job: int) -> float:
    """What the lateness of a placed batch costs."""
    end: int = board.end[facts.stage_from[job + 1] - 1]
    price: float = facts.late_price[job] * max(0, end - facts.due[job])
    return price


@inner
def place(facts: Facts, board: Board, job: int, choice: Ints) -> tuple[float, float]:
    """Place a batch or leave it out; return (its own cost, the price of the cleaning it adds)."""
    before = facts.before[job]
    if before >= 0 and not board.placed[before]:
        return np.inf, 0.0
    if not fit(facts, board, job, choice):
        return facts.drop_price[job], 0.0
    late = lateness(facts, board, job)
    if late > facts.drop_price[job]:
        return facts.drop_price[job], 0.0
    return late, pin(facts, board, job)


@inner
def end_of(facts: Facts, board: Board, job: int) -> int:
    """The last minute of a placed batch, 0 if it is left out."""
    return board.end[facts.stage_from[job + 1] - 1] if board.placed[job] else 0


def nothing_chosen(facts: Facts, thrift: int = 0) -> Ints:
    """Every stage free to take the mode that ends first, with one thrift for all."""
    return np.full(facts.stages, -1 - thrift, np.int64)
