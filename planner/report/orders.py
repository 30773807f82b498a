"""生产任务单: what a workshop makes, one band a day, in the order it should run."""

from collections.abc import Iterator
from datetime import date as Date

import pandas as pd

from planner.domain.market import Channel
from planner.domain.noun import words_in
from planner.domain.page import Look, Page, PageColumn, Section, Table
from planner.domain.people import Workshop
from planner.report.books import Books
from planner.report.hours import hands_by_day, stage_loads
from planner.report.words import cell_rows, day_words

SIGNATURES = ("制单 Planner", "审核 Checked", "车间主任 Workshop", "质检 QC")
COLUMNS = (
    PageColumn("序", "No.", Look.COUNT, 4.5),
    PageColumn("任务单号/批号", "Order = lot", Look.TEXT, 21),
    PageColumn("产品编码", "Code", Look.TEXT, 10),
    PageColumn("产品名称", "Product", Look.WRAP, 18),
    PageColumn("计划", "Plan", Look.FINE, 9, "kg", totalled=True),
    PageColumn("批数", "Batches", Look.COUNT, 6.5),
    PageColumn("主线", "Line", Look.TEXT, 10),
    PageColumn("优先级", "Priority", Look.TEXT, 12),
    PageColumn("备注（专供、待检、过敏原）", "Remarks", Look.WRAP, 26),
    PageColumn("实际", "Actual", Look.HAND, 8, "kg"),
    PageColumn("合格", "Good", Look.HAND, 7),
    PageColumn("不良", "Bad", Look.HAND, 7),
    PageColumn("签字", "Signed", Look.HAND, 8),
)


def order_pages(books: Books, meta: str) -> tuple[Page, ...]:
    """One page for each workshop that makes something."""
    lots = _orders(books)
    early = _early_stages(books)
    crews = hands_by_day(books)
    return tuple(
        _page(books, meta, shop, lots[lots["workshop"] == shop.code], early[early["workshop"] == shop.code], crews)
        for shop in books.scenario.workshops
        if (lots["workshop"] == shop.code).any()
    )


def _page(
    books: Books, meta: str, shop: Workshop, lots: pd.DataFrame, early: pd.DataFrame, crews: pd.DataFrame
) -> Page:
    return Page(
        zh=f"任务单 {shop.code}",
        en=shop.name,
        title=f"{shop.code} {shop.name} 生产任务单 Production orders",
        meta=meta,
        blocks=(Table(COLUMNS, tuple(_sections(books, shop, lots, early, crews))),),
        signatures=SIGNATURES,
    )


def _sections(
    books: Books, shop: Workshop, lots: pd.DataFrame, early: pd.DataFrame, crews: pd.DataFrame
) -> Iterator[Section]:
    """A signed section for each day with work, then the early stages of later lots."""
    by_day, before = dict(list(lots.groupby("date"))), dict(list(early.groupby("date")))
    opened = {(row.workshop, row.date): row.hours for row in books.plan.shifts}
    for number, date in enumerate(sorted(set(by_day) | set(before))):
        day = date.date()
        band = day_words(books.scenario, day) + _staffing(shop, day, opened, crews)
        rows = cell_rows(_numbered(by_day[date])) if date in by_day else ()
        early_rows = cell_rows(_numbered(before[date])) if date in before else ()
        yield Section(rows, band, totalled=bool(rows), on_new_sheet=number > 0, signed=not early_rows)
        if early_rows:
            yield Section(early_rows, "前道工序（为以后的批次） Early stages for later lots", signed=True)


def _staffing(
    shop: Workshop, day: Date, opened: dict[tuple[str, Date], float], crews: pd.DataFrame
) -> str:
    """Opened hours, people and the longest overtime of a workshop's day, for its band."""
    words = f"　｜　开班 Open {opened.get((shop.code, day), 0.0):.1f} h"
    key = (shop.code, pd.Timestamp(day))
    if key not in crews.index:
        return words
    row = crews.loc[key]
    words += f"　｜　出勤 Present {row['people']:.0f} 人"
    return words + (f"　｜　加班 Overtime {row['overtime']:.1f} h" if row["overtime"] > 0 else "")


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    names = ["code", "product", "name", "kg", "batches", "line", "priority", "remarks"]
    table = rows[names].copy()
    table.insert(0, "number", range(1, len(rows) + 1))
    return table.assign(actual=None, good=None, bad=None, signed=None)


