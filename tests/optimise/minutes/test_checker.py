"""The checker of these tests sees every planted fault."""

import pytest

from planner.optimise.minutes import (
    Calendar,
    Hold,
    Job,
    Line,
    Machine,
    MinuteSchedule,
    Mode,
    Need,
    Pool,
    Problem,
    Run,
    Stage,
)
from tests.optimise.minutes.checker import cost, faults

MIX = Stage((Mode(10, 0, 0, 0, (Need(0, 1),)),), least_wait=5, most_wait=10)
BAKE = Stage((Mode(20, 0, 1, 1),))
PROBLEM = Problem(
    horizon=200,
    jobs=tuple(
        Job(name, (MIX, BAKE), (Hold(1, 1, 0, 1),), release=5, due=50, late_price=2.0, deadline=150)
        for name in ("one", "two")
    ),
    calendars=(Calendar(((0, 60), (65, 180)), longest_pause=0),),
    machines=(Machine("mixer"), Machine("oven", cleaning=0, minute_price=3.0)),
    pools=(Pool("hands", ((0, 200, 1),)), Pool("trolleys", ((0, 200, 1),))),
    cleanings=(((0, 4), (4, 0)),),
)
GOOD = ((Run(5, 15, 0), Run(20, 40, 0)), (Run(65, 75, 0), Run(80, 100, 0)))


def found(*jobs):
    return MinuteSchedule(0.0, jobs, {}, 0, Line((), ()))


def test_a_good_schedule_has_no_faults_and_its_cost_is_known_by_hand():
    # Two is late by 50 at 2 a minute; the oven is cleaned once for 4 minutes at 3.
    assert faults(PROBLEM, found(*GOOD)) == []
    assert cost(PROBLEM, found(*GOOD)) == 100 + 12


@pytest.mark.parametrize(
    ("one", "word"),
    [
        ((Run(4, 14, 0), Run(20, 40, 0)), "release"),
        ((Run(110, 120, 0), Run(131, 151, 0)), "deadline"),
        ((Run(5, 14, 0), Run(20, 40, 0)), "does not work 10"),
        ((Run(25, 35, 0), Run(41, 66, 0)), "does not work 20"),
        ((Run(5, 15, 0), Run(19, 39, 0)), "waits 4"),
        ((Run(5, 15, 0), Run(26, 46, 0)), "waits 11"),
        ((Run(66, 76, 0), Run(101, 121, 0)), "hands over"),
        ((Run(66, 76, 0), Run(84, 104, 0)), "trolleys over"),
        ((Run(66, 76, 0), Run(84, 104, 0)), "oven: "),
        ((Run(66, 76, 0), Run(84, 104, 0)), "mixer: "),
    ],
)
def test_a_planted_fault_is_named(one, word):
    assert any(word in fault for fault in faults(PROBLEM, found(one, GOOD[1])))


def test_missing_cleaning_is_named():
    early = ((Run(5, 15, 0), Run(20, 40, 0)), None)
    hurried = Problem(**(vars(PROBLEM) | {"machines": (Machine("mixer"), Machine("oven", 0, ready=17))}))
    assert any("time to clean" in fault for fault in faults(hurried, found(*early)))
    assert faults(PROBLEM, found(*early)) == []
