"""The dispatch book: every delivery with the lot it came from and what its customer accepts."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.verify.frames import rows_of
from planner.verify.stock import StockLedger
from planner.verify.tolerance import ABSOLUTE

LOT_COLUMNS = ["dated", "hold_days", "blocked"]


def dispatches_of(scenario: Scenario, stock: StockLedger) -> pd.DataFrame:
    """Deliveries above the tolerance to known customers from known lots.

    Columns: customer, product, lot, day, kg, `row` in the stock ledger, `lot_day`, `dated`, `hold_days`,
    `blocked` of the lot, and `accepted_age` of the customer.
    """
    rows = stock.deliveries
    rows = rows[rows["customer"].isin(scenario.customer_of) & (rows["kg"] > ABSOLUTE)]
    rows = rows.astype({"day": int}).reset_index(drop=True)
    of_lot = stock.lots.iloc[rows["row"]].reset_index(drop=True)
    rows = rows[["customer", "product", "lot", "day", "kg", "row"]].assign(lot_day=of_lot["day"])
    rows[LOT_COLUMNS] = of_lot[LOT_COLUMNS]
    return rows.assign(accepted_age=by_pair(rows, partial(_accepted_age, scenario)))


def by_pair(rows: pd.DataFrame, value: Callable[[str, str], float]) -> "pd.Series[float]":
    """A number of each row's customer and product, found once for each pair."""
    groups = rows.groupby(["customer", "product"], sort=False)
    firsts = rows.loc[~rows.duplicated(["customer", "product"])]
    values = np.array([value(*pair) for pair in rows_of(firsts, "customer", "product")], dtype=float)
    return pd.Series(values[groups.ngroup().to_numpy()], index=rows.index)


def _accepted_age(scenario: Scenario, customer: str, product: str) -> float:
    return scenario.accepted_age_days(scenario.product_of[product], scenario.customer_of[customer])
