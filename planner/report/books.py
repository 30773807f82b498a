"""The scenario and the plan as joined frames, made once and shared by all pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from planner.domain.noun import Noun
from planner.domain.plan import (
    Borrowed,
    ComponentUse,
    CrewDay,
    Lot,
    MaterialUse,
    OpenedShift,
    Plan,
    Shortage,
    TempHours,
    WriteOff,
)
from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.domain.supply import StockLot


def frame_of(noun: type[Noun], rows: Sequence[Noun]) -> pd.DataFrame:
    """Records as a frame with the noun's fields as columns; dates as datetime64, also when empty."""
    data = {name: [getattr(row, name) for row in rows] for name in noun.model_fields}
    frame = pd.DataFrame(data, columns=list(noun.model_fields))
    for name in {"date", "dated", "expires"} & set(frame.columns):
        frame[name] = pd.to_datetime(frame[name])
    return frame


@dataclass(frozen=True, eq=False)
class Books:
    """One scenario and one plan, looked at as tables; codes the scenario does not know are left out."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def days(self) -> pd.DatetimeIndex:
        return pd.DatetimeIndex(self.scenario.dates)

    @cached_property
    def products(self) -> pd.DataFrame:
        """Products by code, with their family's workshop and series."""
        frame = frame_of(Product, self.scenario.products).set_index("code")
        families = self.scenario.family_of
        frame["workshop"] = [families[code].workshop for code in frame["family"]]
        frame["series"] = [families[code].series for code in frame["family"]]
        return frame

    @cached_property
    def lots(self) -> pd.DataFrame:
        """Lots of known products made by the plan."""
        lots = frame_of(Lot, self.plan.lots)
        return lots[lots["product"].isin(self.products.index)].reset_index(drop=True)

    @cached_property
    def all_lots(self) -> pd.DataFrame:
        """Made and opening lots by code: product, date, dated, kg, zone, pallets per kg."""
        made = self.lots[["code", "product", "date", "dated", "kg", "zone"]]
        stock = frame_of(StockLot, self.scenario.stock)
        stock = stock[stock["product"].isin(self.products.index)]
        stock = stock.assign(dated=stock["date"], zone=stock["product"].map(self.products["zone"]))
        both = pd.concat([made, stock[made.columns]], ignore_index=True)
        both["pallets_kg"] = 1 / both["product"].map(self.products["kg_per_pallet"]).astype(float)
        return both.drop_duplicates("code").set_index("code")

    @cached_property
    def deliveries(self) -> pd.DataFrame:
        """Delivery rows with datetime64 dates."""
        frame = self.plan.deliveries
        return frame.assign(date=pd.to_datetime(frame["date"]), kg=frame["kg"].astype(float))

    @cached_property
    def orders(self) -> pd.DataFrame:
        """Ordered and delivered kg of each customer, product and day, with class and channel."""
        key = ["customer", "product", "date"]
        ordered = self.scenario.demand[[*key, "kg"]].rename(columns={"kg": "ordered"})
        sent = self.deliveries.groupby(key, as_index=False)["kg"].sum().rename(columns={"kg": "delivered"})
        both = ordered.merge(sent, on=key, how="left").fillna({"delivered": 0.0})
        class_of = {code: customer.customer_class for code, customer in self.scenario.customer_of.items()}
        channel_of = {code: str(row.channel) for code, row in self.scenario.class_of.items()}
        both["customer_class"] = both["customer"].map(class_of)
        both["channel"] = both["customer_class"].map(channel_of)
        return both

    @cached_property
    def crew_days(self) -> pd.DataFrame:
        return frame_of(CrewDay, self.plan.crew_days)

    @cached_property
    def opened(self) -> pd.DataFrame:
        return frame_of(OpenedShift, self.plan.shifts)

    @cached_property
    def borrowed(self) -> pd.DataFrame:
        return frame_of(Borrowed, self.plan.borrowed)

    @cached_property
    def temps(self) -> pd.DataFrame:
        return frame_of(TempHours, self.plan.temps)

    @cached_property
    def components(self) -> pd.DataFrame:
        return frame_of(ComponentUse, self.plan.components)

    @cached_property
    def materials(self) -> pd.DataFrame:
        return frame_of(MaterialUse, self.plan.materials)

    @cached_property
    def shortages(self) -> pd.DataFrame:
        return frame_of(Shortage, self.plan.shortages)

    @cached_property
    def write_offs(self) -> pd.DataFrame:
        return frame_of(WriteOff, self.plan.write_offs)
