"""Breaches of the rules of the yard: readiness, trucks, waves, doors and fares, each caught by its rule alone."""

from dataclasses import replace
from datetime import time as Time
from typing import Any

import pytest

from planner.domain.market import Carriage, Channel
from planner.domain.scenario import Scenario
from tests.builders import a_bakery, a_class, a_plan, a_release, a_stock_lot, days
from tests.fleets import Run, Stop, a_road, a_vehicle, a_wave, routed
from tests.rules.trucks import baked, out, with_a_van
from tests.timetable import Work, timed
from tests.verify.findings import breaches

READY = "truck_loads_only_what_is_ready"
ONE = "truck_makes_one_trip_at_a_time"
WAVE = "trip_keeps_to_its_wave"
DOORS = "dock_loads_no_more_trucks_than_it_has_doors"
FARES = "trucks_cost_their_days_and_their_kilometres"
NAMES = "every_name_in_the_plan_is_known"
REVERSAL = "older_lot_is_never_delivered_after_a_younger_one"


def found(scenario: Scenario, *runs: Run, **rows: Any) -> list[tuple[str, float]]:
    return breaches(scenario, routed(scenario, baked(scenario), runs, **rows))


def ready_at(scenario: Scenario, minute: int) -> bool:
    """Whether goods may be loaded at a minute and not one before."""
    assert found(scenario, out(minute)) == []
    return found(scenario, out(minute - 1)) == [(READY, 1.0)]


LATE = {"waves": [a_wave(starts=Time(12, 0), ends=Time(12, 0))], "settings": {"dispatch_from": Time(12, 0)}}


@pytest.mark.parametrize(
    ("parts", "minute"),
    [
        ({}, 1080),
        ({"settings": {"dispatch_from": Time(12, 0), "picking_minutes": 0}}, 1050),
        ({"releases": [a_release(hold_hours=2.5)]}, 1230),
    ],
    ids=["picked", "not picked", "held"],
)
def test_goods_are_packed_when_the_doors_close_then_held_and_picked(
    parts: dict[str, Any], minute: int
) -> None:
    assert ready_at(with_a_van(**(LATE | parts)), minute)


def test_goods_with_minutes_are_packed_when_their_last_task_is_done() -> None:
    """Baked until 13:20, picked at 13:50."""
    scenario = with_a_van(**LATE)
    plan = timed(scenario, baked(scenario), [Work("L1", 1, 10, 740, 800, 100.0, unit=1)])
    for loads_from, expected in ((830, []), (829, [(READY, 1.0)])):
        assert breaches(scenario, routed(scenario, plan, [out(loads_from)])) == expected


def test_a_lot_with_a_batch_that_found_no_minutes_waits_for_the_doors() -> None:
    scenario = with_a_van(**LATE)
    work = [Work("L1", 1, 10, 740, 770, 50.0, unit=1)]
    plan = timed(scenario, baked(scenario), work, unplaced=[("L1", 50.0)])
    assert breaches(scenario, routed(scenario, plan, [out(1080)])) == []
    assert breaches(scenario, routed(scenario, plan, [out(1079)])) == [(READY, 1.0)]


def test_stock_is_ready_from_the_beginning() -> None:
    scenario = with_a_van(stock=[a_stock_lot("L1")], crews=[])
    plan = a_plan(scenario, deliveries=[("S1", "L1", 0, 100.0)])
    assert breaches(scenario, routed(scenario, plan, [out(1050)])) == []


def test_yesterdays_goods_are_ready_all_day() -> None:
    scenario = with_a_van(days=days("ww"), demand=[("S1", "P1", 1, 100.0)])
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 1, 100.0)])
    assert breaches(scenario, routed(scenario, plan, [out(1050)._replace(day=1)])) == []


def test_goods_are_fetched_when_all_of_them_are_ready() -> None:
    scenario = with_a_van(classes=[a_class(carriage=Carriage.DOCK)])
    assert found(scenario, hand_overs=[("S1", 0, 1065, 100.0)]) == [(READY, 15.0)]


