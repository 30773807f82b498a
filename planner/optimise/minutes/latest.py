"""The latest minute by which each mode must end, or its batch cannot be done in time even with nothing else about.

A search that looks no further gives up on a batch that does not fit as soon as that is certain.
"""

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.minutes.arrays import Facts, Ints
from planner.optimise.minutes.bare import bare


def with_latest(facts: Facts) -> Facts:
    """The facts with what a mode must end by."""
    until = np.full(facts.minutes.size, -1, np.int64)
    look_back(facts, until)
    return facts._replace(until=until)


def without_latest(facts: Facts) -> Facts:
    """The facts without it: a batch that does not fit is then blocked where it finds no room, not where it shows."""
    return facts._replace(until=np.full(facts.minutes.size, facts.horizon, np.int64))


@outer
def look_back(facts: Facts, until: Ints) -> None:
    """Fill in the latest ends, from the deadline of each batch back to its first stage."""
    given = bare(facts)
    for job in range(given.jobs):
        by = given.deadline[job]
        for stage in range(given.stage_from[job + 1] - 1, given.stage_from[job] - 1, -1):
            latest = -1
            for mode in range(given.mode_from[stage], given.mode_from[stage + 1]):
                start, end = latest_fit(given, mode, by)
                until[mode] = end
                latest = max(latest, start)
            by = latest - given.least_wait[stage - 1] if stage > 0 else 0


@inner
def latest_fit(facts: Facts, mode: int, by: int) -> tuple[int, int]:
    """Latest (start, end) of a mode that ends by a minute, as bare capacities let it; (-1, -1) if there is none."""
    minutes, row = facts.minutes[mode], facts.calendar[mode] * (facts.horizon + 1)
    if minutes == 0:
        return by, by
    while by > 0:
        last = facts.worked[row + min(by, facts.horizon)]
        if last < minutes:
            return -1, -1
        start, end = int(facts.minute_of[row + last - minutes]), int(facts.minute_of[row + last - 1]) + 1
        by = first_short(facts, mode, start, end)
        if by == end:
            return start, end
    return -1, -1


@inner
def first_short(facts: Facts, mode: int, start: int, end: int) -> int:
    """The first minute of [start, end) in which a mode's needs are more than there is at all; the end if none is."""
    for n in range(facts.need_from[mode], facts.need_from[mode + 1]):
        row = facts.need_pool[n] * facts.horizon
        for t in range(start, end):
            if facts.capacity[row + t] < facts.need_amount[n]:
                end = t
                break
    return end
