"""Days small enough for a dispatcher to route by hand: one price a kilometre, a kilometre a minute."""

from threading import Event

import pytest

from planner.optimise.delivery import Breaks, Effort, Reason, familiar, route
from tests.optimise.delivery.checker import cost, faults
from tests.optimise.delivery.smalldays import a_stop, a_van, on_a_road

BRIEF = Effort(seconds=60.0, iterations=60)


def routed(problem, **parts):
    found = route(problem, BRIEF, **parts)
    assert faults(problem, found) == []
    return found


def orders(found):
    return [tour.orders() for tour in found.tours]


def test_the_shortest_round_is_driven():
    # Out 30 and back: both stops lie on the way, 60 km.
    found = routed(on_a_road([a_stop("far"), a_stop("near")], [a_van()], [30, 10]))
    assert found.cost == 60.0 and len(found.tours) == 1


def test_a_window_turns_the_order_round():
    # Far opens at 0 … 35, near at 50 … 60: far at 30, near at 50, back at 60.
    far, near = a_stop("far", windows=((0, 35),)), a_stop("near", windows=((50, 60),))
    found = routed(on_a_road([far, near], [a_van()], [30, 10]))
    assert orders(found) == [((0, 1),)]
    (trip,) = found.tours[0].trips
    assert [visit.begins for visit in trip.visits] == [30, 50] and trip.back == 60


def test_the_second_window_is_taken_when_the_first_has_passed():
    # Ready at 50, 10 minutes away: the window to 40 is over, the one from 100 is met on the minute.
    stop = a_stop("shop", windows=((0, 40), (100, 120)), ready=50)
    found = routed(on_a_road([stop], [a_van()], [10]))
    trip = found.tours[0].trips[0]
    assert (trip.leaves, trip.visits[0].arrives, trip.visits[0].begins) == (90, 100, 100)


def test_a_van_waits_for_what_is_not_ready():
    # The late stop is ready at 40; one van, one trip: both wait for it.
    day = on_a_road([a_stop("early"), a_stop("late", ready=40)], [a_van()], [10, 20])
    trip = routed(day).tours[0].trips[0]
    assert trip.leaves == 40 and trip.back == 80


def test_two_loads_that_do_not_fit_together_take_two_trips_with_reloading_between():
    # 6 + 6 > 10: 20 km and 40 km, back from the first, 25 minutes to load, out again.
    van = a_van(most_trips=2, reload_minutes=25)
    found = routed(on_a_road([a_stop("a", 6), a_stop("b", 6)], [van], [10, 20]))
    first, second = found.tours[0].trips
    assert found.cost == 60.0 and second.loads_from >= first.back and second.leaves - second.loads_from == 25


def test_every_load_dimension_counts():
    # Ten kilograms would fit in one van, but seven crates do not: one trip a stop.
    day = on_a_road([a_stop("a", 2, 4), a_stop("b", 2, 3)], [a_van(holds=(10, 6), most_trips=2)], [10, 20])
    assert routed(day).cost == 20.0 + 40.0


def test_empties_taken_back_need_room_too():
    # Full with nine, the first stop gives back ten: one more than fits while the other's goods are on board.
    day = on_a_road([a_stop("gives", 1, returns=(10,)), a_stop("takes", 8)], [a_van()], [10, 20])
    assert orders(routed(day)) == [((1, 0),)]


def test_frozen_goods_ride_on_frozen_trucks_only():
    # The van is cheaper, but may not go to the ice-cream shop.
    truck = a_van(name="frozen truck", km_price=3.0)
    day = on_a_road([a_stop("ice", kinds=frozenset({1})), a_stop("bread")], [a_van(), truck], [20, 20])
    found = routed(day)
    assert {tour.kind: tour.orders() for tour in found.tours}[1] in {((0,),), ((0, 1),), ((1, 0),)}
    assert found.cost == 120.0


def test_a_driver_who_may_be_out_an_hour_makes_no_longer_round():
    # Both in one round would take 80 minutes; each alone takes 40 and 40.
    van = a_van(number=2, longest_minutes=60)
    found = routed(on_a_road([a_stop("east"), a_stop("west")], [van], [20, -20]))
    assert sorted(orders(found)) == [((0,),), ((1,),)]


def test_a_van_leaves_late_so_that_the_driver_is_not_paid_for_waiting():
    # Opens at 100, 10 away, 5 minutes to load: loading at 85, back at 110, 25 minutes paid and 20 km driven.
    van = a_van(minute_price=2.0, load_minutes=5)
    found = routed(on_a_road([a_stop("shop", windows=((100, 130),))], [van], [10]))
    assert found.tours[0].trips[0].loads_from == 85 and found.cost == 20.0 + 2.0 * 25


@pytest.mark.parametrize(
    ("stop", "reason"),
    [
        (a_stop("heavy", 11), Reason.TRUCK),
        (a_stop("nobody's", kinds=frozenset()), Reason.TRUCK),
        (a_stop("shut", windows=((0, 5),)), Reason.WINDOW),
        (a_stop("late", ready=60, windows=((0, 65),)), Reason.READINESS),
        (a_stop("dear", price=19.0), Reason.DEAR),
    ],
)
def test_a_stop_left_out_says_why(stop, reason):
    found = routed(on_a_road([stop], [a_van()], [10]))
    assert found.left_out == {0: reason} and found.tours == ()


