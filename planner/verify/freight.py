"""The rules of freight: no truck is overloaded in any temperature, and nothing rides too warm or too cold."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE, exceeds
from planner.verify.trips import TripBook
from planner.verify.wording import breach, trip_name

WHOLE = ""


def truck_carries_no_more_than_its_kilograms_and_its_crates(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """A truck carries no more than its kilograms and its crates, in all and per temperature."""
    if ledger.trips.trips.empty:
        return
    boards = _boards(ledger.trips).merge(_rooms(scenario), on=["vehicle", "zone"])
    heavy = exceeds(boards["weight"], boards["payload_kg"])
    full = boards["crates"] > boards["most_crates"]
    kilograms = (boards["weight"] - boards["payload_kg"]).where(heavy, 0.0)
    boards = boards.assign(
        over=np.maximum(kilograms, (boards["crates"] - boards["most_crates"]).where(full, 0))
    )
    columns = "trip", "zone", "over", "weight", "payload_kg", "crates", "most_crates"
    for trip, zone, over, weight, payload, crates, most in rows_of(boards[heavy | full], *columns):
        what = f"{trip_name(ledger.trips, trip)} carries {zone or 'in all'}"
        text = (
            f"{weight:.2f} kg with crates where {payload:g} fit, and {crates:.0f} crates where {most:g} fit."
        )
        yield breach(truck_carries_no_more_than_its_kilograms_and_its_crates, over, f"{what}: {text}")


def _boards(trips: TripBook) -> pd.DataFrame:
    """Weight and crates at departure, when most is on board: in all, and of each zone."""
    shares = trips.shares[trips.shares["trip"].isin(trips.driven.index)]
    both = pd.concat([shares.assign(zone=WHOLE), shares])
    sums = both.groupby(["trip", "zone"], as_index=False)[["weight", "crates"]].sum()
    return sums.join(trips.driven["vehicle"], on="trip")


def _rooms(scenario: Scenario) -> pd.DataFrame:
    """What each vehicle holds in all and in its compartments."""
    whole = [(row.code, WHOLE, row.payload_kg, row.crates) for row in scenario.vehicles]
    parts = [(row.vehicle, row.zone, row.payload_kg, row.crates) for row in scenario.compartments]
    rooms = pd.DataFrame([*whole, *parts], columns=["vehicle", "zone", "payload_kg", "most_crates"])
    return rooms.astype({"vehicle": object, "zone": object, "payload_kg": float, "most_crates": float})


def goods_ride_only_at_their_temperature(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Goods ride only at their temperature, on a truck that can keep it."""
    vehicles = ledger.trips.trips["vehicle"]
    zones = {row.code: row.carried_zones for row in scenario.vehicles}
    loads = ledger.trips.loads.groupby(["trip", "zone", "home"], as_index=False)[["kg"]].sum()
    for trip, zone, home, kg in rows_of(loads[loads["kg"] > ABSOLUTE], "trip", "zone", "home", "kg"):
        carried = zones.get(vehicles[trip], frozenset())
        kept = not carried or zone in carried
        if zone != home or not kept:
            why = "" if kept else f", which carries {', '.join(sorted(carried))}"
            where = trip_name(ledger.trips, trip).removesuffix(",")
            text = f"{kg:.2f} kg that belong into {home} ride at {zone} on {where}{why}."
            yield breach(goods_ride_only_at_their_temperature, kg, text)


CHECKS = (
    truck_carries_no_more_than_its_kilograms_and_its_crates,
    goods_ride_only_at_their_temperature,
)
