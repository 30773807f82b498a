"""The delivery rule: a fair share among peers."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.dispatch import by_pair
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE, RELATIVE, exceeds
from planner.verify.wording import breach, customer_name

LINE = ["customer_class", "product", "day"]


def no_customer_starves_while_a_peer_feasts(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """No customer ends under the fair floor while a peer above the ceiling had what it lacked."""
    fills = _fills(ledger)
    rich = fills[fills["fill"] > scenario.settings.fair_high + RELATIVE]
    poor = fills[fills["fill"] < scenario.settings.fair_low - RELATIVE]
    shares = _could_share(scenario, ledger, poor.index, rich.index)
    for customer, customer_class, fill, kg in rows_of(
        shares.join(poor, on="customer"), "customer", "customer_class", "fill", "kg"
    ):
        peers = rich[rich["customer_class"] == customer_class]
        best = customer_name(scenario, str(peers["fill"].idxmax()))
        ends = f"{customer_name(scenario, customer)} ends with {fill:.0%} of its order"
        got = f"got {kg:.2f} kg of what it lacked"
        text = f"while {len(peers)} peers above the ceiling, {best} the fullest, {got}."
        yield breach(no_customer_starves_while_a_peer_feasts, kg, f"{ends}, {text}")


def _fills(ledger: Ledger) -> pd.DataFrame:
    """Share of its order each customer got over the horizon, nothing counted above what was ordered."""
    lines = ledger.orders.lines
    got = lines[["customer", "customer_class", "ordered"]].assign(
        got=lines["ordered"] - ledger.orders.missing
    )
    sums = got.groupby("customer").agg(
        customer_class=("customer_class", "first"), ordered=("ordered", "sum"), got=("got", "sum")
    )
    sums = sums[sums["ordered"] > 0]
    return sums.assign(fill=sums["got"] / sums["ordered"])


def _could_share(scenario: Scenario, ledger: Ledger, poor: pd.Index, rich: pd.Index) -> pd.DataFrame:
    """Kilograms, by poor customer, that rich peers got of products on days it lacked and may take them."""
    lines = ledger.orders.lines
    lacks = exceeds(lines["ordered"], lines["delivered"]) & lines["customer"].isin(poor)
    offers = ledger.dispatches[ledger.dispatches["customer"].isin(rich)]
    classes = {code: customer.customer_class for code, customer in scenario.customer_of.items()}
    offers = offers.assign(customer_class=offers["customer"].map(classes))
    offers = offers.groupby([*LINE, "dated"], sort=False, as_index=False)[["kg"]].sum()
    shares = lines.loc[lacks, ["customer", *LINE]].merge(offers, on=LINE)
    oldest = by_pair(shares, partial(_oldest_taken, scenario))
    takable: pd.DataFrame = shares[shares["day"] - shares["dated"] <= oldest]
    sums: pd.DataFrame = takable.groupby("customer", as_index=False)[["kg"]].sum()
    return sums[sums["kg"] > ABSOLUTE]


def _oldest_taken(scenario: Scenario, customer: str, product: str) -> float:
    """Oldest age a customer takes of a product; below any age if it forbids the contents."""
    who = scenario.customer_of[customer]
    if who.forbidden & scenario.contents_of[product]:
        return float("-inf")
    return scenario.accepted_age_days(scenario.product_of[product], who)


CHECKS = (no_customer_starves_while_a_peer_feasts,)
