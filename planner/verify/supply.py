"""The supply rules: materials, kits and what customers forbid."""

from collections.abc import Hashable, Iterator
from itertools import chain
from typing import Any

import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE, differs, exceeds
from planner.verify.wording import breach, customer_name, date_of, product_name, workshop_name

DRAW = ["day", "workshop", "material"]
COMPONENT = ["code", "product", "day", "dated", "hold_days", "blocked"]


def material_is_in_the_store_when_it_is_used(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Material is in the store, usable and enough, when it is used."""
    check = material_is_in_the_store_when_it_is_used
    for amount, sentence in chain(_needs_not_drawn(scenario, ledger), _lots_overdrawn(scenario, ledger)):
        yield breach(check, amount, sentence)


def _needs_not_drawn(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    draws = (
        ledger.frames.sound["materials"]
        .groupby(DRAW)[["quantity"]]
        .sum()
        .rename(columns={"quantity": "drawn"})
    )
    needs = _material_needs(scenario, ledger).join(draws, on=DRAW).fillna({"drawn": 0.0})
    needs = needs[exceeds(needs["need"], needs["drawn"])]
    for day, workshop, material, need, drawn in rows_of(needs, *DRAW, "need", "drawn"):
        what = f"{_material(scenario, material)} on {date_of(scenario, day)}"
        text = f"needs {need:.3f} of {what}, draws {drawn:.3f}."
        yield need - drawn, f"{workshop_name(scenario, workshop)} {text}"


def _material_needs(scenario: Scenario, ledger: Ledger) -> pd.DataFrame:
    """What lots need, by day of their first stage, workshop of their family, and material."""
    lots = ledger.made[["product", "day", "kg"]].merge(_needs_of_a_kilogram(scenario), on="product")
    lots = lots.assign(day=lots["day"] - lots["days_before"], need=lots["kg"] * lots["per_kg"])
    return lots[lots["day"] >= 0].groupby(DRAW, as_index=False)[["need"]].sum()


def _needs_of_a_kilogram(scenario: Scenario) -> pd.DataFrame:
    rows = []
    for product in scenario.products:
        earliest = max((stage.days_before for stage in scenario.stages_of[product.family]), default=0)
        workshop = scenario.family_of[product.family].workshop
        for material, per_kg in scenario.recipe_of[product.code].items():
            rows.append((product.code, workshop, earliest, material, per_kg))
    return pd.DataFrame(rows, columns=["product", "workshop", "days_before", "material", "per_kg"]).astype(
        {"days_before": float, "per_kg": float}
    )


def _lots_overdrawn(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    draws = ledger.frames.sound["materials"]
    for lot in scenario.material_lots:
        mine = draws[draws["material_lot"] == lot.code]
        name = f"Lot {lot.code} of {_material(scenario, lot.material)}"
        drawn = float(mine["quantity"].sum())
        if exceeds(drawn, lot.quantity):
            yield drawn - lot.quantity, f"{name} holds {lot.quantity:.3f}, and {drawn:.3f} are drawn."
        for day, quantity in rows_of(mine, "day", "quantity"):
            date = scenario.dates[int(day)]
            if quantity > ABSOLUTE and not lot.arrives <= date <= lot.expires:
                span = f"usable {lot.arrives} to {lot.expires}"
                yield quantity, f"{name} is drawn on {date} ({quantity:.3f}), but {span}."


def kit_is_assembled_only_from_released_components(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A kit is assembled only from released components of its recipe, young enough and enough of them."""
    check = kit_is_assembled_only_from_released_components
    for amount, sentence in chain(_unfit_components(scenario, ledger), _slots_not_filled(scenario, ledger)):
        yield breach(check, amount, sentence)


def _unfit_components(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    lots = ledger.stock.lots[COMPONENT].to_dict("records")
    recipe = {(row.kit, row.slot, row.component) for row in scenario.kits}
    for kit, part, slot, kg in rows_of(ledger.stock.uses, "kit_row", "row", "slot", "kg"):
        if kg <= ABSOLUTE:
            continue
        box, filling = lots[kit], lots[part]
        reasons = [*_unfit(scenario, box, filling)]
        if (box["product"], slot, filling["product"]) not in recipe:
            reasons.append(f"is not in its recipe for slot {slot}")
        if reasons:
            name = f"Kit lot {box['code']} of {product_name(scenario, box['product'])}"
            used = f"on {date_of(scenario, box['day'])} takes {kg:.2f} kg of lot {filling['code']}"
            why = f"{product_name(scenario, filling['product'])}, which {' and '.join(reasons)}"
            yield kg, f"{name} {used} of {why}."


def _unfit(scenario: Scenario, box: dict[Hashable, Any], filling: dict[Hashable, Any]) -> Iterator[str]:
    age, most = box["day"] - filling["dated"], scenario.settings.component_age_days
    if filling["blocked"]:
        yield "is blocked by quality"
    if filling["day"] + filling["hold_days"] > box["day"]:
        yield f"is not released before {filling['hold_days']:g} days after it is made"
    if age > most:
        yield f"is {age:.0f} days old, {most} are allowed"


def _slots_not_filled(scenario: Scenario, ledger: Ledger) -> Iterator[tuple[float, str]]:
    """Slots whose fillings do not add up to the kit lot; a strange filling counts as the slot's first."""
    made = ledger.made[ledger.made["product"].isin(scenario.kit_codes)]
    filled = _filled(scenario, ledger)
    slots: dict[str, set[str]] = {}
    for row in scenario.kits:
        slots.setdefault(row.kit, set()).add(row.slot)
    for code, product, kg in rows_of(made, "code", "product", "kg"):
        for slot in sorted(slots[product]):
            there = filled.get((code, slot), 0.0)
            if differs(there, kg):
                name = f"Kit lot {code} of {product_name(scenario, product)}, {kg:.2f} kg"
                yield abs(there - kg), f"{name}: slot {slot} is filled for {there:.2f} kg."


def _filled(scenario: Scenario, ledger: Ledger) -> dict[tuple[str, str], float]:
    """Kilograms of each kit lot that the components in each slot suffice for."""
    share = {(row.kit, row.slot, row.component): row.kg_per_kg for row in scenario.kits}
    first: dict[tuple[str, str], float] = {}
    for row in scenario.kits:
        first.setdefault((row.kit, row.slot), row.kg_per_kg)
    product_of = dict(rows_of(ledger.stock.lots, "code", "product"))
    totals: dict[tuple[str, str], float] = {}
    columns = "kit_lot", "slot", "component_lot", "kg"
    for kit, slot, part, kg in rows_of(ledger.frames.sound["components"], *columns):
        box = product_of.get(kit, "")
        per_kg = share.get((box, slot, product_of.get(part, "")), first.get((box, slot), 1.0))
        totals[kit, slot] = totals.get((kit, slot), 0.0) + kg / per_kg
    return totals


def kit_lives_as_long_as_its_oldest_component(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A kit carries the date of its oldest component and the shelf life that follows; others their own."""
    lots = ledger.made[~ledger.made["code"].isin(_kits_in_doubt(scenario, ledger))]
    dated = (lots["dated_day"] - lots["dated"]).abs().fillna(1.0)
    expires = (lots["expires_day"] - lots["expires"]).abs().fillna(1.0)
    lots = lots.assign(off=pd.concat([dated, expires], axis=1).max(axis=1))
    columns = "code", "product", "dated", "expires", "off"
    for code, product, made, end, off in rows_of(lots[lots["off"] > 0], *columns):
        start = pd.Timestamp(scenario.settings.start)
        label = [(start + pd.Timedelta(days=day)).date().isoformat() for day in (made, end)]
        text = f"is dated {label[0]} and expires {label[1]}; its label is up to {off:.0f} days off."
        name = f"Lot {code} of {product_name(scenario, product)}"
        yield breach(kit_lives_as_long_as_its_oldest_component, off, f"{name} {text}")


def _kits_in_doubt(scenario: Scenario, ledger: Ledger) -> set[str]:
    """Kit lots with no component, or one whose lot is unknown: other rules have named them."""
    uses = ledger.frames.raw["components"]
    unknown = set(uses.loc[~uses["component_lot"].isin(ledger.stock.row_of), "kit_lot"])
    kits = ledger.made.loc[ledger.made["product"].isin(scenario.kit_codes), "code"]
    return unknown | set(kits[~kits.isin(uses["kit_lot"])])


def product_contains_nothing_its_customer_forbids(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A product contains nothing its customer forbids."""
    strict = [customer.code for customer in scenario.customers if customer.forbidden]
    rows = ledger.dispatches
    rows = rows[rows["customer"].isin(strict)]
    sums = rows.groupby(["customer", "product"], sort=False, as_index=False)[["kg"]].sum()
    for code, product, kg in rows_of(sums, "customer", "product", "kg"):
        forbidden = scenario.customer_of[code].forbidden & scenario.contents_of[product]
        if forbidden:
            text = f"{customer_name(scenario, code)} gets {kg:.2f} kg of {product_name(scenario, product)}"
            contents = ", ".join(sorted(forbidden))
            yield breach(
                product_contains_nothing_its_customer_forbids, kg, f"{text}, which contains {contents}."
            )


def _material(scenario: Scenario, code: str) -> str:
    name = next((material.name for material in scenario.materials if material.code == code), "")
    return f"{code} {name}"


CHECKS = (
    material_is_in_the_store_when_it_is_used,
    kit_is_assembled_only_from_released_components,
    kit_lives_as_long_as_its_oldest_component,
    product_contains_nothing_its_customer_forbids,
)
