"""The cold-store profile, against a ledger kept by hand."""

import pytest

from planner.report.books import Books
from planner.report.stock import stock_page, zone_profile
from tests.builders import a_bakery, a_kit_part, a_plan, a_product, a_stock_lot, a_zone, on


def pallets_of(world, plan, zone: str = "AMB") -> list[float]:
    return zone_profile(Books(world, plan)).loc[zone]["pallets"].tolist()


def test_pallets_follow_what_is_made_sent_and_written_off():
    world = a_bakery(products=[a_product(kg_per_pallet=50.0)], stock=[a_stock_lot("K1", -3, kg=100.0)])
    plan = a_plan(
        world,
        lots=[("L1", "P1", 1, 200.0)],
        deliveries=[("S1", "K1", 0, 50.0), ("S1", "L1", 1, 100.0)],
        write_offs=[("K1", 2, 50.0)],
    )
    assert pallets_of(world, plan) == pytest.approx([1.0, 3.0, 2.0])


def test_components_leave_their_zone_when_the_kit_is_made():
    products = [a_product("P1", kg_per_pallet=100.0), a_product("BOX", zone="CHL", kg_per_pallet=100.0)]
    world = a_bakery(products=products, zones=[a_zone(), a_zone("CHL")], kits=[a_kit_part("BOX", "1", "P1")])
    plan = a_plan(
        world, lots=[("L1", "P1", 0, 100.0), ("L2", "BOX", 1, 100.0)], components=[("L2", "1", "L1", 100.0)]
    )
    assert pallets_of(world, plan) == pytest.approx([1.0, 0.0, 0.0])
    assert pallets_of(world, plan, "CHL") == pytest.approx([0.0, 1.0, 1.0])


def test_the_page_shows_the_share_of_the_usable_places():
    world = a_bakery(
        products=[a_product(kg_per_pallet=10.0)], zones=[a_zone(pallets=25.0, reserved_pallets=5.0)]
    )
    page = stock_page(Books(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)])), "")
    assert page.blocks[0].sections[0].rows[0] == (
        on(0),
        "",
        pytest.approx(10.0),
        20.0,
        pytest.approx(0.5),
        100.0,
    )
