"""The cheapest place for one more stop among all tours, in compiled loops.

Tours stand one after the other: `kinds` and `minutes` away by tour, `trip_from` the first trip of each, `ends` the
position after the last stop of each trip, `stops` those of all trips.
"""

from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.delivery.arrays import (
    KM,
    LONGEST,
    MINUTE,
    MOST_TRIPS,
    SHIFT_FROM,
    USE,
    Facts,
    Floats,
    Ints,
)
from planner.optimise.delivery.clockwork import a_diary, away, time_late, walk
from planner.optimise.delivery.problem import NO_LIMIT

SMALL = 1e-6


class Fleet(NamedTuple):
    """Tours in arrays."""

    kinds: Ints
    minutes: Ints
    trip_from: Ints
    ends: Ints
    stops: Ints


class Spot(NamedTuple):
    """What a place adds, the tour, the trip and the position in it; `tour` -1 if there is none."""

    added: float
    tour: int
    trip: int
    position: int
    is_new_trip: bool


@outer
def best_spot(facts: Facts, fleet: Fleet, stop: int) -> Spot:
    """The place among the tours that adds least; the first of equals."""
    best = Spot(np.inf, -1, 0, 0, False)
    for tour in range(len(fleet.kinds)):
        kind = fleet.kinds[tour]
        if facts.allowed[stop, kind] == 1:
            best = _best_in_tour(facts, fleet, tour, stop, best)
    return best


@outer
def fits(facts: Facts, kind: int, order: Ints) -> bool:
    """Whether a vehicle has room for what is on board at any moment of a trip."""
    for dimension in range(facts.holds.shape[1]):
        most, on_board = facts.holds[kind, dimension], 0
        for stop in order:
            on_board += facts.loads[stop, dimension]
        if on_board > most:
            return False
        for stop in order:
            on_board += facts.returns[stop, dimension] - facts.loads[stop, dimension]
            if on_board > most:
                return False
    return True


@inner
def _best_in_tour(facts: Facts, fleet: Fleet, tour: int, stop: int, best: Spot) -> Spot:
    """The better of a place known and the best one in a tour, tried in the order of what they add at least."""
    kind = fleet.kinds[tour]
    stops, ends = _tour_of(fleet, tour)
    least, where = _candidates(facts, kind, stops, ends, stop)
    metres = _metres(facts, stops, ends)
    before = facts.prices[kind, USE] + facts.prices[kind, KM] * metres / 1000
    before += facts.prices[kind, MINUTE] * fleet.minutes[tour]
    timeless = facts.prices[kind, MINUTE] == 0.0
    for _ in range(len(least)):
        candidate = _lowest(least)
        if least[candidate] > best.added or least[candidate] == np.inf:
            break
        least[candidate] = np.inf
        trip, position, is_new = where[candidate, 0], where[candidate, 1], where[candidate, 2] == 1
        new_stops, new_ends = _with(stops, ends, stop, trip, position, is_new)
        first = new_ends[trip - 1] if trip else 0
        if not fits(facts, kind, new_stops[first : new_ends[trip]]):
            continue
        minutes = _minutes_away(facts, kind, new_stops, new_ends, timeless)
        if minutes < 0:
            continue
        way = facts.prices[kind, USE] + facts.prices[kind, KM] * (metres + where[candidate, 3]) / 1000
        added = way + facts.prices[kind, MINUTE] * minutes - before
        if added < best.added:
            best = Spot(added, tour, trip, position, is_new)
    return best


@inner
def _tour_of(fleet: Fleet, tour: int) -> tuple[Ints, Ints]:
    """The stops of a tour and the ends of its trips among them."""
    first, last = fleet.trip_from[tour], fleet.trip_from[tour + 1]
    begins = fleet.ends[first - 1] if first else 0
    return fleet.stops[begins : fleet.ends[last - 1]], fleet.ends[first:last] - begins


