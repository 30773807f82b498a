"""The tables of a trace: lots with their balance, whom to call, deliveries, components, materials, draws."""

from collections.abc import Iterable
from datetime import date as Date

import pandas as pd

from planner.domain.page import Look, Note, Page, PageColumn, Section, Table
from planner.report.genealogy import Genealogy
from planner.report.words import cell_rows

CERTAIN, POSSIBLE = "确定 certain", "可能 possible"
DOUBT = (
    "可能：同一车间同一天（或礼盒同一格位）用了几个批号，计划不再细分；召回时按含有处理。 "
    "Possible: a workshop's day, or a kit's slot, was filled from several lots and the plan does not say "
    "which went where; in a recall treat it as certain."
)
LOT = PageColumn("批号", "Lot", Look.TEXT, 28)
PRODUCT = PageColumn("产品", "Product", Look.TEXT, 12)
NAME = PageColumn("产品名称", "Product name", Look.TEXT, 28)
DATE = PageColumn("日期", "Date", Look.DATE, 12)
DATED = PageColumn("生产日期", "Dated", Look.DATE, 12)
EXPIRES = PageColumn("到期日", "Expires", Look.DATE, 12)
KG = PageColumn("数量", "Quantity", Look.FINE, 11, "kg", totalled=True)
SURE = PageColumn("含有", "Holds it", Look.TEXT, 14)
RIDE = PageColumn("车次与到达", "Trip and arrival", Look.TEXT, 28)
CUSTOMER = PageColumn("客户", "Customer", Look.TEXT, 11)
CUSTOMER_NAME = PageColumn("客户名称", "Customer name", Look.TEXT, 24)
MATERIAL = PageColumn("原料", "Material", Look.TEXT, 12)
MATERIAL_NAME = PageColumn("原料名称", "Material name", Look.TEXT, 20)
MATERIAL_LOT = PageColumn("原料批号", "Material lot", Look.TEXT, 22)
UNIT = PageColumn("单位", "Unit", Look.CENTRE, 7)


def lots_page(kin: Genealogy, held: dict[str, bool], on: Date | None, meta: str) -> Page:
    """Where the kilograms of each lot are: delivered, in kits, written off, or still in the store."""
    columns = (
        LOT, PRODUCT, NAME, DATED, EXPIRES, SURE,
        PageColumn("有", "Made or there", Look.FINE, 11, "kg"),
        PageColumn("已发", "Delivered", Look.FINE, 11, "kg"),
        PageColumn("入礼盒", "In kits", Look.FINE, 11, "kg"),
        PageColumn("报废", "Written off", Look.FINE, 11, "kg"),
        PageColumn("在库", "In store", Look.FINE, 11, "kg"),
    )  # fmt: skip
    rows = kin.balances(held, on).reset_index()
    rows = rows.assign(name=_names(kin, rows["product"]), sure=[_sure(held[code]) for code in rows["code"]])
    order = ["code", "product", "name", "dated", "expires", "sure"]
    order += ["kg", "delivered", "used", "written_off", "left"]
    return _page("批次去向", "Lots", meta, columns, rows.sort_values(["made", "code"])[order])


def buyers_page(kin: Genealogy, rows: pd.DataFrame, held: dict[str, bool], meta: str) -> Page:
    """Everybody who got any of it: whom to call."""
    columns = (
        CUSTOMER, CUSTOMER_NAME,
        PageColumn("区域", "District", Look.TEXT, 10), KG,
        PageColumn("批次数", "Lots", Look.COUNT, 8),
        PageColumn("首次", "First", Look.DATE, 12),
        PageColumn("末次", "Last", Look.DATE, 12), SURE,
    )  # fmt: skip
    sums = rows.assign(sure=rows["lot"].map(held)).groupby("customer", sort=True)
    table = sums.agg(
        kg=("kg", "sum"), lots=("lot", "nunique"), first=("date", "min"), last=("date", "max"), sure=("sure", "any")
    ).reset_index()  # fmt: skip
    known = [kin.scenario.customer_of.get(code) for code in table["customer"]]
    table.insert(1, "name", [customer.name if customer else "" for customer in known])
    table.insert(2, "district", [customer.district if customer else "" for customer in known])
    table["sure"] = [_sure(flag) for flag in table["sure"]]
    return _page(
        "涉及客户", "Customers", meta, columns, table.sort_values("kg", ascending=False, kind="stable")
    )


def deliveries_page(kin: Genealogy, rows: pd.DataFrame, held: dict[str, bool], meta: str) -> Page:
    """Each delivery with its lot, the dates on the label, and the kilograms."""
    columns = (DATE, CUSTOMER, CUSTOMER_NAME, PRODUCT, NAME, LOT, DATED, EXPIRES, KG, RIDE, SURE)
    ordered = _labelled(kin, rows).sort_values(["date", "customer", "product", "lot"])
    ordered["sure"] = [_sure(held[lot]) for lot in ordered["lot"]]
    return _page("配送明细", "Deliveries", meta, columns, ordered)


