"""Days small enough for a foreman to schedule by hand."""

from threading import Event

import pytest

from planner.optimise.minutes import (
    NO_LIMIT,
    Calendar,
    Effort,
    Hold,
    Job,
    Machine,
    Mode,
    Need,
    Pool,
    Problem,
    Run,
    Stage,
    schedule,
)

BRIEF = Effort(seconds=60.0, trials=500)
ALL_DAY = Calendar(((0, 1000),))
DEAR = 1e6


def a_day(*jobs, **parts):
    parts = {"horizon": 1000, "calendars": (ALL_DAY,)} | parts
    return Problem(jobs=jobs, **parts)


def a_stage(minutes, machine=NO_LIMIT, state=0, calendar=0, needs=(), **waits):
    return Stage((Mode(minutes, calendar, machine, state, needs),), **waits)


def a_job(name, *stages, **terms):
    return Job(name, stages, **({"drop_price": DEAR, "due": 0, "late_price": 1.0} | terms))


def times(found):
    return [runs and [(run.start, run.end) for run in runs] for runs in found.jobs]


def test_work_pauses_in_a_short_break_and_not_over_a_long_one():
    # 60 minutes from 0: 30, break of 10, 30 more -> 70. The next 40 do not fit before 100 and may not pause
    # over the 100 minutes to 200: they begin at 200.
    calendar = Calendar(((0, 30), (40, 100), (200, 300)), longest_pause=15)
    line = (Machine("line", minute_price=0.0),)
    day = a_day(
        a_job("first", a_stage(60, 0), late_price=9.0),
        a_job("second", a_stage(40, 0)),
        calendars=(calendar,),
        machines=line,
    )
    assert times(schedule(day, BRIEF)) == [[(0, 70)], [(200, 240)]]


def test_a_batch_starts_later_so_that_dough_need_not_wait_too_long_for_the_oven():
    # The oven is hot at 50; dough mixed in 10 minutes waits at most 5, so mixing starts at 35.
    day = a_day(
        a_job("bread", a_stage(10, 0, most_wait=5), a_stage(20, 1)),
        machines=(Machine("mixer"), Machine("oven", ready=50)),
    )
    assert times(schedule(day, BRIEF)) == [[(35, 45), (50, 70)]]


def test_cleaning_decides_the_order():
    # plain -> nut 10, nut -> plain 60: all plain ones first, then nuts; 3 × 20 minutes and one cleaning of 10.
    cleanings = (((0, 10), (60, 0)),)
    day = a_day(
        a_job("nut", a_stage(20, 0, state=1)),
        a_job("plain", a_stage(20, 0)),
        a_job("plain too", a_stage(20, 0)),
        machines=(Machine("line", cleaning=0, minute_price=2.0),),
        cleanings=cleanings,
    )
    found = schedule(day, BRIEF)
    assert times(found)[0] == [(50, 70)]
    assert found.cost == 20 + 40 + 70 + 2 * 10


def test_three_hands_serve_two_batches_at_a_time_if_one_needs_a_master_and_masters_are_few():
    # Hands 3, skilled 2, master 1. Two master's batches follow each other, a plain one runs beside.
    pools = tuple(Pool(name, ((0, 1000, n),)) for name, n in (("hands", 3), ("skilled", 2), ("master", 1)))
    master = tuple(Need(pool, 1) for pool in range(3))
    plain = (Need(0, 2),)
    day = a_day(
        a_job("art", a_stage(30, needs=master)),
        a_job("art too", a_stage(30, needs=master)),
        a_job("buns", a_stage(30, needs=plain)),
        pools=pools,
    )
    found = times(schedule(day, BRIEF))
    assert sorted(found[:2]) == [[(0, 30)], [(30, 60)]] and found[2] == [(0, 30)]


def test_a_trolley_is_held_from_the_first_stage_to_the_last():
    # One trolley: the second batch waits until the first has left the oven at 30, though the mixer is free at 10.
    day = a_day(
        *(
            a_job(name, a_stage(10, 0), a_stage(20, 1), holds=(Hold(0, 1, first=0, last=1),))
            for name in ("one", "two")
        ),
        machines=(Machine("mixer"), Machine("oven")),
        pools=(Pool("trolleys", ((0, 1000, 1),)),),
    )
    assert sorted(times(schedule(day, BRIEF))) == [[(0, 10), (10, 30)], [(30, 40), (40, 60)]]


