"""Any small delivery day: whatever the trucks do, the judge has nothing to say."""

from datetime import time as Time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.domain.fleet import Compartment, Distance, Speed
from planner.domain.market import Carriage, Channel
from planner.verify import judge
from tests.builders import (
    a_bakery,
    a_class,
    a_customer,
    a_plan,
    a_product,
    a_release,
    a_stock_lot,
    a_zone,
    days,
)
from tests.fleets import a_vehicle, a_wave
from tests.optimise.dispatch.drivenplans import with_trucks

HOURS = some.builds(Time, some.integers(0, 23), some.sampled_from([0, 15, 30, 45]))
MAYBE_HOURS = some.one_of(some.none(), HOURS)
PRODUCTS = ("P1", "ICE")


@some.composite
def customers(draw, code):
    """A shop in or near Harbin, with up to three windows, perhaps without a place."""
    fields = {f"window{n}_{end}": draw(MAYBE_HOURS) for n in ("", "2", "3") for end in ("from", "to")}
    if draw(some.integers(0, 9)):
        fields |= {
            "latitude": draw(some.floats(45.5, 46.0)),
            "longitude": draw(some.floats(126.4, 127.0)),
        }
    return a_customer(
        code,
        customer_class=draw(some.sampled_from(["STORE", "DIS"])),
        stop_minutes=draw(some.floats(0, 30)),
        **fields,
    )


@some.composite
def vehicles(draw, code):
    return a_vehicle(
        code,
        zones=draw(some.sampled_from(["", "AMB", "AMB,FRZ", "FRZ"])),
        channels=draw(some.sampled_from(["", "", "store"])),
        own=draw(some.integers(0, 2)),
        hire=draw(some.integers(0, 1)),
        hire_yuan_day=draw(some.sampled_from([None, 500.0])),
        payload_kg=draw(some.floats(40, 400)),
        crates=draw(some.integers(5, 60)),
        load_minutes=draw(some.integers(0, 50)),
        most_stops=draw(some.sampled_from([None, 1, 2])),
    )


@some.composite
def waves(draw, code):
    return a_wave(
        code,
        starts=draw(HOURS),
        ends=draw(HOURS),
        channels=draw(some.sampled_from(["", "", "store"])),
        trips=draw(some.integers(1, 3)),
    )


@some.composite
def roads(draw, codes):
    pairs = draw(
        some.lists(
            some.tuples(some.sampled_from(["", *codes]), some.sampled_from(["", *codes])),
            max_size=3,
            unique=True,
        )
    )
    return [
        Distance(
            from_place=a,
            to_place=b,
            km=draw(some.floats(0, 150)),
            minutes=draw(some.one_of(some.none(), some.floats(0, 300))),
        )
        for a, b in pairs
    ]


@some.composite
def worlds(draw):
    """A day or two of a bakery with stock and fresh lots for up to five customers."""
    codes = [f"S{n}" for n in range(1, draw(some.integers(1, 5)) + 1)]
    kinds = [f"CAR{n}" for n in range(1, draw(some.integers(1, 2)) + 1)]
    orders = [
        (code, product, day, float(draw(some.sampled_from([0, 4, 11, 35, 120]))))
        for code in codes
        for product in PRODUCTS
        for day in (0, 1)
    ]
    orders = [row for row in orders if row[-1] > 0] or [("S1", "P1", 0, 20.0)]
    scenario = a_bakery(
        days=tuple(
            day.model_copy(update={"snow_factor": draw(some.sampled_from([1.0, 0.75]))}) for day in days("ww")
        ),
        settings=draw(laws()),
        zones=[a_zone(), a_zone("FRZ", name="冷冻")],
        releases=[a_release(hold_hours=draw(some.sampled_from([0.0, 1.5])))],
        products=[a_product(), a_product("ICE", zone="FRZ", kg_per_crate=3.6)],
        classes=[
            a_class(),
            a_class("DIS", channel=Channel.DISTRIBUTOR, carriage=Carriage(draw(some.sampled_from(Carriage)))),
        ],
        customers=[draw(customers(code)) for code in codes],
        vehicles=[draw(vehicles(kind)) for kind in kinds],
        compartments=[Compartment(vehicle="CAR1", zone="FRZ", payload_kg=50.0, crates=9)]
        * draw(some.integers(0, 1)),
        waves=[draw(waves(f"W{n}")) for n in range(1, draw(some.integers(1, 3)) + 1)],
        distances=draw(roads(codes)),
        speeds=draw(some.sampled_from([(), SPEEDS])),
        stock=[a_stock_lot(f"K-{product}", -1, product=product, kg=5000.0) for product in PRODUCTS],
        demand=orders,
    )
    return scenario, a_plan(scenario, deliveries=[(c, f"K-{p}", day, kg) for c, p, day, kg in orders])


def other_classes():
    return some.sampled_from(Carriage).map(
        lambda carriage: a_class("DIS", channel=Channel.DISTRIBUTOR, carriage=carriage)
    )


SPEEDS = (
    Speed(from_time=Time(6, 0), km_hour=24.0),
    Speed(from_time=Time(18, 30), km_hour=33.0),
    Speed(from_time=Time(22, 0), km_hour=41.0),
)


@some.composite
def laws(draw):
    return {
        "dispatch_from": draw(some.sampled_from([Time(17, 0), Time(12, 30), Time(0, 0)])),
        "dock_doors": draw(some.sampled_from([None, 1, 2])),
        "driver_hours": draw(some.floats(1.5, 12)),
        "drive_minutes": draw(some.integers(20, 240)),
        "pause_minutes": draw(some.sampled_from([0, 15, 20])),
        "picking_minutes": draw(some.integers(0, 60)),
        "depot_latitude": 45.69,
        "depot_longitude": 126.72,
    }


@settings(max_examples=6, deadline=None, derandomize=True)
@given(world=worlds())
def test_the_judge_is_silent_about_any_day_the_trucks_drive(world):
    is_accepted(*world)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True)
@given(world=worlds())
def test_the_judge_is_silent_about_many_days_the_trucks_drive(world):
    is_accepted(*world)


def is_accepted(scenario, plan):
    driven = with_trucks(scenario, plan)
    assert judge(scenario, driven).findings == ()
    assert driven.is_routed
