"""Pages on their own: a workbook to print, or one CSV file for another program."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from planner.domain.page import Page
from planner.workbook.collector import collector_resting
from planner.workbook.csvfiles import write_csv
from planner.workbook.pages import draw_pages
from planner.workbook.pages_csv import page_rows
from planner.workbook.strictbook import open_book


def write_pages(pages: Sequence[Page], path: Path) -> None:
    """Write pages by the name of the file: `.csv` as rows, anything else as a workbook."""
    if path.suffix.lower() == ".csv":
        write_csv(path, page_rows(pages))
        return
    with collector_resting(), open_book(path) as book:
        draw_pages(book, pages)


def csv_text(pages: Sequence[Page]) -> str:
    """The same rows as text, with plain line ends."""
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(page_rows(pages))
    return stream.getvalue()
