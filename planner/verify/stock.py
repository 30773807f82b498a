"""The stock ledger: every lot made or found, what left it on which day, and what is left each evening."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.verify.frames import Frames

Floats = NDArray[np.float64]
LOT = ["code", "product", "date", "day", "kg", "line", "workshop", "zone", "dated_day", "expires_day"]


@dataclass(frozen=True, eq=False)
class StockLedger:
    """Replays the store; days count from the first of the plan, so opening stock lies below zero."""

    scenario: Scenario
    frames: Frames

    @cached_property
    def lots(self) -> pd.DataFrame:
        """One row a lot, made ones first, with its true `dated` and `expires` and its product's traits."""
        rows = [*self._made(), *self._found()]
        lots = pd.DataFrame(rows, columns=[*LOT, "blocked", "made"]).astype({"day": float, "kg": float})
        lots = lots.astype({"blocked": bool, "made": bool})
        lots = lots.join(self._traits(), on="product")
        lots["dated"], lots["expires"] = lots["day"], lots["day"] + lots["shelf_days"]
        return self._date_kits(lots)

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {code: row for row, code in enumerate(self.lots["code"])}

    @cached_property
    def uses(self) -> pd.DataFrame:
        """Component uses of kits made, with the `row` of the component and the `kit_row` of the kit in `lots`."""
        return self._uses(self.row_of)

    @cached_property
    def deliveries(self) -> pd.DataFrame:
        """Deliveries of known lots under the product they are, with their `row` in `lots`."""
        frame = _with_rows(self.frames.sound["deliveries"], self.row_of)
        same = frame["product"].to_numpy() == self.lots["product"].to_numpy()[frame["row"]]
        deliveries: pd.DataFrame = frame[same]
        return deliveries.reset_index(drop=True)

    @cached_property
    def write_offs(self) -> pd.DataFrame:
        """Write-offs of known lots, with their `row` in `lots`."""
        return _with_rows(self.frames.sound["write_offs"], self.row_of)

    @cached_property
    def left(self) -> Floats:
        """Kilograms that left each lot on each day: lots x days."""
        left = np.zeros((len(self.lots), len(self.scenario.dates)))
        for frame in (self.deliveries, self.write_offs):
            np.add.at(left, (frame["row"], frame["day"].astype(int)), frame["kg"])
        kit_days = self.lots["day"].to_numpy()[self.uses["kit_row"]].astype(int)
        np.add.at(left, (self.uses["row"], kit_days), self.uses["kg"])
        return left

    @cached_property
    def evening(self) -> Floats:
        """Kilograms of each lot at the end of each day, never below zero: lots x days."""
        days = np.arange(len(self.scenario.dates))
        first = self.lots["day"].where(self.lots["made"], 0.0)
        there = days >= first.to_numpy()[:, None]
        stock = self.lots["kg"].to_numpy()[:, None] - np.cumsum(self.left, axis=1)
        return np.where(there, np.maximum(stock, 0.0), 0.0)

    def _made(self) -> Iterator[tuple[object, ...]]:
        lots = self.frames.sound["lots"]
        lots = lots[lots["product"].isin(self.scenario.product_of)]
        for row in lots[LOT].itertuples(index=False, name=None):
            yield (*row, False, True)

    def _found(self) -> Iterator[tuple[object, ...]]:
        start = self.scenario.settings.start
        for lot in self.scenario.stock:
            day = (lot.date - start).days
            yield lot.code, lot.product, lot.date, day, lot.kg, "", "", "", day, day, lot.blocked, False

    def _traits(self) -> pd.DataFrame:
        products = self.scenario.products
        return pd.DataFrame(
            [self._trait(product) for product in products], index=[product.code for product in products]
        )

    def _trait(self, product: Product) -> dict[str, object]:
        zone = next(zone for zone in self.scenario.zones if zone.code == product.zone)
        return {
            "hold_days": self.scenario.hold_days(product),
            "shelf_days": product.shelf_days,
            "last_sale_age": self.scenario.last_sale_age.get(product.code, product.shelf_days),
            "home": product.zone,
            "kg_per_pallet": product.kg_per_pallet,
            "waste_yuan_kg": product.waste_yuan_kg,
            "setup_yuan": product.setup_yuan,
            "night_yuan_kg": product.holding_yuan_kg_day + zone.yuan_pallet_day / product.kg_per_pallet,
        }

    def _uses(self, row_of: dict[str, int]) -> pd.DataFrame:
        frame = self.frames.sound["components"].rename(columns={"component_lot": "lot"})
        frame = _with_rows(frame, row_of)
        made = {lot for lot in self.frames.sound["lots"]["code"] if lot in row_of}
        kit_row = frame["kit_lot"].where(frame["kit_lot"].isin(made)).map(row_of)
        return frame.assign(kit_row=kit_row)[kit_row.notna()].astype({"kit_row": int}).reset_index(drop=True)

    def _date_kits(self, lots: pd.DataFrame) -> pd.DataFrame:
        """Give each kit made the date of its oldest component and the earliest expiry."""
        uses = self._uses({code: row for row, code in enumerate(lots["code"])})
        uses = uses[
            (uses["kg"] > 0) & lots["product"].isin(self.scenario.kit_codes).to_numpy()[uses["kit_row"]]
        ]
        parts = lots.loc[uses["row"], ["dated", "expires"]].set_index(uses["kit_row"].to_numpy())
        oldest = parts.groupby(level=0).min()
        lots.loc[oldest.index, "dated"] = oldest["dated"]
        lots["expires"] = lots["dated"] + lots["shelf_days"]
        lots.loc[oldest.index, "expires"] = np.minimum(lots.loc[oldest.index, "expires"], oldest["expires"])
        return lots


def _with_rows(frame: pd.DataFrame, row_of: dict[str, int]) -> pd.DataFrame:
    """Rows of a frame whose `lot` is known, with the lot's row."""
    row = frame["lot"].map(row_of)
    return frame.assign(row=row)[row.notna()].astype({"row": int}).reset_index(drop=True)
