"""The scenario and the plan as joined frames, made once and shared by all pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property

import pandas as pd

from planner.domain.market import Demand
from planner.domain.noun import Noun
from planner.domain.plan import (
    Borrowed,
    ComponentUse,
    CrewDay,
    Delivery,
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

DTYPES: dict[object, str] = {Date: "datetime64[ns]", float: "float64", int: "int64", bool: "bool", str: "str"}


def frame_of(noun: type[Noun], rows: Sequence[Noun]) -> pd.DataFrame:
    """Records as a frame with the noun's fields as columns, typed also when empty; dates as datetime64."""
    data = {name: [getattr(row, name) for row in rows] for name in noun.model_fields}
    return _typed(noun, pd.DataFrame(data, columns=list(noun.model_fields)))


def _typed(noun: type[Noun], frame: pd.DataFrame) -> pd.DataFrame:
    plain = {name: DTYPES.get(info.annotation) for name, info in noun.model_fields.items()}
    return frame.astype({name: dtype for name, dtype in plain.items() if dtype})


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The value of each key in a series with a unique index; missing where the key is unknown."""
    return values.reindex(keys).set_axis(keys.index)


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
        """Lots of known products made by the plan, each code once."""
        lots = frame_of(Lot, self.plan.lots).drop_duplicates("code")
        return lots[lots["product"].isin(self.products.index)].reset_index(drop=True)

    def plan_lots(self, codes: Iterable[str]) -> list[Lot]:
        """The lots with these codes, in their order."""
        lot_of = {lot.code: lot for lot in self.plan.lots}
        return [lot_of[code] for code in codes]

    @cached_property
    def all_lots(self) -> pd.DataFrame:
        """Made and opening lots by code: product, date, dated, kg, zone, pallets per kg."""
        made = self.lots[["code", "product", "date", "dated", "kg", "zone"]]
        stock = frame_of(StockLot, self.scenario.stock)
        stock = stock[stock["product"].isin(self.products.index)]
        stock = stock.assign(dated=stock["date"], zone=looked_up(stock["product"], self.products["zone"]))
        both = pd.concat([made, stock[made.columns]], ignore_index=True)
        both["pallets_kg"] = 1 / looked_up(both["product"], self.products["kg_per_pallet"])
        return both.drop_duplicates("code").set_index("code")

    @cached_property
    def deliveries(self) -> pd.DataFrame:
        """Delivery rows with datetime64 dates."""
        return _typed(Delivery, self.plan.deliveries)

    @cached_property
    def orders(self) -> pd.DataFrame:
        """Ordered and delivered kg of each customer, product and day, with class and channel."""
        key = ["customer", "product", "date"]
        ordered = _typed(Demand, self.scenario.demand)[[*key, "kg"]].rename(columns={"kg": "ordered"})
        sent = self.deliveries.groupby(key)["kg"].sum().rename("delivered").reset_index()
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
