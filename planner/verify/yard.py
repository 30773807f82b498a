"""The rules of the yard: one trip at a time, each in its wave, and a door for every truck that loads."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.fleet import Vehicle, Wave
from planner.domain.market import Channel
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.clockspans import hours_of
from planner.verify.doors import DAY
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.wording import breach, clock_of, date_of, trip_name, truck_name

TRUCK = ["vehicle", "truck"]


def truck_makes_one_trip_at_a_time(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A truck makes one trip at a time."""
    trips = ledger.trips.driven.sort_values([*TRUCK, "begins"])
    away = trips.assign(away=trips.groupby(TRUCK)["ends"].cummax())
    busy = away.groupby(TRUCK)["away"].shift()
    both = trips[["ends"]].assign(busy=busy).min(axis=1) - trips["begins"]
    doubled = trips.assign(both=both)[busy.notna() & (both > 0)]
    for code, vehicle, truck, both in rows_of(doubled.reset_index(), "code", *TRUCK, "both"):
        name = truck_name(scenario, vehicle, truck)
        text = f"{trip_name(ledger.trips, code)} and another of {name} overlap by {both:g} minutes."
        yield breach(truck_makes_one_trip_at_a_time, both, text)


def trip_keeps_to_its_wave(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A trip keeps to its wave: its hours, its channels, its most trips, and the stops its truck may make."""
    waves = {wave.code: wave for wave in scenario.waves}
    vehicles = {vehicle.code: vehicle for vehicle in scenario.vehicles}
    stops = _stops_by_trip(scenario, ledger)
    trips = ledger.trips.driven.reset_index()
    for code, wave, vehicle, begins, ends in rows_of(trips, "code", "wave", "vehicle", "loads_from", "back"):
        reasons = [
            *_outside(scenario, waves[wave], begins, ends),
            *_unserved(waves[wave], vehicles[vehicle], stops.get(code, [])),
        ]
        if reasons:
            yield breach(trip_keeps_to_its_wave, 1, f"{trip_name(ledger.trips, code)} {'; '.join(reasons)}.")
    made = trips.groupby(["day", "wave", *TRUCK], as_index=False).agg(trips=("code", "size"))
    for day, wave, vehicle, truck, number in rows_of(made, "day", "wave", *TRUCK, "trips"):
        most = waves[wave].trips
        if number > most:
            name = f"{truck_name(scenario, vehicle, truck)} on {date_of(scenario, day)}"
            text = f"{name} makes {number} trips in wave {wave}, not at most {most}."
            yield breach(trip_keeps_to_its_wave, number - most, text)


def _stops_by_trip(scenario: Scenario, ledger: Ledger) -> dict[str, list[Channel]]:
    """The channel of each stop of each trip."""
    channels = {who.code: scenario.class_of[who.customer_class].channel for who in scenario.customers}
    stops: dict[str, list[Channel]] = {}
    for trip, customer in rows_of(ledger.trips.drops, "trip", "customer"):
        stops.setdefault(trip, []).append(channels[customer])
    return stops


def _outside(scenario: Scenario, wave: Wave, begins: float, ends: float) -> Iterator[str]:
    first, last = hours_of(scenario, wave)
    if begins < first or ends > last:
        hours = f"{clock_of(first)} to {clock_of(last)}"
        yield f"is out from {clock_of(begins)} to {clock_of(ends)}, and wave {wave.code} lasts from {hours}"


def _unserved(wave: Wave, vehicle: Vehicle, stops: list[Channel]) -> Iterator[str]:
    if not stops:
        yield "has no stop"
    for what, name, served in (
        ("wave", wave.code, wave.served_channels),
        ("truck", vehicle.code, vehicle.served_channels),
    ):
        others = sorted(set(stops) - served) if served else []
        if others:
            yield f"serves {', '.join(others)}, and {what} {name} only {', '.join(sorted(served))}"
    if vehicle.most_stops is not None and len(stops) > vehicle.most_stops:
        yield f"has {len(stops)} stops, and {vehicle.code} makes at most {vehicle.most_stops}"


def dock_loads_no_more_trucks_than_it_has_doors(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """The dock loads no more trucks at a time than it has doors."""
    doors, trips = scenario.settings.dock_doors, ledger.trips.trips
    if doors is None:
        return
    loading = trips[trips["leaves"] > trips["loads_from"]]
    comes = pd.Series(1, index=loading["begins"])
    goes = pd.Series(-1, index=loading["day"] * DAY + loading["leaves"])
    steps = pd.concat([comes, goes]).groupby(level=0).sum().rename("change").rename_axis("at").reset_index()
    used = steps["change"].cumsum()
    lasts = (steps["at"].shift(-1) - steps["at"]).fillna(0.0)
    steps = steps.assign(day=steps["at"] // DAY, used=used, over=(used - doors).clip(lower=0) * lasts)
    days = steps.groupby("day", as_index=False).agg(over=("over", "sum"), most=("used", "max"))
    for day, over, most in rows_of(days[days["over"] > 0], "day", "over", "most"):
        when = date_of(scenario, min(day, len(scenario.dates) - 1))
        text = f"On {when} up to {most} trucks load at {doors} doors, {over:g} truck-minutes too many."
        yield breach(dock_loads_no_more_trucks_than_it_has_doors, over, text)


CHECKS = (
    truck_makes_one_trip_at_a_time,
    trip_keeps_to_its_wave,
    dock_loads_no_more_trucks_than_it_has_doors,
)
