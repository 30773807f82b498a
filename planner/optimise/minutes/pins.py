"""Batches pinned on the board and taken off again, with all their stages need and hold."""

from planner.optimise.compiled import inner
from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, take
from planner.optimise.minutes.line import clean, cleaning_minutes, measure_idle


@inner
def pin_stage(facts: Facts, board: Board, stage: int) -> float:
    """Put a stage on its machine's line and take what it needs; return the price of the cleaning added."""
    mode, start, end = board.mode[stage], board.start[stage], board.end[stage]
    for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
        take(facts, board, facts.need_pool[n], start, end, facts.need_amount[n])
    machine = facts.machine[mode]
    if machine < 0:
        return 0.0
    state = facts.state[mode]
    line, count = machine * facts.longest, board.counts[machine]
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
    board.counts[machine] = count + 1
    if place < board.hole[machine]:
        board.hole[machine] = place
    measure_idle(facts, board, machine, place, facts.calendar[mode])
    added = clean(facts, board, machine, place, state)
    if place < count:
        measure_idle(facts, board, machine, place + 1, facts.calendar[mode])
        following = board.line_state[line + place + 1]
        added += cleaning_minutes(facts, machine, state, following)
        added -= clean(facts, board, machine, place, following)
    price: float = added * facts.minute_price[machine]
    return price


@inner
def unpin_stage(facts: Facts, board: Board, stage: int) -> None:
    """The opposite of pinning a stage."""
    mode, start, end = board.mode[stage], board.start[stage], board.end[stage]
    for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
        take(facts, board, facts.need_pool[n], start, end, -facts.need_amount[n])
    machine = facts.machine[mode]
    if machine < 0:
        return
    line, count = machine * facts.longest, board.counts[machine] - 1
    place = count
    while board.line_start[line + place] > start:
        place -= 1
    for k in range(place, count):
        board.line_start[line + k] = board.line_start[line + k + 1]
        board.line_end[line + k] = board.line_end[line + k + 1]
        board.line_state[line + k] = board.line_state[line + k + 1]
        board.line_idle[line + k] = board.line_idle[line + k + 1]
    board.counts[machine] = count
    board.hole[machine] = min(board.hole[machine], place)
    if place < count:
        measure_idle(facts, board, machine, place, facts.calendar[mode])


@inner
def held_between(facts: Facts, board: Board, hold: int, last_stage: int) -> tuple[int, int]:
    """The minutes [from, to) of a hold whose stages have their times."""
    first = facts.hold_first[hold]
    start = board.end[first] if facts.hold_from_end[hold] else board.start[first]
    if facts.hold_until[hold] >= 0:
        return start, facts.hold_until[hold]
    return start, board.end[last_stage] if facts.hold_to_end[hold] else board.start[last_stage]


@inner
def hold_all(facts: Facts, board: Board, job: int, sign: int) -> None:
    """Take (or, with sign -1, give back) everything a batch holds across stages."""
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        for hold in range(facts.hold_from[stage], facts.hold_from[stage + 1]):
            start, end = held_between(facts, board, hold, stage)
            take(facts, board, facts.hold_pool[hold], start, end, sign * facts.hold_amount[hold])


@inner
def pin(facts: Facts, board: Board, job: int) -> float:
    """Put a batch with given times and modes on the board; return the price of the cleaning added."""
    price = 0.0
    for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
        price += pin_stage(facts, board, stage)
    hold_all(facts, board, job, 1)
    board.placed[job] = 1
    return price


@inner
def unpin(facts: Facts, board: Board, job: int) -> None:
    """Take a batch off the board, if it is on it."""
    if board.placed[job]:
        hold_all(facts, board, job, -1)
        for stage in range(facts.stage_from[job], facts.stage_from[job + 1]):
            unpin_stage(facts, board, stage)
        board.placed[job] = 0
