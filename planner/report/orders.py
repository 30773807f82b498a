"""生产任务单: what a workshop makes, one band a day, in the order it should run."""

from collections.abc import Iterator
from datetime import date as Date

import pandas as pd

from planner.domain.market import Channel
from planner.domain.noun import words_in
from planner.domain.page import Look, Page, PageColumn, Section, Table
from planner.domain.people import Workshop
from planner.report.books import Books, looked_up
from planner.report.hours import hands_by_day, stage_loads
from planner.report.words import by_day, cell_rows, day_words

SIGNATURES = ("制单 Planner", "审核 Checked", "车间主任 Workshop", "质检 QC")
COLUMNS = (
    PageColumn("序", "No.", Look.COUNT, 4.5),
    PageColumn("任务单号/批号", "Order = lot", Look.TEXT, 27),
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
    shops = [shop for shop in books.scenario.workshops if (lots["workshop"] == shop.code).any()]
    return tuple(_page(books, meta, shop, _of(lots, shop), _of(early, shop), crews) for shop in shops)


def _of(rows: pd.DataFrame, shop: Workshop) -> pd.DataFrame:
    return rows[rows["workshop"] == shop.code]


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
    today = {date: rows for date, _, rows in by_day(lots)}
    before = {date: rows for date, _, rows in by_day(early)}
    opened = {(row.workshop, row.date): row.hours for row in books.plan.shifts}
    for number, date in enumerate(sorted(set(today) | set(before))):
        band = day_words(books.scenario, date) + _staffing(shop, date, opened, crews)
        rows = cell_rows(_numbered(today[date])) if date in today else ()
        early_rows = cell_rows(_numbered(before[date])) if date in before else ()
        yield Section(rows, band, totalled=bool(rows), on_new_sheet=number > 0, signed=not early_rows)
        if early_rows:
            yield Section(early_rows, "前道工序（为以后的批次） Early stages for later lots", signed=True)


def _staffing(shop: Workshop, day: Date, opened: dict[tuple[str, Date], float], crews: pd.DataFrame) -> str:
    """Opened hours, people and the longest overtime of a workshop's day, for its band."""
    words = f"　｜　开班 Open {opened.get((shop.code, day), 0.0):.1f} h"
    key = (shop.code, pd.Timestamp(day))
    if key not in crews.index:
        return words
    people, overtime = float(crews["people"][key]), float(crews["overtime"][key])
    words += f"　｜　出勤 Present {people:.0f} 人"
    return words + (f"　｜　加班 Overtime {overtime:.1f} h" if overtime > 0 else "")


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    names = ["code", "product", "name", "kg", "batches", "line", "priority", "remarks"]
    table = rows[names].copy()
    table.insert(0, "number", range(1, len(rows) + 1))
    return table.assign(actual=None, good=None, bad=None, signed=None)


def _orders(books: Books) -> pd.DataFrame:
    """Lots with batches, priority and remarks, sorted in running order."""
    lots = books.lots.copy()
    for name in ("name", "batch_kg", "colour"):
        lots[name] = looked_up(lots["product"], books.products[name])
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
    first = books.deliveries.groupby("lot")["date"].min()
    hold = {product.code: books.scenario.hold_days(product) for product in books.scenario.products}
    free = (looked_up(lots["code"], first) - lots["date"]).dt.days - lots["product"].map(hold)
    in_kits = lots["code"].isin({use.component_lot for use in books.plan.components})
    rows = zip(lots["village"], in_kits, free, strict=True)
    return [_priority(village, in_kit, days) for village, in_kit, days in rows]


def _priority(village: bool, in_kit: bool, free_days: float) -> str:
    """The priority of one lot; `free_days` lie between its release and its first dispatch, NaN: none."""
    if village:
        return "1 亚冬 Village"
    if in_kit:
        return "2 礼盒 Kits"
    if not free_days <= 2:
        return "4 备货 Stock"
    return "2 即发 Now" if free_days <= 0 else "3 近日 Soon"


def _remarks(books: Books, lots: pd.DataFrame) -> list[str]:
    """Who it is for, how long it is held, the label date of a kit, and what it contains."""
    scenario = books.scenario
    refused = _refused_by_lot(books)
    hold = {product.code: scenario.hold_days(product) for product in scenario.products}
    contents = {code: ", ".join(sorted(words)) for code, words in scenario.contents_of.items()}
    words = []
    for lot, village in zip(books.plan_lots(lots["code"]), lots["village"], strict=True):
        parts = [
            "亚冬会专供" if village else "",
            f"不得含 {refused[lot.code]}" if lot.code in refused else "",
            f"待检 {hold[lot.product]} 天" if hold[lot.product] > 1 else "",
            f"标签日期 {lot.dated:%m-%d}" if lot.dated != lot.date else "",
            f"含 {contents[lot.product]}" if contents[lot.product] else "",
        ]
        words.append("； ".join(part for part in parts if part))
    return words


def _refused_by_lot(books: Books) -> dict[str, str]:
    """For lots that go to customers with forbidden contents: those contents."""
    forbids = {row.code: row.forbidden for row in books.scenario.customers if row.forbidden}
    rows = books.deliveries[books.deliveries["customer"].isin(forbids)]
    pairs = rows[["lot", "customer"]].drop_duplicates()
    refused: dict[str, frozenset[str]] = {}
    for lot, customer in zip(pairs["lot"], pairs["customer"], strict=True):
        refused[lot] = refused.get(lot, frozenset()) | forbids[customer]
    return {lot: ", ".join(sorted(words)) for lot, words in refused.items()}


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
    rows["name"] = looked_up(rows["product"], books.products["name"])
    return rows.assign(
        batches=(rows["kg"] / looked_up(rows["product"], books.products["batch_kg"]).astype(float)).round(),
        line=rows["resource"],
        priority="前道 Early",
        remarks=rows["stage"] + " → " + rows["finished"].dt.strftime("%m-%d") + " 完工",
    )
