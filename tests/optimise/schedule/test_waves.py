"""When goods are wanted for the first wave: only those that trucks bring on the day they are made."""

from datetime import time as Time

from planner.domain.fleet import Vehicle, Wave
from planner.domain.market import Carriage
from planner.optimise.schedule.waves import wanted_by
from tests.builders import a_bakery, a_class, a_customer, a_plan


def a_world(**parts):
    usual = {
        "classes": [a_class(), a_class("DIS", carriage=Carriage.DOCK)],
        "customers": [
            a_customer("S1", window_from=Time(18, 0), window_to=Time(22, 0)),
            a_customer("S2", window_from=Time(6, 0), window_to=Time(10, 0)),
            a_customer("D1", customer_class="DIS", window_from=Time(18, 0), window_to=Time(20, 0)),
        ],
        "vehicles": [Vehicle(code="VAN", own=1, payload_kg=500, crates=100, load_minutes=30)],
        "waves": [Wave(code="E", starts=Time(17, 0), ends=Time(1, 0))],
    }
    return a_bakery(**(usual | parts))


def wanted(world, *deliveries):
    lots = [("L1", "P1", 0, 100.0)]
    return wanted_by(
        world, a_plan(world, lots=lots, deliveries=[(who, "L1", day, 10.0) for who, day in deliveries])
    )


def test_a_lot_is_wanted_by_the_middle_of_the_window_less_loading_and_picking():
    # 18:00 to 22:00: by 20:00, less half an hour of loading and the scenario's picking.
    world = a_world()
    assert wanted(world, ("S1", 0)) == {"L1": 20 * 60 - 30 - world.settings.picking_minutes}


def test_the_earliest_of_its_customers_counts():
    world = a_world()
    assert wanted(world, ("S2", 0), ("S1", 0)) == wanted(world, ("S1", 0))


def test_nobody_is_in_haste_for_a_customer_who_fetches_or_for_tomorrow():
    assert wanted(a_world(), ("D1", 0)) == {}
    assert wanted(a_world(), ("S1", 1)) == {}


def test_without_trucks_there_is_no_wave_to_catch():
    assert wanted(a_world(vehicles=[], waves=[]), ("S1", 0)) == {}
