"""Room in the store: where an evening would hold more than its zone, goods that nobody will take go at once.

The supply counts on kits to take certain components; they take the oldest and their first choice, as far as they are
made at all, so what is left over may lie longer or be of another product.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.plan import ComponentUse, Lot, WriteOff
from planner.domain.scenario import Scenario
from planner.domain.supply import StockLot

Floats = NDArray[np.float64]
SMALL = 1e-6


@dataclass(frozen=True)
class Store:
    """(lots, T) kilograms that come, are taken by customers and kits, and are written off."""

    codes: list[str]
    zones: NDArray[np.str_]
    pallet_kg: Floats
    movable: NDArray[np.bool_]  # not blocked
    came: Floats
    taken: Floats
    gone: Floats

    def evenings(self) -> Floats:
        """(lots, T) kilograms at the end of each day."""
        return np.asarray(np.maximum(np.cumsum(self.came - self.taken - self.gone, axis=1), 0.0))

    def unwanted(self, day: int) -> Floats:
        """(lots,) kilograms of a day's evening that nobody takes later."""
        over = self.evenings()[:, day] - self.taken[:, day + 1 :].sum(axis=1)
        return np.where(self.movable, np.maximum(over, 0.0), 0.0)

    def write_off(self, row: int, day: int, kg: float) -> None:
        """Write off on this day what would be written off later, or stay."""
        later = self.gone[row, day + 1 :]
        before = np.cumsum(later) - later
        later -= np.clip(kg - before, 0.0, later)
        self.gone[row, day] += kg


def with_room(
    scenario: Scenario,
    lots: tuple[Lot, ...],
    uses: list[ComponentUse],
    deliveries: pd.DataFrame,
    write_offs: list[WriteOff],
) -> list[WriteOff]:
    """The write-offs, earlier and more of them where a zone would hold too much."""
    store = _store(scenario, lots, uses, deliveries, write_offs)
    pallets = store.evenings() / store.pallet_kg[:, None]
    full = False
    for zone in scenario.zones:
        over = pallets[store.zones == zone.code].sum(axis=0) - (zone.pallets - zone.reserved_pallets)
        for day in np.flatnonzero(over > SMALL):
            _clear(store, zone.code, int(day), zone.pallets - zone.reserved_pallets)
            full = True
    if not full:
        return write_offs
    return [
        WriteOff(lot=store.codes[row], date=scenario.dates[day], kg=float(store.gone[row, day]))
        for row, day in np.argwhere(store.gone > SMALL)
    ]


def _clear(store: Store, zone: str, day: int, most: float) -> None:
    """Write off what a zone cannot hold on an evening, most of one lot first."""
    here = store.zones == zone
    over = float((store.evenings()[here, day] / store.pallet_kg[here]).sum()) - most
    spare = np.where(here, store.unwanted(day) / store.pallet_kg, 0.0)
    for row in np.argsort(-spare, kind="stable"):
        pallets = min(over, float(spare[row]))
        if pallets <= SMALL:
            break
        store.write_off(int(row), day, pallets * float(store.pallet_kg[row]))
        over -= pallets


def _store(
    scenario: Scenario,
    lots: tuple[Lot, ...],
    uses: list[ComponentUse],
    deliveries: pd.DataFrame,
    write_offs: list[WriteOff],
) -> Store:
    found: list[Lot | StockLot] = [*lots, *scenario.stock]
    row_of = {lot.code: row for row, lot in enumerate(found)}
    day_of = {date: day for day, date in enumerate(scenario.dates)}
    made_on = {lot.code: day_of[lot.date] for lot in lots}
    blocked = {lot.code for lot in scenario.stock if lot.blocked}
    products = [scenario.product_of[lot.product] for lot in found]
    shape = len(found), len(day_of)

    def table(rows: Iterator[tuple[str, int, float]]) -> Floats:
        total = np.zeros(shape)
        for code, day, kg in rows:
            total[row_of[code], day] += kg
        return total

    sent = zip(deliveries["lot"], deliveries["date"].dt.date.map(day_of), deliveries["kg"], strict=True)
    return Store(
        codes=[lot.code for lot in found],
        zones=np.array([product.zone for product in products], np.str_),
        pallet_kg=np.array([product.kg_per_pallet for product in products], float),
        movable=np.array([lot.code not in blocked for lot in found], np.bool_),
        came=table((lot.code, made_on.get(lot.code, 0), lot.kg) for lot in found),
        taken=table(sent) + table((use.component_lot, made_on[use.kit_lot], use.kg) for use in uses),
        gone=table((row.lot, day_of[row.date], row.kg) for row in write_offs),
    )
