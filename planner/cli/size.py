"""How big a world is, in one line."""

from planner.domain.scenario import Scenario


def size_line(scenario: Scenario) -> str:
    """Name, products, customers and days."""
    return (
        f"{scenario.settings.name}: {len(scenario.products):,} 产品 products, "
        f"{len(scenario.customers):,} 客户 customers, {len(scenario.dates)} 天 days"
    )
