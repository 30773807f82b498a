"""The cheapest place for a stop is the one that trying every place by hand would find."""

import pytest
from hypothesis import assume, given, settings

from planner.optimise.delivery.insertion import carries, cheapest_place
from planner.optimise.delivery.repair import driven
from planner.optimise.delivery.routes import tour_cost
from planner.optimise.delivery.timing import timed
from tests.optimise.delivery.smalldays import problems


def added_by_hand(problem, tours, stop):
    """What every place adds where the stop can be served, one more vehicle of each type among them."""
    for tour in tours:
        orders = tour.orders()
        spots = [(n, place) for n, order in enumerate(orders) for place in range(len(order) + 1)]
        tried = [
            (*orders[:n], (*orders[n][:place], stop, *orders[n][place:]), *orders[n + 1 :])
            for n, place in spots
        ]
        if len(orders) < problem.vehicles[tour.kind].most_trips:
            tried += [(*orders[:n], (stop,), *orders[n:]) for n in range(len(orders) + 1)]
        for trips in tried:
            yield tour.kind, tour.number, trips, tour_cost(problem, tour)
    for kind, vehicle in enumerate(problem.vehicles):
        free = set(range(vehicle.number)) - {tour.number for tour in tours if tour.kind == kind}
        for number in sorted(free)[:1]:
            yield kind, number, ((stop,),), 0.0


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problem=problems())
def test_no_place_is_cheaper_than_the_one_found(problem):
    last = len(problem.stops) - 1
    begun = driven(problem, [(0, (tuple(range(last)),))] if last else ())
    assume(all(last not in order for tour in begun for order in tour.orders()))
    costs = []
    for kind, number, trips, before in added_by_hand(problem, begun, last):
        tour = timed(problem, kind, trips, number)
        if tour is not None and all(carries(problem, kind, trip) for trip in trips):
            costs.append(tour_cost(problem, tour) - before)
    found = cheapest_place(problem, begun, last)
    assert (found is None) == (not costs)
    if found is not None:
        assert found[0] == pytest.approx(min(costs), abs=1e-6)
