"""The cheapest place for one more stop, tried out minute by minute."""

from collections.abc import Iterator, Sequence

from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Tour, tour_cost
from planner.optimise.delivery.timing import Orders, timed

Place = tuple[float, int, Tour]


def cheapest_place(problem: Problem, tours: Sequence[Tour], stop: int) -> Place | None:
    """(added cost, position among the tours, new tour), the position past the end for one more vehicle."""
    return min(_places(problem, tours, stop), key=lambda place: place[:2], default=None)


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


def _places(problem: Problem, tours: Sequence[Tour], stop: int) -> Iterator[Place]:
    for place, tour in enumerate(tours):
        before = tour_cost(problem, tour)
        for orders in _with(tour.orders(), stop, problem.vehicles[tour.kind].most_trips):
            if all(carries(problem, tour.kind, order) for order in orders if stop in order):
                after = timed(problem, tour.kind, orders, tour.number)
                if after is not None:
                    yield tour_cost(problem, after) - before, place, after
    for kind, number in _free_vehicles(problem, tours):
        alone = timed(problem, kind, ((stop,),), number) if carries(problem, kind, (stop,)) else None
        if alone is not None:
            yield tour_cost(problem, alone), len(tours), alone


def _with(orders: Orders, stop: int, most_trips: int) -> Iterator[Orders]:
    """Every way to put a stop into the trips, or into one more."""
    for trip, order in enumerate(orders):
        for place in range(len(order) + 1):
            yield (*orders[:trip], (*order[:place], stop, *order[place:]), *orders[trip + 1 :])
    if len(orders) < most_trips:
        for trip in range(len(orders) + 1):
            yield (*orders[:trip], (stop,), *orders[trip:])


def _free_vehicles(problem: Problem, tours: Sequence[Tour]) -> Iterator[tuple[int, int]]:
    """The first unused vehicle of each type."""
    for kind, vehicle in enumerate(problem.vehicles):
        used = {tour.number for tour in tours if tour.kind == kind}
        free = set(range(vehicle.number)) - used
        if free:
            yield kind, min(free)
