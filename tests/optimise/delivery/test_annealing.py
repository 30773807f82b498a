"""A search that cools finds what it should, the same with the same seed, and only where there is time to cool."""

from threading import Event

import pytest

from planner.optimise.delivery import Effort, Problem, route
from planner.optimise.delivery.budget import Limit
from planner.optimise.delivery.course import BRISK, FEW, PATIENT, course_of
from planner.optimise.delivery.fleets import is_part, whole_fleet
from planner.optimise.delivery.model import model_of
from planner.optimise.delivery.search import searched
from tests.optimise.delivery.checker import faults
from tests.optimise.delivery.smalldays import a_stop, a_van, on_a_road


def a_day(**parts) -> Problem:
    """Four stops of three on a road, vans that hold two of them and a dearer truck that holds all."""
    vans = a_van(number=2, holds=(6,), use_price=10.0)
    truck = a_van(name="truck", holds=(12,), use_price=15.0)
    stops = [a_stop(name, 3) for name in "abcd"]
    return on_a_road(stops, [vans, truck], [10, 20, 30, 40], **parts)


def annealed_cost(day: Problem, seed: int) -> int:
    served = frozenset(range(len(day.stops)))
    model = model_of(day, served, served, whole_fleet(day))
    limit = Limit(Effort(seconds=60.0, iterations=200), Event()).part(1.0)
    solution, _ = searched(model, None, limit, seed, heat=0.3)
    assert solution.is_feasible()
    return solution.distance_cost() + solution.fixed_vehicle_cost()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_search_that_cools_ends_with_the_best_plan_it_met(seed):
    # The truck for all: 15 + 80 km. Two vans: 20 + 80 + 40 km.
    assert annealed_cost(a_day(), seed) == 95


def test_a_patient_course_gives_the_same_routes_with_the_same_seed():
    effort = Effort(seconds=60.0, iterations=FEW)
    first, second = route(a_day(), effort), route(a_day(), effort)
    assert faults(a_day(), first) == [] and first.cost == 95.0
    assert first.tours == second.tours and first.iterations == second.iterations


def test_few_iterations_are_not_spent_on_cooling():
    assert course_of(Effort(iterations=FEW - 1)) is BRISK
    assert course_of(Effort(iterations=FEW)) is PATIENT
    assert course_of(Effort(seconds=1.0)) is PATIENT


def test_a_fleet_is_part_of_one_that_has_all_its_vehicles():
    assert is_part((1, 2), of=(1, 3)) and is_part((1, 3), of=(1, 3))
    assert not is_part((2, 0), of=(1, 3))
