"""When a batch must be under way at the latest, counted back from its deadline."""

import pytest

from planner.optimise.minutes import (
    NO_LIMIT,
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
from planner.optimise.minutes.latest import with_latest

OPEN, LUNCH = Calendar(((0, 300),)), Calendar(((0, 100), (130, 300)), longest_pause=30)
HANDS = Pool("hands", ((0, 150, 2), (150, 300, 1)))


def baked(deadline: int, calendar: int = 0, hands: int = 1) -> Problem:
    """Mixed in 30 minutes, rested for 20, baked in 60 by so many hands."""
    mixing = Stage((Mode(30, calendar),), least_wait=20)
    baking = Stage((Mode(60, 0, needs=(Need(0, hands),)),))
    job = Job("L1", (mixing, baking), deadline=deadline, drop_price=1.0)
    return Problem(300, (job,), (OPEN, LUNCH), pools=(HANDS,))


@pytest.mark.parametrize(
    ("problem", "until"),
    [
        (baked(200), [120, 200]),
        (baked(1000), [220, 300]),
        (baked(200, hands=2), [70, 150]),
        (baked(205, calendar=1), [100, 205]),
        (baked(100), [-1, 100]),
        (baked(50), [-1, -1]),
    ],
    ids=["deadline", "closing", "hands are gone", "over lunch", "no time to mix", "no time to bake"],
)
def test_a_stage_ends_in_time_for_the_next(problem: Problem, until: list[int]) -> None:
    found = with_latest(facts_of(problem)).until.tolist()
    assert [max(minute, -1) for minute in found] == until


def test_a_batch_is_blocked_where_it_finds_no_room_and_not_where_that_shows_first() -> None:
    """The oven is free from 250 on: mixing could be done, but baking would end at 310."""
    oven = Machine("oven", ready=250)
    stages = (Stage((Mode(30, 0),)), Stage((Mode(60, 0, machine=0),)))
    day = Problem(300, (Job("L1", stages, drop_price=1.0),), (OPEN,), machines=(oven,))
    assert schedule(day, Effort(seconds=60.0, trials=50)).blocked == {0: 1}


def test_a_longer_search_goes_on_from_where_a_shorter_one_ended() -> None:
    """Five of seven batches fit the oven; whoever goes on from there leaves out no more."""
    jobs = tuple(Job(str(n), (Stage((Mode(60, 0, machine=0),)),), drop_price=1.0 + n) for n in range(7))
    day = Problem(300, jobs, (OPEN,), machines=(Machine("oven", cleaning=NO_LIMIT),))
    first = schedule(day, Effort(seconds=60.0, trials=100))
    second = schedule(day, Effort(seconds=60.0, trials=0), line=first.line)
    assert (first.cost, second.cost) == (3.0, 3.0)
    assert second.jobs == first.jobs