def _orders(books: Books) -> pd.DataFrame:
    """Lots with batches, priority and remarks, sorted in running order."""
    lots = books.lots.copy()
    for name in ("name", "batch_kg", "colour"):
        lots[name] = lots["product"].map(books.products[name])
    lots["batches"] = (lots["kg"] / lots["batch_kg"].astype(float)).round()
    lots["village"] = lots["code"].isin(_village_lots(books))
    lots["priority"] = _priorities(books, lots)
    lots["remarks"] = _remarks(books, lots)
    lots["cleaning"] = lots["product"].map(_cleaning_minutes(books)).astype(float)
    lots["later"] = ~lots["village"]
    return lots.sort_values(["date", "line", "later", "cleaning", "colour", "product"])


def _village_lots(books: Books) -> set[str]:
    classes = {row.code for row in books.scenario.classes if row.channel == Channel.VILLAGE}
    village = {row.code for row in books.scenario.customers if row.customer_class in classes}
    rows = books.deliveries
    return set(rows.loc[rows["customer"].isin(village), "lot"])


def _priorities(books: Books, lots: pd.DataFrame) -> list[str]:
    """1 village, 2 leaves or goes into a kit on its first possible day, 3 within two days after, 4 stock."""
    first = books.deliveries.groupby("lot")["date"].min().to_dict()
    kit_lots = {use.component_lot for use in books.plan.components}
    hold = {product.code: books.scenario.hold_days(product) for product in books.scenario.products}
    words = []
    for row in lots.itertuples():
        free = (first[row.code] - row.date).days - hold[row.product] if row.code in first else None
        if row.village:
            words.append("1 亚冬 Village")
        elif row.code in kit_lots:
            words.append("2 礼盒 Kits")
        elif free is None or free > 2:
            words.append("4 备货 Stock")
        else:
            words.append("2 即发 Now" if free <= 0 else "3 近日 Soon")
    return words


def _remarks(books: Books, lots: pd.DataFrame) -> list[str]:
    """Who it is for, how long it is held, the label date of a kit, and what it contains."""
    scenario = books.scenario
    refused = _refused_by_lot(books)
    contents = {code: "、".join(sorted(words)) for code, words in scenario.contents_of.items()}
    words = []
    for row in lots.itertuples():
        hold = scenario.hold_days(scenario.product_of[row.product])
        parts = [
            "亚冬会专供" if row.village else "",
            f"不得含 {refused[row.code]}" if row.code in refused else "",
            f"待检 {hold} 天" if hold > 1 else "",
            f"标签日期 {row.dated:%m-%d}" if row.dated != row.date else "",
            f"含 {contents[row.product]}" if contents[row.product] else "",
        ]
        words.append("；".join(part for part in parts if part))
    return words


def _refused_by_lot(books: Books) -> dict[str, str]:
    """For lots that go to customers with forbidden contents: those contents."""
    forbids = {row.code: row.forbidden for row in books.scenario.customers if row.forbidden}
    rows = books.deliveries[books.deliveries["customer"].isin(forbids)]
    pairs = rows[["lot", "customer"]].drop_duplicates()
    refused: dict[str, frozenset[str]] = {}
    for lot, customer in zip(pairs["lot"], pairs["customer"], strict=True):
        refused[lot] = refused.get(lot, frozenset()) | forbids[customer]
    return {lot: "、".join(sorted(words)) for lot, words in refused.items()}


def _cleaning_minutes(books: Books) -> dict[str, float]:
    """Minutes of cleaning a product may call for when the line leaves it: dirty products run last."""
    scenario = books.scenario
    rules = [(words_in(rule.leaving), rule.minutes) for rule in scenario.changeovers]
    return {
        code: sum(minutes for leaving, minutes in rules if leaving & contents)
        for code, contents in scenario.contents_of.items()
    }


def _early_stages(books: Books) -> pd.DataFrame:
    """Stages run before the lot's own day, one row for each lot and day, in the columns of an order."""
    loads = stage_loads(books)
    loads = loads[loads["date"] < loads["finished"]]
    key = ["workshop", "date", "code", "product", "kg", "finished"]
    rows = loads.groupby(key, as_index=False, sort=True)[["stage", "resource"]].agg("、".join)
    rows["name"] = rows["product"].map(books.products["name"])
    return rows.assign(
        batches=(rows["kg"] / rows["product"].map(books.products["batch_kg"]).astype(float)).round(),
        line=rows["resource"],
        priority="前道 Early",
        remarks=[f"{stage} → {day:%m-%d} 完工" for stage, day in zip(rows["stage"], rows["finished"], strict=True)],
    )
