"""The rules of the road: windows are met, roads and stops take their time, and drivers rest."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.clockspans import Span, windows_of
from planner.verify.doors import DAY
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.roads import FACTORY
from planner.verify.tolerance import rounded_up
from planner.verify.trips import STOP, TripBook
from planner.verify.wording import breach, clock_of, customer_name, date_of, trip_name


def stop_is_served_inside_its_window(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A stop is served inside a window of its customer, and goods are fetched inside one."""
    windows = {who.code: windows_of(scenario, who) for who in scenario.customers}
    drops = rows_of(ledger.trips.drops, "customer", "day", "starts", "trip")
    fetched = ledger.frames.sound["hand_overs"]
    fetched = fetched[fetched["customer"].isin(windows)].assign(trip="")
    for customer, day, minute, trip in (*drops, *rows_of(fetched, "customer", "day", "minute", "trip")):
        off = min(_off(minute, window) for window in windows[customer])
        if off > 0:
            who = f"{customer_name(scenario, customer)} on {date_of(scenario, day)}"
            how = f"is served by trip {trip}" if trip else "is handed its goods"
            told = " or ".join(f"{clock_of(first)} to {clock_of(last)}" for first, last in windows[customer])
            text = f"{who} {how} at {clock_of(minute)}, {off:g} minutes off {told}."
            yield breach(stop_is_served_inside_its_window, off, text)


def _off(minute: float, window: Span) -> float:
    """Minutes before or after a window."""
    return max(window.first - minute, minute - window.last, 0.0)


def truck_takes_the_time_its_road_and_its_stops_need(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A truck takes the time its loading, its road and its stops need."""
    if ledger.trips.trips.empty:
        return
    lacking = pd.concat(
        [_at_the_dock(scenario, ledger.trips), _on_the_road(ledger.trips), _at_stops(scenario, ledger.trips)]
    )
    lacking = lacking[lacking["minutes"] > 0].sort_values(["trip", "minutes"], ascending=[True, False])
    worst = lacking.drop_duplicates("trip").join(
        lacking.groupby("trip")["minutes"].sum().rename("sum"), on="trip"
    )
    for trip, total, what, where in rows_of(worst, "trip", "sum", "what", "where"):
        place = customer_name(scenario, where) if where else "the factory"
        text = f"{trip_name(ledger.trips, trip)} lacks {total:g} minutes, most for {what} {place}."
        yield breach(truck_takes_the_time_its_road_and_its_stops_need, total, text)


LACK = ["trip", "what", "where", "minutes"]


def _at_the_dock(scenario: Scenario, trips: TripBook) -> pd.DataFrame:
    """Minutes by which trips load too short."""
    needed = trips.driven["vehicle"].map({row.code: row.load_minutes for row in scenario.vehicles})
    loading = trips.driven["leaves"] - trips.driven["loads_from"]
    lacking = (needed.astype(float) - loading).clip(lower=0.0).rename("minutes").rename_axis("trip")
    return lacking.reset_index().assign(what="loading at", where=FACTORY)[LACK]


def _on_the_road(trips: TripBook) -> pd.DataFrame:
    """Minutes by which legs are driven too fast; a day for a road nobody knows."""
    legs = trips.legs
    short = (legs["departs"] + legs["minutes"] - legs["arrives"]).clip(lower=0.0).fillna(DAY)
    return legs.assign(minutes=short, what="the road to", where=legs["end"])[LACK]


def _at_stops(scenario: Scenario, trips: TripBook) -> pd.DataFrame:
    """Minutes by which stops begin before the truck is there or end before it is unloaded."""
    drops = trips.drops.join(trips.shares.groupby(STOP)["crates"].sum().rename("true"), on=STOP)
    parking = drops["customer"].map({who.code: who.stop_minutes for who in scenario.customers}).astype(float)
    unloading = drops["true"].fillna(0.0) * scenario.settings.minutes_crate
    needed = rounded_up(parking + unloading)
    hurried = (drops["starts"] + needed - drops["leaves"]).clip(lower=0.0)
    early = (drops["arrives"] - drops["starts"]).clip(lower=0.0)
    return drops.assign(minutes=hurried + early, what="the stop at", where=drops["customer"])[LACK]


CHECKS = (stop_is_served_inside_its_window, truck_takes_the_time_its_road_and_its_stops_need)
