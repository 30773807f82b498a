"""The checker of these tests sees every planted fault."""

from dataclasses import replace

import pytest

from planner.optimise.delivery import Breaks, Reason, Routes, Tour, Trip, Visit
from tests.optimise.delivery.checker import cost, faults
from tests.optimise.delivery.smalldays import a_stop, a_van, on_a_road

SHOPS = (
    a_stop("shop", 6, windows=((20, 40), (60, 80)), service_minutes=5, ready=5),
    a_stop("frozen", 5, kinds=frozenset({0}), price=7.0, returns=(8,)),
)
REEFER = a_van(
    name="reefer",
    shift=(0, 100),
    longest_minutes=95,
    most_trips=2,
    load_minutes=2,
    reload_minutes=10,
    use_price=3.0,
    minute_price=0.5,
)
DAY = on_a_road(SHOPS, [REEFER, a_van(holds=(20,))], [10, -20], doors=1, breaks=Breaks(50, 4))
FIRST = Trip(8, 10, (Visit(0, 20, 20, 25),), 35)
SECOND = Trip(35, 45, (Visit(1, 65, 65, 65),), 89)
GOOD = Tour(0, 0, (FIRST, SECOND), ((65, 69),))


def found(*tours, left_out=()):
    return Routes(0.0, tours, dict.fromkeys(left_out, Reason.DEAR))


def test_a_good_day_has_no_faults_and_its_cost_is_known_by_hand():
    # One vehicle 3, 20 + 40 km at 1, 81 minutes at 0.5.
    assert faults(DAY, found(GOOD)) == []
    assert cost(DAY, found(GOOD)) == 3 + 60 + 40.5


def test_a_stop_left_out_costs_its_price():
    alone = Tour(0, 0, (FIRST,))
    assert faults(DAY, found(alone, left_out=[1])) == []
    assert cost(DAY, found(alone, left_out=[1])) == 3 + 20 + 13.5 + 7


def moved(trip, minutes):
    visits = tuple(
        Visit(v.stop, v.arrives + minutes, v.begins + minutes, v.leaves + minutes) for v in trip.visits
    )
    return Trip(trip.loads_from + minutes, trip.leaves + minutes, visits, trip.back + minutes)


FROZEN_BY_VAN = Tour(1, 0, (moved(replace(SECOND, leaves=35), 0),), ((65, 69),))
TOGETHER = Trip(8, 10, (Visit(0, 20, 20, 25), Visit(1, 55, 55, 55)), 79)
UNPAUSED = Trip(35, 45, (Visit(1, 65, 65, 65),), 85)


@pytest.mark.parametrize(
    ("tours", "word"),
    [
        ([Tour(0, 0, (FIRST,))], "neither served nor left out"),
        ([GOOD, Tour(1, 0, (FIRST,))], "served 2 times"),
        ([GOOD, GOOD], "has 2 tours"),
        ([replace(GOOD, number=1)], "does not exist"),
        ([Tour(0, 0, (moved(FIRST, -4),))], "before shop is ready"),
        ([Tour(0, 0, (moved(FIRST, 22),))], "outside its windows"),
        ([Tour(0, 0, (moved(FIRST, -12),))], "outside its shift"),
        ([Tour(0, 0, (FIRST, moved(SECOND, 12)), ((77, 81),))], "outside its shift"),
        ([Tour(0, 0, (FIRST, moved(SECOND, -1)), ((64, 68),))], "before it is back"),
        ([Tour(0, 0, (replace(FIRST, loads_from=9), SECOND))], "loads in 1 minutes"),
        ([Tour(0, 0, (FIRST, replace(SECOND, loads_from=36)))], "loads in 9 minutes"),
        ([Tour(0, 0, (TOGETHER,), ((55, 59),))], "carries 11 of load 0"),
        ([Tour(0, 0, (FIRST, moved(FIRST, 40), SECOND))], "makes 3 trips"),
        ([FROZEN_BY_VAN], "may not go to frozen"),
        ([replace(GOOD, trips=(FIRST, UNPAUSED), pauses=())], "without a pause"),
        ([replace(GOOD, pauses=())], "drives 24 minutes"),
        ([Tour(0, 0, (replace(FIRST, visits=(Visit(0, 20, 20, 24),), back=34),))], "hurries at shop"),
        ([Tour(0, 0, (replace(FIRST, visits=(Visit(0, 19, 20, 25),)),))], "drives 9 minutes"),
        ([GOOD, Tour(1, 0, (replace(FIRST, loads_from=9),))], "vehicles load at minute 9 at 1 doors"),
    ],
)
def test_a_planted_fault_is_named(tours, word):
    assert any(word in fault for fault in faults(DAY, found(*tours)))


def test_a_day_too_long_for_its_driver_is_named():
    tired = replace(DAY, vehicles=(replace(REEFER, longest_minutes=80), DAY.vehicles[1]))
    assert any("is out 81 minutes, not at most 80" in fault for fault in faults(tired, found(GOOD)))


def test_empties_that_do_not_fit_are_named():
    small = replace(DAY, stops=(SHOPS[0], replace(SHOPS[1], returns=(11,))))
    assert any("after frozen" in fault for fault in faults(small, found(GOOD)))
