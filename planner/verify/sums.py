"""The papers of deliveries added up again: kilograms and crates of drops, trips, hand-overs and what is left behind."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from planner.domain.scenario import Scenario
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import differs, rounded_up
from planner.verify.trips import STOP, TripBook
from planner.verify.wording import customer_name, date_of

WHO = ["day", "customer"]
ZONE = [*WHO, "home"]
SUMS = ["kg", "crates"]


def false_sums(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    """How far off and in words: rows whose own kilograms or crates are not the sums of what is on them."""
    yield from _on_trips(ledger.trips)
    yield from _at_the_factory(scenario, ledger)


def sent_by_zone(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """Deliveries to known customers with `home`, the zone the goods belong to."""
    sent = ledger.stock.deliveries
    sent = sent[sent["customer"].isin(scenario.customer_of)]
    return sent.assign(home=ledger.stock.lots["home"].to_numpy()[sent["row"]])


def _on_trips(trips: TripBook) -> Iterator[tuple[float, str]]:
    on_board = trips.shares.groupby(STOP)[SUMS].sum().add_suffix("_true")
    for trip, seq, *sums in _untrue(trips.drops.join(on_board, on=STOP), "trip", "seq"):
        yield _said(f"Stop {seq:.0f} of trip {trip}", *sums)
    stops = trips.drops.groupby("trip")[SUMS].sum().add_suffix("_true")
    for trip, *sums in _untrue(trips.trips.join(stops).reset_index(), "code"):
        yield _said(f"Trip {trip}", *sums)


def _at_the_factory(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    """Crates of goods fetched or left behind, where all of a customer's (of a zone's) went that way."""
    room = {product.code: product.kg_per_crate for product in scenario.products}
    sent = sent_by_zone(scenario, ledger)
    zones = sent.assign(crates=sent["kg"] / sent["product"].map(room).astype(float)).groupby(ZONE)[SUMS].sum()
    zones = zones.assign(crates=rounded_up(zones["crates"])).add_suffix("_true")
    left = ledger.frames.sound["undelivered"].rename(columns={"zone": "home"}).join(zones, on=ZONE)
    fetched = ledger.frames.sound["hand_overs"].join(zones.groupby(WHO).sum(), on=WHO)
    for what, rows in (("is handed", fetched), ("is left without", left)):
        all_of_it = rows["customer"].isin(scenario.customer_of) & ~differs(rows["kg"], rows["kg_true"])
        for day, customer, *sums in _untrue(rows[all_of_it & rows["kg_true"].notna()], *WHO):
            who = f"{customer_name(scenario, customer)} on {date_of(scenario, day)}"
            yield _said(f"{who} {what} goods, and the paper", *sums)


def _untrue(rows: pd.DataFrame, *key: str) -> Iterator[tuple[Any, ...]]:
    """Key, kg and crates as said and as summed, of rows where they differ."""
    rows = rows.fillna({"kg_true": 0.0, "crates_true": 0.0})
    false = differs(rows["kg"], rows["kg_true"]) | (rows["crates"] != rows["crates_true"])
    yield from rows_of(rows[false], *key, "kg", "crates", "kg_true", "crates_true")


def _said(what: str, kg: float, crates: float, kg_true: float, crates_true: float) -> tuple[float, str]:
    """The larger of the two differences, and what the paper says."""
    text = f"{what} says {kg:.2f} kg in {crates:.0f} crates"
    text = f"{text}; it comes to {kg_true:.2f} kg in {crates_true:.0f}."
    return max(abs(kg - kg_true), abs(crates - crates_true)), text
