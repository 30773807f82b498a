"""Which orders go short if a lot lacks kilograms: its own, or those of other lots that can stand in for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.plan import Lot, Plan
from planner.domain.scenario import Scenario

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SEGMENT = ["product", "customer_class", "transit"]


@dataclass(frozen=True, eq=False)
class Sold:
    """What is sold of one product: by lot, day and kind of customer, the oldest label each takes, what a kilogram
    less costs."""

    lot: NDArray[np.object_]
    day: Ints
    oldest: Ints
    yuan_kg: Floats
    kg: Floats


def sold_of(scenario: Scenario, plan: Plan) -> dict[str, Sold]:
    """What is sold of each product."""
    if plan.deliveries.empty:
        return {}
    home = {c.code: (c.customer_class, c.transit_days) for c in scenario.customers}
    table, codes = plan.deliveries, plan.deliveries["customer"]
    every = pd.DataFrame(
        {
            "product": table["product"],
            "customer_class": codes.map({code: of for code, (of, _) in home.items()}),
            "transit": codes.map({code: days for code, (_, days) in home.items()}),
            "lot": table["lot"],
            "day": (table["date"] - np.datetime64(scenario.settings.start)).dt.days,
            "kg": table["kg"],
        }
    )
    rows = every.groupby([*SEGMENT, "lot", "day"])["kg"].sum().reset_index()
    rows = rows.merge(_segments(scenario, rows[SEGMENT].drop_duplicates()), on=SEGMENT)
    rows = rows.sort_values(["product", "yuan_kg"], kind="stable", ignore_index=True)
    products, first = np.unique(rows["product"].to_numpy(str), return_index=True)
    columns = [rows[name].to_numpy() for name in ("lot", "day", "oldest", "yuan_kg", "kg")]
    parts = zip(*(np.split(column, first[1:]) for column in columns), strict=True)
    return {str(code): Sold(*part) for code, part in zip(products, parts, strict=True)}


def _segments(scenario: Scenario, segments: pd.DataFrame) -> pd.DataFrame:
    """The oldest label and the price of a missing kilogram for each product, class and transit time."""
    keys = list(zip(segments["product"], segments["customer_class"], segments["transit"], strict=True))
    product = scenario.product_of
    return segments.assign(
        oldest=[scenario.class_age_days(product[code], of) - days for code, of, days in keys],
        yuan_kg=[
            product[code].price_yuan_kg * scenario.class_of[of].shortage_multiple for code, of, _ in keys
        ],
    )


def orders_at_stake(scenario: Scenario, lots: Sequence[Lot], sold: Sold) -> tuple[Flags, Flags]:
    """Lots x rows sold: whether a lot serves the row, and whether the row may go short if the lot lacks some."""
    codes, dated, free = _labels(scenario, lots)
    serves = np.array(codes, object)[:, None] == sold.lot
    can = (sold.day >= free[:, None]) & (sold.day - dated[:, None] <= sold.oldest)
    linked = (serves.astype(float) @ can.T.astype(float) > 0) | np.eye(len(codes), dtype=bool)
    for _ in range(len(codes).bit_length()):
        linked = linked.astype(float) @ linked.astype(float) > 0
    at_stake = linked.astype(float) @ serves.astype(float) > 0
    return serves[: len(lots)], at_stake[: len(lots)]


def _labels(scenario: Scenario, lots: Sequence[Lot]) -> tuple[list[str], Ints, Ints]:
    """Codes of the lots of a product and of its opening stock, the days on their labels, their first days out."""
    product, start = scenario.product_of[lots[0].product], scenario.settings.start
    stock = [(held.code, held.date, held.date) for held in scenario.stock if held.product == product.code]
    rows = [*((lot.code, lot.dated, lot.date) for lot in lots), *stock]
    dated = np.array([(label - start).days for _, label, _ in rows])
    made = np.array([(date - start).days for _, _, date in rows])
    return [code for code, _, _ in rows], dated, made + scenario.hold_days(product)
