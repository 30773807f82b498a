"""OR-Tools is given the same delivery problem, reloading, windows and temperatures included."""

import pytest

from planner.optimise.delivery import Reason, Routes
from planner.optimise.delivery.routes import cost_of
from tests.benchmarks.busyday import busiest_evening
from tests.benchmarks.ortoolsroutes import tours_by_ortools
from tests.optimise.delivery.checker import faults
from tests.optimise.delivery.smalldays import a_stop, a_van, on_a_road


def answer(problem):
    tours = tours_by_ortools(problem, 0.3)
    served = {stop for tour in tours for order in tour.orders() for stop in order}
    left = {stop: Reason.TRUCK for stop in range(len(problem.stops)) if stop not in served}
    assert faults(problem, Routes(cost_of(problem, tours), tours, left)) == []
    return cost_of(problem, tours), sorted(left)


def test_a_van_loads_again_for_what_does_not_fit_at_once():
    # 6 + 6 > 10: 20 km and 40 km.
    van = a_van(most_trips=2, reload_minutes=25)
    assert answer(on_a_road([a_stop("a", 6, price=900), a_stop("b", 6, price=900)], [van], [10, 20])) == (
        60.0,
        [],
    )


def test_the_second_window_counts_and_a_stop_too_late_is_left_out():
    # Ten minutes away: one opens again at 100, the other closed at 5.
    stops = [
        a_stop("twice", windows=((0, 4), (100, 120)), price=900),
        a_stop("shut", windows=((0, 5),), price=900),
    ]
    assert answer(on_a_road(stops, [a_van()], [10, 10])) == (20.0 + 900.0, [1])


def test_frozen_goods_ride_on_frozen_trucks_only():
    truck = a_van(name="frozen truck", km_price=3.0)
    day = on_a_road([a_stop("ice", kinds=frozenset({1}), price=900)], [a_van(), truck], [20])
    assert answer(day) == (120.0, [])


@pytest.mark.slow
def test_the_busiest_evening_of_the_festival_has_all_its_shops_and_trucks():
    day, problem = busiest_evening("festival-week")
    assert len(problem.stops) > 100 and sum(kind.number for kind in problem.vehicles) == 18
    assert problem.pace is None and problem.breaks is None
    assert all(stop.ready == 0 for stop in problem.stops) and day.year == 2025
