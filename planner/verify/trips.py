"""The van log: every trip with its drops, what rides on them, and the legs of its road."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.verify.doors import DAY
from planner.verify.frames import Frames
from planner.verify.roads import FACTORY, RoadBook
from planner.verify.stock import StockLedger
from planner.verify.tolerance import rounded_up

STOP = ["trip", "seq"]


@dataclass(frozen=True, eq=False)
class TripBook:
    """Replays the trips; minutes count from 0:00 of the dispatch day, `begins` and `ends` from the first day's."""

    scenario: Scenario
    frames: Frames
    stock: StockLedger

    @property
    def is_kept(self) -> bool:
        """Whether the plan claims anything about trucks."""
        return any(not self.frames.raw[name].empty for name in ("trips", "hand_overs", "undelivered"))

    @cached_property
    def trips(self) -> pd.DataFrame:
        """Sound trips by code."""
        trips = self.frames.sound["trips"].astype({"day": int})
        midnight = trips["day"] * DAY
        trips = trips.assign(begins=midnight + trips["loads_from"], ends=midnight + trips["back"])
        return trips.set_index("code")

    @cached_property
    def driven(self) -> pd.DataFrame:
        """Trips of known vehicles in known waves."""
        vehicles = [vehicle.code for vehicle in self.scenario.vehicles]
        waves = [wave.code for wave in self.scenario.waves]
        return self.trips[self.trips["vehicle"].isin(vehicles) & self.trips["wave"].isin(waves)]

    @cached_property
    def drops(self) -> pd.DataFrame:
        """Sound drops of known trips at known customers, in the order in which they are made, with their `day`."""
        drops = self.frames.sound["drops"]
        known = drops["trip"].isin(self.trips.index) & drops["customer"].isin(self.scenario.customer_of)
        drops = drops[known].join(self.trips[["day"]], on="trip")
        return drops.astype({"day": int}).sort_values(STOP).reset_index(drop=True)

    @cached_property
    def loads(self) -> pd.DataFrame:
        """Sound loads of known drops and lots, with `row` of the lot, `home` zone, `day` and `customer`."""
        loads = self.frames.sound["drop_loads"]
        row = loads["lot"].map(self.stock.row_of)
        loads = loads.assign(row=row)[row.notna()].astype({"row": int})
        of_lot = self.stock.lots.iloc[loads["row"]]
        loads = loads.assign(home=of_lot["home"].to_numpy(), true=of_lot["product"].to_numpy())
        loads = loads[loads["product"] == loads["true"]].merge(
            self.drops[[*STOP, "day", "customer"]], on=STOP
        )
        room = {product.code: product.kg_per_crate for product in self.scenario.products}
        return loads.assign(crates=loads["kg"] / loads["product"].map(room).astype(float))

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Kilograms, whole crates and weight of each zone of each drop: trip, seq, zone, kg, crates, weight."""
        shares = self.loads.groupby([*STOP, "zone"], as_index=False)[["kg", "crates"]].sum()
        crates = rounded_up(shares["crates"])
        weight = shares["kg"] + crates * self.scenario.settings.crate_kg
        return shares.assign(crates=crates, weight=weight)

    @cached_property
    def legs(self) -> pd.DataFrame:
        """Every leg in order, the last back to the factory: trip, seq, day, start, end, km, minutes.

        `left` is when the truck leaves its start, `pause_minutes` the driver's on the way, `departs` both
        together; `arrives` and `starts` are as written, the last leg without `starts`. km and minutes are NaN
        where nobody knows the road.
        """
        legs = _in_order(self.drops, self.trips)
        legs = legs.assign(departs=legs["left"] + legs["pause_minutes"])
        roads = RoadBook(self.scenario)
        legs = legs.assign(km=roads.km(legs["start"], legs["end"]))
        return legs.assign(minutes=roads.minutes(legs))


def _in_order(drops: pd.DataFrame, trips: pd.DataFrame) -> pd.DataFrame:
    """Legs to each drop and, from the last, back: with start, end, left, arrives, starts."""
    out = drops.rename(columns={"customer": "end"})
    home = trips[trips.index.isin(drops["trip"])].rename_axis("trip").reset_index()
    home = home.drop(columns="leaves").rename(columns={"back": "arrives"}).assign(end=FACTORY, seq=np.inf)
    columns = [*STOP, "day", "end", "arrives", "starts", "leaves", "pause_minutes"]
    legs = pd.concat([out[columns], home.reindex(columns=columns)]).sort_values(STOP).reset_index(drop=True)
    of_trip = legs.groupby("trip")
    start, left = of_trip["end"].shift(), of_trip["leaves"].shift()
    return legs.assign(start=start.fillna(FACTORY), left=left.fillna(legs["trip"].map(trips["leaves"])))


def on_board(trips: TripBook, of: list[str]) -> pd.DataFrame:
    """Kilograms, crates and weight at departure, by trip and whatever else it is `of`."""
    sums: pd.DataFrame = trips.shares.groupby(["trip", *of])[["kg", "crates", "weight"]].sum()
    return sums