def test_goods_that_came_too_late_may_be_left_behind_at_the_dock() -> None:
    """What lies in stock is fetched at 17:30; what is baked that day is reported."""
    scenario = with_a_van(classes=[a_class(carriage=Carriage.DOCK)], stock=[a_stock_lot("K1", kg=60.0)])
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 40.0)],
        deliveries=[("S1", "K1", 0, 60.0), ("S1", "L1", 0, 40.0)],
    )
    for left, expected in ((40.0, []), (30.0, [(READY, 30.0)])):
        handed = [("S1", 0, 1050, 100.0 - left)]
        late = routed(scenario, plan, hand_overs=handed, undelivered=[("S1", 0, left)])
        assert breaches(scenario, late) == expected


def test_an_older_lot_on_a_later_truck_is_a_date_reversal() -> None:
    """The lot of the second day rides first, that of the first day after it."""
    scenario = with_a_van(days=days("www"), demand=[("S1", "P1", 1, 100.0), ("S1", "P1", 2, 100.0)])
    lots = [("L1", "P1", 0, 100.0), ("L2", "P1", 1, 100.0)]
    for first, second, expected in (("L1", "L2", []), ("L2", "L1", [(REVERSAL, 100.0)])):
        plan = a_plan(scenario, lots=lots, deliveries=[("S1", first, 1, 100.0), ("S1", second, 2, 100.0)])
        runs = [
            out(code=f"T{day}")._replace(day=day, stops=(Stop("S1", 1150, 1161, ((lot, 100.0),)),))
            for day, lot in ((1, first), (2, second))
        ]
        assert breaches(scenario, routed(scenario, plan, runs)) == expected


def test_two_trucks_are_out_at_once_and_one_is_not() -> None:
    scenario = with_a_van()
    first, second = out(kg=50.0), out(1085, kg=50.0, code="T2")
    assert found(scenario, first, second._replace(truck=2)) == []
    assert found(scenario, first, second) == [(ONE, 104.0)]


def test_a_third_trip_inside_a_long_one_is_named_although_the_second_is_over() -> None:
    scenario = with_a_van(waves=[a_wave(trips=3)])
    long = out(kg=40.0)._replace(back=1350)
    shorts = (out(at, kg=30.0, code=code) for at, code in ((1090, "T2"), (1250, "T3")))
    assert [rule for rule, _ in found(scenario, long, *shorts)] == [ONE, ONE]


@pytest.mark.parametrize(
    ("parts", "over"),
    [
        ({"waves": [a_wave(starts=Time(18, 0), ends=Time(19, 51))]}, 0.0),
        ({"waves": [a_wave(starts=Time(18, 1))]}, 1.0),
        ({"waves": [a_wave(ends=Time(19, 50))]}, 1.0),
        ({"waves": [a_wave(channels="store, village")]}, 0.0),
        ({"waves": [a_wave(channels="village")]}, 1.0),
        ({"vehicles": [a_vehicle(channels="village")]}, 1.0),
        ({"classes": [a_class(channel=Channel.VILLAGE)], "waves": [a_wave(channels="village")]}, 0.0),
    ],
)
def test_a_trip_keeps_to_the_hours_and_channels_of_its_wave(parts: dict[str, Any], over: float) -> None:
    assert found(with_a_van(**parts), out()) == ([(WAVE, over)] if over else [])


@pytest.mark.parametrize(("most", "over"), [(2, 0.0), (1, 1.0)])
def test_a_truck_makes_so_many_trips_in_a_wave(most: int, over: float) -> None:
    runs = out(kg=50.0), out(1200, kg=50.0, code="T2")
    assert found(with_a_van(waves=[a_wave(trips=most)]), *runs) == ([(WAVE, over)] if over else [])


