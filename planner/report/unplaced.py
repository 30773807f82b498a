"""未排产: kilograms that found no minutes, and the machine and hour that stood in the way."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.givenup import GivenUp
from planner.domain.page import Block, Look, Mood, Note, Page, PageColumn, Section, Table
from planner.domain.plan import NOT_ASKED, Unplaced
from planner.report.books import Books, frame_of, looked_up
from planner.report.tasks import clock_words
from planner.report.words import by_day, cell_rows, day_words

COLUMNS = (
    PageColumn("车间", "Workshop", Look.TEXT, 9),
    PageColumn("产品", "Product", Look.TEXT, 26),
    PageColumn("批号", "Lot", Look.TEXT, 27),
    PageColumn("未排", "Not placed", Look.FINE, 11, "kg", totalled=True),
    PageColumn("占批次", "Of the lot", Look.PERCENT, 9),
    PageColumn("受阻工序", "Stage", Look.WRAP, 17),
    PageColumn("最迟开始", "Latest start", Look.CENTRE, 12),
    PageColumn("原因", "Reason", Look.WRAP, 46),
)
NAMES = ["workshop", "name", "lot", "kg", "share", "stage", "before", "why"]


def unplaced_page(books: Books, meta: str) -> Page:
    """What found no minutes by the day it was blocked, most first."""
    rows = _named(books)
    sections = tuple(_sections(books, rows))
    blocks: list[Block] = [Table(COLUMNS, sections)] if sections else []
    return Page(
        zh="未排产原因",
        en="Not placed",
        title="未排产清单 What found no minutes, and why",
        meta=meta,
        blocks=(*blocks, *_notes(books, rows)),
        signatures=("计划 Planner", "生产经理 Production"),
    )


def _sections(books: Books, rows: pd.DataFrame) -> Iterator[Section]:
    for date, _, today in by_day(rows):
        kg = today["kg"].sum()
        band = f"{day_words(books.scenario, date)}　｜　{kg:,.0f} kg"
        yield Section(cell_rows(today.sort_values("kg", ascending=False)[NAMES]), band, totalled=True)


def _notes(books: Books, rows: pd.DataFrame) -> Iterator[Note]:
    """That all was placed, or which machines stood in the way; and what was not asked for."""
    if rows.empty:
        yield Note("要求排程的批次全部排到分钟。 Every lot asked for has minutes.", Mood.GOOD)
    else:
        worst = rows.groupby("machine")["kg"].sum().sort_values(ascending=False).head(5)
        words = "；".join(f"{machine} {kg:,.0f} kg" for machine, kg in worst.items())
        yield Note(f"最常受阻的设备 In the way most: {words}", Mood.AMBER, lines=2)
    later = sum(row.kg for row in books.plan.unplaced if row.reason == NOT_ASKED)
    if later > 0:
        yield Note(f"另有 {later:,.0f} kg 不在排程天数内。 {later:,.0f} kg lie beyond the days scheduled.")


def _named(books: Books) -> pd.DataFrame:
    """Rows blocked on known resources, still planned or given up, with names and a reason in words."""
    resources = books.scenario.resource_of
    rows = pd.concat([_still_planned(books), _given_up(books)])
    rows = rows[rows["resource"].isin(resources) & rows["product"].isin(books.scenario.product_of)]
    family = looked_up(rows["product"], books.products["family"])
    stages = {(row.family, row.seq): row.stage for row in books.scenario.routing}
    machines = {code: f"{code} {row.name}".strip() for code, row in resources.items()}
    return rows.assign(
        workshop=[resources[code].workshop for code in rows["resource"]],
        machine=rows["resource"].map(machines),
        name=looked_up(rows["product"], books.products["name"]),
        stage=[stages.get(key, "") for key in zip(family, rows["seq"], strict=True)],
        before=[clock_words(minute) if minute else "" for minute in rows["latest"]],
        why=[
            reason or _reason(machines[code], minute)
            for reason, code, minute in zip(rows["reason"], rows["resource"], rows["latest"], strict=True)
        ],
    )


def _still_planned(books: Books) -> pd.DataFrame:
    """What is part of a known lot and has no minutes."""
    rows, lots = frame_of(Unplaced, books.plan.unplaced), books.lots.set_index("code")
    rows = rows[rows["lot"].isin(lots.index) & (rows["reason"] != NOT_ASKED)]
    return rows.assign(
        product=looked_up(rows["lot"], lots["product"]),
        share=rows["kg"] / looked_up(rows["lot"], lots["kg"]),
    )


def _given_up(books: Books) -> pd.DataFrame:
    """What is not made for want of minutes; its share is of the lot as planned at first."""
    rows, made = frame_of(GivenUp, books.plan.given_up), books.lots.set_index("code")["kg"]
    first = made.reindex(rows["lot"]).fillna(0.0).to_numpy() + rows.groupby("lot")["kg"].transform("sum")
    return rows.assign(share=rows["kg"] / first)


def _reason(machine: str, latest: int) -> str:
    if not latest:
        return f"{machine} 当日开班时间不够 the day's hours are too short"
    return f"{machine} 在 {clock_words(latest)} 之前无空位或缺人手 no room or hands by {clock_words(latest)}"
