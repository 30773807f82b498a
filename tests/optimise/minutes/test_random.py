"""Any problem: the schedule keeps every rule, costs what it says, and comes out the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from numba import njit

from planner.optimise.minutes import Effort, schedule
from planner.optimise.minutes.arrays import facts_of
from planner.optimise.minutes.bare import bare
from planner.optimise.minutes.board import empty_board
from planner.optimise.minutes.pins import unpin
from planner.optimise.minutes.tour import new_tour, place_all
from tests.optimise.minutes.checker import cost, faults
from tests.optimise.minutes.smallworlds import problems

BRIEF = Effort(seconds=60.0, trials=300)


@settings(max_examples=10, deadline=None)
@given(problem=problems())
def test_a_schedule_keeps_every_rule_and_costs_what_it_says(problem):
    is_sound(problem, schedule(problem, BRIEF))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(problem=problems())
def test_many_schedules_by_two_workers_keep_every_rule_and_cost_what_they_say(problem):
    is_sound(problem, schedule(problem, Effort(seconds=60.0, trials=100, workers=2)))


def is_sound(problem, found):
    assert faults(problem, found) == []
    assert found.cost == cost(problem, found)
    assert set(found.blocked) == {place for place, runs in enumerate(found.jobs) if runs is None}


@settings(max_examples=10, deadline=None)
@given(problem=problems())
def test_the_same_seed_gives_the_same_schedule(problem):
    assert schedule(problem, BRIEF) == schedule(problem, BRIEF)


@settings(max_examples=20, deadline=None)
@given(problem=problems())
def test_a_board_is_as_before_when_everything_is_taken_off_in_any_order(problem):
    facts = facts_of(problem)
    board = empty_board(facts)
    place_all(facts, board, new_tour(facts, np.arange(facts.jobs)))
    take_off(facts, board, np.random.default_rng(1).permutation(facts.jobs))
    assert (board.free == facts.capacity).all()
    assert not board.counts.any() and not board.placed.any()


@njit
def take_off(facts, board, order):
    given, pinned = bare(facts), bare(board)
    for job in order:
        unpin(given, pinned, job)
