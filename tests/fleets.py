"""Trucks made by hand: vehicles, waves and roads, and a plan's trips as short rows with the rest filled in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date
from datetime import time as Time
from math import ceil
from typing import Any, NamedTuple

import pandas as pd

from planner.domain.dispatch import Drop, DropLoad, HandOver, Trip, Undelivered, WhyLeft
from planner.domain.fleet import Distance, Vehicle, Wave
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.nouns import on


def a_vehicle(code: str = "VAN", **fields: Any) -> Vehicle:
    """Two own trucks for 1,000 kg and 100 crates; 300 yuan a day, 2 yuan a kilometre, 40 minutes to load."""
    usual: dict[str, Any] = {
        "name": "面包车",
        "own": 2,
        "payload_kg": 1000.0,
        "crates": 100,
        "yuan_day": 300.0,
    }
    return Vehicle(code=code, **(usual | {"yuan_km": 2.0} | fields))


def a_wave(code: str = "EVE", **fields: Any) -> Wave:
    usual: dict[str, Any] = {"name": "晚班", "starts": Time(17, 30), "ends": Time(23, 0)}
    return Wave(code=code, **(usual | fields))


def a_road(to: str = "S1", start: str = "", **fields: Any) -> Distance:
    """Ten kilometres and half an hour from the factory."""
    return Distance(from_place=start, to_place=to, **({"km": 10.0, "minutes": 30.0} | fields))


class Stop(NamedTuple):
    """One stop of a run: when it arrives and drives on, unloading at once, and what rides to it: (lot, kg)."""

    customer: str
    arrives: int
    leaves: int
    loads: tuple[tuple[str, float], ...]
    pause: int = 0
    cells: tuple[tuple[str, Any], ...] = ()


class Run(NamedTuple):
    """One trip, by the first truck of the only type unless said; `cells` replace what would be filled in."""

    code: str
    loads_from: int
    leaves: int
    stops: tuple[Stop, ...]
    back: int
    km: float = 20.0
    pause: int = 0
    day: int = 0
    wave: str = "EVE"
    vehicle: str = "VAN"
    truck: int = 1
    cells: tuple[tuple[str, Any], ...] = ()


def routed(
    scenario: Scenario,
    plan: Plan,
    runs: Iterable[Run] = (),
    hand_overs: Iterable[tuple[str, int | Date, int, float]] = (),
    undelivered: Iterable[tuple[str, int | Date, float]] = (),
) -> Plan:
    """The plan with trips, goods fetched (customer, day, minute, kg) and left behind (customer, day, kg).

    What is left behind belongs into the zone of the first product.
    """
    runs = sorted(runs, key=lambda run: (run.day, run.loads_from))
    papers = [_papers(scenario, plan, run) for run in runs]
    paid: set[tuple[int, str, int]] = set()
    trips = [_trip(scenario, run, drops, paid) for run, (drops, _) in zip(runs, papers, strict=True)]
    loads = [load.model_dump() for _, rows in papers for load in rows]
    total = sum(trip.truck_yuan + trip.km_yuan for trip in trips)
    return replace(
        plan,
        head=plan.head.model_copy(update={"delivery_yuan": total}),
        trips=tuple(trips),
        drops=tuple(drop for drops, _ in papers for drop in drops),
        drop_loads=pd.DataFrame(loads, columns=list(DropLoad.model_fields)),
        hand_overs=tuple(_hand_over(*row) for row in hand_overs),
        undelivered=tuple(_left_behind(scenario, *row) for row in undelivered),
    )


def _papers(scenario: Scenario, plan: Plan, run: Run) -> tuple[list[Drop], list[DropLoad]]:
    product_of = {lot.code: lot.product for lot in scenario.stock}
    product_of |= {lot.code: lot.product for lot in plan.lots}
    drops, loads = [], []
    for seq, stop in enumerate(run.stops, 1):
        rows = [
            DropLoad(
                trip=run.code,
                seq=seq,
                lot=lot,
                product=product_of[lot],
                zone=scenario.product_of[product_of[lot]].zone,
                kg=kg,
            )
            for lot, kg in stop.loads
        ]
        loads += rows
        drop = Drop(
            trip=run.code,
            seq=seq,
            customer=stop.customer,
            pause_minutes=stop.pause,
            arrives=stop.arrives,
            starts=stop.arrives,
            leaves=stop.leaves,
            kg=sum(row.kg for row in rows),
            crates=_crates(scenario, rows),
        )
        drops.append(drop.model_copy(update=dict(stop.cells)))
    return drops, loads


def _crates(scenario: Scenario, rows: Iterable[DropLoad]) -> int:
    """Whole crates of each zone."""
    parts: dict[str, float] = {}
    for row in rows:
        parts[row.zone] = parts.get(row.zone, 0.0) + row.kg / scenario.product_of[row.product].kg_per_crate
    return sum(ceil(part - 1e-6) for part in parts.values())


def _trip(scenario: Scenario, run: Run, drops: list[Drop], paid: set[tuple[int, str, int]]) -> Trip:
    """The trip of a run; the truck's day stands on the first that is made."""
    kind = next(row for row in scenario.vehicles if row.code == run.vehicle)
    truck = run.day, run.vehicle, run.truck
    trip = Trip(
        code=run.code,
        date=on(run.day),
        wave=run.wave,
        vehicle=run.vehicle,
        truck=run.truck,
        loads_from=run.loads_from,
        leaves=run.leaves,
        back=run.back,
        pause_minutes=run.pause,
        km=run.km,
        kg=sum(drop.kg for drop in drops),
        crates=sum(drop.crates for drop in drops),
        truck_yuan=0.0 if truck in paid else kind.yuan_day,
        km_yuan=run.km * kind.yuan_km,
    )
    paid.add(truck)
    return trip.model_copy(update=dict(run.cells))


def _hand_over(customer: str, day: int | Date, minute: int, kg: float) -> HandOver:
    return HandOver(date=on(day), customer=customer, minute=minute, kg=kg, crates=ceil(kg / 5))


def _left_behind(scenario: Scenario, customer: str, day: int | Date, kg: float) -> Undelivered:
    return Undelivered(
        date=on(day),
        customer=customer,
        zone=scenario.products[0].zone,
        kg=kg,
        crates=ceil(kg / 5),
        ready=1080,
        reason=WhyLeft.TRUCK,
    )
