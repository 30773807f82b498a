"""The smallest worlds in which the rules of trucks bite.

The lot of the day is packed when the doors close at 17:30, and picked at 18:00, minute 1080. A van loads for
40 minutes, drives half an hour to the shop, unloads 20 crates in 11 minutes, and drives home.
"""

from datetime import time as Time
from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import a_bakery, a_customer, a_plan, a_product, a_workshop, a_zone, days
from tests.fleets import Run, Stop, a_road, a_vehicle, a_wave, routed
from tests.rules.world import World


def with_a_van(**parts: Any) -> Scenario:
    usual: dict[str, Any] = {
        "days": days("w"),
        "workshops": [a_workshop(extra_yuan_hour=50.0)],
        "vehicles": [a_vehicle()],
        "waves": [a_wave()],
        "distances": [a_road()],
    }
    return a_bakery(**(usual | parts))


def baked(scenario: Scenario, *shops: str) -> Plan:
    """One lot of 100 kg for each shop, all from one oven."""
    shops = shops or ("S1",)
    kg = 100.0 * len(shops)
    return a_plan(scenario, lots=[("L1", "P1", 0, kg)], deliveries=[(shop, "L1", 0, 100.0) for shop in shops])


def out(loads_from: int = 1080, kg: float = 100.0, shop: str = "S1", code: str = "T1", **fields: Any) -> Run:
    """A run to one shop and back without a minute to spare."""
    leaves = loads_from + 40
    unloading = 6 + -(-round(kg / 5) // 4)
    stop = Stop(shop, leaves + 30, leaves + 30 + unloading, (("L1", kg),))
    return Run(code, loads_from, leaves, (stop,), leaves + 60 + unloading)._replace(**fields)


def against(scenario: Scenario, good: tuple[Run, ...], broken: tuple[Run, ...], amount: float) -> World:
    plan = baked(scenario)
    return World(scenario, routed(scenario, plan, good), routed(scenario, plan, broken), amount)


def every_kilogram_dispatched_rides_is_fetched_or_is_reported() -> World:
    """Sixty kilograms ride; of the other forty nobody says anything."""
    scenario = with_a_van()
    plan, runs = baked(scenario), [out(kg=60.0)]
    good = routed(scenario, plan, runs, undelivered=[("S1", 0, 40.0)])
    return World(scenario, good, routed(scenario, plan, runs), 40.0)


def truck_carries_no_more_than_its_kilograms_and_its_crates() -> World:
    """A hundred kilograms in 20 crates of 1.8 weigh 136; half of it is no more than 100."""
    scenario = with_a_van(vehicles=[a_vehicle(payload_kg=100.0)])
    half = out(kg=50.0), out(1200, kg=50.0, code="T2")
    return against(scenario, half, (out(),), 36.0)


def goods_ride_only_at_their_temperature() -> World:
    """Frozen goods ride in the van, where the reefer stands idle."""
    scenario = with_a_van(
        vehicles=[a_vehicle(zones="AMB"), a_vehicle("REEFER", zones="FRZ, AMB", yuan_day=700.0)],
        zones=[a_zone(), a_zone("FRZ", name="冷冻")],
        products=[a_product(zone="FRZ")],
    )
    return against(scenario, (out(vehicle="REEFER"),), (out(),), 100.0)


def stop_is_served_inside_its_window() -> World:
    """The shop takes goods until 19:30, and the van is there at 19:40."""
    scenario = with_a_van(customers=[a_customer(window_from=Time(18, 30), window_to=Time(19, 30))])
    return against(scenario, (out(),), (out(1110),), 10.0)


def truck_takes_the_time_its_road_and_its_stops_need() -> World:
    """Half an hour's road is driven in twenty minutes."""
    scenario = with_a_van()
    stop = Stop("S1", 1140, 1151, (("L1", 100.0),))
    return against(scenario, (out(),), (out()._replace(stops=(stop,), back=1181),), 10.0)


def driver_drives_no_longer_than_allowed_with_his_break() -> World:
    """Two hundred minutes out and as many home: a pause is due on the way, or 160 are too many."""
    scenario = with_a_van(waves=[a_wave(ends=Time(4, 0))], distances=[a_road(km=90.0, minutes=200.0)])
    run = Run("T1", 1080, 1120, (Stop("S1", 1320, 1331, (("L1", 100.0),)),), 1531, km=180.0)
    return against(scenario, (run._replace(back=1551, pause=20),), (run,), 160.0)


def truck_loads_only_what_is_ready() -> World:
    """Loading begins at 17:45, a quarter of an hour before the goods are picked."""
    return against(with_a_van(), (out(),), (out(1065),), 15.0)


def truck_makes_one_trip_at_a_time() -> World:
    """The second trip loads ten minutes before the truck is back from the first."""
    scenario = with_a_van()
    first, second = out(kg=60.0), out(1189, kg=40.0, code="T2")
    plan = baked(scenario)
    return World(
        scenario,
        routed(scenario, plan, [first, second]),
        routed(scenario, plan, [first, out(1179, kg=40.0, code="T2")]),
        10.0,
    )


def trip_keeps_to_its_wave() -> World:
    """The wave is over at 20:00, and the van is back at 20:06."""
    scenario = with_a_van(waves=[a_wave(ends=Time(20, 0))])
    return against(scenario, (out(),), (out(1095),), 1.0)


def dock_loads_no_more_trucks_than_it_has_doors() -> World:
    """Two trucks load at one door for 25 minutes."""
    scenario = with_a_van(settings={"dock_doors": 1})
    first = out(kg=60.0)
    good, broken = ((first, out(at, kg=40.0, code="T2", truck=2)) for at in (1120, 1095))
    return against(scenario, good, broken, 25.0)


def trucks_cost_their_days_and_their_kilometres() -> World:
    """Nobody pays for the van."""
    broken = out(cells=(("truck_yuan", 0.0),))
    return against(with_a_van(), (out(),), (broken,), 300.0)


WORLDS = (
    every_kilogram_dispatched_rides_is_fetched_or_is_reported,
    truck_carries_no_more_than_its_kilograms_and_its_crates,
    goods_ride_only_at_their_temperature,
    stop_is_served_inside_its_window,
    truck_takes_the_time_its_road_and_its_stops_need,
    driver_drives_no_longer_than_allowed_with_his_break,
    truck_loads_only_what_is_ready,
    truck_makes_one_trip_at_a_time,
    trip_keeps_to_its_wave,
    dock_loads_no_more_trucks_than_it_has_doors,
    trucks_cost_their_days_and_their_kilometres,
)
