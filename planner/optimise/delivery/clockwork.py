"""The minutes of one vehicle's day in compiled loops: `walk` drives it once, `time_late` sets out as late as can be."""

from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.delivery.arrays import (
    AFTER_WINDOWS,
    CLOSES,
    FIRST_WINDOW,
    LOAD,
    LONGEST,
    NO_BREAKS,
    OPENS,
    READY,
    RELOAD,
    SERVICE,
    SHIFT_FROM,
    SHIFT_TO,
    Facts,
    Floats,
    Ints,
)
from planner.optimise.delivery.pace import BY_SPEED, SMALL_METRES
from planner.optimise.delivery.problem import NO_LIMIT

NO_WINDOW = -1


class Diary(NamedTuple):
    """A row of `trips` for when each loads, leaves and is back, one of `visits` for arrives, begins and leaves.

    `counts` holds the number of pauses (from, to); those beyond the rows of `pauses` are counted, not written.
    """

    trips: Ints
    visits: Ints
    pauses: Ints
    counts: Ints


LOADS, LEAVES, BACK = range(3)
ARRIVES, BEGINS, DEPARTS = range(3)


@outer
def a_diary(trips: int, visits: int, pauses: int) -> Diary:
    """An empty one with room for so many trips, visits and pauses."""
    return Diary(
        np.zeros((3, trips), np.int64),
        np.zeros((3, visits), np.int64),
        np.zeros((pauses, 2), np.int64),
        np.zeros(1, np.int64),
    )


@inner
def leg_minutes(facts: Facts, start: int, end: int, leaves: int) -> int:
    """Minutes of driving from one place to another when leaving at a minute."""
    known: int = facts.roads[start, end]
    return known if known != BY_SPEED else _for_metres(facts.driven, facts.metres[start, end], leaves)


@inner
def _for_metres(driven: Floats, metres: int, leaves: int) -> int:
    """Whole minutes for a length of road; past the last minute driving goes on at its pace."""
    last = len(driven) - 1
    if leaves >= last:
        return _beyond(driven, metres)
    target = driven[leaves] + metres - SMALL_METRES
    if target > driven[last]:
        return last - leaves + _beyond(driven, target - driven[last])
    step, low = 1, leaves
    while low + step <= last and driven[low + step] < target:
        low += step
        step *= 2
    high = min(low + step, last)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if driven[middle] < target else (low, middle)
    return low - leaves


@inner
def _beyond(driven: Floats, metres: float) -> int:
    return max(0, int(np.ceil(metres / (driven[-1] - driven[-2]) - 1e-9)))


@outer
def walk(facts: Facts, kind: int, stops: Ints, ends: Ints, earliest: Ints, diary: Diary) -> bool:
    """Drive the day, each trip loading as soon as it may, not before `earliest`; False if a window is missed.

    `stops` are those of all trips, `ends` the position after the last stop of each.
    """
    nothing = 0 * earliest[0]  # not a plain 0, for which numba would compile all below once more
    now, driven, first = max(facts.kinds[kind, SHIFT_FROM], earliest[0]), nothing, nothing
    diary.counts[0] = 0
    for trip in range(len(ends)):
        until = earliest[trip]
        for position in range(first, ends[trip]):
            until = max(until, facts.stops[stops[position], READY])
        now, driven = _wait(facts, now, driven, until)
        diary.trips[LOADS, trip] = now
        now += facts.kinds[kind, RELOAD] if trip else facts.kinds[kind, LOAD]
        diary.trips[LEAVES, trip] = now
        place = nothing
        for position in range(first, ends[trip]):
            stop = stops[position]
            now, driven = _drive(facts, diary, now, driven, place, stop + 1)
            place = stop + 1
            begins = _begins(facts, stop, now)
            if begins == NO_WINDOW:
                return False
            diary.visits[ARRIVES, position], diary.visits[BEGINS, position] = now, begins
            now, driven = _wait(facts, now, driven, begins)
            now += facts.stops[stop, SERVICE]
            diary.visits[DEPARTS, position] = now
        now, driven = _drive(facts, diary, now, driven, place, nothing)
        diary.trips[BACK, trip] = now
        if now > facts.kinds[kind, SHIFT_TO]:
            return False
        first = ends[trip]
    return True


