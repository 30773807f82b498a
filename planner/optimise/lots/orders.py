"""Who ordered what, by segment: all customers of a class that are as far away order as one in the optimiser."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from planner.domain.scenario import Scenario

Segment = tuple[str, str, int, int]
"""Product, customer class, days in transit, day of dispatch."""


class Order(NamedTuple):
    """One customer's order of one product on one day."""

    customer: str
    kg: float


@lru_cache(maxsize=1)
def orders_of(scenario: Scenario) -> Mapping[Segment, tuple[Order, ...]]:
    """The orders of every segment, but for products whose contents a customer forbids; built once a scenario."""
    frame = scenario.demand
    days = (frame["date"] - np.datetime64(scenario.settings.start)).dt.days
    home = {c.code: (c.customer_class, c.transit_days, c.forbidden) for c in scenario.customers}
    contents = scenario.contents_of
    found: dict[Segment, list[Order]] = defaultdict(list)
    columns = (column.tolist() for column in (frame["customer"], frame["product"], days, frame["kg"]))
    for customer, product, day, kg in zip(*columns, strict=True):
        code, transit, forbidden = home[customer]
        if not (forbidden and contents[product] & forbidden):
            found[product, code, transit, day].append(Order(customer, kg))
    return {segment: tuple(orders) for segment, orders in found.items()}
