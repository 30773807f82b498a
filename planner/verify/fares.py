"""The rule of fares: what trucks and kilometres cost is added up again."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import differs, money_differs
from planner.verify.wording import breach, trip_name


def trucks_cost_their_days_and_their_kilometres(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Trips cost their trucks' days and their kilometres, and the delivery cost is their sum."""
    check = trucks_cost_their_days_and_their_kilometres
    trips = _owed(scenario, ledger)
    false = money_differs(trips["truck_yuan"], trips["truck_true"])
    false |= money_differs(trips["km_yuan"], trips["km_true"]) | differs(trips["km"], trips["road_km"])
    off = (trips["truck_yuan"] - trips["truck_true"]).abs() + (trips["km_yuan"] - trips["km_true"]).abs()
    trips = trips.assign(off=np.maximum(off, (trips["km"] - trips["road_km"]).abs()))
    columns = "code", "off", "truck_yuan", "km_yuan", "km", "truck_true", "km_true", "road_km"
    for code, off, truck, yuan, km, truck_true, km_true, road in rows_of(trips[false], *columns):
        said = f"{truck:.2f} yuan for the truck and {yuan:.2f} for {km:.3f} km"
        true = f"it is {truck_true:.2f} and {km_true:.2f} for {road:.3f} km"
        yield breach(check, off, f"{trip_name(ledger.trips, code)} says {said}; {true}.")
    claimed = ledger.plan.head.delivery_yuan
    total = float(ledger.trips.trips[["truck_yuan", "km_yuan"]].sum().sum())
    if money_differs(claimed, total):
        amount = abs(claimed - total) if np.isfinite(claimed) else np.inf
        text = f"The plan claims a delivery cost of {claimed:.2f} yuan; its trips come to {total:.2f}."
        yield breach(check, amount, text)


def _owed(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """Trips of known vehicles with the kilometres of their road and what they must cost.

    Where nobody knows the road the trip's own kilometres are taken.
    """
    vehicles = {row.code: row for row in scenario.vehicles}
    trips = ledger.trips.driven.reset_index().sort_values(["loads_from", "code"])
    first = ~trips.duplicated(["day", "vehicle", "truck"])
    kinds = [vehicles[code] for code in trips["vehicle"]]
    day_yuan = [
        kind.hire_yuan_day if truck > kind.own and kind.hire_yuan_day is not None else kind.yuan_day
        for kind, truck in zip(kinds, trips["truck"], strict=True)
    ]
    legs = ledger.trips.legs
    unknown = trips["code"].isin(legs.loc[legs["km"].isna(), "trip"])
    road = trips["code"].map(legs.groupby("trip")["km"].sum()).astype(float).fillna(0.0)
    road = road.where(~unknown, trips["km"])
    km_true = road * np.array([kind.yuan_km for kind in kinds])
    trips = trips.assign(road_km=road, truck_true=np.where(first, day_yuan, 0.0), km_true=km_true)
    return trips.sort_values(["day", "code"])


CHECKS = (trucks_cost_their_days_and_their_kilometres,)
