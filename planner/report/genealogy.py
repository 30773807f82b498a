"""Whose flour is in whose cake: the links between material lots, lots, kits and customers, both ways.

A plan says which component lots fill a kit and which lots a customer gets, but material lots are drawn for a
workshop's whole day: a lot may hold any material lot its workshop drew that day of a material in its recipe.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cached_property

import pandas as pd

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.books import Books
from planner.report.tasks import clock_words

LOT_FIELDS = ["code", "product", "made", "dated", "expires", "kg"]
RECIPE_FIELDS = ["product", "workshop", "days_before", "material", "per_kg"]


@dataclass(frozen=True, eq=False)
class Genealogy:
    """Links of one plan as frames; `certain` says that no other lot could stand in that place."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def books(self) -> Books:
        return Books(self.scenario, self.plan)

    @cached_property
    def lots(self) -> pd.DataFrame:
        """Made and opening lots by code: product, made, dated, expires, kg."""
        made = [(lot.code, lot.product, lot.date, lot.dated, lot.expires, lot.kg) for lot in self.plan.lots]
        life = {product.code: timedelta(days=product.shelf_days) for product in self.scenario.products}
        stock = [
            (lot.code, lot.product, lot.date, lot.date, lot.date + life[lot.product], lot.kg)
            for lot in self.scenario.stock
            if lot.product in life
        ]
        frame = pd.DataFrame([*made, *stock], columns=LOT_FIELDS).drop_duplicates("code")
        days = dict.fromkeys(("made", "dated", "expires"), "datetime64[ns]")
        return frame.astype(days | {"kg": "float64"}).set_index("code")

    @cached_property
    def draws(self) -> pd.DataFrame:
        """Each lot with each material lot it may hold: lot, material, material_lot, date, needed, certain."""
        made = self.books.lots[["code", "product", "date", "kg"]].rename(columns={"code": "lot"})
        needs = made.merge(self._recipes, on="product")
        needs["date"] -= pd.to_timedelta(needs["days_before"], unit="D")
        needs["needed"] = needs["kg"] * needs["per_kg"]
        drawn = self.books.materials
        drawn = drawn[drawn["quantity"] > 0].drop(columns="quantity")
        key = ["date", "workshop", "material"]
        drawn["certain"] = drawn.groupby(key)["material_lot"].transform("nunique") == 1
        found = needs.merge(drawn, on=key)
        return found[["lot", "material", "material_lot", "date", "needed", "certain"]]

    @cached_property
    def _recipes(self) -> pd.DataFrame:
        """What each product takes, by which workshop, and how many days before it is finished."""
        rows = []
        for product in self.scenario.products:
            stages = self.scenario.stages_of.get(product.family, ())
            early = max((stage.days_before for stage in stages), default=0)
            shop = self.scenario.family_of[product.family].workshop
            for material, per_kg in self.scenario.recipe_of[product.code].items():
                rows.append((product.code, shop, early, material, per_kg))
        return pd.DataFrame(rows, columns=RECIPE_FIELDS)

    @cached_property
    def fillings(self) -> pd.DataFrame:
        """Component lots in kit lots: kit_lot, slot, component_lot, kg, certain."""
        rows = self.books.components
        rows = rows[rows["kg"] > 0]
        alone = rows.groupby(["kit_lot", "slot"])["component_lot"].transform("nunique") == 1
        return rows.assign(certain=alone.astype(bool))

    def descendants(self, certain: dict[str, bool]) -> dict[str, bool]:
        """The lots given and all kits that hold them, each with whether it certainly does."""
        found, fresh = dict(certain), set(certain)
        while fresh:
            inside = self.fillings[self.fillings["component_lot"].isin(fresh)]
            fresh = set()
            links = zip(inside["kit_lot"], inside["component_lot"], inside["certain"], strict=True)
            for kit, part, alone in links:
                sure = bool(alone and found[part])
                if kit not in found or (sure and not found[kit]):
                    found[kit] = sure
                    fresh.add(kit)
        return found

    def fillings_of(self, codes: Iterable[str]) -> pd.DataFrame:
        """The component lots in these lots, and in those components in turn."""
        inside, fresh = self.fillings.iloc[:0], set(codes)
        while fresh:
            rows = self.fillings[self.fillings["kit_lot"].isin(fresh)]
            fresh = set(rows["component_lot"]) - set(inside["component_lot"])
            inside = pd.concat([inside, rows]).drop_duplicates(["kit_lot", "slot", "component_lot"])
        return inside

    def holders_of(self, material_lot: str) -> dict[str, bool]:
        """All lots that hold or may hold a material lot, kits included."""
        rows = self.draws[self.draws["material_lot"] == material_lot]
        direct = rows.groupby("lot")["certain"].any()
        return self.descendants({str(lot): bool(sure) for lot, sure in direct.items()})

    def deliveries_of(self, codes: Iterable[str], until: Date | None = None) -> pd.DataFrame:
        """Deliveries of these lots, up to a day if given."""
        rows = self.books.deliveries
        rows = rows[rows["lot"].isin(set(codes)) & (rows["kg"] > 0)]
        return rows if until is None else rows[rows["date"] <= pd.Timestamp(until)]

    def deliveries_to(self, customer: str, on: Date | None = None) -> pd.DataFrame:
        """What a customer gets, on a day if given."""
        rows = self.books.deliveries
        rows = rows[(rows["customer"] == customer) & (rows["kg"] > 0)]
        return rows if on is None else rows[rows["date"] == pd.Timestamp(on)]

    @cached_property
    def rides(self) -> dict[tuple[Date, str, str], str]:
        """How a lot reaches a customer on a day: its trips with the clock at the door, or the dock's hour."""
        day_of = {trip.code: trip.date for trip in self.plan.trips}
        drops = {(drop.trip, drop.seq): drop for drop in self.plan.drops}
        loads = self.plan.drop_loads
        found: dict[tuple[Date, str, str], str] = {}
        for trip, seq, lot in zip(*(loads[name].tolist() for name in ("trip", "seq", "lot")), strict=True):
            drop = drops.get((trip, seq))
            if drop is None or trip not in day_of:
                continue
            key = day_of[trip], drop.customer, lot
            ride = f"{trip} {clock_words(drop.arrives)}"
            found[key] = f"{found[key]}、{ride}" if key in found else ride
        return found

    def ride_words(self, rows: pd.DataFrame) -> list[str]:
        """The ride of each delivery; blank where the plan tells none."""
        docks = {
            (row.date, row.customer): f"月台 Dock {clock_words(row.minute)}" for row in self.plan.hand_overs
        }
        keys = zip(rows["date"].dt.date, rows["customer"], rows["lot"], strict=True)
        return [self.rides.get(key) or docks.get(key[:2], "") for key in keys]

    def balances(self, codes: Iterable[str], until: Date | None = None) -> pd.DataFrame:
        """Kilograms of these lots by the end of a day, or of the plan: there, delivered, in kits, written off, left."""
        wanted = [code for code in codes if code in self.lots.index]
        frame = self.lots.loc[wanted].copy()
        used = self.fillings.assign(date=self.fillings["kit_lot"].map(self.lots["made"]))
        gone = {
            "delivered": self.deliveries_of(wanted),
            "used": used.rename(columns={"component_lot": "lot"}),
            "written_off": self.books.write_offs,
        }
        last = pd.Timestamp(until or self.scenario.settings.end)
        for name, rows in gone.items():
            sums = rows[rows["date"] <= last].groupby("lot")["kg"].sum()
            frame[name] = sums.reindex(frame.index).fillna(0.0)
        frame["left"] = (frame["kg"] - frame[list(gone)].sum(axis=1)).round(3) + 0.0
        return frame
