"""产品计划: every product's balance and what is made of it on which day."""

import pandas as pd

from planner.domain.page import Look, Page, PageColumn
from planner.report.books import Books, looked_up
from planner.report.matrix import FILL, SHEET_DAYS, across_days, fill_of, kilogram_table
from planner.report.stock import stock_moves

COLUMNS = (
    PageColumn("产品编码", "Code", Look.TEXT, 11),
    PageColumn("产品名称", "Product", Look.TEXT, 24),
    PageColumn("期初", "Opening", Look.KG, 9, "kg", totalled=True),
    PageColumn("生产", "Made", Look.KG, 9.5, "kg", totalled=True),
    PageColumn("订货", "Ordered", Look.KG, 9.5, "kg", totalled=True),
    PageColumn("发货", "Delivered", Look.KG, 9.5, "kg", totalled=True),
    FILL,
    PageColumn("装盒", "Into kits", Look.KG, 9, "kg", totalled=True),
    PageColumn("报废", "Written off", Look.KG, 9, "kg", totalled=True),
    PageColumn("期末", "Closing", Look.KG, 9, "kg", totalled=True),
)


def product_page(books: Books, meta: str) -> Page:
    """Products down by workshop, days across with the kilograms made."""
    bands = {shop.code: shop.name for shop in books.scenario.workshops}
    return Page(
        zh="产品计划",
        en="Production by day",
        title="产品计划一览（公斤） Production by product and day, kg",
        meta=meta,
        blocks=(kilogram_table(books.scenario, COLUMNS, _rows(books), bands, "种"),),
        signatures=("计划 Planner", "生产经理 Production"),
        frozen_columns=2,
        days_across=SHEET_DAYS,
    )


def _rows(books: Books) -> pd.DataFrame:
    """Products made, ordered or in stock: what came, what went, what is left, and daily production."""
    products, lots = books.products, books.all_lots
    opening = lots[~lots.index.isin(books.lots["code"])].groupby("product")["kg"].sum()
    orders = books.orders.groupby("product")[["ordered", "delivered"]].sum()
    parts = {
        "opening": opening,
        "made": books.lots.groupby("product")["kg"].sum(),
        "ordered": orders["ordered"],
        "delivered": orders["delivered"],
        "kits": _of_lots(books, books.components, "component_lot"),
        "waste": _of_lots(books, books.write_offs, "lot"),
        "closing": _of_lots(books, stock_moves(books), "lot").clip(lower=0.0),
    }
    table = pd.DataFrame({name: part.reindex(products.index) for name, part in parts.items()}).fillna(0.0)
    table.insert(4, "fill", fill_of(table))
    table.insert(0, "band", products["workshop"])
    table.insert(1, "code", products.index)
    table.insert(2, "name", products["name"])
    table = table[(table[["opening", "made", "ordered"]] > 0).any(axis=1)]
    return table.join(across_days(books.lots, "product", "kg", books.days, table.index))


def _of_lots(books: Books, rows: pd.DataFrame, lot: str) -> "pd.Series[float]":
    """Kilograms by product of rows that name a lot."""
    return rows.groupby(looked_up(rows[lot], books.all_lots["product"]))["kg"].sum()
