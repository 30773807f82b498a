"""A workbook of printed documents: tables of all trips first, then a sheet for each trip."""

from collections.abc import Sequence
from pathlib import Path

from planner.domain.document import Binder
from planner.domain.page import Page
from planner.workbook.collector import collector_resting
from planner.workbook.documents import draw_binders
from planner.workbook.pages import draw_pages
from planner.workbook.strictbook import open_book


def write_documents(pages: Sequence[Page], binders: Sequence[Binder], path: Path) -> None:
    """Write pages, then binders, to a new workbook."""
    with collector_resting(), open_book(path) as book:
        draw_binders(book, binders, draw_pages(book, pages))
