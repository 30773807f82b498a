"""Breaches of the rules of freight: kilograms lost, overloads and wrong temperatures, each caught by its rule alone."""

from dataclasses import replace
from typing import Any

import pytest

from planner.domain.fleet import Compartment
from planner.domain.market import Carriage
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import a_class, a_customer, a_plan, a_product, a_zone, days
from tests.fleets import Run, Stop, a_road, a_vehicle, routed
from tests.rules.trucks import baked, out, with_a_van
from tests.verify.findings import breaches

RIDES = "every_kilogram_dispatched_rides_is_fetched_or_is_reported"
CARRIES = "truck_carries_no_more_than_its_kilograms_and_its_crates"
TEMPERATURE = "goods_ride_only_at_their_temperature"
NAMES = "every_name_in_the_plan_is_known"


def found(scenario: Scenario, *runs: Run, **rows: Any) -> list[tuple[str, float]]:
    return breaches(scenario, routed(scenario, baked(scenario), runs, **rows))


def loaded(plan: Plan, **cells: Any) -> Plan:
    """The plan with cells of its first load overwritten."""
    table = plan.drop_loads.astype(object)
    for column, value in cells.items():
        table.loc[0, column] = value
    return replace(plan, drop_loads=table)


def test_a_plan_without_trips_claims_nothing_about_trucks() -> None:
    scenario = with_a_van()
    assert breaches(scenario, baked(scenario)) == []


def test_all_of_it_may_be_left_behind_if_the_plan_says_so() -> None:
    assert found(with_a_van(), undelivered=[("S1", 0, 100.0)]) == []


@pytest.mark.parametrize(("reported", "off"), [(30.0, 10.0), (55.0, 15.0)])
def test_no_more_and_no_less_is_reported_than_was_left_behind(reported: float, off: float) -> None:
    assert found(with_a_van(), out(kg=60.0), undelivered=[("S1", 0, reported)]) == [(RIDES, off)]


def test_goods_that_ride_twice_are_named_once() -> None:
    assert found(with_a_van(), out(), out(1200, code="T2")) == [(RIDES, 100.0)]


def test_goods_ride_on_the_day_they_are_dispatched() -> None:
    scenario = with_a_van(days=days("ww"))
    assert found(scenario, out()._replace(day=1)) == [(RIDES, 100.0), (RIDES, 100.0)]


def test_what_rides_is_of_the_lots_dispatched() -> None:
    """Fifty kilograms of another lot ride instead."""
    scenario = with_a_van(
        days=days("w"), demand=[("S1", "P1", 0, 100.0)], products=[a_product(), a_product("P2")]
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0), ("L2", "P2", 0, 50.0)],
        deliveries=[("S1", "L1", 0, 100.0)],
    )
    stop = Stop("S1", 1150, 1161, (("L1", 50.0), ("L2", 50.0)))
    assert breaches(scenario, routed(scenario, plan, [out()._replace(stops=(stop,))])) == [(RIDES, 50.0)]


def test_what_is_left_behind_is_named_with_its_own_temperature() -> None:
    scenario = with_a_van(zones=[a_zone(), a_zone("FRZ", name="冷冻")])
    plan = routed(scenario, baked(scenario), [out(kg=60.0)], undelivered=[("S1", 0, 40.0)])
    cold = plan.undelivered[0].model_copy(update={"zone": "FRZ"})
    assert breaches(scenario, replace(plan, undelivered=(cold,))) == [(RIDES, 80.0)]


@pytest.mark.parametrize(("cells", "off"), [({"kg": 90.0}, 10.0), ({"crates": 22}, 2.0)], ids=str)
def test_a_trip_carries_what_it_says(cells: dict[str, Any], off: float) -> None:
    assert found(with_a_van(), out()._replace(cells=tuple(cells.items()))) == [(RIDES, off)]


def test_a_drop_is_what_it_says() -> None:
    run = out()
    stop = run.stops[0]._replace(cells=(("kg", 90.0),))
    plan = run._replace(stops=(stop,), cells=(("kg", 90.0),))
    assert found(with_a_van(), plan) == [(RIDES, 10.0)]


def with_crates(plan: Plan, table: str, crates: int) -> Plan:
    row = getattr(plan, table)[0].model_copy(update={"crates": crates})
    return replace(plan, **{table: (row,)})


def test_crates_left_behind_and_crates_fetched_are_counted_too() -> None:
    scenario, dock = with_a_van(), with_a_van(**AT_DOCK)
    left = routed(scenario, baked(scenario), undelivered=[("S1", 0, 100.0)])
    fetched = routed(dock, baked(dock), hand_overs=[("S1", 0, 1080, 100.0)])
    assert breaches(scenario, with_crates(left, "undelivered", 23)) == [(RIDES, 3.0)]
    assert breaches(dock, with_crates(fetched, "hand_overs", 16)) == [(RIDES, 4.0)]


AT_DOCK: dict[str, Any] = {"classes": [a_class(carriage=Carriage.DOCK)]}


def test_a_customer_who_fetches_needs_no_truck() -> None:
    assert found(with_a_van(**AT_DOCK), hand_overs=[("S1", 0, 1080, 100.0)]) == []


def test_what_nobody_fetches_is_named() -> None:
    assert found(with_a_van(**AT_DOCK), hand_overs=[("S1", 0, 1080, 70.0)]) == [(RIDES, 30.0)]


