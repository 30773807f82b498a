"""The rule of readiness: nothing is loaded or fetched before it is packed, released and picked."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.doors import DAY
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.sums import ZONE, sent_by_zone
from planner.verify.tolerance import ABSOLUTE
from planner.verify.waybills import at_dock, left_behind
from planner.verify.wording import breach, clock_of, customer_name, date_of, trip_name


def truck_loads_only_what_is_ready(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A truck loads only what is packed, released and picked; nor is anything else handed over."""
    if not ledger.trips.is_kept:
        return
    check = truck_loads_only_what_is_ready
    for trip, lot, ready, loads_from in rows_of(_loaded(ledger), "trip", "lot", "ready", "loads_from"):
        if ready > loads_from:
            name = trip_name(ledger.trips, trip)
            text = f"{name} loads from {clock_of(loads_from)}; lot {lot} is ready at {clock_of(ready)}."
            yield breach(check, ready - loads_from, text)
    for day, customer, lot, ready, minute in rows_of(
        _fetched(scenario, ledger), "day", "customer", "lot", "ready", "minute"
    ):
        if ready > minute:
            who = f"{customer_name(scenario, customer)} on {date_of(scenario, day)}"
            text = (
                f"{who} is handed its goods at {clock_of(minute)}; lot {lot} is ready at {clock_of(ready)}."
            )
            yield breach(check, ready - minute, text)


def _loaded(ledger: Ledger) -> pd.DataFrame:
    """The last lot to be ready on each trip: trip, lot, ready, loads_from."""
    loads = ledger.trips.loads
    loads = loads[loads["kg"] > ABSOLUTE]
    loads = (
        loads.assign(ready=_ready(ledger, loads)).sort_values("ready").drop_duplicates("trip", keep="last")
    )
    return loads.join(ledger.trips.trips["loads_from"], on="trip").sort_index()


def _fetched(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """The last lot to be ready of what each customer fetches: day, customer, lot, ready, minute.

    Of goods left behind nobody says which lots they are: the last to be ready, as far as they go.
    """
    sent = sent_by_zone(scenario, ledger)
    sent = sent[sent["customer"].isin(at_dock(scenario)) & (sent["kg"] > ABSOLUTE)]
    sent = sent.assign(ready=_ready(ledger, sent)).sort_values("ready", ascending=False)
    so_far = sent.groupby(ZONE)["kg"].cumsum()
    left = sent.join(left_behind(scenario, ledger), on=ZONE)["left"].fillna(0.0)
    last = sent[so_far > left + ABSOLUTE].drop_duplicates(["day", "customer"])
    minutes = ledger.frames.sound["hand_overs"][["day", "customer", "minute"]]
    return last.merge(minutes, on=["day", "customer"]).sort_values(["day", "customer"])


def _ready(ledger: Ledger, rows: pd.DataFrame) -> NDArray[np.float64]:
    """Minute of its dispatch day from which the lot of each row may be loaded."""
    minutes = ledger.ready_minutes[rows["row"].to_numpy()] - rows["day"].to_numpy() * DAY
    return np.asarray(np.maximum(minutes, 0.0))


CHECKS = (truck_loads_only_what_is_ready,)
