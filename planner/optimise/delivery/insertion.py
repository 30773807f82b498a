"""The cheapest place for one more stop, tried out minute by minute."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from planner.optimise.delivery.arrays import Ints
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Tour, tour_cost
from planner.optimise.delivery.spots import Fleet, Spot, best_spot, fits
from planner.optimise.delivery.timing import Orders, timed

Place = tuple[float, int, Tour]


def cheapest_place(problem: Problem, tours: Sequence[Tour], stop: int) -> Place | None:
    """(added cost, position among the tours, new tour), the position past the end for one more vehicle."""
    best = _among(problem, tours, stop)
    for kind, number in _free_vehicles(problem, tours):
        if best is not None and problem.vehicles[kind].use_price >= best[0]:
            continue
        tour = timed(problem, kind, ((stop,),), number) if carries(problem, kind, (stop,)) else None
        added = tour_cost(problem, tour) if tour else np.inf
        if tour is not None and (best is None or added < best[0]):
            best = added, len(tours), tour
    return best


def carries(problem: Problem, kind: int, order: Sequence[int]) -> bool:
    """Whether a vehicle of a type has room for what is on board at any moment of a trip, and may serve it."""
    allowed = all(problem.stops[stop].allows(kind) for stop in order)
    return allowed and bool(fits(problem.facts, kind, _ints(order)))


def _among(problem: Problem, tours: Sequence[Tour], stop: int) -> Place | None:
    """The cheapest place on a tour there is."""
    if not tours:
        return None
    spot = Spot(*best_spot(problem.facts, _fleet_of(tours), stop))
    if spot.tour < 0:
        return None
    tour = tours[spot.tour]
    with_stop = timed(problem, tour.kind, _with(tour.orders(), stop, spot), tour.number)
    return None if with_stop is None else (spot.added, spot.tour, with_stop)


def _fleet_of(tours: Sequence[Tour]) -> Fleet:
    trips = [trip for tour in tours for trip in tour.trips]
    return Fleet(
        kinds=_ints([tour.kind for tour in tours]),
        minutes=_ints([tour.minutes for tour in tours]),
        trip_from=_ints([0, *accumulate(len(tour.trips) for tour in tours)]),
        ends=_ints(list(accumulate(len(trip.visits) for trip in trips))),
        stops=_ints([visit.stop for trip in trips for visit in trip.visits]),
    )


def _with(orders: Orders, stop: int, spot: Spot) -> Orders:
    """The trips with a stop at a place of theirs; `spot.position` counts from the tour's first stop."""
    trip = spot.trip
    if spot.is_new_trip:
        return (*orders[:trip], (stop,), *orders[trip:])
    place = spot.position - sum(map(len, orders[:trip]))
    order = (*orders[trip][:place], stop, *orders[trip][place:])
    return (*orders[:trip], order, *orders[trip + 1 :])


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _free_vehicles(problem: Problem, tours: Sequence[Tour]) -> Iterator[tuple[int, int]]:
    """The first unused vehicle of each type."""
    for kind, vehicle in enumerate(problem.vehicles):
        used = {tour.number for tour in tours if tour.kind == kind}
        free = set(range(vehicle.number)) - used
        if free:
            yield kind, min(free)
