"""The page of products and days: what came and what went make what is left."""

import pytest

from planner.report.books import Books
from planner.report.products import product_page
from tests.builders import a_plan, a_stock_lot, days
from tests.kitchens import boxes


def test_what_came_less_what_went_is_left():
    """90 kg of filling in stock and 60 made: 50 sold, 40 boxed, 10 written off; a box lies there unsold."""
    world = boxes(
        days=days("ww"),
        stock=[a_stock_lot(kg=90.0)],
        demand=[("S1", "P1", 0, 50.0), ("S1", "BOX", 0, 40.0)],
    )
    plan = a_plan(
        world,
        lots=[("L1", "P1", 1, 60.0), ("B1", "BOX", 0, 40.0)],
        components=[("B1", "a", "K1", 40.0)],
        deliveries=[("S1", "K1", 0, 50.0), ("S1", "B1", 0, 39.0)],
        write_offs=[("L1", 1, 10.0)],
    )
    (table,) = product_page(Books(world, plan), "").blocks
    names = [column.en for column in table.columns]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in table.sections[0].rows}
    assert [rows["P1"][name] for name in ("Opening", "Made", "Delivered", "Into kits", "Written off")] == [
        90.0, 60.0, 50.0, 40.0, 10.0,
    ]  # fmt: skip
    for row in rows.values():
        went = row["Delivered"] + row["Into kits"] + row["Written off"]
        assert row["Closing"] == pytest.approx(row["Opening"] + row["Made"] - went)
    assert rows["BOX"]["Fill"] == pytest.approx(0.975)
