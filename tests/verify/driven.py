"""The factory of full size with its trucks: every customer of a day on one of thirty trips, 200,000 loads."""

from dataclasses import replace
from datetime import time as Time
from datetime import timedelta

import numpy as np
import pandas as pd

from planner.domain.dispatch import Drop, Trip
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import START
from tests.fleets import a_vehicle, a_wave
from tests.verify.large import FULL, Size, a_large_world

SHOPS_A_TRIP = 10
LEAVES, ROAD_MINUTES, ROAD_KM = 1120, 37, 14.455


def a_large_routed_world(size: Size = FULL, seed: int = 1) -> tuple[Scenario, Plan]:
    """The large world, all shops in one street a tenth of a degree north of the factory."""
    plain, plan = a_large_world(size, seed)
    settings = {"depot_latitude": 45.7, "depot_longitude": 126.7, "driver_hours": 24.0}
    street = {"latitude": 45.8, "longitude": 126.7}
    scenario = replace(
        plain,
        settings=plain.settings.model_copy(update=settings),
        customers=tuple(shop.model_copy(update=street) for shop in plain.customers),
        vehicles=(a_vehicle(own=500, payload_kg=1e6, crates=10**6, yuan_day=0.0),),
        waves=(a_wave(ends=Time(17, 30)),),
    )
    loads = _numbered(plan.deliveries)
    loads = loads.assign(zone="AMB")[["trip", "seq", "lot", "product", "zone", "kg", "date", "customer"]]
    drops = _drops(loads)
    trips = tuple(_trips(drops))
    head = plan.head.model_copy(update={"delivery_yuan": sum(trip.km_yuan for trip in trips)})
    rows = loads.drop(columns=["date", "customer"])
    return scenario, replace(plan, head=head, trips=trips, drops=tuple(_as_drops(drops)), drop_loads=rows)


def _numbered(deliveries: pd.DataFrame) -> pd.DataFrame:
    """Deliveries with the trip they ride on and the order of its stops."""
    stops = deliveries[["date", "customer"]].drop_duplicates().sort_values(["date", "customer"])
    place = stops.groupby("date").cumcount().to_numpy()
    day = (stops["date"] - pd.Timestamp(START)).dt.days.to_numpy()
    names = [f"T{d:02}-{p // SHOPS_A_TRIP:02}" for d, p in zip(day, place, strict=True)]
    return deliveries.merge(stops.assign(trip=names, seq=place % SHOPS_A_TRIP + 1), on=["date", "customer"])


def _drops(loads: pd.DataFrame) -> pd.DataFrame:
    """One row a stop, served one after the other from the end of the road."""
    drops = loads.groupby(["trip", "seq", "date", "customer"], as_index=False)[["kg"]].sum()
    crates = np.ceil(drops["kg"] / 5.0 - 1e-6)
    drops = drops.assign(crates=crates, minutes=np.ceil(6 + crates * 0.25))
    leaves = LEAVES + ROAD_MINUTES + drops.groupby("trip")["minutes"].cumsum()
    return drops.assign(leaves=leaves, arrives=leaves - drops["minutes"])


def _as_drops(drops: pd.DataFrame) -> list[Drop]:
    columns = ["trip", "seq", "customer", "kg", "crates", "arrives", "leaves"]
    return [Drop(starts=int(row["arrives"]), **row) for row in drops[columns].to_dict("records")]


def _trips(drops: pd.DataFrame) -> list[Trip]:
    made = drops.groupby("trip", as_index=False).agg(
        date=("date", "first"), kg=("kg", "sum"), crates=("crates", "sum"), done=("leaves", "max")
    )
    return [
        Trip(
            code=trip,
            date=START + timedelta(days=int(trip[1:3])),
            wave="EVE",
            vehicle="VAN",
            truck=int(trip[4:]) + 1,
            loads_from=LEAVES - 40,
            leaves=LEAVES,
            back=int(done) + ROAD_MINUTES,
            km=2 * ROAD_KM,
            kg=kg,
            crates=int(crates),
            truck_yuan=0.0,
            km_yuan=2 * ROAD_KM * 2.0,
        )
        for trip, kg, crates, done in zip(*(made[c] for c in ("trip", "kg", "crates", "done")), strict=True)
    ]
