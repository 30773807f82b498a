"""The rule of the shortage list: it tells what orders less deliveries tell."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import differs, money_differs
from planner.verify.wording import breach, date_of, product_name

KEY = ["day", "customer_class", "product"]


def shortages_are_what_orders_lack(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """The shortages listed are what orders lack, in kilograms and in yuan."""
    both = _lacking(ledger).join(_listed(scenario, ledger), how="outer").fillna(0.0)
    both = both[differs(both["kg"], both["lacking"]) | money_differs(both["yuan"], both["owed"])]
    columns = *KEY, "kg", "yuan", "lacking", "owed"
    for day, code, product, kg, yuan, lacking, owed in rows_of(both.reset_index(), *columns):
        what = f"{product_name(scenario, product)} for class {code} on {date_of(scenario, day)}"
        text = f"{kg:.2f} kg and {yuan:.2f} yuan are listed, {lacking:.2f} kg and {owed:.2f} yuan are short."
        yield breach(shortages_are_what_orders_lack, 1, f"{what}: {text}")


def _lacking(ledger: Ledger) -> pd.DataFrame:
    """Kilograms that orders lack, and the yuan they cost."""
    kg = ledger.orders.missing
    short = ledger.orders.lines[KEY].assign(lacking=kg, owed=kg * ledger.orders.yuan_kg)
    return short[kg > 0].groupby(KEY, sort=False).sum()


def _listed(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """Kilograms and yuan of the list; rows of unknown names are another rule's matter."""
    rows = ledger.frames.sound["shortages"]
    known = rows["customer_class"].isin(scenario.class_of) & rows["product"].isin(scenario.product_of)
    return rows.loc[known, [*KEY, "kg", "yuan"]].set_index(KEY)
