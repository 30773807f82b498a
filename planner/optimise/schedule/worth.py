"""What a kilogram is worth that finds no minutes: a kilogram of a component holds up many of a box."""

import numpy as np

from planner.domain.scenario import Scenario

LEAST, MOST = 0.5, 10.0


def worth_of(scenario: Scenario) -> dict[str, float]:
    """Worth of a kilogram of each product, 1 on average: what its customers' shortage costs, within bounds."""
    yuan = dict.fromkeys(scenario.product_of, 0.0)
    kg = dict.fromkeys(scenario.product_of, 0.0)
    multiple = {c.code: scenario.class_of[c.customer_class].shortage_multiple for c in scenario.customers}
    ordered = scenario.demand.groupby(["customer", "product"], as_index=False)["kg"].sum()
    for customer, product, amount in zip(ordered["customer"], ordered["product"], ordered["kg"], strict=True):
        kg[product] += amount
        yuan[product] += amount * multiple[customer] * scenario.product_of[product].price_yuan_kg
    worth = {code: yuan[code] / kg[code] for code in kg if kg[code] > 0}
    usual = float(np.average(list(worth.values()), weights=[kg[code] for code in worth])) if worth else 1.0
    for row in scenario.kits:
        if row.swap_yuan_kg == 0 and row.kit in worth:
            worth[row.component] = max(worth.get(row.component, 0.0), worth[row.kit] / row.kg_per_kg)
    return {code: min(max(worth.get(code, usual) / max(usual, 1e-9), LEAST), MOST) for code in kg}
