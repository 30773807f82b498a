"""How old a kit's components may be.

A kit's label is that of its oldest component. Most kits lose nothing by a label as old as the factory allows, so
their plans count ages from it and any component will do. Where the last lots of a kit would lose sales, their
components must be the youngest.
"""

from dataclasses import dataclass
from datetime import timedelta

from planner.domain.product import Product
from planner.domain.scenario import Scenario

LAST_DAYS = 2


def youngest_age(scenario: Scenario, kit: str) -> int:
    """Days a kit's components must at least be old, as they are held that long."""
    youngest: dict[str, int] = {}
    for row in scenario.kits:
        if row.kit == kit:
            hold = scenario.hold_days(scenario.product_of[row.component])
            youngest[row.slot] = min(hold, youngest.get(row.slot, 10**6))
    return max(youngest.values())


@dataclass(frozen=True, order=True)
class Freshness:
    """Oldest age of a kit's components: the youngest possible from day `since` on, what the factory allows before."""

    youngest: int
    oldest: int
    since: int

    def at(self, day: int) -> int:
        """Oldest age of components of a kit lot of a day."""
        return self.youngest if day >= self.since else self.oldest


def freshness_of(scenario: Scenario, kit: str) -> Freshness:
    """How old the components that plans put into a kit may be."""
    horizon, product = len(scenario.dates), scenario.product_of[kit]
    youngest = youngest_age(scenario, kit)
    oldest = max(scenario.settings.component_age_days, youngest)
    if product.last_made is None or not _sells_by_the_last_day(scenario, product, youngest, oldest):
        return Freshness(youngest, oldest, horizon)
    last_day = (product.last_made - scenario.settings.start).days
    return Freshness(youngest, oldest, last_day - LAST_DAYS + 1)


def _sells_by_the_last_day(scenario: Scenario, product: Product, youngest: int, oldest: int) -> bool:
    """Whether somebody orders after the last day of making what only the freshest label could still serve."""
    if product.last_made is None or oldest <= youngest:
        return False
    frame = scenario.demand
    orders = frame[(frame["product"] == product.code) & (frame["kg"] > 0)]
    for customer_code, date in zip(orders["customer"], orders["date"], strict=True):
        customer = scenario.customer_of[customer_code]
        life = scenario.class_age_days(product, customer.customer_class) - customer.transit_days
        since = date.date() - product.last_made
        if timedelta(days=life - oldest) < since <= timedelta(days=life - youngest):
            return True
    return False
