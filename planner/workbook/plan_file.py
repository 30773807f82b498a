"""The plan workbook: pages for people first, then the plan itself, one sheet for each of its tables."""

from collections.abc import Sequence
from pathlib import Path

from planner.domain.page import Page
from planner.domain.plan import PLAN_TABLES, Plan
from planner.workbook.formats import looks_of
from planner.workbook.pages import draw_pages
from planner.workbook.sheets import write_noun_sheet
from planner.workbook.strictbook import open_book

TABLE_TAB = "#A6A6A6"


def write_plan(plan: Plan, pages: Sequence[Page], path: Path) -> None:
    """Write the plan workbook to `path`; pages are for reading, the grey sheets are read back."""
    with open_book(path) as book:
        draw_pages(book, pages)
        looks = looks_of(book)
        for name, noun in PLAN_TABLES.items():
            rows = getattr(plan, name)
            sheet = write_noun_sheet(book, noun, (rows,) if noun.sheet.layout == "form" else rows, looks)
            sheet.set_tab_color(TABLE_TAB)
