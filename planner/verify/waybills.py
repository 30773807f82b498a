"""The rule of waybills: every kilogram dispatched rides, is fetched, or is reported, once."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.market import Carriage
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.sums import WHO, ZONE, false_sums, sent_by_zone
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, customer_name, date_of


def every_kilogram_dispatched_rides_is_fetched_or_is_reported(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Every kilogram dispatched rides on a trip, is fetched at the dock or is reported undelivered."""
    if not ledger.trips.is_kept:
        return
    check = every_kilogram_dispatched_rides_is_fetched_or_is_reported
    ways = _ways(scenario, ledger)
    columns = "off", "sent", "rides", "fetched", "left"
    for day, customer, off, sent, rides, fetched, left in rows_of(ways[ways["off"] > 0], *WHO, *columns):
        who = f"{customer_name(scenario, customer)} on {date_of(scenario, day)}"
        text = f"of {sent:.2f} kg dispatched {rides:.2f} ride, {fetched:.2f} are fetched, {left:.2f} reported"
        yield breach(check, off, f"{who}: {text}; {off:.2f} kg are not where they belong.")
    for amount, text in false_sums(scenario, ledger):
        yield breach(check, amount, text)


def _ways(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """By day and customer: kilograms sent, and how many of them each way, and `off` from what must be."""
    zones = _by_lot(scenario, ledger).groupby(ZONE)[["sent", "rides", "over"]].sum()
    zones = zones.join(left_behind(scenario, ledger), how="outer").fillna(0.0)
    loose = (zones["sent"] - zones["rides"] - zones["left"]).abs()
    zones = zones.assign(loose=loose, unsent=(zones["left"] - zones["sent"]).clip(lower=0.0))
    ways = zones.groupby(WHO).sum().join(_fetched(scenario, ledger), how="outer").fillna(0.0).reset_index()
    unfetched = (ways["sent"] - ways["fetched"] - ways["left"]).abs()
    from_dock = np.maximum(unfetched, ways["unsent"]) + ways["rides"]
    by_truck = np.maximum(ways["loose"], ways["over"]) + ways["fetched"]
    off = from_dock.where(ways["customer"].isin(at_dock(scenario)), by_truck)
    return ways.assign(off=off.where(exceeds(ways["sent"] + off, ways["sent"]), 0.0))


def _by_lot(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """Kilograms sent and riding by day, customer, home zone and lot, and those riding `over` what was sent."""
    sent = sent_by_zone(scenario, ledger)
    key = [*ZONE, "row"]
    both = [sent.groupby(key)["kg"].sum(), ledger.trips.loads.groupby(key)["kg"].sum()]
    lots = pd.concat(both, axis=1, keys=["sent", "rides"]).fillna(0.0)
    over = (lots["rides"] - lots["sent"]).where(exceeds(lots["rides"], lots["sent"]), 0.0)
    return lots.assign(over=over)


def left_behind(scenario: Scenario, ledger: Ledger) -> "pd.Series[float]":
    """Kilograms reported undelivered, by day, customer and zone."""
    rows = ledger.frames.sound["undelivered"].rename(columns={"zone": "home"})
    left: pd.Series[float] = rows[rows["customer"].isin(scenario.customer_of)].groupby(ZONE)["kg"].sum()
    return left.rename("left")


def _fetched(scenario: Scenario, ledger: Ledger) -> "pd.Series[float]":
    """Kilograms handed over, by day and customer."""
    rows = ledger.frames.sound["hand_overs"]
    fetched: pd.Series[float] = rows[rows["customer"].isin(scenario.customer_of)].groupby(WHO)["kg"].sum()
    return fetched.rename("fetched")


def at_dock(scenario: Scenario) -> set[str]:
    """Customers who fetch their goods."""
    classes = {row.code for row in scenario.classes if row.carriage is Carriage.DOCK}
    return {who.code for who in scenario.customers if who.customer_class in classes}


CHECKS = (every_kilogram_dispatched_rides_is_fetched_or_is_reported,)
