"""Production orders: running order, priorities, remarks and the stages of later lots."""

from planner.domain.market import Channel
from planner.domain.page import Page, Section, Table
from planner.domain.plant import Changeover
from planner.report.books import Books
from planner.report.orders import COLUMNS, order_pages
from tests.builders import a_bakery, a_class, a_customer, a_plan, a_product, a_release, a_stage, on

PLACE = {column.en: number for number, column in enumerate(COLUMNS)}


def sections_of(page: Page) -> tuple[Section, ...]:
    table = page.blocks[0]
    assert isinstance(table, Table)
    return table.sections


def told(section: Section, heading: str) -> list[object]:
    return [row[PLACE[heading]] for row in section.rows]


def test_products_that_need_cleaning_afterwards_run_last():
    world = a_bakery(
        demand=[],
        products=[
            a_product("NUT", contains="nut"),
            a_product("PLAIN"),
            a_product("SESAME", contains="sesame"),
        ],
        changeovers=[
            Changeover(code="C1", leaving="nut", minutes=60),
            Changeover(code="C2", leaving="sesame", minutes=30),
        ],
    )
    plan = a_plan(world, lots=[("L1", "NUT", 0, 10.0), ("L2", "PLAIN", 0, 10.0), ("L3", "SESAME", 0, 10.0)])
    (page,) = order_pages(Books(world, plan), "")
    assert told(sections_of(page)[0], "Code") == ["PLAIN", "SESAME", "NUT"]


def test_lots_for_the_village_run_first_and_say_so():
    world = a_bakery(
        classes=[a_class(), a_class("VIL", channel=Channel.VILLAGE)],
        customers=[a_customer(), a_customer("V1", customer_class="VIL", forbids="lard")],
        products=[a_product("P1"), a_product("P2")],
        demand=[("S1", "P1", 0, 10.0), ("V1", "P2", 0, 10.0)],
    )
    lots = [("L1", "P1", 0, 10.0), ("L2", "P2", 0, 10.0)]
    plan = a_plan(world, lots=lots, deliveries=[("S1", "L1", 0, 10.0), ("V1", "L2", 0, 10.0)])
    (page,) = order_pages(Books(world, plan), "")
    section = sections_of(page)[0]
    assert told(section, "Priority") == ["1 亚冬 Village", "2 即发 Now"]
    assert told(section, "Remarks")[0] == "亚冬会专供； 不得含 lard"


def test_a_lot_that_nobody_takes_soon_is_for_stock():
    world = a_bakery(demand=[("S1", "P1", 0, 10.0)])
    (page,) = order_pages(Books(world, a_plan(world, lots=[("L1", "P1", 0, 10.0)])), "")
    assert told(sections_of(page)[0], "Priority") == ["4 备货 Stock"]


def test_batches_and_the_quality_hold_are_written_on_the_order():
    world = a_bakery(
        products=[a_product(batch_kg=25.0, release="F3")], releases=[a_release("F3", hold_days=5)]
    )
    (page,) = order_pages(Books(world, a_plan(world, lots=[("L1", "P1", 0, 75.0)])), "")
    section = sections_of(page)[0]
    assert (told(section, "Batches"), told(section, "Remarks")) == ([3.0], ["待检 5 天"])


def test_early_stages_stand_on_the_day_they_are_run():
    early = a_stage(seq=5, stage="熬馅", is_line=False, days_before=1)
    world = a_bakery(routing=[early, a_stage()])
    (page,) = order_pages(Books(world, a_plan(world, lots=[("L1", "P1", 1, 30.0)])), "")
    day_before, extra, day = sections_of(page)
    assert day_before.rows == () and day_before.band.startswith(on(0).isoformat())
    assert told(extra, "Remarks") == [f"熬馅 → {on(1):%m-%d} 完工"]
    assert told(day, "Plan") == [30.0]


def test_every_day_after_the_first_starts_a_new_sheet_and_is_signed():
    world = a_bakery()
    plan = a_plan(world, lots=[("L1", "P1", 0, 10.0), ("L2", "P1", 1, 10.0)])
    (page,) = order_pages(Books(world, plan), "")
    assert [(part.on_new_sheet, part.signed) for part in sections_of(page)] == [(False, True), (True, True)]
