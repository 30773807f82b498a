"""The overtime balance counts what the law counts."""

from datetime import date

import pytest

from planner.domain.page import Section, Table
from planner.report.books import Books
from planner.report.overtime import counted_hours, overtime_pages
from tests.builders import a_bakery, a_crew, a_plan, days


def left_of(world, plan) -> list[float]:
    return counted_hours(Books(world, plan))["left"].tolist()


def test_the_balance_starts_from_the_hours_already_worked():
    world = a_bakery(crews=[a_crew(overtime_used_hours=10.0)])
    plan = a_plan(world, crew_days=[("C1", 0, "works", 8.0, 2.0), ("C1", 1, "works", 8.0, 3.0)])
    assert left_of(world, plan) == pytest.approx([24.0, 21.0, 21.0])


@pytest.mark.parametrize(("counts", "left"), [(True, 28.0), (False, 36.0)])
def test_paid_work_on_a_rest_day_counts_when_the_settings_say_so(counts, left):
    world = a_bakery(days=days("wr"), settings={"rest_day_work_counts": counts})
    plan = a_plan(world, crew_days=[("C1", 1, "premium", 0.0, 8.0)])
    assert left_of(world, plan)[-1] == pytest.approx(left)


def test_statutory_days_always_count():
    world = a_bakery(days=days("ws"), settings={"rest_day_work_counts": False})
    plan = a_plan(world, crew_days=[("C1", 1, "premium", 0.0, 8.0)])
    assert left_of(world, plan)[-1] == pytest.approx(28.0)


def test_a_new_month_starts_afresh():
    world = a_bakery(days=days("ww", start=date(2025, 1, 31)), crews=[a_crew(overtime_used_hours=30.0)])
    crew_days = [("C1", date(2025, 1, 31), "works", 8.0, 3.0), ("C1", date(2025, 2, 1), "works", 8.0, 3.0)]
    assert left_of(world, a_plan(world, crew_days=crew_days)) == pytest.approx([3.0, 33.0])


def test_the_page_marks_days_off_and_in_lieu():
    world = a_bakery(days=days("wrr"))
    plan = a_plan(world, crew_days=[("C1", 0, "works", 8.0, 1.5), ("C1", 1, "in lieu", 8.0, 0.0)])
    balance, slips = overtime_pages(Books(world, plan), "")
    table, slip = balance.blocks[0], slips.blocks[0]
    assert isinstance(table, Table) and isinstance(slip, Table)
    assert table.sections[0].rows[0][-3:] == (1.5, "调", "休")
    assert [len(section.rows) for section in slip.sections if isinstance(section, Section)] == [1, 1]


def test_the_balance_is_that_of_the_average_member():
    """Two of four work 3 h: an hour and a half each, on average."""
    world = a_bakery(days=days("w"))
    assert left_of(world, a_plan(world, crew_days=[("C1", 0, "works", 8.0, 3.0, 2)])) == pytest.approx([34.5])


def test_the_pages_show_how_many_people_come_and_how():
    world = a_bakery(days=days("wwr"))
    parts = [("C1", 0, "works", 8.0, 0.0, 3), ("C1", 1, "works", 8.0, 2.0, 3)]
    saturday = [("C1", 2, "in lieu", 8.0, 1.0, 2), ("C1", 2, "premium", 0.0, 7.0, 1)]
    balance, slips = overtime_pages(Books(world, a_plan(world, crew_days=parts + saturday)), "")
    assert balance.blocks[0].sections[0].rows[0][-3:] == ("3人", "3×2.0", "调2×1.0 1×7.0")
    assert [[row[3] for row in section.rows] for section in slips.blocks[0].sections] == [[3], [2, 1]]
