"""Any small day: the routes keep every rule, cost what they say, and come out the same for the same seed."""

import pytest
from hypothesis import given, settings

from planner.optimise.delivery import Effort, route
from tests.optimise.delivery.checker import cost, faults, may_compare
from tests.optimise.delivery.smalldays import problems

BRIEF = Effort(seconds=60.0, iterations=30)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(problem=problems())
def test_routes_keep_every_rule_and_cost_what_they_say(problem):
    is_sound(problem, route(problem, BRIEF))


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(problem=problems())
def test_many_routes_by_two_workers_keep_every_rule_and_cost_what_they_say(problem):
    is_sound(problem, route(problem, Effort(seconds=60.0, iterations=30, workers=2)))


def is_sound(problem, found):
    assert faults(problem, found) == []
    if may_compare(found, problem):
        assert found.cost == pytest.approx(cost(problem, found))


@settings(max_examples=5, deadline=None, derandomize=True)
@given(problem=problems())
def test_the_same_seed_gives_the_same_routes(problem):
    assert route(problem, BRIEF) == route(problem, BRIEF)
