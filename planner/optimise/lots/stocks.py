"""Kilograms of every product in stock at the end of every day of a plan, and the room zones have left for more."""

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario

Floats = NDArray[np.float64]


def stocks_of(scenario: Scenario, plan: Plan) -> dict[str, Floats]:
    """(T,) kilograms of each product at the end of each day, blocked lots included."""
    start, horizon = scenario.settings.start, len(scenario.dates)
    change = {code: np.zeros(horizon) for code in scenario.product_of}
    product = {held.code: held.product for held in scenario.stock}
    product |= {lot.code: lot.product for lot in plan.lots}
    dates = {lot.code: lot.date for lot in plan.lots}
    for held in scenario.stock:
        change[held.product][0] += held.kg
    for lot in plan.lots:
        change[lot.product][(lot.date - start).days] += lot.kg
    for use in plan.components:
        change[product[use.component_lot]][(dates[use.kit_lot] - start).days] -= use.kg
    for gone in plan.write_offs:
        change[product[gone.lot]][(gone.date - start).days] -= gone.kg
    days = (plan.deliveries["date"] - np.datetime64(start)).dt.days
    for code, day, kg in zip(plan.deliveries["product"], days, plan.deliveries["kg"], strict=True):
        change[code][day] -= kg
    return {code: np.maximum(np.cumsum(kg), 0.0) for code, kg in change.items()}


def rooms_of(scenario: Scenario, stocks: dict[str, Floats]) -> dict[str, Floats]:
    """(T,) pallets free in each zone at the end of each day."""
    rooms = {
        zone.code: np.full(len(scenario.dates), float(zone.pallets - zone.reserved_pallets))
        for zone in scenario.zones
    }
    for code, kg in stocks.items():
        product = scenario.product_of[code]
        rooms[product.zone] -= kg / product.kg_per_pallet
    return {zone: np.maximum(room, 0.0) for zone, room in rooms.items()}
