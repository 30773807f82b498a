"""A hand-made plan with trips: two trucks and a customer who fetches, every name hostile to files and pages."""

from dataclasses import replace
from datetime import time as Time
from typing import Any

import pandas as pd

from planner.domain.dispatch import Drop, DropLoad, HandOver, Trip, Undelivered, WhyLeft
from planner.domain.fleet import Vehicle, Wave
from planner.domain.market import Carriage
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import a_bakery, a_class, a_customer, a_plan, a_product, a_zone, on

HOSTILE = '=HYPERLINK("x"),<script>alert(1)</script>;\\n店'
EVENING = 18 * 60


def a_routed_world(**parts: Any) -> Scenario:
    """Shops S1 to S3 by truck, D1 at the dock; cake at room temperature, ice at −18 ℃."""
    usual: dict[str, Any] = {
        "zones": [a_zone(name="常温库 12–20℃"), a_zone("FRZ", name="冷冻库 −18℃")],
        "products": [a_product(kg_per_crate=5.0), a_product("ICE", name=HOSTILE, zone="FRZ", kg_per_crate=4.0)],
        "classes": [a_class(), a_class("DIS", carriage=Carriage.DOCK)],
        "customers": [
            a_customer("S1", name="一店", window_from=Time(18, 0), window_to=Time(21, 0)),
            a_customer("S2", name=HOSTILE, latitude=45.7, longitude=126.6),
            a_customer("S3", name="三店"),
            a_customer("D1", name="经销商", customer_class="DIS"),
        ],
        "vehicles": [Vehicle(code="R42M", name="多温车", own=1, hire=1, payload_kg=1000, crates=200)],
        "waves": [
            Wave(code="E", name="晚配 evening", starts=Time(17, 0), ends=Time(1, 0)),
            Wave(code="D", name="早配 dawn", starts=Time(3, 0), ends=Time(11, 0), note="铅封 Sealed"),
        ],
        "demand": [(customer, "P1", 0, 12.0) for customer in ("S1", "S2", "S3", "D1")] + [("S2", "ICE", 0, 6.0)],
    }  # fmt: skip
    return a_bakery(**(usual | parts))


def a_routed_plan(world: Scenario) -> Plan:
    """Trip T1 to S1 and S2 in the evening, T2 to S1's second drop at dawn; D1 fetches, S3 gets nothing."""
    plan = a_plan(
        world,
        lots=[("L1", "P1", 0, 60.0), ("I1", "ICE", 0, 6.0)],
        deliveries=[
            ("S1", "L1", 0, 12.0), ("S2", "L1", 0, 12.0), ("S2", "I1", 0, 6.0),
            ("S3", "L1", 0, 12.0), ("D1", "L1", 0, 12.0),
        ],
    )  # fmt: skip
    loads = [
        ("T1", 1, "L1", "P1", "AMB", 7.0), ("T1", 2, "L1", "P1", "AMB", 12.0), ("T1", 2, "I1", "ICE", "FRZ", 6.0),
        ("T2", 1, "L1", "P1", "AMB", 5.0),
    ]  # fmt: skip
    left = Undelivered(
        date=on(0), customer="S3", zone="AMB", kg=12.0, crates=3, ready=1000, reason=WhyLeft.WINDOW
    )
    return replace(
        plan,
        trips=(a_trip("T1", EVENING, kg=25.0, crates=7), a_trip("T2", 29 * 60, truck=2, wave="D", kg=5.0, crates=1)),
        drops=(
            a_drop("T1", 1, "S1", EVENING + 60, kg=7.0, crates=2),
            a_drop("T1", 2, "S2", EVENING + 80, kg=18.0, crates=5),
            a_drop("T2", 1, "S1", 30 * 60, kg=5.0, crates=1),
        ),
        drop_loads=pd.DataFrame(loads, columns=list(DropLoad.model_fields))[list(DropLoad.model_fields)],
        hand_overs=(HandOver(date=on(0), customer="D1", minute=38 * 60, kg=12.0, crates=3),),
        undelivered=(left,),
    )  # fmt: skip


def a_trip(code: str, loads_from: int, **fields: Any) -> Trip:
    """Forty minutes of loading, two hours on the road."""
    usual = {"date": on(0), "wave": "E", "vehicle": "R42M", "truck": 1, "km": 20.0, "truck_yuan": 0.0}
    minutes = {"loads_from": loads_from, "leaves": loads_from + 40, "back": loads_from + 160, "km_yuan": 0.0}
    return Trip(code=code, **(usual | minutes | fields))


def a_drop(trip: str, seq: int, customer: str, arrives: int, **fields: Any) -> Drop:
    """Ten minutes at the door."""
    minutes = {"arrives": arrives, "starts": arrives, "leaves": arrives + 10}
    return Drop(trip=trip, seq=seq, customer=customer, **(minutes | fields))
