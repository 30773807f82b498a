"""Materials, recipes and the dated arrivals that cover what the order book will draw."""

from datetime import date as Date
from datetime import timedelta

import numpy as np
import pandas as pd

from planner.domain.supply import Material, MaterialLot, RecipeLine
from scenarios.facts_table import Row, number, table
from scenarios.goods import GRAMS_PER_BOX, products

DRAWN_DAYS_AHEAD = 3
SHORT_LIFE_DAYS = 30


def materials() -> tuple[Material, ...]:
    return tuple(
        Material(
            code=row["code"],
            name=row["name"],
            unit=row["unit"],
            lead_days=int(row["lead_days"]),
            price_yuan=float(row["price_yuan"]),
            contains=row["contains"],
        )
        for row in table("materials")
    )


def recipes() -> tuple[RecipeLine, ...]:
    """Recipes of all families; counter goods and components copy their parent's, components unwrapped."""
    lines = []
    for family in table("families"):
        parent = family["like"] or family["code"]
        for row in (row for row in table("recipes") if row["owner"] == parent):
            if not (family["role"] == "component" and row["material"] == "FILM"):
                lines.append(
                    RecipeLine(owner=family["code"], material=row["material"], per_kg=float(row["per_kg"]))
                )
    return tuple(lines)


def material_lots(demand: pd.DataFrame, start: Date, end: Date) -> tuple[MaterialLot, ...]:
    """What lies in the material store, then arrivals at each material's rhythm."""
    need = _daily_need(demand, start, end)
    return tuple(lot for row in table("materials") for lot in _arrivals(row, need[row["code"]], start, end))


def _daily_need(demand: pd.DataFrame, start: Date, end: Date) -> dict[str, np.ndarray]:
    """Units of each material by day of the horizon if every order were made to measure."""
    family = {p.code: p.family for p in products()}
    grid = demand.assign(family=demand["product"].map(family)).pivot_table(
        index="family", columns="date", values="kg", aggfunc="sum", fill_value=0
    )
    grid = grid.reindex(columns=pd.date_range(start, end), fill_value=0)
    kg = {code: grid.loc[code].to_numpy(dtype=float) for code in grid.index}
    boxes = kg.get("P23", np.zeros(len(grid.columns)))
    for slot in table("gift_bom"):
        kg[slot["component"]] = boxes * float(slot["grams"]) / GRAMS_PER_BOX
    need = {row["code"]: np.zeros(len(grid.columns)) for row in table("materials")}
    for line in recipes():
        need[line.material] += line.per_kg * kg.get(line.owner, np.zeros(len(grid.columns)))
    return need


def _arrivals(row: Row, need: np.ndarray, start: Date, end: Date) -> list[MaterialLot]:
    """An opening lot, then one arrival each period with the cover the table asks for."""
    cover, every, first = float(row["cover"]), int(row["every_days"]), int(row["opening_days"])
    life = int(number(row["life_days"]) or 0)
    ahead = DRAWN_DAYS_AHEAD
    lots = [_lot(row["code"], cover * float(need[: first + ahead].sum()), start, life, start)]
    for t in range(first, len(need), every):
        quantity = float(need[t + ahead : t + ahead + every].sum())
        if life <= SHORT_LIFE_DAYS:
            quantity = max(quantity, float(need[t : t + every].sum()))
        quantity *= cover
        if quantity > 0:
            lots.append(_lot(row["code"], quantity, start + timedelta(days=t), life, start))
    return lots


def _lot(material: str, quantity: float, arrives: Date, life: int, start: Date) -> MaterialLot:
    return MaterialLot(
        code=f"{material}-{arrives:%m%d}",
        material=material,
        quantity=float(np.ceil(quantity / 5) * 5),
        arrives=arrives,
        expires=arrives + timedelta(days=life - 1),
    )
