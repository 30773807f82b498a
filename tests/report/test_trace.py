"""Traces by hand: flour into a cake, the cake into a box, the box to a shop, and all the way back."""

import pytest

from planner.domain.errors import PlannerError
from planner.domain.page import Page, Table
from planner.report.trace import trace_pages
from planner.report.trace_pages import CERTAIN, POSSIBLE
from tests.builders import (
    a_bakery,
    a_customer,
    a_family,
    a_kit_part,
    a_material,
    a_material_lot,
    a_plan,
    a_product,
    a_recipe_line,
    a_stage,
    a_stock_lot,
    on,
)
from tests.routes import a_routed_plan, a_routed_world


def a_traced_bakery(**parts):
    """Cake P1 of flour goes into box BOX; shops S1 and S2 buy both."""
    usual = {
        "families": [a_family(), a_family("KIT")],
        "routing": [a_stage(), a_stage("KIT")],
        "products": [a_product(), a_product("BOX", name="礼盒", family="KIT")],
        "kits": [a_kit_part("BOX", "一格", "P1")],
        "materials": [a_material()],
        "material_lots": [a_material_lot()],
        "recipes": [a_recipe_line()],
        "customers": [a_customer(), a_customer("S2", name="群力店")],
        "demand": [("S1", "P1", 0, 10.0), ("S2", "BOX", 1, 20.0)],
    }
    return a_bakery(**(usual | parts))


def a_traced_plan(world, **parts):
    """Lot L1 of cake, 10 kg to S1 and 20 kg into the box lot B1, which goes to S2."""
    usual = {
        "lots": [("L1", "P1", 0, 40.0), ("B1", "BOX", 1, 20.0)],
        "components": [("B1", "一格", "L1", 20.0)],
        "deliveries": [("S1", "L1", 0, 10.0), ("S2", "B1", 1, 20.0)],
    }
    return a_plan(world, **(usual | parts))


def told(pages: tuple[Page, ...], name: str) -> list[dict[str, object]]:
    """The rows of one page by English heading; none when there is no such page."""
    tables = [block for page in pages if page.en == name for block in page.blocks if isinstance(block, Table)]
    return [
        {column.en: cell for column, cell in zip(table.columns, row, strict=True)}
        for table in tables
        for section in table.sections
        for row in section.rows
    ]


def pick(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_a_material_lot_is_followed_through_cakes_and_boxes_to_every_shop():
    world = a_traced_bakery()
    pages = trace_pages(world, a_traced_plan(world), "FLOUR-1")
    assert pick(told(pages, "Lots"), "Lot", "Holds it") == [("L1", CERTAIN), ("B1", CERTAIN)]
    assert pick(told(pages, "Customers"), "Customer", "Quantity") == [("S2", 20.0), ("S1", 10.0)]


def test_a_lot_says_where_each_of_its_kilograms_is():
    world = a_traced_bakery()
    plan = a_traced_plan(world, write_offs=[("L1", 2, 4.0)])
    row = told(trace_pages(world, plan, "L1"), "Lots")[0]
    amounts = [row[name] for name in ("Made or there", "Delivered", "In kits", "Written off", "In store")]
    assert amounts == [40.0, 10.0, 20.0, 4.0, 6.0]


def test_a_lot_seen_on_a_day_is_what_it_was_that_evening():
    world = a_traced_bakery()
    pages = trace_pages(world, a_traced_plan(world), "L1", on(0))
    assert pick(told(pages, "Lots")[:1], "Delivered", "In kits", "In store") == [(10.0, 0.0, 30.0)]
    assert pick(told(pages, "Deliveries"), "Customer") == [("S1",)]


def test_a_customer_and_a_day_lead_back_to_components_and_flour():
    world = a_traced_bakery()
    pages = trace_pages(world, a_traced_plan(world), "S2", on(1))
    assert pick(told(pages, "Received"), "Lot", "Quantity") == [("B1", 20.0)]
    assert pick(told(pages, "Components"), "Component lot", "Quantity") == [("L1", 20.0)]
    assert pick(told(pages, "Materials"), "Lot", "Material lot", "Needed") == [("L1", "FLOUR-1", 20.0)]


def test_a_customer_may_be_called_by_name():
    world = a_traced_bakery()
    pages = trace_pages(world, a_traced_plan(world), "群力店")
    assert pick(told(pages, "Received"), "Lot") == [("B1",)]


def test_two_material_lots_of_one_day_are_both_possible():
    world = a_traced_bakery(material_lots=[a_material_lot(quantity=10.0), a_material_lot("FLOUR-2")])
    pages = trace_pages(world, a_traced_plan(world), "FLOUR-2")
    assert pick(told(pages, "Lots"), "Lot", "Holds it") == [("L1", POSSIBLE), ("B1", POSSIBLE)]


def test_a_slot_filled_from_two_lots_makes_its_box_possible():
    world = a_traced_bakery(stock=[a_stock_lot("K1")])
    plan = a_traced_plan(world, components=[("B1", "一格", "L1", 10.0), ("B1", "一格", "K1", 10.0)])
    held = dict(pick(told(trace_pages(world, plan, "K1"), "Lots"), "Lot", "Holds it"))
    assert held == {"K1": CERTAIN, "B1": POSSIBLE}


def test_flour_is_drawn_on_the_day_of_the_first_stage():
    early = a_stage(seq=5, stage="和面", is_line=False, days_before=1)
    world = a_traced_bakery(
        routing=[early, a_stage(), a_stage("KIT")],
        material_lots=[a_material_lot(quantity=20.0), a_material_lot("FLOUR-2", arrives=on(1))],
    )
    plan = a_plan(world, lots=[("L1", "P1", 1, 40.0)], materials=[(0, "W1", "FLOUR-1", 20.0)])
    assert pick(told(trace_pages(world, plan, "L1"), "Materials"), "Material lot", "Drawn") == [
        ("FLOUR-1", on(0))
    ]


@pytest.mark.parametrize(("typed", "nearest"), [("FLOUR-2", "FLOUR-1"), ("s11", "S1"), ("群力点", "群力店")])
def test_an_unknown_code_is_refused_with_the_nearest_one(typed, nearest):
    world = a_traced_bakery()
    with pytest.raises(PlannerError, match=f"Maybe .*{nearest}"):
        trace_pages(world, a_traced_plan(world), typed)


def test_a_day_outside_the_plan_is_refused():
    world = a_traced_bakery()
    with pytest.raises(PlannerError, match="outside the plan"):
        trace_pages(world, a_traced_plan(world), "L1", on(9))


def test_a_delivery_tells_its_trips_and_the_clock_at_the_door():
    world = a_routed_world()
    rows = told(trace_pages(world, a_routed_plan(world), "L1"), "Deliveries")
    assert dict(pick(rows, "Customer", "Trip and arrival")) == {
        "D1": "月台 Dock 次日14:00",
        "S1": "T1 19:00、T2 次日06:00",
        "S2": "T1 19:20",
        "S3": "",
    }