def test_when_the_van_has_no_time_for_both_the_dearer_one_is_served():
    # Both must begin at 20, 40 minutes apart: one van can do one. The other has no truck.
    stops = [a_stop(name, windows=((20, 20),), price=price) for name, price in (("a", 100.0), ("b", 200.0))]
    found = routed(on_a_road(stops, [a_van()], [20, -20]))
    assert found.left_out == {0: Reason.TRUCK} and found.cost == 40.0 + 100.0


def test_a_driver_rests_after_four_hours_at_the_wheel():
    # 150 out, 150 back: 300 > 240, so 20 minutes of rest before the way back.
    day = on_a_road([a_stop("town")], [a_van()], [150], breaks=Breaks(240, 20))
    tour = routed(day).tours[0]
    assert tour.pauses == ((150, 170),) and tour.trips[0].back == 320


def test_a_rest_that_would_miss_a_window_moves_the_stop_to_another_van():
    # One van: east at 100, west at 330, but after 240 minutes 20 of rest make that 350. So a second van goes west.
    stops = [a_stop("east", windows=((100, 110),)), a_stop("west", windows=((0, 335),))]
    van = a_van(number=2, use_price=50.0)
    assert len(routed(on_a_road(stops, [van], [100, -130])).tours) == 1
    found = routed(on_a_road(stops, [van], [100, -130], breaks=Breaks(240, 20)))
    assert sorted(orders(found)) == [((0,),), ((1,),)] and found.left_out == {}


def test_a_start_is_kept_when_there_is_no_time_to_search():
    day = on_a_road([a_stop("far"), a_stop("near")], [a_van()], [30, 10])
    found = route(day, Effort(seconds=60.0, iterations=0), start=[(0, ((1, 0),))])
    assert orders(found) == [((1, 0),)]


def test_yesterdays_routes_are_found_again_by_name():
    yesterday = on_a_road([a_stop("gone"), a_stop("far"), a_stop("near")], [a_van()], [5, 30, 10])
    today = on_a_road(
        [a_stop("new"), a_stop("near"), a_stop("far")], [a_van(name="lorry"), a_van()], [7, 10, 30]
    )
    (trip,) = [(0, ((1, 0, 2),))]
    found = route(yesterday, Effort(seconds=60.0, iterations=0), start=[trip])
    assert familiar(yesterday, found, today) == [(1, ((2, 1),))]


def test_a_long_search_without_enough_vehicles_leaves_out_and_does_not_warn():
    stops = [a_stop(name, windows=((20, 20),)) for name in ("a", "b", "c")]
    found = route(on_a_road(stops, [a_van(number=2)], [20, -20, 19]), Effort(seconds=60.0, iterations=12_000))
    assert list(found.left_out.values()) == [Reason.TRUCK] and len(found.tours) == 2


def test_a_stopped_search_answers_at_once_with_routes_that_keep_the_rules():
    stop = Event()
    stop.set()
    day = on_a_road([a_stop(str(k)) for k in range(30)], [a_van(number=5)], range(1, 31))
    found = route(day, Effort(seconds=60.0), stop)
    assert faults(day, found) == [] and found.iterations == 0


def test_an_empty_day_has_no_routes():
    found = route(on_a_road([], [a_van()], []), BRIEF)
    assert found.tours == () and found.cost == 0.0


def test_a_stop_without_figures_for_each_load_is_refused():
    with pytest.raises(ValueError, match="loads and returns need 1 figures"):
        on_a_road([a_stop("a", 1, 2)], [a_van()], [10])


def test_cost_is_what_the_checker_says():
    day = on_a_road([a_stop("a", price=5.0), a_stop("b")], [a_van(use_price=30.0)], [50, -10])
    found = routed(day)
    assert found.cost == cost(day, found) == 30.0 + 20.0 + 5.0


def test_two_vans_at_one_door_load_one_after_the_other():
    # Both wish to load from 60 to 80 for a drop at 100, 20 away; shops are open 30 minutes: one goes 20 later.
    stops = [a_stop(name, windows=((100, 130),)) for name in ("east", "west")]
    day = on_a_road(stops, [a_van(number=2, load_minutes=20)], [20, -20], doors=1)
    loading = sorted(tour.trips[0].loads_from for tour in routed(day).tours)
    assert loading == [60, 80]


def test_a_van_loads_earlier_when_later_would_be_too_late_at_the_door():
    # The window is one minute: the other van stands loaded from 60 on.
    stops = [a_stop(name, windows=((100, 100),)) for name in ("east", "west")]
    day = on_a_road(stops, [a_van(number=2, load_minutes=20)], [20, -20], doors=1)
    loading = sorted(tour.trips[0].loads_from for tour in routed(day).tours)
    assert loading == [40, 60]


def test_without_a_free_door_in_time_a_stop_is_left_out():
    # Ready at 60, to be there at 100: no minute to spare for either, and one door.
    stops = [a_stop(name, windows=((100, 100),), ready=60, price=500.0) for name in ("east", "west")]
    day = on_a_road(stops, [a_van(number=2, load_minutes=20)], [20, -20], doors=1)
    assert list(routed(day).left_out.values()) == [Reason.TRUCK]
