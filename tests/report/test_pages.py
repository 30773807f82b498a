"""All pages of a plan together: nothing missing, nothing said twice, and a rejected plan says so."""

from dataclasses import replace

import pandas as pd

from planner.domain.page import Mood, Note, Page, Table
from planner.domain.verdict import Finding, Verdict
from planner.report import pages_of
from planner.report.words import lunar_words
from tests.builders import START, a_bakery, a_plan
from tests.report.bigworld import a_big_bakery
from tests.report.naive import a_naive_plan

ACCEPTED = Verdict((), 0.0)
REJECTED = Verdict((Finding("nobody_gets_more_than_ordered", 5.0, "S1 got 5 kg too much of P1."),), 0.0)


def tables_of(page: Page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def test_every_row_of_every_table_has_a_cell_for_each_column():
    world = a_big_bakery(products=40, days=8, orders_a_day=80)
    for page in pages_of(world, a_naive_plan(world), ACCEPTED):
        for table in tables_of(page):
            for section in table.sections:
                assert {len(row) for row in section.rows} <= {len(table.columns)}, page.name


def test_the_pages_stand_in_the_order_one_reads_them():
    world = a_bakery()
    names = [page.zh for page in pages_of(world, a_plan(world, lots=[("L1", "P1", 0, 100.0)]), ACCEPTED)]
    assert names == [
        "总览", "任务单 W1", "产品计划", "加班台账", "加班申请单", "库存与冷库", "领料单", "礼盒配料",
        "缺货与补救", "配送汇总",
    ]  # fmt: skip


def test_a_rejected_plan_says_so_on_every_page_and_names_what_is_wrong():
    world = a_bakery()
    pages = pages_of(world, a_plan(world), REJECTED)
    assert all("REJECTED" in page.meta for page in pages)
    note = pages[0].blocks[0]
    assert isinstance(note, Note) and note.mood is Mood.RED
    assert tables_of(pages[0])[0].sections[0].rows[0][2] == "S1 got 5 kg too much of P1."


def test_an_empty_plan_still_makes_pages():
    world = a_bakery(demand=[])
    assert len(pages_of(world, a_plan(world), ACCEPTED)) == 9


def test_a_plan_with_unknown_codes_still_makes_pages():
    world = a_bakery()
    plan = a_plan(world, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    strange = plan.deliveries.assign(customer="S9", product="P9", lot="L9")
    lots = tuple(lot.model_copy(update={"line": "X", "workshop": "W9", "zone": "Z"}) for lot in plan.lots)
    crew_days = tuple(row.model_copy(update={"crew": "C9"}) for row in plan.crew_days)
    broken = replace(
        plan,
        lots=lots,
        crew_days=crew_days,
        deliveries=pd.concat([plan.deliveries, strange], ignore_index=True),
    )
    assert pages_of(world, broken, REJECTED)


def test_deliveries_by_day_add_up_to_what_was_sent():
    world = a_bakery(demand=[("S1", "P1", 0, 60.0), ("S1", "P1", 2, 60.0)])
    sent = [("S1", "L1", 0, 60.0), ("S1", "L1", 2, 40.0)]
    plan = a_plan(world, lots=[("L1", "P1", 0, 100.0)], deliveries=sent)
    page = pages_of(world, plan, ACCEPTED)[-1]
    (row,) = tables_of(page)[0].sections[0].rows
    assert row == ("S1", "中央大街店", "", 120.0, 100.0, 100 / 120, 60.0, None, 40.0)


def test_material_slips_are_cut_by_day_and_workshop_and_signed():
    world = a_big_bakery(products=20, days=4, orders_a_day=60)
    page = next(page for page in pages_of(world, a_naive_plan(world), ACCEPTED) if page.zh == "领料单")
    sections = tables_of(page)[0].sections
    assert all(section.signed for section in sections)
    assert sections[0].band.startswith(START.isoformat())


def test_lunar_days_are_spelt_in_chinese():
    assert [lunar_words(text) for text in ("12-23", "1-1", "1-15", "12-30", "除夕", "")] == [
        "腊月廿三", "正月初一", "正月十五", "腊月三十", "除夕", "",
    ]  # fmt: skip
