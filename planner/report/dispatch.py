"""车间派工单: who does what from when to when, a workshop on a page, a day on its own sheets."""

from collections.abc import Iterator
from math import fsum

import pandas as pd

from planner.domain.page import Look, Page, PageColumn, Section, Table
from planner.domain.people import Workshop
from planner.report.books import Books
from planner.report.tasks import runs_of
from planner.report.words import cell_rows, day_words

COLUMNS = (
    PageColumn("开始", "From", Look.CENTRE, 10),
    PageColumn("结束", "To", Look.CENTRE, 10),
    PageColumn("产品", "Product", Look.TEXT, 26),
    PageColumn("工序", "Stage", Look.TEXT, 18),
    PageColumn("台位", "Unit", Look.CENTRE, 8),
    PageColumn("数量", "Quantity", Look.FINE, 10, "kg"),
    PageColumn("用工", "People", Look.FINE, 8, "人"),
    PageColumn("批号", "Lot", Look.TEXT, 26),
    PageColumn("小批", "Batch", Look.CENTRE, 7),
    PageColumn("实际/签字", "Done", Look.CENTRE, 12),
)
NAMES = ["from", "to", "name", "stage", "place", "kg", "people", "lot", "part", "done"]


def dispatch_pages(books: Books, meta: str, tasks: pd.DataFrame) -> tuple[Page, ...]:
    """One page for each workshop with tasks."""
    return tuple(
        _page(books, meta, shop, rows)
        for shop in books.scenario.workshops
        if len(rows := tasks[tasks["workshop"] == shop.code])
    )


def _page(books: Books, meta: str, shop: Workshop, tasks: pd.DataFrame) -> Page:
    return Page(
        zh=f"派工单 {shop.code}",
        en=shop.name,
        title=f"{shop.code} {shop.name} 车间派工单 Tasks to the minute",
        meta=meta,
        blocks=(Table(COLUMNS, tuple(_sections(books, tasks))),),
        signatures=("计划 Planner", "班组长 Team leader", "车间主任 Workshop"),
    )


def _sections(books: Books, tasks: pd.DataFrame) -> Iterator[Section]:
    """A section for each machine of each day; a day begins on a new sheet and ends with signatures."""
    cells = cell_rows(tasks.assign(done=None)[NAMES])
    runs = runs_of(tasks, ("date", "machine"))
    for (date, machine), first, last in runs:
        kg = fsum(tasks["kg"].iloc[first:last])
        day = date.date()
        yield Section(
            cells[first:last],
            f"{day_words(books.scenario, day)}　｜　{machine}　{last - first} 次 tasks，{kg:,.0f} kg",
            on_new_sheet=first > 0 and tasks["date"].iloc[first - 1] != date,
            signed=last == len(tasks) or tasks["date"].iloc[last] != date,
        )
