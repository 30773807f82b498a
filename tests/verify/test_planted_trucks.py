"""Any day of trucks: limits drawn exactly around it hold, and one drawn a little tighter is named, alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time as Time
from math import ceil
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.plan import Plan, Trip
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import a_bakery, a_customer, a_plan, a_stock_lot, days
from tests.fleets import Run, Stop, a_road, a_vehicle, a_wave, routed

NIGHT = Time(17, 0)


class Drawn(NamedTuple):
    """Kilograms of each shop, minutes between places (0 the factory), and shops and start of each run."""

    kg: list[float]
    roads: dict[tuple[int, int], int]
    runs: list[tuple[list[int], int]]


@st.composite
def drawn_days(draw: st.DrawFn) -> Drawn:
    number = draw(st.integers(1, 5))
    places = [(a, b) for a in range(number + 1) for b in range(a + 1, number + 1)]
    roads = draw(st.lists(st.integers(1, 120), min_size=len(places), max_size=len(places)))
    order = draw(st.permutations(range(1, number + 1)))
    cuts = sorted(draw(st.sets(st.integers(1, number), max_size=3)) | {number})
    starts = draw(st.lists(st.integers(1020, 1300), min_size=len(cuts), max_size=len(cuts)))
    parts = [list(order[a:b]) for a, b in zip([0, *cuts], cuts, strict=False)]
    kg = draw(st.lists(st.integers(1, 300).map(float), min_size=number, max_size=number))
    return Drawn(kg, dict(zip(places, roads, strict=True)), list(zip(parts, starts, strict=True)))


def world_of(day: Drawn) -> tuple[Scenario, Plan]:
    """A bakery that only drives, and the day's plan without a minute to spare."""
    shops = [f"S{n}" for n in range(1, len(day.kg) + 1)]
    names = ["", *shops]
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        stock=[a_stock_lot("K1", kg=sum(day.kg))],
        customers=[a_customer(shop) for shop in shops],
        demand=[(shop, "P1", 0, kg) for shop, kg in zip(shops, day.kg, strict=True)],
        vehicles=[a_vehicle(own=4, payload_kg=1e6, crates=10**6)],
        waves=[a_wave(starts=NIGHT, ends=NIGHT)],
        distances=[a_road(names[b], names[a], minutes=float(m)) for (a, b), m in day.roads.items()],
        settings={"driver_hours": 24.0, "drive_minutes": 600},
    )
    plan = a_plan(scenario, deliveries=[(s, "K1", 0, kg) for s, kg in zip(shops, day.kg, strict=True)])
    runs = [_run(day, number, *run) for number, run in enumerate(day.runs, 1)]
    return scenario, routed(scenario, plan, runs)


def _run(day: Drawn, number: int, shops: list[int], loads_from: int) -> Run:
    minute, place, stops = loads_from + 40, 0, []
    for shop in shops:
        arrives = minute + day.roads[min(place, shop), max(place, shop)]
        kg = day.kg[shop - 1]
        minute, place = arrives + ceil(6 + ceil(kg / 5) / 4), shop
        stops.append(Stop(f"S{shop}", arrives, minute, (("K1", kg),)))
    back = minute + day.roads[0, place]
    return Run(
        f"T{number}", loads_from, loads_from + 40, tuple(stops), back, 10.0 * (len(shops) + 1), truck=number
    )


def with_vehicle(scenario: Scenario, **fields: float) -> Scenario:
    return replace(scenario, vehicles=(scenario.vehicles[0].model_copy(update=fields),))


def with_settings(scenario: Scenario, **fields: float) -> Scenario:
    return replace(scenario, settings=scenario.settings.model_copy(update=fields))


def wheel_minutes(plan: Plan, trip: Trip) -> int:
    """Minutes a trip is neither loading nor at a stop."""
    at_stops = sum(drop.leaves - drop.arrives for drop in plan.drops if drop.trip == trip.code)
    return trip.back - trip.leaves - at_stops


def payload(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    return with_vehicle(scenario, payload_kg=max(t.kg + 1.8 * t.crates for t in plan.trips) - less)


def crates(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    return with_vehicle(scenario, crates=max(trip.crates for trip in plan.trips) - less)


def stops(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    most = max(sum(drop.trip == trip.code for drop in plan.drops) for trip in plan.trips)
    return with_vehicle(scenario, most_stops=most - less)


def loading(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    return with_vehicle(scenario, load_minutes=40 + less)


def windows(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    """Every shop takes goods only at the very minute; a little later, nobody does."""
    minutes = {drop.customer: (drop.starts + less) % 1440 for drop in plan.drops}
    times = {code: Time(minute // 60, minute % 60) for code, minute in minutes.items()}
    return replace(
        scenario,
        customers=tuple(
            shop.model_copy(update={"window_from": times[shop.code], "window_to": times[shop.code]})
            for shop in scenario.customers
        ),
    )


def snow(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    (day,) = scenario.days
    return replace(scenario, days=(day.model_copy(update={"snow_factor": 1 - less / 300}),))


def hours(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    away = max(trip.back - trip.loads_from for trip in plan.trips)
    return with_settings(scenario, driver_hours=(away - less) / 60)


def wheel(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    return with_settings(scenario, drive_minutes=max(wheel_minutes(plan, t) for t in plan.trips) - less)


def doors(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    spans = [(trip.loads_from, trip.leaves) for trip in plan.trips]
    most = max(sum(begin <= minute < end for begin, end in spans) for minute, _ in spans)
    return with_settings(scenario, dock_doors=most - less)


def wave(scenario: Scenario, plan: Plan, less: int) -> Scenario:
    last = (max(trip.back for trip in plan.trips) - less) % 1440
    return replace(scenario, waves=(a_wave(starts=NIGHT, ends=Time(last // 60, last % 60)),))


LIMITS: dict[Callable[[Scenario, Plan, int], Scenario], str] = {
    payload: "truck_carries_no_more_than_its_kilograms_and_its_crates",
    crates: "truck_carries_no_more_than_its_kilograms_and_its_crates",
    stops: "trip_keeps_to_its_wave",
    loading: "truck_takes_the_time_its_road_and_its_stops_need",
    windows: "stop_is_served_inside_its_window",
    snow: "truck_takes_the_time_its_road_and_its_stops_need",
    hours: "driver_drives_no_longer_than_allowed_with_his_break",
    wheel: "driver_drives_no_longer_than_allowed_with_his_break",
    doors: "dock_loads_no_more_trucks_than_it_has_doors",
    wave: "trip_keeps_to_its_wave",
}


@pytest.mark.slow
@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.__name__)
@settings(max_examples=8, deadline=None)
@given(day=drawn_days())
def test_a_limit_just_kept_is_kept_and_one_a_little_tighter_is_named(
    limit: Callable[[Scenario, Plan, int], Scenario], day: Drawn
) -> None:
    scenario, plan = world_of(day)
    assert judge(limit(scenario, plan, 0), plan).findings == ()
    rules = {finding.rule for finding in judge(limit(scenario, plan, 1), plan).findings}
    assert rules == {LIMITS[limit]}
