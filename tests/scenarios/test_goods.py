"""Routings, gift boxes and village articles of the festival worlds hold together."""

import pytest

from scenarios.build import BUILDERS, world
from scenarios.facts_table import table
from scenarios.plant import BOX_KG

FULL_SIZE = ("festival-week", "spring-festival")


@pytest.mark.parametrize("name", BUILDERS)
def test_every_family_has_exactly_one_line_stage_and_only_it_has_alternatives(name: str) -> None:
    scenario = world(name)
    for family, stages in scenario.stages_of.items():
        line = {stage.seq for stage in stages if stage.is_line}
        assert len(line) == 1, family
        rivals = {stage.seq for stage in stages if [s.seq for s in stages].count(stage.seq) > 1}
        assert rivals <= line, family
        assert all(stage.hours_per_kg > 0 for stage in stages if stage.resource), family


@pytest.mark.parametrize("name", BUILDERS)
def test_nobody_orders_what_he_forbids(name: str) -> None:
    scenario = world(name)
    pairs = scenario.demand[["customer", "product"]].drop_duplicates()
    for customer, product in zip(pairs["customer"], pairs["product"], strict=True):
        forbidden = scenario.customer_of[customer].forbidden
        assert not forbidden & scenario.contents_of[product], (customer, product)


@pytest.mark.parametrize("name", BUILDERS)
def test_everybody_can_take_what_he_orders_fresh_enough(name: str) -> None:
    scenario = world(name)
    pairs = scenario.demand[["customer", "product"]].drop_duplicates()
    for code, customer in zip(pairs["product"], pairs["customer"], strict=True):
        product = scenario.product_of[code]
        age = scenario.accepted_age_days(product, scenario.customer_of[customer])
        assert age >= scenario.hold_days(product), (customer, code)


@pytest.mark.parametrize("name", FULL_SIZE)
def test_gift_boxes_share_eight_slots_that_fill_the_box(name: str) -> None:
    scenario = world(name)
    assert 12 <= len(scenario.kit_codes) <= 20
    for kit in scenario.kit_codes:
        rows = [row for row in scenario.kits if row.kit == kit]
        first = [row for row in rows if row.swap_yuan_kg == 0]
        assert len({row.slot for row in rows}) == len(first) == 8
        assert sum(row.kg_per_kg for row in first) == pytest.approx(1.0, abs=1e-5)


def test_a_box_holds_half_a_kilogram_made_by_hand() -> None:
    scenario = world("spring-festival")
    kit = min(scenario.kit_codes)
    rows = [row for row in scenario.kits if row.kit == kit and row.swap_yuan_kg == 0]
    by_hand = [r for r in rows if scenario.family_of[r.component].workshop == "W1"]
    assert sum(row.kg_per_kg for row in by_hand) * BOX_KG == pytest.approx(0.52, abs=1e-4)


@pytest.mark.parametrize("name", FULL_SIZE)
def test_village_articles_can_be_made_and_tested_before_the_gates_open(name: str) -> None:
    scenario = world(name)
    village = [p for p in scenario.products if p.release == "F3"]
    assert {p.zone for p in village} == {"FRZ"}
    first = min(scenario.demand[scenario.demand["product"].isin([p.code for p in village])]["date"]).date()
    assert all((first - scenario.settings.start).days >= scenario.hold_days(p) for p in village)


@pytest.mark.parametrize("name", FULL_SIZE)
def test_opening_stock_can_be_sold_and_fits_the_store(name: str) -> None:
    scenario = world(name)
    pallets: dict[str, float] = {}
    for lot in scenario.stock:
        product = scenario.product_of[lot.product]
        assert (scenario.settings.start - lot.date).days <= scenario.last_sale_age[lot.product], lot.code
        pallets[product.zone] = pallets.get(product.zone, 0.0) + lot.kg / product.kg_per_pallet
    for zone in scenario.zones:
        assert pallets.get(zone.code, 0.0) <= zone.pallets - zone.reserved_pallets


def test_the_facts_are_readable_tables() -> None:
    for name in ("calendar", "uplift", "families", "routing", "resources", "name_parts", "blacklist"):
        assert table(name), name
