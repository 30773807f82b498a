"""The same factory smaller or larger: some of its products or copies of them, and capacity in proportion."""

from dataclasses import replace
from math import ceil

import pandas as pd

from planner.domain.people import Absence, BorrowLane, Crew, TempPool
from planner.domain.plant import Resource
from planner.domain.product import KitComponent, Product
from planner.domain.scenario import Scenario
from planner.domain.supply import RecipeLine

COPY = "~"


def of_size(scenario: Scenario, products: int) -> Scenario:
    """About so many products and capacity in proportion, so that the factory is as tight as before."""
    many = len(scenario.products)
    copies = ceil(products / many)
    grown = cloned(scenario, copies) if copies > 1 else scenario
    chosen = subset(grown, products)
    return scaled(chosen, len(chosen.products) / many)


def subset(scenario: Scenario, products: int) -> Scenario:
    """About so many products spread evenly over the list, with all components of the kits among them.

    Orders, stock, kits and own recipes of the others go; families, customers and capacity stay.
    """
    many = len(scenario.products)
    if products >= many:
        return scenario
    spread = {scenario.products[place * many // products].code for place in range(products)}
    kept = spread | {row.component for row in scenario.kits if row.kit in spread}
    owners = kept | set(scenario.family_of)
    return replace(
        scenario,
        products=tuple(product for product in scenario.products if product.code in kept),
        kits=tuple(row for row in scenario.kits if row.kit in kept),
        stock=tuple(lot for lot in scenario.stock if lot.product in kept),
        recipes=tuple(line for line in scenario.recipes if line.owner in owners),
        demand=scenario.demand[scenario.demand["product"].isin(kept)].reset_index(drop=True),
    )


def cloned(scenario: Scenario, times: int) -> Scenario:
    """Every product so many times over under new codes, with its orders, stock, kits and own recipe."""
    copies = range(2, times + 1)
    orders = [scenario.demand, *(_orders_of_copies(scenario.demand, n) for n in copies)]
    demand = pd.concat(orders).sort_values(["customer", "product", "date"], ignore_index=True)
    return replace(
        scenario,
        products=scenario.products + tuple(_product(p, n) for n in copies for p in scenario.products),
        kits=scenario.kits + tuple(_part(row, n) for n in copies for row in scenario.kits),
        recipes=scenario.recipes + tuple(_recipe(line, n) for n in copies for line in _own(scenario)),
        stock=scenario.stock
        + tuple(
            lot.model_copy(update={"code": _again(lot.code, n), "product": _again(lot.product, n)})
            for n in copies
            for lot in scenario.stock
        ),
        demand=demand,
    )


def _again(code: str, copy: int) -> str:
    return f"{code}{COPY}{copy}"


def _orders_of_copies(demand: pd.DataFrame, copy: int) -> pd.DataFrame:
    return demand.assign(product=demand["product"] + f"{COPY}{copy}")


def _product(product: Product, copy: int) -> Product:
    return product.model_copy(update={"code": _again(product.code, copy)})


def _part(row: KitComponent, copy: int) -> KitComponent:
    return row.model_copy(update={"kit": _again(row.kit, copy), "component": _again(row.component, copy)})


def _own(scenario: Scenario) -> tuple[RecipeLine, ...]:
    """Recipe lines of products, not of families."""
    return tuple(line for line in scenario.recipes if line.owner not in scenario.family_of)


def _recipe(line: RecipeLine, copy: int) -> RecipeLine:
    return line.model_copy(update={"owner": _again(line.owner, copy)})


def scaled(scenario: Scenario, share: float) -> Scenario:
    """People, machines, zones and materials in proportion.

    Whole numbers are rounded up and made up for by efficiency and wage, availability or productivity, so that
    hours and what they cost are in exact proportion; absent and lent people are rounded to whole ones.
    """
    return replace(
        scenario,
        crews=tuple(_crew(crew, share) for crew in scenario.crews),
        absences=tuple(_absence(row, share) for row in scenario.absences),
        borrowing=tuple(_lane(lane, share) for lane in scenario.borrowing),
        temps=tuple(_pool(pool, share) for pool in scenario.temps),
        resources=tuple(_resource(resource, share) for resource in scenario.resources),
        downtimes=tuple(d.model_copy(update={"hours": d.hours * share}) for d in scenario.downtimes),
        zones=tuple(
            zone.model_copy(
                update={"pallets": zone.pallets * share, "reserved_pallets": zone.reserved_pallets * share}
            )
            for zone in scenario.zones
        ),
        material_lots=tuple(
            lot.model_copy(update={"quantity": lot.quantity * share}) for lot in scenario.material_lots
        ),
    )


def _whole(amount: float) -> int:
    return ceil(amount - 1e-9)


def _crew(crew: Crew, share: float) -> Crew:
    people = _whole(crew.headcount * share)
    part = crew.headcount * share / people if people else 1.0
    return crew.model_copy(
        update={
            "headcount": people,
            "efficiency": crew.efficiency * part,
            "wage_yuan_hour": crew.wage_yuan_hour * part,
        }
    )


def _absence(row: Absence, share: float) -> Absence:
    return row.model_copy(update={"people": int(row.people * share)})


def _lane(lane: BorrowLane, share: float) -> BorrowLane:
    return lane.model_copy(update={"people": round(lane.people * share)})


def _pool(pool: TempPool, share: float) -> TempPool:
    people = _whole(pool.people * share)
    part = pool.people * share / people if people else 1.0
    wage, productivity = pool.wage_yuan_hour * part, pool.productivity * part
    return pool.model_copy(update={"people": people, "wage_yuan_hour": wage, "productivity": productivity})


def _resource(resource: Resource, share: float) -> Resource:
    count = _whole(resource.count * share)
    part = resource.count * share / count if count else 1.0
    return resource.model_copy(update={"count": count, "availability": resource.availability * part})
