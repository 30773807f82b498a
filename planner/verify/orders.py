"""The order ledger: what each customer ordered of each product for each day, and what was dispatched."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from planner.domain.scenario import Scenario
from planner.verify.frames import Frames, days_from

KEY = ["customer", "product", "day"]


@dataclass(frozen=True, eq=False)
class OrderLedger:
    """Orders and deliveries side by side; days are counted from the first day of the plan."""

    scenario: Scenario
    frames: Frames

    @cached_property
    def lines(self) -> pd.DataFrame:
        """One row a customer, product and day: kilograms `ordered` and `delivered`, and `customer_class`."""
        lines = self._ordered().join(self._delivered(), how="outer").fillna(0.0).reset_index()
        classes = {code: customer.customer_class for code, customer in self.scenario.customer_of.items()}
        return lines.assign(customer_class=lines["customer"].map(classes))

    @cached_property
    def missing(self) -> "pd.Series[float]":
        """Kilograms each line lacks."""
        return (self.lines["ordered"] - self.lines["delivered"]).clip(lower=0.0)

    @cached_property
    def yuan_kg(self) -> "pd.Series[float]":
        """What a missing kilogram of each line costs."""
        prices = {product.code: product.price_yuan_kg for product in self.scenario.products}
        multiples = {row.code: row.shortage_multiple for row in self.scenario.classes}
        return self.lines["product"].map(prices) * self.lines["customer_class"].map(multiples)

    def _ordered(self) -> pd.DataFrame:
        demand = self.scenario.demand
        lines = (
            demand[["customer", "product"]]
            .astype(object)
            .assign(
                day=days_from(demand["date"], self.scenario.settings.start),
                ordered=demand["kg"].astype(float),
            )
        )
        lines = lines[lines["day"].between(0, len(self.scenario.dates) - 1)]
        return lines.groupby(KEY, sort=False).sum()

    def _delivered(self) -> pd.DataFrame:
        rows = self.frames.sound["deliveries"]
        known = rows["customer"].isin(self.scenario.customer_of) & rows["product"].isin(
            self.scenario.product_of
        )
        lines = rows.loc[known, [*KEY, "kg"]].rename(columns={"kg": "delivered"})
        return lines.groupby(KEY, sort=False).sum()
