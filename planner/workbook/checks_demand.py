"""Checks of orders: within the plan, makeable, and acceptable to whoever ordered."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from planner.domain.market import Customer, CustomerClass
from planner.domain.noun import words_in
from planner.domain.product import Product
from planner.workbook.checks_people import horizon
from planner.workbook.issue import Issue
from planner.workbook.table import Built

World = Mapping[str, Built]


def _by_code(built: World, name: str) -> dict[str, Any]:
    return {record.code: record for record in built[name].records}


def demand_of(built: World) -> pd.DataFrame:
    """The demand as a table; raises TypeError where it was read otherwise."""
    frame = built["demand"].frame
    if frame is None:
        raise TypeError("demand is read as a table")
    return frame


def _orders(built: World) -> pd.DataFrame:
    """The first row of each customer and product in the demand, with its number as `record`."""
    first = demand_of(built).drop_duplicates(["customer", "product"])
    return first.assign(record=first.index)


def family_with_demand_has_a_routing(built: World) -> Iterator[Issue]:
    """A family whose products are ordered, or fill a kit that is, has a routing."""
    table = built["routing"].table
    routed = set(table.values["family"]) if table is not None else set()
    wanted = set(_orders(built)["product"])
    wanted |= {row.component for row in built["kits"].records if row.kit in wanted}
    needed = {product.family for product in built["products"].records if product.code in wanted}
    for record, family in enumerate(built["families"].records):
        if family.code in needed and family.code not in routed:
            message = f"family {family.code} has products that are ordered but no row in 工艺路线 Routing."
            yield built["families"].issue("routing_missing", record, "code", message, family.code)


def demand_lies_within_the_horizon(built: World) -> Iterator[Issue]:
    """Orders outside the plan's days are dropped, day by day with what is lost."""
    span, frame = horizon(built), demand_of(built)
    if span is None or frame.empty:
        return
    outside = frame[~frame["date"].between(pd.Timestamp(span[0]), pd.Timestamp(span[1]))]
    for day, rows in outside.groupby("date"):
        message = (
            f"{rows['kg'].sum():g} kg on {pd.Timestamp(str(day)).date()} lie outside the plan; not read."
        )
        yield built["demand"].issue("demand_outside_horizon", int(rows.index[0]), "date", message)


def ordered_product_can_be_delivered(built: World) -> Iterator[Issue]:
    """Whoever orders a product takes it at an age it can reach, and forbids nothing in it."""
    customers, products = _by_code(built, "customers"), _by_code(built, "products")
    contents = _contents(built)
    orders = _orders(built)
    columns = (orders["customer"], orders["product"], orders["record"])
    for customer_code, product_code, record in zip(*columns, strict=True):
        customer, product = customers.get(customer_code), products.get(product_code)
        if customer is None or product is None:
            continue
        forbidden = customer.forbidden & contents.get(product_code, frozenset())
        if forbidden:
            message = (
                f"{customer_code} forbids {', '.join(sorted(forbidden))}, which {product_code} contains."
            )
            yield built["demand"].issue("forbidden_for_customer", record, "product", message, product_code)
        yield from _too_old(built, customer, product, record)


def _too_old(built: World, customer: Customer, product: Product, record: int) -> Iterator[Issue]:
    """A warning when a product is released older than its customer accepts."""
    classes, releases = _by_code(built, "classes"), _by_code(built, "releases")
    customer_class, release = classes.get(customer.customer_class), releases.get(product.release)
    if customer_class is None or release is None:
        return
    accepted = _accepted_age(built, customer_class, product) - customer.transit_days
    if accepted < release.hold_days:
        message = (
            f"{product.code} can never be delivered to {customer.code}: "
            f"it is released at {release.hold_days} days, at most {accepted} days are accepted."
        )
        yield built["demand"].issue("never_deliverable", record, "product", message, product.code)


def _accepted_age(built: World, customer_class: CustomerClass, product: Product) -> int:
    """Oldest age at receipt, as the scenario counts it."""
    for row in built["accepted_ages"].records:
        if (row.customer_class, row.family) == (customer_class.code, product.family):
            return min(int(row.max_age_days), product.shelf_days)
    age = int(product.shelf_days * customer_class.life_fraction + 1e-9)
    return age if customer_class.max_age_days is None else min(age, customer_class.max_age_days)


def _contents(built: World) -> dict[str, frozenset[str]]:
    """Everything each product contains: its own, its materials', its possible components'."""
    materials = {material.code: material.contents for material in built["materials"].records}
    by_owner: dict[str, set[str]] = {}
    for line in built["recipes"].records:
        if line.per_kg > 0:
            by_owner.setdefault(line.owner, set()).update(materials.get(line.material, ()))
    own = {
        product.code: words_in(product.contains)
        | by_owner.get(product.family, set())
        | by_owner.get(product.code, set())
        for product in built["products"].records
    }
    full = dict(own)
    for row in built["kits"].records:
        full[row.kit] = full.get(row.kit, frozenset()) | own.get(row.component, frozenset())
    return full