@inner
def _candidates(facts: Facts, kind: int, stops: Ints, ends: Ints, stop: int) -> tuple[Floats, Ints]:
    """What each place adds at least, and (trip, position, whether a new trip, metres); full trips have none."""
    room = len(stops) + 2 * len(ends) + 1
    least, where = np.empty(room), np.empty((room, 4), np.int64)
    found, first, at = 0, 0, stop + 1
    for trip in range(len(ends)):
        if _has_room(facts, kind, stops[first : ends[trip]], stop):
            for position in range(first, ends[trip] + 1):
                a = stops[position - 1] + 1 if position > first else 0
                b = stops[position] + 1 if position < ends[trip] else 0
                more = facts.metres[a, at] + facts.metres[at, b] - facts.metres[a, b]
                found = _note(where, found, trip, position, 0, more)
        first = ends[trip]
    if len(ends) < facts.kinds[kind, MOST_TRIPS]:
        for trip in range(len(ends) + 1):
            begins = ends[trip - 1] if trip else 0
            found = _note(where, found, trip, begins, 1, facts.metres[0, at] + facts.metres[at, 0])
    for candidate in range(found):
        by_way = facts.prices[kind, KM] * where[candidate, 3] / 1000 - SMALL
        least[candidate] = -np.inf if facts.prices[kind, MINUTE] else by_way
    return least[:found], where[:found]


@inner
def _note(where: Ints, row: int, trip: int, position: int, is_new: int, metres: int) -> int:
    """Write a place down; the next row."""
    where[row, 0], where[row, 1], where[row, 2], where[row, 3] = trip, position, is_new, metres
    return row + 1


@inner
def _has_room(facts: Facts, kind: int, order: Ints, stop: int) -> bool:
    """Whether all that a trip takes along fits with one more stop, wherever that is put."""
    for dimension in range(facts.holds.shape[1]):
        load = facts.loads[stop, dimension]
        for other in order:
            load += facts.loads[other, dimension]
        if load > facts.holds[kind, dimension]:
            return False
    return True


@inner
def _lowest(values: Floats) -> int:
    """The position of the lowest value, the first of equals."""
    lowest = 0
    for place in range(1, len(values)):
        if values[place] < values[lowest]:
            lowest = place
    return lowest


@inner
def _with(stops: Ints, ends: Ints, stop: int, trip: int, position: int, is_new: bool) -> tuple[Ints, Ints]:
    """The stops and ends with one more stop in a trip, or as a trip of its own."""
    more, later = np.empty(len(stops) + 1, np.int64), np.empty(len(ends) + is_new, np.int64)
    for place in range(len(more)):
        more[place] = stop if place == position else stops[place - (place > position)]
    for place in range(len(later)):
        old = place - (is_new and place > trip)
        later[place] = position + 1 if is_new and place == trip else ends[old] + (place >= trip)
    return more, later


@inner
def _minutes_away(facts: Facts, kind: int, stops: Ints, ends: Ints, timeless: bool) -> int:
    """Minutes the day takes, -1 if it cannot be driven; if they cost nothing, any that are few enough will do."""
    diary = a_diary(len(ends), len(stops), 0)
    earliest = np.full(len(ends), facts.kinds[kind, SHIFT_FROM])
    if not walk(facts, kind, stops, ends, earliest, diary):
        return -1
    longest = facts.kinds[kind, LONGEST]
    if timeless and (longest == NO_LIMIT or away(diary) <= longest):
        return away(diary)
    if not time_late(facts, kind, stops, ends, earliest):
        return -1
    walk(facts, kind, stops, ends, earliest, diary)
    return away(diary)


@inner
def _metres(facts: Facts, stops: Ints, ends: Ints) -> int:
    """The length of all trips."""
    metres, first = 0, 0
    for trip in range(len(ends)):
        place = 0
        for position in range(first, ends[trip]):
            metres += facts.metres[place, stops[position] + 1]
            place = stops[position] + 1
        metres += facts.metres[place, 0]
        first = ends[trip]
    return metres
