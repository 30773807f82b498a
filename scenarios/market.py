"""Customer classes and the customers with their places and windows."""

from collections.abc import Iterator
from datetime import time as Time
from functools import cache
from typing import Any

import numpy as np

from planner.domain.market import Carriage, Channel, Customer, CustomerClass
from scenarios.facts_table import Row, by_code, number, table

SEED = 20250129
DEPOT = (45.69, 126.72)
STORE_GRADES = (("FLAG", 1), ("A", 10), ("B", 30), ("C", 59))
VILLAGE_GATES = (
    ("V01", "亚冬会村 冰上（华旗）", "松北", 45.79, 126.56, "22:00-23:00"),
    ("V02", "亚冬会村 雪上（亚布力）", "亚布力", 44.79, 128.44, "00:30-01:30"),
)


def classes() -> tuple[CustomerClass, ...]:
    return tuple(
        CustomerClass(
            code=row["code"],
            name=row["name"],
            channel=Channel(row["channel"]),
            shortage_multiple=float(row["shortage_multiple"]),
            life_fraction=float(row["life_fraction"]),
            max_age_days=None if number(row["max_age_days"]) is None else int(row["max_age_days"]),
            carriage=Carriage(row["carriage"]),
        )
        for row in table("classes")
    )


@cache
def customers() -> tuple[Customer, ...]:
    """Village gates, 100 city stores, supermarkets, distributors, the parcel hub and the far stores."""
    random = np.random.default_rng(SEED)
    return (
        *_village(),
        *_stores(random),
        *_traders(random, "supermarket", "SUP", "S", 50, spread=0.05),
        *_traders(random, "distributor", "DIS", "D", 100, spread=0.0),
        _customer("E01", "电商快递仓", "ECO", "香坊", DEPOT),
        *_far_stores(),
    )


def _customer(code: str, name: str, class_code: str, district: str, place: tuple[float, float]) -> Customer:
    row = by_code("classes")[class_code]
    return Customer(
        code=code,
        name=name,
        customer_class=class_code,
        district=district,
        latitude=round(float(place[0]), 5),
        longitude=round(float(place[1]), 5),
        **_windows(row["windows"]),
        stop_minutes=float(row["stop_minutes"]),
    )


def _windows(text: str) -> dict[str, Any]:
    """The fields of windows such as `18:30-21:00 05:30-07:30`."""
    ends = [Time.fromisoformat(moment) for window in text.split() for moment in window.split("-")]
    names = ("window_from", "window_to", "window2_from", "window2_to", "window3_from", "window3_to")
    return dict(zip(names, ends, strict=False))


def _village() -> Iterator[Customer]:
    forbidden = ",".join(row["content"] for row in table("blacklist"))
    for code, name, district, latitude, longitude, slot in VILLAGE_GATES:
        gate = _customer(code, name, "VIL", district, (latitude, longitude))
        yield gate.model_copy(update={"forbids": forbidden, **_windows(slot)})


def _stores(random: np.random.Generator) -> Iterator[Customer]:
    """The city stores: class by class, spread over the districts in a fixed shuffle."""
    sites = [(row, turn) for row in table("districts") for turn in range(int(row["stores"]))]
    flagship = next(i for i, (row, turn) in enumerate(sites) if row["code"] == "DL" and turn == 0)
    order = [flagship, *(int(i) for i in random.permutation(len(sites)) if i != flagship)]
    grades = [grade for grade, many in STORE_GRADES for _ in range(many)]
    for index, (site, grade) in enumerate(zip(order, grades, strict=True), 1):
        row, turn = sites[site]
        yield _customer(
            f"M{index:03d}", _store_name(row, turn, grade), grade, row["name"], _near(random, row)
        )


def _store_name(row: Row, turn: int, grade: str) -> str:
    streets = row["streets"].split(",")
    again = turn // len(streets)
    suffix = "旗舰店" if grade == "FLAG" else "店" if again == 0 else f"{'一二三四五'[again]}店"
    return f"{row['name']}{streets[turn % len(streets)]}{suffix}"


def _near(random: np.random.Generator, row: Row) -> tuple[float, float]:
    spread = float(row["spread"])
    return (
        float(row["latitude"]) + float(random.uniform(-spread, spread)) * 0.7,
        float(row["longitude"]) + float(random.uniform(-spread, spread)),
    )


def _traders(
    random: np.random.Generator, kind: str, class_code: str, letter: str, many: int, spread: float
) -> Iterator[Customer]:
    """Supermarkets stand in the city; distributors fetch their goods at the dock."""
    names = [row["name"] for row in table("trade_names") if row["kind"] == kind]
    city = by_code("districts")
    towns = list(city)
    for index in range(many):
        turn = index // len(names) + 1
        name = f"{names[index % len(names)]}{turn:02d}{'店' if spread else '号经销商'}"
        row = city[towns[index % 5]]
        place = _near(random, row) if spread else DEPOT
        district = row["name"] if spread else names[index % len(names)]
        yield _customer(f"{letter}{index + 1:03d}", name, class_code, district, place)


def _far_stores() -> Iterator[Customer]:
    index = 0
    for row in table("outlets"):
        for turn in range(int(row["outlets"])):
            index += 1
            place = (float(row["latitude"]) + 0.03 * turn, float(row["longitude"]) + 0.03 * turn)
            store = _customer(
                f"F{index:02d}", f"{row['name']}{'一二三四'[turn]}店", "OOT", row["name"], place
            )
            yield store.model_copy(update={"transit_days": int(row["transit_days"])})
