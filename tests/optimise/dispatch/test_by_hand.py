"""Days small enough to drive in the head: the lot is packed at 17:30 and picked at 18:00, minute 1080."""

from datetime import time as Time

from planner.domain.dispatch import WhyLeft
from planner.domain.fleet import Compartment
from planner.domain.market import Carriage
from planner.verify import judge
from tests.builders import a_bakery, a_class, a_customer, a_plan, a_product, a_zone, days
from tests.fleets import a_road, a_vehicle, a_wave
from tests.optimise.dispatch.drivenplans import with_trucks

DAWN = a_wave("DAWN", starts=Time(3, 0), ends=Time(9, 0))
AT_NIGHT = {"window_from": Time(18, 30), "window_to": Time(21, 0)}
AT_DAWN = {"window2_from": Time(5, 30), "window2_to": Time(7, 30)}


def driven(kg=100.0, shops=("S1",), **parts):
    """One lot for all shops, and the trucks found for it."""
    usual = {
        "days": days("w"),
        "vehicles": [a_vehicle(own=1)],
        "waves": [a_wave()],
        "distances": [a_road(shop) for shop in shops],
        "customers": [a_customer(shop, **AT_NIGHT) for shop in shops],
        "demand": [(shop, "P1", 0, kg) for shop in shops],
    }
    scenario = a_bakery(**(usual | parts))
    plan = a_plan(
        scenario, lots=[("L1", "P1", 0, kg * len(shops))], deliveries=[(shop, "L1", 0, kg) for shop in shops]
    )
    plan = with_trucks(scenario, plan)
    assert judge(scenario, plan).findings == ()
    return plan


def test_a_van_leaves_when_the_lot_is_picked_and_is_there_half_an_hour_later():
    plan = driven()
    trip, drop = plan.trips[0], plan.drops[0]
    assert (trip.loads_from, trip.leaves, trip.back) == (1080, 1120, 1191)
    assert (drop.arrives, drop.starts, drop.leaves) == (1150, 1150, 1161)
    assert (trip.km, trip.truck_yuan, trip.km_yuan, trip.crates) == (20.0, 300.0, 40.0, 20)


def test_what_is_ready_too_late_for_the_evening_rides_at_dawn():
    shop = a_customer(window_from=Time(18, 30), window_to=Time(19, 0), **AT_DAWN)
    plan = driven(customers=[shop], waves=[a_wave(), DAWN])
    assert [(trip.wave, plan.drops[0].starts) for trip in plan.trips] == [("DAWN", 1440 + 330)]


def test_what_is_ready_after_the_last_window_is_told_so():
    shop = a_customer(window_from=Time(18, 30), window_to=Time(19, 0))
    left = driven(customers=[shop]).undelivered
    assert [(row.reason, row.kg, row.ready) for row in left] == [(WhyLeft.READINESS, 100.0, 1080)]


def test_a_window_nobody_reaches_in_any_wave_is_told_so():
    shop = a_customer(window_from=Time(12, 0), window_to=Time(13, 0))
    assert [row.reason for row in driven(customers=[shop]).undelivered] == [WhyLeft.WINDOW]


def test_a_shop_nobody_knows_the_way_to_is_told_so():
    assert [row.reason for row in driven(distances=[]).undelivered] == [WhyLeft.PLACE]


def test_an_order_larger_than_the_truck_comes_in_parts():
    plan = driven(kg=700.0, vehicles=[a_vehicle(own=2)])
    assert plan.undelivered == ()
    assert len(plan.trips) == 2
    assert plan.drop_loads["kg"].sum() == 700.0


def test_a_truck_is_hired_only_for_what_the_own_one_cannot_take():
    shops = ("S1", "S2")
    roads = [a_road("S1"), a_road("S2"), a_road("S2", "S1", km=20.0, minutes=60.0)]
    near = {"window_from": Time(18, 30), "window_to": Time(19, 20)}
    customers = [a_customer(shop, **near) for shop in shops]
    plan = driven(
        shops=shops,
        distances=roads,
        customers=customers,
        vehicles=[a_vehicle(own=1, hire=1, hire_yuan_day=900)],
    )
    assert sorted((trip.truck, trip.truck_yuan) for trip in plan.trips) == [(1, 300.0), (2, 900.0)]


def test_nothing_is_hired_for_the_evening_when_dawn_will_do():
    shops = ("S1", "S2")
    roads = [a_road("S1"), a_road("S2"), a_road("S2", "S1", km=20.0, minutes=60.0)]
    windows = {"window_from": Time(18, 30), "window_to": Time(19, 20), **AT_DAWN}
    plan = driven(
        shops=shops,
        distances=roads,
        customers=[a_customer(shop, **windows) for shop in shops],
        vehicles=[a_vehicle(own=1, hire=1)],
        waves=[a_wave(), DAWN],
    )
    assert sorted((trip.wave, trip.truck, trip.truck_yuan) for trip in plan.trips) == [
        ("DAWN", 1, 0.0),
        ("EVE", 1, 300.0),
    ]


def test_goods_fetched_at_the_dock_are_handed_over_when_they_are_ready():
    classes = [a_class(carriage=Carriage.DOCK)]
    shop = a_customer(window_from=Time(17, 30), window_to=Time(19, 0))
    plan = driven(classes=classes, customers=[shop])
    assert [(row.minute, row.kg, row.crates) for row in plan.hand_overs] == [(1080, 100.0, 20)]
    assert plan.trips == ()


def test_frozen_goods_ride_in_their_compartment_beside_the_others():
    scenario = a_bakery(
        days=days("w"),
        zones=[a_zone(), a_zone("FRZ", name="冷冻")],
        products=[a_product(), a_product("ICE", zone="FRZ")],
        vehicles=[a_vehicle(own=1)],
        compartments=[Compartment(vehicle="VAN", zone="FRZ", payload_kg=60.0, crates=8)],
        waves=[a_wave()],
        distances=[a_road()],
        customers=[a_customer(**AT_NIGHT)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "ICE", 0, 40.0)],
    )
    lots = [("L1", "P1", 0, 100.0), ("L2", "ICE", 0, 40.0)]
    plan = a_plan(scenario, lots=lots, deliveries=[("S1", "L1", 0, 100.0), ("S1", "L2", 0, 40.0)])
    plan = with_trucks(scenario, plan)
    assert judge(scenario, plan).findings == ()
    assert [(drop.kg, drop.crates) for drop in plan.drops] == [(140.0, 28)]
