"""Pages on a terminal: each table with its title, straight columns and what it adds up to; or as plain data."""

from collections.abc import Iterable, Iterator
from datetime import date as Date
from math import fsum
from typing import Any

from planner.cli.layout import aligned
from planner.domain.page import Cell, Look, Note, Page, PageColumn, Table

SHOWN = 30
SHARES = (Look.PERCENT,)
ROUGH = (Look.COUNT, Look.KG, Look.YUAN)


def page_lines(pages: Iterable[Page], shown: int | None = SHOWN) -> list[str]:
    """All pages as lines; at most `shown` rows of a table, the total always of all of them."""
    lines: list[str] = []
    told = ""
    for page in pages:
        if page.meta != told:
            lines += [page.meta, ""]
            told = page.meta
        for block in page.blocks:
            if isinstance(block, Table):
                lines += [*_table_lines(page, block, shown), ""]
            elif isinstance(block, Note):
                lines += [block.text, ""]
    return lines[:-1]


def _table_lines(page: Page, table: Table, shown: int | None) -> Iterator[str]:
    rows = [row for section in table.sections for row in section.rows]
    yield f"{page.zh} {page.en}: {len(rows):,}"
    if not rows:
        return
    columns = table.columns
    cells = [tuple(map(_text, row, columns)) for row in rows[:shown]]
    totals = [_total(rows, number) if column.totalled else "" for number, column in enumerate(columns)]
    if any(totals) and len(rows) > 1:
        totals[0] = "合计 Total"
        cells.append(tuple(totals))
    yield from aligned([tuple(_heading(column) for column in columns), *cells], indent="  ")
    if shown is not None and len(rows) > shown:
        yield f"  … 另有 and {len(rows) - shown:,} more: --all, --csv or -o FILE.xlsx"


def _total(rows: Iterable[tuple[Cell, ...]], number: int) -> str:
    return f"{fsum(value for row in rows if isinstance(value := row[number], int | float)):,.10g}"


def _heading(column: PageColumn) -> str:
    return f"{column.zh}({column.unit})" if column.unit else column.zh


def _text(value: Cell, column: PageColumn) -> str:
    if value is None:
        return ""
    if isinstance(value, Date):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\n", " ")
    if column.look in SHARES:
        return f"{value:.1%}"
    return f"{value:,.0f}" if column.look in ROUGH else f"{round(value, 3):,.10g}"


def page_data(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Pages as plain data: their name and their rows by English heading."""
    return [
        {"table": _key(page.en), "title": page.title, "about": page.meta, "rows": list(_records(page))}
        for page in pages
    ]


def _records(page: Page) -> Iterator[dict[str, Cell]]:
    for block in page.blocks:
        if isinstance(block, Table):
            keys = [_key(column.en) for column in block.columns]
            for section in block.sections:
                for row in section.rows:
                    plain = (value.isoformat() if isinstance(value, Date) else value for value in row)
                    yield dict(zip(keys, plain, strict=True))


def _key(words: str) -> str:
    """A heading as a key: `Component lot` is component_lot."""
    return words.strip().lower().replace(" ", "_").replace(",", "")
