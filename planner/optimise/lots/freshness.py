"""How old a kit's components may be.

A kit's label is that of its oldest component. Most kits lose nothing by a label as old as the factory allows, so
their plans count ages from it and any component will do. Where sales would be lost, components must be the youngest.
"""

from datetime import timedelta

from planner.domain.product import Product
from planner.domain.scenario import Scenario


def youngest_age(scenario: Scenario, kit: str) -> int:
    """Days a kit's components must at least be old, as they are held that long."""
    youngest: dict[str, int] = {}
    for row in scenario.kits:
        if row.kit == kit:
            hold = scenario.hold_days(scenario.product_of[row.component])
            youngest[row.slot] = min(hold, youngest.get(row.slot, 10**6))
    return max(youngest.values())


def oldest_age(scenario: Scenario, kit: str) -> int:
    """Oldest age of a component that plans put into a kit."""
    youngest, oldest = youngest_age(scenario, kit), scenario.settings.component_age_days
    if oldest > youngest and _sells_by_the_last_day(scenario, scenario.product_of[kit], youngest, oldest):
        return youngest
    return max(oldest, youngest)


def _sells_by_the_last_day(scenario: Scenario, product: Product, youngest: int, oldest: int) -> bool:
    """Whether somebody orders after the last day of making what only the freshest label could still serve."""
    if product.last_made is None:
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
