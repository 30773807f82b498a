"""What it costs if kilograms of a lot find no minutes: whoever misses them least goes without, or a whole box."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from planner.domain.plan import Lot, Plan
from planner.domain.scenario import Scenario
from planner.optimise.schedule.batches import Batch
from planner.optimise.schedule.standins import Sold, orders_at_stake, sold_of

Ladder = tuple[tuple[float, float], ...]
"""(yuan a kilogram, kilograms) in the order in which they go short, the cheapest first."""

LITTLE = 0.05


def ladders_of(scenario: Scenario, plan: Plan) -> dict[str, Ladder]:
    """The ladder of every lot by its code; kilograms beyond its ladder nobody waits for."""
    sold = sold_of(scenario, plan)
    made: dict[str, list[Lot]] = defaultdict(list)
    for lot in plan.lots:
        made[lot.product].append(lot)
    ladders: dict[str, Ladder] = {lot.code: () for lot in plan.lots}
    for product in made.keys() & sold.keys():
        ladders |= _by_orders(scenario, made[product], sold[product])
    return _with_boxes(scenario, plan, ladders)


def yuan_of(ladder: Ladder, low: float, high: float, beyond: float) -> float:
    """What lacking `high` kilograms of a lot costs more than lacking `low`; `beyond` a kilogram above its ladder."""
    yuan, at = 0.0, 0.0
    for price, kg in ladder:
        yuan += max(price, beyond) * max(0.0, min(high, at + kg) - max(low, at))
        at += kg
    return yuan + beyond * max(0.0, high - max(low, at))


def priced(batches: Sequence[Batch], ladder: Ladder, beyond: float) -> Iterator[Batch]:
    """The batches of a lot with what it costs if they find no minutes: the last ones go without first."""
    lost = 0.0
    for batch in reversed(batches):
        yield replace(batch, yuan=yuan_of(ladder, lost, lost + batch.kg, beyond))
        lost += batch.kg


def beyond_of(scenario: Scenario, product: str) -> float:
    """A little for a kilogram nobody waits for: still it was planned."""
    return LITTLE * max(1.0, scenario.product_of[product].price_yuan_kg)


def _by_orders(scenario: Scenario, lots: Sequence[Lot], sold: Sold) -> dict[str, Ladder]:
    serves, at_stake = orders_at_stake(scenario, lots, sold)
    return {
        lot.code: _up_to(zip(sold.yuan_kg[stake], sold.kg[stake], strict=True), float(sold.kg[own].sum()))
        for lot, own, stake in zip(lots, serves, at_stake, strict=True)
    }


def _up_to(steps: Iterable[tuple[float, float]], most: float) -> Ladder:
    """The cheapest `most` kilograms of a ladder."""
    ladder, left = [], most
    for price, kg in steps:
        if left <= 0:
            break
        ladder.append((float(price), min(float(kg), left)))
        left -= kg
    return tuple(ladder)


def _with_boxes(scenario: Scenario, plan: Plan, ladders: dict[str, Ladder]) -> dict[str, Ladder]:
    """Ladders with what boxes would go short for want of a component: all of a box for a part of its kilograms."""
    share = {(row.kit, row.slot, row.component): row.kg_per_kg for row in scenario.kits}
    product = {lot.code: lot.product for lot in plan.lots}
    more: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for use in plan.components:
        if use.component_lot in product and use.kit_lot in product:
            box = ladders[use.kit_lot]
            kg = sum(amount for _, amount in box)
            price = yuan_of(box, 0.0, kg, 0.0) / kg if kg > 0 else 0.0
            part = share[product[use.kit_lot], use.slot, product[use.component_lot]]
            more[use.component_lot].append((price / part, use.kg))
    return {code: tuple(sorted([*ladder, *more.get(code, [])])) for code, ladder in ladders.items()}
