"""Which component lots go into which kit lots: first choice before swaps, oldest usable first."""

from dataclasses import dataclass

from planner.domain.scenario import Scenario
from planner.optimise.lots.stockroom import SMALL, Batch, in_order, take


@dataclass(frozen=True)
class Filled:
    """A kit lot as it could be filled: its kilograms, the label day it inherits, and (slot, component lot, kg)."""

    kg: float
    dated: int
    expires: int
    uses: tuple[tuple[str, str, float], ...]


def fill(
    scenario: Scenario,
    kit: str,
    day: int,
    kg: float,
    batch_kg: float | None,
    oldest: int,
    components: dict[str, list[Batch]],
) -> Filled | None:
    """Fill a kit lot of up to `kg` on `day` with components at most `oldest` days old.

    Fewer whole batches if components run out; None if they do not suffice for the smallest lot.
    """
    unit = batch_kg or kg
    count = round(kg / unit) if unit else 0
    least = max(scenario.product_of[kit].min_lot_kg - SMALL, SMALL)
    slots = _slots(scenario, kit)
    while count * unit >= least:
        if all(
            _available(options, day, oldest, components) >= count * unit - SMALL for options in slots.values()
        ):
            got = _draw(slots, day, oldest, count * unit, components)
            if got is not None:
                return _labelled(scenario, kit, count * unit, got, components)
        count -= 1
    return None


def _slots(scenario: Scenario, kit: str) -> dict[str, list[tuple[float, str, float]]]:
    """Slot → (swap price, component, share), cheapest first; slots with fewest choices first."""
    slots: dict[str, list[tuple[float, str, float]]] = {}
    for row in scenario.kits:
        if row.kit == kit:
            slots.setdefault(row.slot, []).append((row.swap_yuan_kg, row.component, row.kg_per_kg))
    ordered = sorted(slots.items(), key=lambda item: (len(item[1]), item[0]))
    return {slot: sorted(options) for slot, options in ordered}


def _usable(batches: list[Batch], day: int, oldest: int) -> float:
    return sum(b.left for b in batches if b.free <= day and day - b.dated <= oldest)


def _available(
    options: list[tuple[float, str, float]], day: int, oldest: int, components: dict[str, list[Batch]]
) -> float:
    """Kilograms of kit the usable components of a slot suffice for."""
    return sum(_usable(components.get(code, []), day, oldest) / share for _, code, share in options)


def _draw(
    slots: dict[str, list[tuple[float, str, float]]],
    day: int,
    oldest: int,
    kg: float,
    components: dict[str, list[Batch]],
) -> list[tuple[str, str, Batch, float]] | None:
    drawn: list[tuple[str, str, Batch, float]] = []
    for slot, options in slots.items():
        need = kg
        for _, code, share in options:
            for batch, amount in take(in_order(components.get(code, [])), day, oldest, need * share):
                drawn.append((slot, code, batch, amount))
                need -= amount / share
        if need > 1e-4:
            for _, _, batch, amount in drawn:
                batch.left += amount
            return None
    return drawn


def _labelled(
    scenario: Scenario,
    kit: str,
    kg: float,
    drawn: list[tuple[str, str, Batch, float]],
    components: dict[str, list[Batch]],
) -> Filled:
    shelf = scenario.product_of[kit].shelf_days
    dated = min(batch.dated for _, _, batch, _ in drawn)
    ends = [batch.dated + scenario.product_of[code].shelf_days for _, code, batch, _ in drawn]
    uses: dict[tuple[str, str], float] = {}
    for slot, _, batch, amount in drawn:
        uses[slot, batch.code] = uses.get((slot, batch.code), 0.0) + amount
    rows = tuple((slot, code, amount) for (slot, code), amount in sorted(uses.items()))
    return Filled(kg, dated, min([dated + shelf, *ends]), rows)
