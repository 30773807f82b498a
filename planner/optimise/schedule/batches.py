"""Lots cut into batches: whole multiples of the product's own batch, small enough to flow, few enough to plan."""

from dataclasses import dataclass
from math import ceil

from planner.domain.plan import Lot
from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.optimise.schedule.steps import Step, steps_of

LINE_MINUTES = 60.0
COMPONENT_MINUTES = 15.0  # boxes wait for all their components: small batches find room sooner
SMALLEST_MINUTES = 15.0
MOST_PARTS = 8
CHAMBER_SHARE = 0.5
ROUNDED = 1e-6


@dataclass(frozen=True)
class Batch:
    """A part of a lot that goes through all steps together; without it `yuan` are lost."""

    lot: Lot
    number: int
    kg: float
    product: Product
    steps: tuple[Step, ...]
    yuan: float = 0.0


def batches_of(scenario: Scenario, lot: Lot) -> tuple[Batch, ...]:
    """The batches of a lot, as even as whole multiples allow; none for a line its family does not know."""
    product = scenario.product_of[lot.product]
    steps = steps_of(scenario, product, lot.line)
    if not any(step.stage.is_line for step in steps):
        return ()
    minutes = COMPONENT_MINUTES if product.code in scenario.component_codes else LINE_MINUTES
    parts = _parts(lot.kg, product.batch_kg, _flowing_kg(scenario, minutes, steps))
    return tuple(Batch(lot, n + 1, kg, product, steps) for n, kg in enumerate(parts))


def smallest_parts(scenario: Scenario, batch: Batch) -> list[float]:
    """Kilograms of the parts of a batch: not too small for the line, or single loads if it is so small already."""
    most = _flowing_kg(scenario, SMALLEST_MINUTES, batch.steps)
    if batch.kg <= most + ROUNDED:
        most = batch.product.batch_kg or most
    return _parts(batch.kg, batch.product.batch_kg, max(most, batch.kg / MOST_PARTS))


def _flowing_kg(scenario: Scenario, minutes: float, steps: tuple[Step, ...]) -> float:
    """The most kilograms that pass the line in so many minutes and leave the chambers room for others."""
    most = float("inf")
    for step in steps:
        count = scenario.resource_of[step.stage.resource].count
        if step.is_chamber:
            most = min(most, count * CHAMBER_SHARE / step.share)
        elif step.has_unit:
            most = min(most, minutes / step.unit_minutes)
    return most


def _parts(kg: float, batch_kg: float | None, most: float) -> list[float]:
    """Kilograms by batch; they add up to the lot."""
    if batch_kg is None:
        count = max(1, ceil(kg / most - ROUNDED))
        return [kg / count] * count
    loads = max(1, round(kg / batch_kg))
    count = ceil(loads / max(1, int(most / batch_kg + ROUNDED)))
    sizes = [loads // count + (n < loads % count) for n in range(count)]
    return [kg * size / loads for size in sizes]
