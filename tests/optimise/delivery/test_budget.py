"""A search stops when its share of the effort has passed, whatever was asked of it."""

from threading import Event

import pytest

from planner.optimise.delivery.budget import INFEASIBLE, Effort, Limit


def test_a_part_asked_to_last_beyond_the_whole_ends_with_it():
    limit = Limit(Effort(seconds=60.0, iterations=3), Event()).part(1.2)
    asked = [limit(best_cost=7) for _ in range(5)]
    assert asked == [False, False, False, True, True]


def test_patience_ends_a_part_that_finds_nothing_feasible():
    limit = Limit(Effort(seconds=60.0, iterations=10), Event()).part(1.0, patience=0.2)
    assert [limit(INFEASIBLE) for _ in range(3)] == [False, False, True]
    assert not limit(best_cost=7)


def test_a_stop_ends_every_part():
    stop = Event()
    limit = Limit(Effort(seconds=60.0), stop).part(0.5)
    assert not limit(best_cost=7)
    stop.set()
    assert limit(best_cost=7)


def test_a_part_knows_its_own_share():
    limit = Limit(Effort(seconds=60.0, iterations=10), Event()).part(0.5)
    for _ in range(5):
        limit(best_cost=7)
    assert limit.of_part == 1.0
    limit.part(1.0)
    assert limit.of_part == 0.0
    limit(best_cost=7)
    assert limit.of_part == pytest.approx(0.2)
