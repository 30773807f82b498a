"""The orders behind each shortage: how old they take the product, and which of them refuse its contents."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.domain.plan import Shortage
from planner.domain.scenario import Scenario

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Order:
    """Kilograms ordered of a product by customers of one class who take it alike."""

    kg: float
    age: int
    refused: frozenset[str]


def orders_behind(scenario: Scenario, shortages: tuple[Shortage, ...]) -> dict[Key, list[Order]]:
    """Orders by (product, class, day index) of every shortage."""
    alike = _alike(scenario)
    frame = scenario.demand[scenario.demand["product"].isin({row.product for row in shortages})]
    start = np.datetime64(scenario.settings.start)
    table = pd.DataFrame(
        {
            "product": frame["product"],
            "kind": frame["customer"].map(alike),
            "day": (frame["date"] - start).dt.days,
            "kg": frame["kg"],
        }
    )
    sums = table.groupby(["product", "kind", "day"], sort=False)["kg"].sum().reset_index()
    first = scenario.settings.start
    wanted = {(row.product, row.customer_class, (row.date - first).days) for row in shortages}
    return _by_key(scenario, sums, wanted)


def _alike(scenario: Scenario) -> dict[str, str]:
    """Of each customer, the first customer with the same class, transit and refusals."""
    first: dict[tuple[str, int, frozenset[str]], str] = {}
    return {
        customer.code: first.setdefault(
            (customer.customer_class, customer.transit_days, customer.forbidden), customer.code
        )
        for customer in scenario.customers
    }


def _by_key(scenario: Scenario, sums: pd.DataFrame, wanted: set[Key]) -> dict[Key, list[Order]]:
    taken: dict[tuple[str, str], tuple[int, frozenset[str]]] = {}
    found: dict[Key, list[Order]] = {}
    columns = (sums[name].tolist() for name in ("product", "kind", "day", "kg"))
    for product, kind, day, kg in zip(*columns, strict=True):
        key = (product, scenario.customer_of[kind].customer_class, day)
        if key not in wanted:
            continue
        if (product, kind) not in taken:
            taken[product, kind] = _terms(scenario, product, kind)
        found.setdefault(key, []).append(Order(kg, *taken[product, kind]))
    return found


def _terms(scenario: Scenario, product: str, customer: str) -> tuple[int, frozenset[str]]:
    """(oldest age, contents refused) of a product at a customer."""
    buyer = scenario.customer_of[customer]
    age = scenario.accepted_age_days(scenario.product_of[product], buyer)
    return age, scenario.contents_of[product] & buyer.forbidden
