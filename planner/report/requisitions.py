"""领料单: what each workshop draws from the material store, one slip a day."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.page import Look, Page, PageColumn, Section, Table
from planner.domain.supply import Material, MaterialLot
from planner.report.books import Books, frame_of, looked_up
from planner.report.words import by_day, cell_rows, day_words

COLUMNS = (
    PageColumn("原料编码", "Code", Look.TEXT, 12),
    PageColumn("原料名称", "Material", Look.TEXT, 22),
    PageColumn("应领", "Needed", Look.FINE, 11),
    PageColumn("单位", "Unit", Look.CENTRE, 7),
    PageColumn("批号（先到期先用）", "Lot, first expired first", Look.TEXT, 22),
    PageColumn("有效期至", "Expires", Look.DATE, 12),
    PageColumn("含有", "Contains", Look.TEXT, 14),
    PageColumn("实领", "Drawn", Look.HAND, 10),
    PageColumn("差异", "Difference", Look.HAND, 10),
    PageColumn("备注", "Remarks", Look.HAND, 14),
)


def requisition_page(books: Books, meta: str) -> Page:
    """All slips, by day and workshop; every slip is a sheet of its own."""
    return Page(
        zh="领料单",
        en="Requisitions",
        title="领料单 Requisitions",
        meta=meta,
        blocks=(Table(COLUMNS, tuple(_slips(books))),),
        signatures=("领料 Drawn by", "发料 Issued by", "审核 Checked"),
    )


def _slips(books: Books) -> Iterator[Section]:
    shops = {shop.code: f"{shop.code} {shop.name}" for shop in books.scenario.workshops}
    names = ["material", "name", "quantity", "unit", "material_lot", "expires", "contains"]
    for number, (date, shop, rows) in enumerate(by_day(_uses(books), "workshop")):
        band = f"{day_words(books.scenario, date)}　｜　{shops.get(shop, shop)}"
        table = rows.sort_values(["material", "expires"])[names].assign(drawn=None, gap=None, remarks=None)
        yield Section(cell_rows(table), band, on_new_sheet=number > 0, signed=True)


def _uses(books: Books) -> pd.DataFrame:
    """Material uses with the material's name and unit and its lot's last day."""
    materials = frame_of(Material, books.scenario.materials).set_index("code")
    lots = frame_of(MaterialLot, books.scenario.material_lots).set_index("code")
    uses = books.materials[books.materials["quantity"] > 0]
    return uses.assign(
        name=looked_up(uses["material"], materials["name"]),
        unit=looked_up(uses["material"], materials["unit"]),
        contains=looked_up(uses["material"], materials["contains"]),
        expires=looked_up(uses["material_lot"], lots["expires"]),
    )
