"""缺货: what customers will miss, why, and the cheapest way to help."""

from datetime import date as Date

import pandas as pd

from planner.domain.page import Look, Note, Page, PageColumn, Section, Table
from planner.report.books import Books, looked_up
from planner.report.words import cell_rows

COLUMNS = (
    PageColumn("日期", "Date", Look.DATE, 12),
    PageColumn("客户等级", "Class", Look.TEXT, 17),
    PageColumn("产品编码", "Code", Look.TEXT, 12),
    PageColumn("产品名称", "Product", Look.WRAP, 22),
    PageColumn("订货", "Ordered", Look.KG, 10, "kg"),
    PageColumn("缺货量", "Short", Look.KG, 10, "kg", totalled=True),
    PageColumn("代价", "Price", Look.YUAN, 11, "元", totalled=True),
    PageColumn("原因", "Reason", Look.WRAP, 36),
    PageColumn("最省补救", "Cheapest remedy", Look.WRAP, 36),
)


def shortage_page(books: Books, meta: str) -> Page:
    """Every shortage, by day and the dearest first."""
    rows = _rows(books)
    table = Table(COLUMNS, (Section(cell_rows(rows), totalled=True),), filtered=True)
    empty = Note("没有缺货：所有订货都能按日交付。 No shortages: every order is delivered on its day.")
    return Page(
        zh="缺货与补救",
        en="Shortages",
        title="缺货、原因与最省补救 Shortages, reasons and cheapest remedies",
        meta=meta,
        blocks=(table,) if len(rows) else (empty,),
        signatures=("计划 Planner", "销售 Sales", "生产经理 Production"),
        frozen_columns=2,
    )


def _rows(books: Books) -> pd.DataFrame:
    key = ["date", "customer_class", "product"]
    ordered = books.orders.groupby(key)["ordered"].sum().rename("ordered").reset_index()
    rows = books.shortages.merge(ordered, on=key, how="left")
    names = {row.code: row.name or row.code for row in books.scenario.classes}
    rows = rows.sort_values(["date", "yuan"], ascending=[True, False])
    table = pd.DataFrame(
        {
            "date": rows["date"],
            "class": rows["customer_class"].map(names),
            "code": rows["product"],
            "name": looked_up(rows["product"], books.products["name"]),
        }
    )
    return table.join(rows[["ordered", "kg", "yuan", "reason", "remedy"]])


def worst_shortages(books: Books, count: int) -> pd.DataFrame:
    """The dearest shortages over the horizon by class and product.

    Columns: name, class, days (text), kg, yuan, reason and remedy of the dearest day.
    """
    rows = books.shortages.sort_values("yuan", ascending=False)
    worst = rows.groupby(["customer_class", "product"], as_index=False, sort=False).agg(
        first=("date", "min"),
        last=("date", "max"),
        days=("date", "nunique"),
        kg=("kg", "sum"),
        yuan=("yuan", "sum"),
        reason=("reason", "first"),
        remedy=("remedy", "first"),
    )
    worst = worst.nlargest(count, "yuan")
    spans = zip(worst["first"].dt.date, worst["last"].dt.date, worst["days"].tolist(), strict=True)
    names = {row.code: row.name or row.code for row in books.scenario.classes}
    return pd.DataFrame(
        {
            "name": looked_up(worst["product"], books.products["name"]).fillna(worst["product"]),
            "class": worst["customer_class"].map(names),
            "days": [_days(*span) for span in spans],
            "kg": worst["kg"],
            "yuan": worst["yuan"],
            "reason": worst["reason"],
            "remedy": worst["remedy"],
        }
    )


def _days(first: Date, last: Date, count: int) -> str:
    if count == 1:
        return f"{first:%m-%d}"
    return f"{first:%m-%d}～{last:%m-%d} {count}天"
