"""Who orders when: stores daily, supermarkets thrice a week, distributors weekly, far stores twice."""

from datetime import date as Date

import numpy as np

from planner.domain.market import Customer
from scenarios.facts_table import Row, day, table

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def order_days(customers: tuple[Customer, ...], dates: list[Date]) -> np.ndarray:
    """Whether a customer orders on a day, shape (customers, days)."""
    rhythms = {row["class"]: row for row in table("rhythm")}
    lorries = {row["name"]: row for row in table("outlets")}
    grid = np.zeros((len(customers), len(dates)), dtype=bool)
    for index, customer in enumerate(customers):
        row = rhythms[customer.customer_class]
        lorry = lorries.get(customer.district) if customer.transit_days else None
        grid[index] = [_orders(int(customer.code[1:]), date, row, lorry) for date in dates]
    return grid


def _orders(turn: int, date: Date, row: Row, lorry: Row | None) -> bool:
    if _within(date, row["closed_from"], row["closed_to"]):
        return False
    if lorry is not None and day(lorry["last_dispatch"]) <= date < day(lorry["back_on"]):
        return date == day(lorry["last_dispatch"])
    return row["order_days"] == "daily" or WEEKDAYS[date.weekday()] in _weekdays(turn, date, row)


def _weekdays(turn: int, date: Date, row: Row) -> list[str]:
    """Order days of one customer: he keeps to one set, and to the opposite one too while ordering twice."""
    sets = [part.split() for part in row["order_days"].split(";")]
    mine = list(sets[turn % len(sets)])
    if _within(date, row["twice_from"], row["twice_to"]):
        mine += sets[(turn + len(sets) // 2) % len(sets)]
    return mine


def _within(date: Date, first: str, last: str) -> bool:
    return bool(first) and day(first) <= date <= day(last)
