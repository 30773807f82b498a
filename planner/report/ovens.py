"""炉次排程表: every load of every oven by time, with what it contains, a workshop and day on its own sheets."""

from collections.abc import Iterator
from math import fsum

import pandas as pd

from planner.domain.page import Look, Page, PageColumn, Section, Table
from planner.domain.plant import ResourceKind
from planner.report.books import Books
from planner.report.tasks import runs_of
from planner.report.words import cell_rows, day_words

COLUMNS = (
    PageColumn("炉次", "Load", Look.COUNT, 6),
    PageColumn("入炉", "In", Look.CENTRE, 10),
    PageColumn("出炉", "Out", Look.CENTRE, 10),
    PageColumn("时长", "Length", Look.COUNT, 7, "min"),
    PageColumn("炉位", "Oven", Look.CENTRE, 8),
    PageColumn("产品", "Product", Look.TEXT, 26),
    PageColumn("数量", "Quantity", Look.FINE, 10, "kg"),
    PageColumn("批号", "Lot", Look.TEXT, 26),
    PageColumn("小批", "Batch", Look.CENTRE, 7),
    PageColumn("含有", "Contains", Look.WRAP, 29),
    PageColumn("实际温度/签字", "Actual", Look.CENTRE, 13),
)
NAMES = ["load", "from", "to", "length", "place", "name", "kg", "lot", "part", "contains", "actual"]


def oven_page(books: Books, meta: str, tasks: pd.DataFrame) -> Page | None:
    """The loads of all ovens; none when nothing is baked."""
    baked = tasks[tasks["kind"] == ResourceKind.OVEN]
    if baked.empty:
        return None
    contents = {code: ", ".join(sorted(words)) for code, words in books.scenario.contents_of.items()}
    baked = baked.assign(
        length=baked["ends"] - baked["starts"], contains=baked["product"].map(contents), actual=None
    )
    return Page(
        zh="炉次排程表",
        en="Oven loads",
        title="炉次排程表 Oven loads by time",
        meta=meta,
        blocks=(Table(COLUMNS, tuple(_sections(books, baked))),),
        signatures=("计划 Planner", "炉长 Oven leader", "质检 QC"),
    )


def _sections(books: Books, baked: pd.DataFrame) -> Iterator[Section]:
    """A section for each oven unit, or group of ovens shared, of each workshop and day."""
    key = ["date", "workshop", "order", "unit"]
    baked = baked.sort_values([*key, "starts"], ignore_index=True)
    baked["load"] = baked.groupby(key).cumcount() + 1
    cells = cell_rows(baked[NAMES])
    sheets = list(zip(baked["date"], baked["workshop"], strict=True))
    for (date, shop, machine, unit), first, last in runs_of(baked, ("date", "workshop", "machine", "unit")):
        oven = f"{machine} {unit} 号" if unit else machine
        kg = fsum(baked["kg"].iloc[first:last])
        yield Section(
            cells[first:last],
            f"{day_words(books.scenario, date.date())}　｜　{shop}　{oven}　共 {kg:,.0f} kg",
            on_new_sheet=first > 0 and sheets[first - 1] != sheets[first],
            signed=last == len(sheets) or sheets[last] != sheets[first],
        )