def received_page(kin: Genealogy, rows: pd.DataFrame, meta: str) -> Page:
    """What one customer got, day by day."""
    columns = (DATE, PRODUCT, NAME, LOT, DATED, EXPIRES, KG, RIDE)
    ordered = _labelled(kin, rows).sort_values(["date", "product", "lot"])
    return _page("收货明细", "Received", meta, columns, ordered.drop(columns=["customer", "customer_name"]))


def _labelled(kin: Genealogy, rows: pd.DataFrame) -> pd.DataFrame:
    """Deliveries with names and the dates on the label."""
    names = {code: customer.name for code, customer in kin.scenario.customer_of.items()}
    labels = kin.lots[["dated", "expires"]].reindex(rows["lot"]).set_axis(rows.index)
    return pd.DataFrame(
        {
            "date": rows["date"],
            "customer": rows["customer"],
            "customer_name": rows["customer"].map(names),
            "product": rows["product"],
            "name": _names(kin, rows["product"]),
            "lot": rows["lot"],
            "dated": labels["dated"],
            "expires": labels["expires"],
            "kg": rows["kg"],
            "ride": kin.ride_words(rows),
        }
    )


def fillings_page(kin: Genealogy, rows: pd.DataFrame, meta: str) -> Page | None:
    """The component lots in kits; None when there is no kit."""
    if rows.empty:
        return None
    columns = (
        PageColumn("礼盒批号", "Kit lot", Look.TEXT, 28),
        PageColumn("格位", "Slot", Look.TEXT, 12),
        PageColumn("配件批号", "Component lot", Look.TEXT, 28),
        PRODUCT, NAME, DATED, EXPIRES, KG, SURE,
    )  # fmt: skip
    lots = kin.lots[["product", "dated", "expires"]].reindex(rows["component_lot"]).set_axis(rows.index)
    table = rows[["kit_lot", "slot", "component_lot"]].assign(
        product=lots["product"],
        name=_names(kin, lots["product"]),
        dated=lots["dated"],
        expires=lots["expires"],
        kg=rows["kg"],
        sure=[_sure(flag) for flag in rows["certain"]],
    )
    return _page(
        "礼盒配件", "Components", meta, columns, table.sort_values(["kit_lot", "slot", "component_lot"])
    )


def materials_page(kin: Genealogy, lots: Iterable[str], meta: str) -> Page | None:
    """The material lots in these lots, as far as the plan tells; None when it does not."""
    rows = kin.draws[kin.draws["lot"].isin(set(lots))]
    if rows.empty:
        return None
    columns = (
        LOT, MATERIAL, MATERIAL_NAME, MATERIAL_LOT, EXPIRES,
        PageColumn("领料日", "Drawn", Look.DATE, 12),
        PageColumn("需用", "Needed", Look.FINE, 11), UNIT, SURE,
    )  # fmt: skip
    expires = {row.code: pd.Timestamp(row.expires) for row in kin.scenario.material_lots}
    table = pd.DataFrame(
        {
            "lot": rows["lot"],
            "material": rows["material"],
            "name": rows["material"].map({row.code: row.name for row in kin.scenario.materials}),
            "material_lot": rows["material_lot"],
            "expires": pd.to_datetime(rows["material_lot"].map(expires)),
            "drawn": rows["date"],
            "needed": rows["needed"],
            "unit": rows["material"].map({row.code: row.unit for row in kin.scenario.materials}),
            "sure": [_sure(flag) for flag in rows["certain"]],
        }
    )
    return _page(
        "原料来源", "Materials", meta, columns, table.sort_values(["lot", "material", "material_lot"])
    )


def drawn_page(kin: Genealogy, material_lot: str, until: Date | None, meta: str) -> Page:
    """When and where a material lot was drawn, and how much."""
    columns = (
        DATE,
        PageColumn("车间", "Workshop", Look.TEXT, 12),
        MATERIAL,
        PageColumn("领用", "Drawn quantity", Look.FINE, 12, totalled=True), UNIT,
    )  # fmt: skip
    rows = kin.books.materials
    rows = rows[(rows["material_lot"] == material_lot) & (rows["quantity"] > 0)]
    if until is not None:
        rows = rows[rows["date"] <= pd.Timestamp(until)]
    units = {row.code: row.unit for row in kin.scenario.materials}
    table = rows.assign(unit=rows["material"].map(units)).sort_values(["date", "workshop"])
    return _page("领用", "Drawn", meta, columns, table[["date", "workshop", "material", "quantity", "unit"]])


def _page(zh: str, en: str, meta: str, columns: tuple[PageColumn, ...], rows: pd.DataFrame) -> Page:
    """One table, and what "possible" means when it says so."""
    totalled = any(column.totalled for column in columns)
    table = Table(columns, (Section(cell_rows(rows), totalled=totalled),), filtered=True)
    doubtful = "sure" in rows and (rows["sure"] == POSSIBLE).any()
    notes = (Note(DOUBT, lines=2),) if doubtful else ()
    return Page(zh, en, f"追溯 · {zh} Trace · {en}", meta, (table, *notes), frozen_columns=1)


def _names(kin: Genealogy, products: pd.Series) -> pd.Series:
    return products.map({code: product.name for code, product in kin.scenario.product_of.items()})


def _sure(certain: bool) -> str:
    return CERTAIN if certain else POSSIBLE
