"""Exact minutes of one vehicle's day, driver's pauses included: back as early as can be, out as late as that allows."""

from collections.abc import Sequence
from itertools import accumulate, chain

import numpy as np

from planner.optimise.delivery.arrays import Ints
from planner.optimise.delivery.clockwork import Diary, a_diary, latest_loading, time_late, walk
from planner.optimise.delivery.problem import NO_LIMIT, Problem
from planner.optimise.delivery.routes import Tour, Trip, Visit

Orders = tuple[tuple[int, ...], ...]
Plan = Sequence[tuple[int, Orders]]


def timed(problem: Problem, kind: int, orders: Orders, number: int = 0) -> Tour | None:
    """The day with the earliest return and, given that, the latest departures; None if it cannot be driven."""
    stops, ends = _flat(orders)
    earliest = np.empty(len(orders), np.int64)
    if not time_late(problem.facts, kind, stops, ends, earliest):
        return None
    return walked(problem, kind, orders, earliest.tolist(), number)


def is_drivable(problem: Problem, kind: int, orders: Orders) -> bool:
    """Whether a vehicle of a type can keep all windows and be back in time."""
    stops, ends = _flat(orders)
    return bool(time_late(problem.facts, kind, stops, ends, np.empty(len(orders), np.int64)))


def walked(
    problem: Problem, kind: int, orders: Orders, loads_from: Sequence[int], number: int = 0
) -> Tour | None:
    """The day when each trip loads as soon as it may, not before the minutes given; None if a window is missed."""
    stops, ends = _flat(orders)
    earliest = np.array(loads_from, np.int64)
    diary = a_diary(len(ends), len(stops), len(stops) + len(ends))
    drivable = walk(problem.facts, kind, stops, ends, earliest, diary)
    if diary.counts[0] > len(diary.pauses):
        diary = a_diary(len(ends), len(stops), int(diary.counts[0]))
        walk(problem.facts, kind, stops, ends, earliest, diary)
    return _tour(kind, number, orders, diary) if drivable else None


def may_load_until(problem: Problem, tour: Tour, trip: int) -> int:
    """The last minute at which a trip may begin to load, those after it as they may."""
    begun = np.array([each.loads_from for each in tour.trips], np.int64)
    return int(latest_loading(problem.facts, tour.kind, *_flat(tour.orders()), begun, trip))


def too_long(problem: Problem, tour: Tour) -> bool:
    """Whether the driver is away longer than he may be."""
    longest = problem.vehicles[tour.kind].longest_minutes
    return longest != NO_LIMIT and tour.minutes > longest


def _flat(orders: Orders) -> tuple[Ints, Ints]:
    """The stops of all trips, and where each trip ends."""
    ends = np.array(tuple(accumulate(map(len, orders))), np.int64)
    return np.array(tuple(chain.from_iterable(orders)), np.int64), ends


def _tour(kind: int, number: int, orders: Orders, diary: Diary) -> Tour:
    """The records of a day that was driven."""
    visits = map(
        Visit,
        chain.from_iterable(orders),
        *diary.visits.tolist(),
    )
    spans = zip(*diary.trips.tolist(), strict=True)
    trips = tuple(
        Trip(loads, leaves, tuple(next(visits) for _ in order), back)
        for order, (loads, leaves, back) in zip(orders, spans, strict=True)
    )
    pauses = tuple((int(a), int(b)) for a, b in diary.pauses[: diary.counts[0]].tolist())
    return Tour(kind, number, trips, pauses)