def test_part_of_it_may_be_fetched_and_the_rest_reported() -> None:
    rows: dict[str, Any] = {"hand_overs": [("S1", 0, 1080, 70.0)], "undelivered": [("S1", 0, 30.0)]}
    assert found(with_a_van(**AT_DOCK), **rows) == []


def test_no_truck_goes_to_a_customer_who_fetches() -> None:
    assert found(with_a_van(**AT_DOCK), out()) == [(RIDES, 200.0)]


def test_nobody_fetches_what_a_truck_should_bring() -> None:
    assert found(with_a_van(), hand_overs=[("S1", 0, 1080, 100.0)]) == [(RIDES, 200.0)]


@pytest.mark.parametrize(
    ("vehicle", "over"),
    [
        ({"payload_kg": 136.0}, 0.0),
        ({"payload_kg": 135.0}, 1.0),
        ({"crates": 20}, 0.0),
        ({"crates": 19}, 1.0),
        ({"crates": 15, "payload_kg": 130.0}, 6.0),
    ],
    ids=str,
)
def test_kilograms_crates_and_their_weight_all_count(vehicle: dict[str, Any], over: float) -> None:
    scenario = with_a_van(vehicles=[a_vehicle(**vehicle)])
    assert found(scenario, out()) == ([(CARRIES, over)] if over else [])


def test_bread_fills_a_truck_before_its_kilograms_do() -> None:
    scenario = with_a_van(products=[a_product(kg_per_crate=1.0)], vehicles=[a_vehicle(crates=90)])
    stop = Stop("S1", 1150, 1181, (("L1", 100.0),))
    assert found(scenario, out()._replace(stops=(stop,), back=1211)) == [(CARRIES, 10.0)]


def frozen_and_not(**parts: Any) -> tuple[Scenario, Plan]:
    """Sixty kilograms frozen and forty not, for one shop."""
    zones = [a_zone(), a_zone("FRZ", name="冷冻")]
    products = [a_product(), a_product("P2", zone="FRZ")]
    demand = [("S1", "P1", 0, 40.0), ("S1", "P2", 0, 60.0)]
    scenario = with_a_van(zones=zones, products=products, demand=demand, **parts)
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 40.0), ("L2", "P2", 0, 60.0)],
        deliveries=[("S1", "L1", 0, 40.0), ("S1", "L2", 0, 60.0)],
    )
    stop = Stop("S1", 1150, 1161, (("L1", 40.0), ("L2", 60.0)))
    return scenario, routed(scenario, plan, [out()._replace(stops=(stop,))])


@pytest.mark.parametrize(
    ("compartment", "over"),
    [
        ({"payload_kg": 82.0, "crates": 12}, 0.0),
        ({"payload_kg": 80.0, "crates": 12}, 1.6),
        ({"payload_kg": 200.0, "crates": 10}, 2.0),
    ],
    ids=str,
)
def test_a_compartment_carries_no_more_than_its_own(compartment: dict[str, Any], over: float) -> None:
    """Twelve crates of 5 kg weigh 81.6."""
    room = Compartment(vehicle="VAN", zone="FRZ", **compartment)
    scenario, plan = frozen_and_not(compartments=[room])
    assert breaches(scenario, plan) == ([(CARRIES, over)] if over else [])


def test_a_truck_of_several_temperatures_carries_them_side_by_side() -> None:
    scenario, plan = frozen_and_not(vehicles=[a_vehicle(zones="FRZ, AMB")])
    assert breaches(scenario, plan) == []


def test_only_what_the_truck_cannot_keep_is_named() -> None:
    scenario, plan = frozen_and_not(vehicles=[a_vehicle(zones="AMB")])
    assert breaches(scenario, plan) == [(TEMPERATURE, 60.0)]


def test_frozen_goods_do_not_ride_among_the_ambient_ones() -> None:
    scenario, plan = frozen_and_not()
    lots = plan.drop_loads.assign(zone="AMB")
    assert breaches(scenario, replace(plan, drop_loads=lots)) == [(TEMPERATURE, 60.0)]


@pytest.mark.parametrize(
    "cells",
    [
        {"trip": "T9"},
        {"lot": "L9"},
        {"product": "P9"},
        {"zone": "MARS"},
        {"kg": "some"},
        {"seq": 2},
        {"seq": 1.5},
    ],
    ids=str,
)
def test_a_load_that_makes_no_sense_is_named(cells: dict[str, Any]) -> None:
    scenario = with_a_van()
    plan = loaded(routed(scenario, baked(scenario), [out()]), **cells)
    assert NAMES in {rule for rule, _ in breaches(scenario, plan)}


def test_a_second_shop_on_the_way_gets_its_own() -> None:
    """Two shops of one road, ten minutes apart."""
    scenario = with_a_van(
        customers=[a_customer("S1"), a_customer("S2")],
        distances=[a_road("S1"), a_road("S2"), a_road("S2", "S1", km=3.0, minutes=10.0)],
        demand=[("S1", "P1", 0, 100.0), ("S2", "P1", 0, 100.0)],
    )
    stops = Stop("S1", 1150, 1161, (("L1", 100.0),)), Stop("S2", 1171, 1182, (("L1", 100.0),))
    run = Run("T1", 1080, 1120, stops, 1212, km=23.0)
    assert breaches(scenario, routed(scenario, baked(scenario, "S1", "S2"), [run])) == []
