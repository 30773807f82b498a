"""The book-keeping rules: goods, orders, names and money add up."""

from collections.abc import Iterator

import numpy as np

from planner.domain.plan import BILL_LINES
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.bill import bill_from
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.names import name_faults
from planner.verify.shortages import shortages_are_what_orders_lack
from planner.verify.tolerance import ABSOLUTE, exceeds, money_differs
from planner.verify.wording import breach, customer_name, date_of, product_name


def nothing_is_delivered_that_was_not_made_or_in_stock(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Nothing is delivered, used or written off that was not made or in stock."""
    check = nothing_is_delivered_that_was_not_made_or_in_stock
    lots = ledger.stock.lots.assign(left=ledger.stock.left.sum(axis=1))
    for code, product, kg, left in rows_of(
        lots[exceeds(lots["left"], lots["kg"])], "code", "product", "kg", "left"
    ):
        text = f"has {kg:.2f} kg; {left:.2f} kg of it are delivered, used or written off."
        yield breach(check, left - kg, f"Lot {code} of {product_name(scenario, product)} {text}")
    write_offs = ledger.stock.write_offs
    made_on = lots["day"].to_numpy()[write_offs["row"]]
    early = write_offs[(write_offs["day"] < made_on) & (write_offs["kg"] > ABSOLUTE)]
    for lot, day, kg in rows_of(early, "lot", "day", "kg"):
        text = f"Lot {lot} is written off ({kg:.2f} kg) on {date_of(scenario, day)}, before it is made."
        yield breach(check, kg, text)


def nobody_gets_more_than_ordered(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Nobody gets more than ordered."""
    lines = ledger.orders.lines
    over = lines[exceeds(lines["delivered"], lines["ordered"])]
    columns = "customer", "product", "day", "ordered", "delivered"
    for customer, product, day, ordered, delivered in rows_of(over, *columns):
        who = f"{customer_name(scenario, customer)} gets {delivered:.2f} kg"
        text = (
            f"of {product_name(scenario, product)} on {date_of(scenario, day)}, and ordered {ordered:.2f} kg."
        )
        yield breach(nobody_gets_more_than_ordered, delivered - ordered, f"{who} {text}")


def every_name_in_the_plan_is_known(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Every name and day in the plan is known to the scenario, and appears once."""
    for fault in name_faults(scenario, ledger.frames):
        yield breach(every_name_in_the_plan_is_known, fault.rows, fault.sentence)


def bill_adds_up(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """The bill adds up, line by line, and the bound is not above the cost."""
    claimed = dict(rows_of(ledger.frames.sound["bill"], "line", "yuan"))
    counted = bill_from(scenario, ledger)
    for line, yuan in counted.items():
        said = claimed.get(line, 0.0)
        if money_differs(said, yuan):
            text = f"The bill says {said:.2f} yuan for {BILL_LINES[line]}; it comes to {yuan:.2f}."
            yield breach(bill_adds_up, abs(said - yuan), text)
    head, total = ledger.plan.head, sum(claimed.values())
    if money_differs(head.cost_yuan, total):
        text = f"The plan claims a cost of {head.cost_yuan:.2f} yuan; its bill sums to {total:.2f}."
        yield breach(bill_adds_up, _yuan_off(head.cost_yuan, total), text)
    above = not head.bound_yuan <= head.cost_yuan and money_differs(head.bound_yuan, head.cost_yuan)
    if above or not np.isfinite(head.bound_yuan):
        text = f"The bound of {head.bound_yuan:.2f} yuan is no bound under the cost of {head.cost_yuan:.2f}."
        yield breach(bill_adds_up, _yuan_off(head.bound_yuan, head.cost_yuan), text)


def _yuan_off(claimed: float, counted: float) -> float:
    """The difference of two sums, endless where one is no number."""
    off = abs(claimed - counted)
    return off if np.isfinite(off) else float("inf")


CHECKS = (
    nothing_is_delivered_that_was_not_made_or_in_stock,
    nobody_gets_more_than_ordered,
    shortages_are_what_orders_lack,
    every_name_in_the_plan_is_known,
    bill_adds_up,
)
