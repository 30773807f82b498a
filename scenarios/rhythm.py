"""Who orders when: stores daily, supermarkets thrice a week, distributors weekly, far stores twice."""

from datetime import date as Date

import numpy as np

from planner.domain.market import Customer
from scenarios.facts_table import day, table

SUPERMARKET_DAYS = ((0, 2, 4), (1, 3, 5))
SUPERMARKETS_CLOSED = (day("2025-01-29"), day("2025-01-29"))
DISTRIBUTORS_CLOSED = (day("2025-01-28"), day("2025-02-03"))
DISTRIBUTORS_TWICE = (day("2025-01-16"), day("2025-01-27"))
PARCELS_CLOSED = (day("2025-01-28"), day("2025-02-02"))
FAR_STORE_DAYS = (1, 4)


def order_days(customers: tuple[Customer, ...], dates: list[Date]) -> np.ndarray:
    """Whether a customer orders on a day, shape (customers, days)."""
    last = {row["name"]: (day(row["last_dispatch"]), day(row["back_on"])) for row in table("outlets")}
    grid = np.zeros((len(customers), len(dates)), dtype=bool)
    for index, customer in enumerate(customers):
        turn = int(customer.code[1:])
        grid[index] = [_orders(customer, turn, date, last) for date in dates]
    return grid


def _orders(customer: Customer, turn: int, date: Date, last: dict[str, tuple[Date, Date]]) -> bool:
    kind = customer.customer_class
    if kind == "SUP":
        return date.weekday() in SUPERMARKET_DAYS[turn % 2] and not _within(date, SUPERMARKETS_CLOSED)
    if kind == "DIS":
        days = {turn % 6, (turn + 3) % 6} if _within(date, DISTRIBUTORS_TWICE) else {turn % 6}
        return date.weekday() in days and not _within(date, DISTRIBUTORS_CLOSED)
    if kind == "ECO":
        return not _within(date, PARCELS_CLOSED)
    if kind == "OOT":
        final, back = last[customer.district]
        return date == final or (date.weekday() in FAR_STORE_DAYS and not final < date < back)
    return True


def _within(date: Date, span: tuple[Date, Date]) -> bool:
    return span[0] <= date <= span[1]
