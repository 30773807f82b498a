"""The cheapest place for one more stop, tried out minute by minute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Tour, tour_cost
from planner.optimise.delivery.timing import Orders, timed

Place = tuple[float, int, Tour]
SMALL = 1e-6


@dataclass(frozen=True, order=True)
class _Wish:
    """A place a stop might have: what it adds at least, where among the tours, and the vehicle's trips with it."""

    least: float
    place: int
    turn: int
    kind: int
    number: int
    orders: Orders
    before: float


def cheapest_place(problem: Problem, tours: Sequence[Tour], stop: int) -> Place | None:
    """(added cost, position among the tours, new tour), the position past the end for one more vehicle.

    Places are driven through in the order of what they add at least, so the dear ones need not be.
    """
    best: Place | None = None
    for wish in sorted(_wishes(problem, tours, stop)):
        if best is not None and wish.least > best[0]:
            break
        tour = timed(problem, wish.kind, wish.orders, wish.number)
        if tour is not None:
            added = tour_cost(problem, tour) - wish.before
            best = min(best or (inf, 0, tour), (added, wish.place, tour), key=lambda place: place[:2])
    return best


def carries(problem: Problem, kind: int, order: Sequence[int]) -> bool:
    """Whether a vehicle of a type has room for what is on board at any moment of a trip, and may serve it."""
    stops = [problem.stops[stop] for stop in order]
    if not all(stop.allows(kind) for stop in stops):
        return False
    for dimension, most in enumerate(problem.vehicles[kind].holds):
        on_board = sum(stop.loads[dimension] for stop in stops)
        if on_board > most:
            return False
        for stop in stops:
            on_board += (stop.returns[dimension] if stop.returns else 0) - stop.loads[dimension]
            if on_board > most:
                return False
    return True


def _wishes(problem: Problem, tours: Sequence[Tour], stop: int) -> Iterator[_Wish]:
    for place, tour in enumerate(tours):
        kind = problem.vehicles[tour.kind]
        before = tour_cost(problem, tour)
        for turn, (orders, trip, metres) in enumerate(_with(problem, tour, stop, kind.most_trips)):
            if carries(problem, tour.kind, orders[trip]):
                least = -inf if kind.minute_price else kind.km_price * metres / 1000 - SMALL
                yield _Wish(least, place, turn, tour.kind, tour.number, orders, before)
    for turn, (number_of_kind, number) in enumerate(_free_vehicles(problem, tours)):
        if carries(problem, number_of_kind, (stop,)):
            least = problem.vehicles[number_of_kind].use_price
            yield _Wish(least, len(tours), turn, number_of_kind, number, ((stop,),), 0.0)


def _with(problem: Problem, tour: Tour, stop: int, most_trips: int) -> Iterator[tuple[Orders, int, int]]:
    """Every way to put a stop into the trips, or into one more; which trip it is then in, and the metres it adds."""
    metres, at, orders = problem.metres, stop + 1, tour.orders()
    for trip, order in enumerate(orders):
        if not _has_room(problem, tour.kind, order, stop):
            continue
        stands = [0, *(each + 1 for each in order), 0]
        for place in range(len(order) + 1):
            a, b = stands[place], stands[place + 1]
            more = int(metres[a, at] + metres[at, b] - metres[a, b])
            yield (*orders[:trip], (*order[:place], stop, *order[place:]), *orders[trip + 1 :]), trip, more
    if len(orders) < most_trips:
        for trip in range(len(orders) + 1):
            yield (*orders[:trip], (stop,), *orders[trip:]), trip, int(metres[0, at] + metres[at, 0])


def _has_room(problem: Problem, kind: int, order: Sequence[int], stop: int) -> bool:
    """Whether all that a trip takes along fits with one more stop, wherever that is put."""
    loads = zip(*(problem.stops[each].loads for each in (*order, stop)), strict=True)
    return all(sum(load) <= most for load, most in zip(loads, problem.vehicles[kind].holds, strict=True))


def _free_vehicles(problem: Problem, tours: Sequence[Tour]) -> Iterator[tuple[int, int]]:
    """The first unused vehicle of each type."""
    for kind, vehicle in enumerate(problem.vehicles):
        used = {tour.number for tour in tours if tour.kind == kind}
        free = set(range(vehicle.number)) - used
        if free:
            yield kind, min(free)
