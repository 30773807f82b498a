"""A factory of full size, made up at random: 1,000 products, 42 days, 12,000 lots, 200,000 deliveries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from planner.domain.plan import Lot, Plan
from planner.domain.scenario import Scenario
from tests.builders import (
    START,
    a_bakery,
    a_crew,
    a_customer,
    a_family,
    a_plan,
    a_product,
    a_stage,
    a_workshop,
    an_oven,
    days,
    reckoned,
)

LOT_KG = 300.0
WORKSHOPS = [f"W{n}" for n in range(1, 10)]


class Size(NamedTuple):
    """How large a made-up factory is."""

    products: int = 1000
    days: int = 42
    customers: int = 300
    lots: int = 12_000
    deliveries: int = 200_000


FULL = Size()


def a_large_world(size: Size = FULL, seed: int = 1) -> tuple[Scenario, Plan]:
    """A scenario and a plan that obeys every rule: whatever is delivered was ordered."""
    rng = np.random.default_rng(seed)
    empty = _factory(size, pd.DataFrame({"customer": [], "product": [], "date": [], "kg": []}))
    lots = tuple(_lots(empty, size, rng))
    deliveries = _deliveries(lots, size, rng)
    orders = deliveries.groupby(["customer", "product", "date"], as_index=False)[["kg"]].sum()
    scenario = replace(empty, demand=orders)
    return scenario, reckoned(scenario, replace(a_plan(scenario), lots=lots, deliveries=deliveries))


def _factory(size: Size, orders: pd.DataFrame) -> Scenario:
    return replace(
        a_bakery(
            days=days("wwwwwwr" * (size.days // 7)),
            demand=[],
            workshops=[a_workshop(code) for code in WORKSHOPS],
            crews=[a_crew(f"C-{code}", workshop=code, headcount=2000) for code in WORKSHOPS],
            families=[a_family(f"F-{code}", workshop=code) for code in WORKSHOPS],
            resources=[an_oven(f"OVN-{code}", workshop=code, count=1000) for code in WORKSHOPS],
            routing=[
                a_stage(f"F-{code}", seq=seq, resource=f"OVN-{code}", is_line=seq == 30)
                for code in WORKSHOPS
                for seq in (10, 20, 30, 40)
            ],
            zones=[*a_bakery().zones[:0], a_bakery().zones[0].model_copy(update={"pallets": 1e6})],
            products=[
                a_product(f"P{n:04}", family=f"F-{WORKSHOPS[n % 9]}", shelf_days=90)
                for n in range(size.products)
            ],
            customers=[a_customer(f"S{n:03}", name=f"{n}号店") for n in range(size.customers)],
        ),
        demand=orders,
    )


def _lots(scenario: Scenario, size: Size, rng: np.random.Generator) -> Iterator[Lot]:
    """Distinct products and workdays at random; the last days stay free for deliveries."""
    workdays = [day for day in range(size.days - 7) if day % 7 != 6]
    cells = rng.choice(size.products * len(workdays), size.lots, replace=False)
    for number, cell in enumerate(sorted(cells.tolist())):
        product = scenario.products[cell // len(workdays)]
        date = START + timedelta(days=workdays[cell % len(workdays)])
        code = product.family.removeprefix("F-")
        yield Lot(
            code=f"L{number:05}",
            date=date,
            workshop=code,
            line=f"OVN-{code}",
            product=product.code,
            kg=LOT_KG,
            dated=date,
            expires=date + timedelta(days=product.shelf_days),
            zone="AMB",
        )


def _deliveries(lots: tuple[Lot, ...], size: Size, rng: np.random.Generator) -> pd.DataFrame:
    """Each lot serves its day's customers at once, ten kilograms each, so that no dates run backwards."""
    rows = np.sort(rng.choice(len(lots) * size.customers, size.deliveries, replace=False))
    lot, customer = rows // size.customers, rows % size.customers
    kg = LOT_KG / np.bincount(lot, minlength=len(lots))[lot]
    return pd.DataFrame(
        {
            "date": pd.to_datetime([row.date for row in lots])[lot],
            "customer": [f"S{number:03}" for number in customer],
            "product": np.array([row.product for row in lots], dtype=object)[lot],
            "lot": np.array([row.code for row in lots], dtype=object)[lot],
            "kg": kg,
        }
    )
