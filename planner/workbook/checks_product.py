"""Checks of products, kits, materials, stock and zones."""

import math
from collections.abc import Iterator, Mapping
from datetime import timedelta

from planner.workbook.checks_people import horizon
from planner.workbook.issue import Issue
from planner.workbook.table import Built

World = Mapping[str, Built]
SLACK = 1e-9


def lot_sizes_agree(built: World) -> Iterator[Issue]:
    """Between the smallest and the largest lot lies a whole number of batches."""
    for record, product in enumerate(built["products"].records):
        most, batch = product.max_lot_kg, product.batch_kg
        if most is None:
            continue
        if most < product.min_lot_kg:
            message = f"the maximum lot {most:g} kg is below the minimum, {product.min_lot_kg:g} kg."
            yield built["products"].issue("lot_sizes_contradict", record, "max_lot_kg", message, most)
        elif batch is not None:
            least = max(math.ceil(product.min_lot_kg / batch - SLACK), 1) * batch
            if least > most * (1 + SLACK):
                message = (
                    f"no whole batch of {batch:g} kg fits between {product.min_lot_kg:g} and {most:g} kg."
                )
                yield built["products"].issue("lot_sizes_contradict", record, "batch_kg", message, batch)


def kit_holds_no_kits(built: World) -> Iterator[Issue]:
    """A component of a kit is no kit itself."""
    kits = {row.kit for row in built["kits"].records}
    for record, row in enumerate(built["kits"].records):
        if row.component in kits:
            message = f"component {row.component} of kit {row.kit} is a kit itself."
            yield built["kits"].issue("kit_in_kit", record, "component", message, row.component)


def material_arrives_before_it_expires(built: World) -> Iterator[Issue]:
    """A material lot can be used at all."""
    for record, lot in enumerate(built["material_lots"].records):
        if lot.expires < lot.arrives:
            message = f"lot {lot.code} expires on {lot.expires}, before it arrives on {lot.arrives}."
            yield built["material_lots"].issue("lot_arrives_expired", record, "expires", message, lot.expires)


def stock_is_from_before_the_start(built: World) -> Iterator[Issue]:
    """Opening stock was made before the plan starts, and is not past its shelf life."""
    span = horizon(built)
    shelf = {product.code: product.shelf_days for product in built["products"].records}
    for record, lot in enumerate(built["stock"].records):
        if span is None:
            return
        if lot.date > span[0]:
            message = f"lot {lot.code} is dated {lot.date}, after the plan starts on {span[0]}. Maybe the wrong year."
            yield built["stock"].issue("stock_from_future", record, "date", message, lot.date)
        elif lot.product in shelf and lot.date + timedelta(days=shelf[lot.product]) < span[0]:
            message = f"lot {lot.code} of {lot.product} is past its shelf life when the plan starts."
            yield built["stock"].issue("stock_expired", record, "date", message, lot.date)


def zone_has_room_left(built: World) -> Iterator[Issue]:
    """A zone holds what cannot leave it, and keeps some pallets for other goods."""
    blocked = _blocked_pallets(built)
    for record, zone in enumerate(built["zones"].records):
        stuck = blocked.get(zone.code, 0.0)
        left = zone.pallets - zone.reserved_pallets - stuck
        room = f"{zone.pallets:g} less {zone.reserved_pallets:g} reserved"
        room += f" and {stuck:g} of blocked stock" if stuck else ""
        if left < -SLACK:
            message = (
                f"zone {zone.code} is overfull whatever is planned: {room}. Maybe count its pallets again."
            )
            yield built["zones"].issue("zone_overfull", record, "pallets", message, zone.pallets)
        elif left <= SLACK:
            message = f"zone {zone.code} has no pallet left: {room}."
            yield built["zones"].issue("zone_full", record, "pallets", message, zone.pallets)


def _blocked_pallets(built: World) -> dict[str, float]:
    """Pallets that blocked stock takes, by zone."""
    products = {product.code: product for product in built["products"].records}
    taken: dict[str, float] = {}
    for lot in built["stock"].records:
        if lot.blocked and lot.product in products:
            product = products[lot.product]
            taken[product.zone] = taken.get(product.zone, 0.0) + lot.kg / product.kg_per_pallet
    return taken
