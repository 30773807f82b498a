"""礼盒: which component lots go into each lot of boxes."""

import pandas as pd

from planner.domain.page import Limits, Look, Note, Page, PageColumn, Section, Table
from planner.report.books import Books, looked_up
from planner.report.words import by_day, cell_rows, day_words

NAME = "礼盒配料单 Kit assembly with component lots"


def kit_page(books: Books, meta: str) -> Page:
    """Component lots of all kit lots, by day; every day starts a new sheet."""
    sections = _sections(books)
    empty = Note("本计划不装礼盒。 No kits are assembled in this plan.")
    return Page(
        zh="礼盒配料",
        en="Kit assembly",
        title=NAME,
        meta=meta,
        blocks=(Table(_columns(books), sections),) if sections else (empty,),
        signatures=("备料 Picked", "复核 Checked", "车间主任 Workshop", "质检 QC"),
    )


def _columns(books: Books) -> tuple[PageColumn, ...]:
    oldest = books.scenario.settings.component_age_days
    return (
        PageColumn("礼盒批号", "Kit lot", Look.TEXT, 25),
        PageColumn("礼盒", "Kit", Look.TEXT, 22),
        PageColumn("格位", "Slot", Look.TEXT, 10),
        PageColumn("配件", "Component", Look.TEXT, 24),
        PageColumn("配件批号", "Component lot", Look.TEXT, 25),
        PageColumn("配件日期", "Dated", Look.DATE, 12),
        PageColumn("龄期", "Age", Look.COUNT, 7, "d", limits=Limits(amber=oldest, red=oldest + 1)),
        PageColumn("用量", "Needed", Look.FINE, 10, "kg", totalled=True),
        PageColumn("实发", "Issued", Look.HAND, 9),
        PageColumn("签字", "Signed", Look.HAND, 9),
    )


def _sections(books: Books) -> tuple[Section, ...]:
    rows = _uses(books)
    names = ["kit_lot", "kit", "slot", "component", "component_lot", "dated", "age", "kg", "issued", "signed"]
    found = []
    for number, (date, _, day_rows) in enumerate(by_day(rows)):
        band = day_words(books.scenario, date)
        cells = cell_rows(day_rows.sort_values(["kit_lot", "slot", "dated"])[names])
        found.append(Section(cells, band, totalled=True, on_new_sheet=number > 0, signed=True))
    return tuple(found)


def _uses(books: Books) -> pd.DataFrame:
    """Component uses of known kit lots, with names and dates."""
    kits = books.lots.set_index("code")
    uses = books.components[books.components["kit_lot"].isin(kits.index)]
    names = books.products["name"]
    component = looked_up(uses["component_lot"], books.all_lots["product"])
    dates = looked_up(uses["kit_lot"], kits["date"])
    dated = looked_up(uses["component_lot"], books.all_lots["dated"])
    return uses.assign(
        date=dates,
        kit=looked_up(looked_up(uses["kit_lot"], kits["product"]), names),
        component=looked_up(component, names).fillna(component),
        dated=dated,
        age=(dates - dated).dt.days,
        issued=None,
        signed=None,
    )
