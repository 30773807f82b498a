"""Families, the thousand articles and their names, releases, zones and the gift boxes' bill of components."""

from collections.abc import Sequence
from functools import cache
from itertools import product as combinations

import numpy as np

from planner.domain.noun import words_in
from planner.domain.product import Family, KitComponent, Product, ReleaseClass
from planner.domain.supply import Zone
from scenarios.facts_table import Row, by_code, day, table
from scenarios.plant import BOX_KG

WASTE_SHARE = 0.45
HOLDING_SHARE = 0.0006
FAST_SELLER_KG_DAY = 18.0
ZODIAC_WORD = "蛇年"
ZODIAC_LAST_MADE = day("2025-01-27")
VALUE_BOX_WORD = "合家欢"
GRAMS_PER_BOX = BOX_KG * 1000


def families() -> tuple[Family, ...]:
    return tuple(
        Family(code=row["code"], name=row["name"], series=row["series"], workshop=row["workshop"])
        for row in table("families")
    )


def releases() -> tuple[ReleaseClass, ...]:
    return tuple(
        ReleaseClass(
            code=row["code"],
            name=row["name"],
            hold_days=int(row["hold_days"]),
            hold_hours=float(row["hold_hours"]),
        )
        for row in table("releases")
    )


def zones() -> tuple[Zone, ...]:
    return tuple(
        Zone(
            code=row["code"],
            name=row["name"],
            pallets=float(row["pallets"]),
            reserved_pallets=float(row["reserved_pallets"]),
            yuan_pallet_day=float(row["yuan_pallet_day"]),
        )
        for row in table("zones")
    )


def popularity(articles: int) -> np.ndarray:
    """Shares of a family's sales by rank: a flattened Zipf curve, so that the last still sells weekly."""
    weight = 1.0 / (np.arange(articles) + 6.0) ** 0.65
    return np.asarray(weight / weight.sum())


@cache
def products() -> tuple[Product, ...]:
    """All articles, most popular first within their family; the village's own articles at the end."""
    found: list[Product] = []
    for row in table("families"):
        found.extend(_component(row) if row["role"] == "component" else _articles(row))
    return (*found, *_village_articles())


def _articles(row: Row) -> list[Product]:
    names = _named(row["code"], int(row["products"]))
    share = popularity(len(names))
    factors = np.array([_factor(parts) for parts in names])
    level = float(row["price_yuan_kg"]) / float(share @ factors)
    return [
        _product(row, rank, parts, round(level * factor, 1), float(part) * float(row["base_kg_day"]))
        for rank, (parts, factor, part) in enumerate(zip(names, factors, share, strict=True), 1)
    ]


def _named(family: str, articles: int) -> list[Sequence[Row]]:
    """The first `articles` combinations of filling, shape and pack, plain ones first."""
    parts = [row for row in table("name_parts") if row["family"] == family]
    kinds = [[row for row in parts if row["kind"] == kind] for kind in ("filling", "shape", "pack")]
    ranked = sorted(combinations(*(range(len(kind)) for kind in kinds)), key=lambda at: (sum(at), at))
    return [tuple(kind[i] for kind, i in zip(kinds, at, strict=True)) for at in ranked[:articles]]


def _factor(parts: Sequence[Row]) -> float:
    return float(np.prod([float(part["price_factor"]) for part in parts]))


def _product(row: Row, rank: int, parts: Sequence[Row], price: float, kg_day: float) -> Product:
    filling, shape, pack = parts
    name = f"{filling['zh']}{shape['zh']} {pack['zh']}"
    contains = words_in(row["contains"]).union(*(words_in(part["contains"]) for part in parts))
    fast = kg_day >= FAST_SELLER_KG_DAY or row["base_kg_day"] == "0"
    return _record(
        row,
        code=f"{row['code']}-{rank:03d}",
        name=name,
        price_yuan_kg=price,
        waste_yuan_kg=round(WASTE_SHARE * price, 1),
        holding_yuan_kg_day=round(HOLDING_SHARE * price, 3),
        batch=float(row["batch_kg"] if fast else row["slow_batch_kg"]),
        contains=",".join(sorted(contains)),
        colour=int(filling["colour"]),
        last_made=ZODIAC_LAST_MADE if ZODIAC_WORD in name else None,
    )


def _record(row: Row, *, batch: float, **fields: object) -> Product:
    whole = int(float(row["max_lot_kg"]) / batch + 1e-9)
    return Product.model_validate(
        {
            "family": row["code"],
            "zone": row["zone"],
            "release": row["release"],
            "shelf_days": int(row["shelf_days"]),
            "batch_kg": batch,
            "min_lot_kg": batch,
            "max_lot_kg": round(whole * batch, 2),
            "setup_minutes": float(row["setup_minutes"]),
            "setup_workers": float(row["setup_workers"]),
            "setup_yuan": float(row["setup_yuan"]),
            "kg_per_pallet": float(row["kg_per_pallet"]),
            "kg_per_crate": float(row["kg_per_crate"]),
            "order_unit_kg": float(row["order_unit_kg"]),
            **fields,
        }
    )


def _component(row: Row) -> list[Product]:
    price = float(row["price_yuan_kg"])
    return [
        _record(
            row,
            code=row["code"],
            name=f"礼盒用{row['name'].removeprefix('礼盒')}",
            price_yuan_kg=price,
            waste_yuan_kg=round(WASTE_SHARE * price, 1),
            holding_yuan_kg_day=round(HOLDING_SHARE * price, 3),
            batch=float(row["batch_kg"]),
            contains=row["contains"],
        )
    ]


def _village_articles() -> list[Product]:
    """The Games village's own articles: every batch tested, kept at -20 C."""
    rows = by_code("families")
    found = []
    for item in table("village_menu"):
        row = {**rows[item["family"]], "release": "F3", "zone": "FRZ"}
        price = round(float(row["price_yuan_kg"]), 1)
        found.append(
            _record(
                row,
                code=item["code"],
                name=item["name"],
                price_yuan_kg=price,
                waste_yuan_kg=round(WASTE_SHARE * price, 1),
                holding_yuan_kg_day=round(HOLDING_SHARE * price, 3),
                batch=float(row["slow_batch_kg"]),
                contains=row["contains"],
                colour=2,
            )
        )
    return found


def kits() -> tuple[KitComponent, ...]:
    """Slots of every gift box with their swaps; the value boxes put bean flaky before jasmine."""
    rows = []
    for kit in (product for product in products() if product.family == "P23"):
        for slot in table("gift_bom"):
            first, second = slot["component"], slot["swap"]
            if VALUE_BOX_WORD in kit.name and second == "C05":
                first, second = second, first
            rows.append(_filling(kit.code, slot, first, swap_yuan_kg=0.0))
            if second:
                rows.append(_filling(kit.code, slot, second, swap_yuan_kg=float(slot["swap_yuan_kg"])))
    return tuple(rows)


def _filling(kit: str, slot: Row, component: str, swap_yuan_kg: float) -> KitComponent:
    share = round(float(slot["grams"]) / GRAMS_PER_BOX, 6)
    return KitComponent(
        kit=kit, slot=slot["slot"], component=component, kg_per_kg=share, swap_yuan_kg=swap_yuan_kg
    )