@outer
def time_late(facts: Facts, kind: int, stops: Ints, ends: Ints, earliest: Ints) -> bool:
    """The latest loadings that still give the earliest return, written to `earliest`; False if not drivable."""
    diary = a_diary(len(ends), len(stops), 0)
    earliest[:] = facts.kinds[kind, SHIFT_FROM]
    if not walk(facts, kind, stops, ends, earliest, diary):
        return False
    for trip in range(len(ends)):
        _load_late(facts, kind, stops, ends, earliest, trip, diary)
    if not walk(facts, kind, stops, ends, earliest, diary):
        return False
    most: int = facts.kinds[kind, LONGEST]
    return most == NO_LIMIT or away(diary) <= most


@inner
def away(diary: Diary) -> int:
    """Minutes from the first loading to the last return."""
    minutes: int = diary.trips[BACK, -1] - diary.trips[LOADS, 0]
    return minutes


@outer
def latest_loading(facts: Facts, kind: int, stops: Ints, ends: Ints, begun: Ints, trip: int) -> int:
    """The last minute at which a trip may load so that it and those after it still can be driven."""
    diary = a_diary(len(ends), len(stops), 0)
    earliest = begun.copy()
    low: int = begun[trip]
    most = facts.kinds[kind, LONGEST]
    high = diary.trips[BACK, trip] if walk(facts, kind, stops, ends, earliest, diary) else low
    while low < high:
        middle = (low + high + 1) // 2
        earliest[trip] = middle
        drivable = walk(facts, kind, stops, ends, earliest, diary)
        if drivable and (most == NO_LIMIT or away(diary) <= most):
            low = middle
        else:
            high = middle - 1
    return low


@inner
def _load_late(
    facts: Facts, kind: int, stops: Ints, ends: Ints, earliest: Ints, trip: int, diary: Diary
) -> None:
    """Load one trip as late as its return, or for the first trip the last return, stays what it is."""
    if not walk(facts, kind, stops, ends, earliest, diary):
        return
    watched = len(ends) - 1 if trip == 0 else trip
    back, low, high = diary.trips[BACK, watched], diary.trips[LOADS, trip], diary.trips[BACK, trip]
    while low < high:
        middle = (low + high + 1) // 2
        earliest[trip] = middle
        if walk(facts, kind, stops, ends, earliest, diary) and diary.trips[BACK, watched] <= back:
            low = middle
        else:
            high = middle - 1
    earliest[trip] = low


@inner
def _wait(facts: Facts, now: int, driven: int, until: int) -> tuple[int, int]:
    """Stand idle; long enough, it counts as a pause: the clock, and minutes driven since the last one."""
    rested = facts.drive_minutes != NO_BREAKS and until - now >= facts.pause_minutes
    return max(now, until), 0 if rested else driven


@inner
def _drive(facts: Facts, diary: Diary, now: int, driven: int, start: int, end: int) -> tuple[int, int]:
    """Drive, with a pause before leaving if it would become too long, and on the way if it must be."""
    minutes, most = leg_minutes(facts, start, end, now), facts.drive_minutes
    if most == NO_BREAKS:
        return now + minutes, 0
    if driven > 0 and driven + minutes > most:
        now, driven = _pause(facts, diary, now), 0
        minutes = leg_minutes(facts, start, end, now)
    if minutes > most:
        return _drive_far(facts, diary, now, start, end)
    return now + minutes, driven + minutes


@inner
def _drive_far(facts: Facts, diary: Diary, now: int, start: int, end: int) -> tuple[int, int]:
    """A way so long that it takes pauses, as long as if all of them were taken before it."""
    most, rest, pauses = facts.drive_minutes, facts.pause_minutes, 1
    while leg_minutes(facts, start, end, now + pauses * rest) > (pauses + 1) * most:
        pauses += 1
    minutes = leg_minutes(facts, start, end, now + pauses * rest)
    at = now
    for _ in range(pauses):
        at = _pause(facts, diary, at + most)
    return now + pauses * rest + minutes, max(0, minutes - pauses * most)


@inner
def _pause(facts: Facts, diary: Diary, now: int) -> int:
    """Enter a pause; the minute it ends."""
    after: int = now + facts.pause_minutes
    if diary.counts[0] < len(diary.pauses):
        diary.pauses[diary.counts[0], 0] = now
        diary.pauses[diary.counts[0], 1] = after
    diary.counts[0] += 1
    return after


@inner
def _begins(facts: Facts, stop: int, arrives: int) -> int:
    """The first minute from arrival on at which a window is open, NO_WINDOW if there is none."""
    for window in range(facts.stops[stop, FIRST_WINDOW], facts.stops[stop, AFTER_WINDOWS]):
        if facts.windows[window, CLOSES] >= arrives:
            begins: int = max(arrives, facts.windows[window, OPENS])
            return begins
    return NO_WINDOW
