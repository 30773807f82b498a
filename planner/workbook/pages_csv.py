"""Pages as rows of text for a CSV file: every table of every page under one set of headings."""

from collections.abc import Iterable, Iterator
from datetime import date as Date

from planner.domain.page import Cell, Page, PageColumn, Table
from planner.workbook.csvfiles import guarded

TABLE_HEADING = "表 Table"


def page_rows(pages: Iterable[Page]) -> Iterator[list[str]]:
    """Headings first, then the rows of all tables; a table leaves the columns it does not have blank."""
    tables = [(page, block) for page in pages for block in page.blocks if isinstance(block, Table)]
    names = dict.fromkeys(_name(column) for _, table in tables for column in table.columns)
    place = {name: number for number, name in enumerate(names, 1)}
    yield [TABLE_HEADING, *map(guarded, names)]
    for page, table in tables:
        places = [place[_name(column)] for column in table.columns]
        for section in table.sections:
            for values in section.rows:
                row = [guarded(page.name), *[""] * len(names)]
                for at, value in zip(places, values, strict=True):
                    row[at] = _text(value)
                yield row


def _name(column: PageColumn) -> str:
    return " ".join(column.heading.split())


def _text(value: Cell) -> str:
    """A cell as text: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Date):
        return value.isoformat()
    return str(int(value)) if float(value).is_integer() else repr(float(round(value, 6)))