def test_goods_stay_in_a_store_until_they_are_fetched():
    # Room for one: whoever is packed second is packed when the first is fetched at 300.
    day = a_day(
        *(
            a_job(name, a_stage(10, 0), due=300, holds=(Hold(0, 1, 0, 0, from_end=True, until=300),))
            for name in ("one", "two")
        ),
        machines=(Machine("line"),),
        pools=(Pool("store", ((0, 1000, 1),)),),
    )
    assert sorted(times(schedule(day, BRIEF))) == [[(0, 10)], [(290, 300)]]


def test_what_does_not_fit_is_left_out_at_its_price_and_the_cheapest_goes():
    # 50 minutes of oven, two batches of 30: the one that costs 7 goes, blocked at its second stage.
    short = Calendar(((0, 60),))
    stages = (a_stage(5, 0), a_stage(30, 1, calendar=1))
    day = a_day(
        a_job("dear", *stages, drop_price=90.0, late_price=0.0),
        a_job("cheap", *stages, drop_price=7.0, late_price=0.0),
        machines=(Machine("mixer"), Machine("oven")),
        calendars=(ALL_DAY, short),
    )
    found = schedule(day, BRIEF)
    assert times(found) == [[(0, 5), (5, 35)], None]
    assert found.cost == 7.0 and found.blocked == {1: 1}


def test_a_short_batch_is_put_into_a_gap_only_where_gaps_are_filled():
    # The long one is released at 100; the short one, dearer to be late, comes second in every order that
    # pays: with gaps it stands before, without it may still be ordered first.
    day = a_day(
        a_job("long", a_stage(50, 0), release=100),
        a_job("short", a_stage(30, 0), due=30),
        machines=(Machine("line"),),
    )
    assert times(schedule(day, Effort(seconds=60.0, trials=1))) == [[(100, 150)], [(0, 30)]]


def test_the_faster_of_two_machines_is_taken_and_both_when_that_ends_sooner():
    # 20 minutes on the fast, 30 on the slow: two batches end at 20 and 30, the last minute is 30.
    stage = Stage((Mode(20, 0, 0), Mode(30, 0, 1)))
    day = a_day(
        *(Job(name, (stage,), drop_price=DEAR) for name in ("one", "two")),
        machines=(Machine("fast"), Machine("slow")),
        end_price=1.0,
    )
    found = schedule(day, BRIEF)
    assert found.cost == 30.0 and {runs[0] for runs in found.jobs} == {Run(0, 20, 0), Run(0, 30, 1)}


def test_a_day_without_batches_or_without_cost_is_done_at_once():
    assert schedule(a_day(), Effort(seconds=60.0)).jobs == ()
    in_time = a_day(a_job("bread", a_stage(10, 0), due=10), machines=(Machine("oven"),))
    assert schedule(in_time, Effort(seconds=60.0)).trials == 0


def test_a_search_that_is_stopped_answers_with_what_it_has():
    stop = Event()
    stop.set()
    late = a_day(a_job("bread", a_stage(10, 0)), machines=(Machine("oven"),))
    assert times(schedule(late, Effort(seconds=60.0), stop)) == [[(0, 10)]]


@pytest.mark.parametrize(
    ("stages", "holds", "word"),
    [
        ((), (), "needs stages"),
        ((a_stage(1, 0), a_stage(1, 0)), (), "meet on one machine"),
        ((a_stage(1, needs=(Need(0, 1),)),), (Hold(0, 1, 0, 0),), "held twice"),
        ((a_stage(1),), (Hold(0, 1, 0, 1),), "must reach"),
    ],
)
def test_what_the_engine_cannot_hold_is_refused_in_words(stages, holds, word):
    with pytest.raises(ValueError, match=word):
        a_day(a_job("odd", *stages, holds=holds), machines=(Machine("line"),), pools=(Pool("hands", ()),))