@pytest.mark.parametrize(("most", "over"), [(2, 0.0), (1, 1.0)])
def test_a_truck_makes_so_many_stops_on_a_trip(most: int, over: float) -> None:
    """Both halves go to the one shop, which is no way apart from itself."""
    stops = Stop("S1", 1150, 1159, (("L1", 50.0),)), Stop("S1", 1159, 1168, (("L1", 50.0),))
    run = Run("T1", 1080, 1120, stops, 1198)
    scenario = with_a_van(vehicles=[a_vehicle(most_stops=most)])
    assert found(scenario, run) == ([(WAVE, over)] if over else [])


def test_a_trip_without_a_stop_is_none() -> None:
    empty = Run("T2", 1080, 1120, (), 1120, km=0.0, truck=2)
    assert found(with_a_van(), out(), empty) == [(WAVE, 1.0)]


@pytest.mark.parametrize(("doors", "over"), [(3, 0.0), (2, 20.0), (1, 60.0)])
def test_trucks_wait_for_a_door(doors: int, over: float) -> None:
    """Three load for 40 minutes from 18:00, 18:10 and 18:20: 10 minutes alone, 10 by twos, 20 by threes, …"""
    scenario = with_a_van(settings={"dock_doors": doors}, vehicles=[a_vehicle(own=3)])
    runs = [out(1080 + 10 * n, kg=kg, code=f"T{n}", truck=n + 1) for n, kg in enumerate((40.0, 30.0, 30.0))]
    assert found(scenario, *runs) == ([(DOORS, over)] if over else [])


HIRED = {"vehicles": [a_vehicle(own=1, hire=1, hire_yuan_day=450.0)]}


@pytest.mark.parametrize(
    ("truck", "yuan", "off"), [(1, 300.0, 0.0), (2, 450.0, 0.0), (2, 300.0, 150.0), (1, 450.0, 150.0)]
)
def test_a_hired_truck_has_its_own_price(truck: int, yuan: float, off: float) -> None:
    run = out(truck=truck, cells=(("truck_yuan", yuan),))
    scenario = with_a_van(**HIRED)
    plan = routed(scenario, baked(scenario), [run])
    assert breaches(scenario, plan) == ([(FARES, off)] if off else [])


def test_a_truck_is_paid_once_a_day() -> None:
    runs = out(kg=50.0), out(1200, kg=50.0, code="T2", cells=(("truck_yuan", 300.0),))
    assert found(with_a_van(), *runs) == [(FARES, 300.0)]


def test_kilometres_are_those_of_the_road_and_cost_their_price() -> None:
    assert found(with_a_van(), out(km=25.0)) == [(FARES, 10.0)]
    assert found(with_a_van(), out(cells=(("km_yuan", 35.0),))) == [(FARES, 5.0)]


def test_the_delivery_cost_is_the_sum_of_its_trips() -> None:
    scenario = with_a_van()
    plan = routed(scenario, baked(scenario), [out()])
    assert plan.head.delivery_yuan == 340.0
    head = plan.head.model_copy(update={"delivery_yuan": 300.0})
    assert breaches(scenario, replace(plan, head=head)) == [(FARES, 40.0)]


def test_a_plan_without_trips_costs_no_trucks() -> None:
    scenario = a_bakery(days=days("w"))
    plan = baked(scenario)
    head = plan.head.model_copy(update={"delivery_yuan": 80.0})
    assert breaches(scenario, replace(plan, head=head)) == [(FARES, 80.0)]


def test_a_truck_nobody_has_and_nobody_hires_is_named() -> None:
    assert found(with_a_van(), out(truck=2)) == []
    assert found(with_a_van(), out(truck=3)) == [(NAMES, 1.0)]


def test_stops_count_from_one() -> None:
    stop = out().stops[0]._replace(cells=(("seq", 2),))
    assert (NAMES, 1.0) in found(with_a_van(), out()._replace(stops=(stop,)))


def test_roads_are_not_asked_where_nobody_drives() -> None:
    scenario = with_a_van(distances=[a_road("S9")])
    assert found(scenario, undelivered=[("S1", 0, 100.0)]) == []
