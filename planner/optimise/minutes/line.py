"""A machine's line: what stands on it by time, what fits between, and how much cleaning that adds."""

import numpy as np

from planner.optimise.compiled import inner
from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, worked_through


@inner
def cleaning_minutes(facts: Facts, machine: int, before: int, after: int) -> int:
    """Minutes of cleaning of a machine from one state to another."""
    table = facts.cleaning[machine] * facts.states
    minutes: int = facts.cleanings[(table + before) * facts.states + after]
    return minutes


@inner
def clean(facts: Facts, board: Board, machine: int, place: int, state: int) -> int:
    """Minutes of cleaning from what stands before a place of a machine's line to a state."""
    if place == 0:
        return cleaning_minutes(facts, machine, facts.first_state[machine], state)
    return cleaning_minutes(facts, machine, board.line_state[machine * facts.longest + place - 1], state)


@inner
def into_line(facts: Facts, board: Board, mode: int, t: int, thrift: float) -> tuple[int, int, int, int]:
    """Best (start, end, cleaning added, idle before) of a mode on its machine at or after t.

    Best is the earliest end, a minute of added cleaning counting as much as `thrift` minutes later.
    """
    machine, state, minutes = facts.machine[mode], facts.state[mode], facts.minutes[mode]
    line, count = machine * facts.longest, board.counts[machine]
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


@inner
def first_hole(facts: Facts, board: Board, machine: int) -> int:
    """The first place of a line before which some batch might still fit."""
    line, shortest = machine * facts.longest, facts.shortest[machine]
    hole: int = board.hole[machine]
    count = board.counts[machine]
    while hole < count and board.line_idle[line + hole] < shortest:
        hole += 1
    board.hole[machine] = hole
    return hole


@inner
def measure_idle(facts: Facts, board: Board, machine: int, place: int, calendar: int) -> None:
    """Count the open minutes before a place of a line anew."""
    line, row = machine * facts.longest, calendar * (facts.horizon + 1)
    before = facts.ready[machine] if place == 0 else board.line_end[line + place - 1]
    after = board.line_start[line + place]
    board.line_idle[line + place] = facts.worked[row + after] - facts.worked[row + before]
