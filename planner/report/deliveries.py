"""配送: kilograms for every customer and day, by class, against what was ordered."""

import pandas as pd

from planner.domain.page import Limits, Look, Page, PageColumn, Section, Table
from planner.report.books import Books
from planner.report.matrix import across_days, day_columns
from planner.report.words import cell_rows

FILL = Limits(amber=0.98, red=0.90)


def delivery_page(books: Books, meta: str) -> Page:
    """Customers down by class, days across; lots are in the sheet of delivery details."""
    return Page(
        zh="配送汇总",
        en="Deliveries by day",
        title="配送汇总（公斤） Deliveries by customer and day, kg",
        meta=meta,
        blocks=(Table(_columns(books), _sections(books)),),
        signatures=("计划 Planner", "配送 Dispatch"),
        frozen_columns=2,
        days_across=14,
    )


def _columns(books: Books) -> tuple[PageColumn, ...]:
    return (
        PageColumn("客户编码", "Customer", Look.TEXT, 11),
        PageColumn("客户名称", "Name", Look.TEXT, 22),
        PageColumn("区域", "District", Look.TEXT, 9),
        PageColumn("订货合计", "Ordered", Look.KG, 10.5, "kg", totalled=True),
        PageColumn("发货合计", "Delivered", Look.KG, 10.5, "kg", totalled=True),
        PageColumn("满足率", "Fill", Look.PERCENT, 8, limits=FILL),
        *day_columns(books.scenario, Look.KG, 7.5, totalled=True),
    )


def _sections(books: Books) -> tuple[Section, ...]:
    """One band for each class, the dearest shortage first."""
    table = _table(books)
    classes = sorted(books.scenario.classes, key=lambda row: -row.shortage_multiple)
    found = []
    for row in classes:
        rows = table[table["customer_class"] == row.code].drop(columns="customer_class")
        if len(rows):
            found.append(Section(cell_rows(rows), f"{row.code} {row.name}（{len(rows)} 家）", totalled=True))
    return tuple(found)


def _table(books: Books) -> pd.DataFrame:
    customers = books.scenario.customer_of
    sums = books.orders.groupby("customer")[["ordered", "delivered"]].sum()
    sums = sums[sums.index.isin(customers)]
    known = [customers[code] for code in sums.index]
    head = pd.DataFrame(
        {
            "customer_class": [customer.customer_class for customer in known],
            "code": [customer.code for customer in known],
            "name": [customer.name for customer in known],
            "district": [customer.district for customer in known],
            "ordered": sums["ordered"],
            "delivered": sums["delivered"],
            "fill": (sums["delivered"] / sums["ordered"]).where(sums["ordered"] > 0),
        },
        index=sums.index,
    )
    return head.join(across_days(books.deliveries, "customer", "kg", books.days, sums.index))
