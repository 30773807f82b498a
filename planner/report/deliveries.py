"""配送: kilograms for every customer and day, by class, against what was ordered."""

import pandas as pd

from planner.domain.page import Look, Page, PageColumn
from planner.report.books import Books
from planner.report.matrix import FILL, SHEET_DAYS, across_days, fill_of, kilogram_table

COLUMNS = (
    PageColumn("客户编码", "Customer", Look.TEXT, 11),
    PageColumn("客户名称", "Name", Look.TEXT, 22),
    PageColumn("区域", "District", Look.TEXT, 9),
    PageColumn("订货合计", "Ordered", Look.KG, 10.5, "kg", totalled=True),
    PageColumn("发货合计", "Delivered", Look.KG, 10.5, "kg", totalled=True),
    FILL,
)


def delivery_page(books: Books, meta: str) -> Page:
    """Customers down by class, the dearest shortage first; lots are in the sheet of delivery details."""
    classes = sorted(books.scenario.classes, key=lambda row: -row.shortage_multiple)
    bands = {row.code: row.name for row in classes}
    return Page(
        zh="配送汇总",
        en="Deliveries by day",
        title="配送汇总（公斤） Deliveries by customer and day, kg",
        meta=meta,
        blocks=(kilogram_table(books.scenario, COLUMNS, _rows(books), bands, "家"),),
        signatures=("计划 Planner", "配送 Dispatch"),
        frozen_columns=2,
        days_across=SHEET_DAYS,
    )


def _rows(books: Books) -> pd.DataFrame:
    customers = books.scenario.customer_of
    sums = books.orders.groupby("customer")[["ordered", "delivered"]].sum()
    sums = sums[sums.index.isin(customers)]
    known = [customers[code] for code in sums.index]
    head = pd.DataFrame(
        {
            "band": [customer.customer_class for customer in known],
            "code": [customer.code for customer in known],
            "name": [customer.name for customer in known],
            "district": [customer.district for customer in known],
            "ordered": sums["ordered"],
            "delivered": sums["delivered"],
            "fill": fill_of(sums),
        },
        index=sums.index,
    )
    return head.join(across_days(books.deliveries, "customer", "kg", books.days, sums.index))
