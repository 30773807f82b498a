"""Batches taken off and put on again: the more fit, cleaning still has its time, and a longer search goes on."""

import numpy as np
import pytest
from hypothesis import given, settings

from planner.optimise.minutes import (
    Calendar,
    Effort,
    Job,
    Machine,
    Mode,
    Need,
    Pool,
    Problem,
    Stage,
    schedule,
)
from planner.optimise.minutes.arrays import facts_of
from planner.optimise.minutes.board import empty_board
from planner.optimise.minutes.packer import new_packer
from planner.optimise.minutes.schedule import line_of, schedule_of, tour_of
from planner.optimise.minutes.tour import cost_of, new_tour, place_all
from tests.optimise.minutes.checker import cost, faults
from tests.optimise.minutes.smallworlds import problems

DAY = 480
WHOLE_DAY = Calendar(((0, DAY),))
BRIEF = Effort(seconds=60.0, trials=5000)


def shared(minutes: list[int], hands: list[int]) -> Problem:
    """Batches for ten hands; what is left out costs its hand-minutes."""
    jobs = tuple(
        Job(
            f"batch {n}",
            (Stage((Mode(each, 0, needs=(Need(0, many),)),)),),
            deadline=DAY,
            drop_price=each * many,
        )
        for n, (each, many) in enumerate(zip(minutes, hands, strict=True))
    )
    return Problem(DAY, jobs, (WHOLE_DAY,), pools=(Pool("hands", ((0, DAY, 10),)),))


def test_what_fills_the_day_to_the_last_minute_is_found() -> None:
    """Three teams of 7 and three of 3 hands, none as long as its neighbour, fill 480 minutes of ten hands."""
    problem = shared([200, 160, 120, 210, 150, 120], [7, 7, 7, 3, 3, 3])
    assert schedule(problem, BRIEF).cost == 0.0


def test_of_too_much_the_cheapest_stays() -> None:
    problem = shared([240, 240, 240], [10, 10, 9])
    found = schedule(problem, BRIEF)
    assert found.cost == 240 * 9
    assert [runs is None for runs in found.jobs] == [False, False, True]
    assert found.blocked == {2: 0}


@settings(max_examples=20, deadline=None)
@given(problem=problems())
def test_a_longer_search_begins_where_a_shorter_one_ended(problem: Problem) -> None:
    """Orders alone would not lead there: batches were put in beside others that stayed."""
    facts = facts_of(problem)
    start = new_tour(facts, np.arange(facts.jobs))
    place_all(facts, empty_board(facts), start)
    packer = new_packer(facts, start, seed=1)
    packer.walk(lambda done: done / 2000, warm=100.0, cold=1.0)
    tour = packer.tour()
    again = tour_of(facts, line_of(facts, tour, held=True))
    assert packer.cost <= cost_of(facts, start)
    if (facts.cleanings == 0).all():
        stays = np.repeat(tour.placed, np.diff(facts.stage_from)) > 0
        assert (again.start[stays] == tour.start[stays]).all()
        assert cost_of(facts, again) <= cost_of(facts, tour) + 1e-6


def test_cleaning_still_has_its_time_when_what_stood_between_is_gone() -> None:
    """Dark after light needs an hour of cleaning, but none with what stands between; a dearer batch wants its hand."""
    light, neither, dark = 1, 2, 3
    table = [[0] * 4 for _ in range(4)]
    table[light][dark] = 60

    def job(name: str, mode: Mode, price: float, release: int, deadline: int = DAY) -> Job:
        return Job(name, (Stage((mode,)),), release=release, deadline=deadline, drop_price=price)

    problem = Problem(
        DAY,
        (
            job("light", Mode(200, 0, machine=0, state=light), 900.0, 0, 200),
            job("between", Mode(20, 0, machine=0, state=neither, needs=(Need(0, 1),)), 10.0, 200, 220),
            job("dark", Mode(200, 0, machine=0, state=dark), 900.0, 220),
            job("elsewhere", Mode(20, 0, needs=(Need(0, 1),)), 500.0, 200, 220),
        ),
        (WHOLE_DAY,),
        (Machine("line", cleaning=0),),
        (Pool("hand", ((0, DAY, 1),)),),
        (tuple(map(tuple, table)),),
    )
    facts = facts_of(problem)
    start = new_tour(facts, np.arange(4))
    assert place_all(facts, empty_board(facts), start) == 500.0
    for seed in range(20):
        packer = new_packer(facts, start, seed)
        packer.walk(lambda done: done / 2000, warm=1.0, cold=1.0)
        tour = packer.tour()
        found = schedule_of(facts, tour, facts, line_of(facts, tour, held=True), 0)
        assert faults(problem, found) == []
        assert found.cost == cost(problem, found) == 10.0


@pytest.mark.parametrize("trials", [0, 100, 3000])
def test_the_same_seed_gives_the_same_schedule(trials: int) -> None:
    problem = shared([200, 170, 120, 210, 150, 130, 90], [7, 7, 7, 3, 3, 3, 5])
    effort = Effort(seconds=60.0, trials=trials)
    assert schedule(problem, effort) == schedule(problem, effort)
