"""产品计划: every product's balance and what is made of it on which day."""

import pandas as pd

from planner.domain.page import Limits, Look, Page, PageColumn, Section, Table
from planner.report.books import Books, looked_up
from planner.report.matrix import across_days, day_columns
from planner.report.stock import stock_moves
from planner.report.words import cell_rows

FILL = Limits(amber=0.98, red=0.90)


def product_page(books: Books, meta: str) -> Page:
    """Products down by workshop, days across with the kilograms made."""
    return Page(
        zh="产品计划",
        en="Production by day",
        title="产品计划一览（公斤） Production by product and day, kg",
        meta=meta,
        blocks=(Table(_columns(books), _sections(books)),),
        signatures=("计划 Planner", "生产经理 Production"),
        frozen_columns=2,
        days_across=14,
    )


def _columns(books: Books) -> tuple[PageColumn, ...]:
    return (
        PageColumn("产品编码", "Code", Look.TEXT, 11),
        PageColumn("产品名称", "Product", Look.TEXT, 24),
        PageColumn("期初", "Opening", Look.KG, 9, "kg", totalled=True),
        PageColumn("生产", "Made", Look.KG, 9.5, "kg", totalled=True),
        PageColumn("订货", "Ordered", Look.KG, 9.5, "kg", totalled=True),
        PageColumn("发货", "Delivered", Look.KG, 9.5, "kg", totalled=True),
        PageColumn("满足率", "Fill", Look.PERCENT, 8, limits=FILL),
        PageColumn("期末", "Closing", Look.KG, 9, "kg", totalled=True),
        *day_columns(books.scenario, Look.KG, 7.5, totalled=True),
    )


def _sections(books: Books) -> tuple[Section, ...]:
    table = _table(books)
    found = []
    for shop in books.scenario.workshops:
        rows = table[table["workshop"] == shop.code].drop(columns="workshop")
        if len(rows):
            found.append(Section(cell_rows(rows), f"{shop.code} {shop.name}（{len(rows)}）", totalled=True))
    return tuple(found)


def _table(books: Books) -> pd.DataFrame:
    """Products that are made, ordered or in stock, with their sums and daily production."""
    products = books.products
    lots = books.all_lots
    made = books.lots.groupby("product")["kg"].sum()
    stock = lots[~lots.index.isin(books.lots["code"])].groupby("product")["kg"].sum()
    orders = books.orders.groupby("product")[["ordered", "delivered"]].sum()
    moves = stock_moves(books)
    closing = moves.groupby(looked_up(moves["lot"], lots["product"]))["kg"].sum()
    parts = {"opening": stock, "made": made, "ordered": orders["ordered"], "delivered": orders["delivered"]}
    table = pd.DataFrame({name: part.reindex(products.index) for name, part in parts.items()}).fillna(0.0)
    table["fill"] = (table["delivered"] / table["ordered"]).where(table["ordered"] > 0)
    table["closing"] = closing.reindex(products.index).fillna(0.0).clip(lower=0.0)
    table.insert(0, "workshop", products["workshop"])
    table.insert(1, "code", products.index)
    table.insert(2, "name", products["name"])
    table = table[(table[["opening", "made", "ordered"]] > 0).any(axis=1)]
    return table.join(across_days(books.lots, "product", "kg", books.days, table.index))
