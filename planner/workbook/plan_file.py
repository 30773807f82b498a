"""The plan workbook: pages for people first, then the plan itself, one sheet for each of its tables."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from planner.domain.errors import WorkbookError
from planner.domain.page import Page
from planner.domain.plan import PLAN_TABLES, Plan
from planner.workbook.collector import collector_resting
from planner.workbook.formats import looks_of
from planner.workbook.issue import faults_in, issue_lines
from planner.workbook.pages import draw_pages
from planner.workbook.reading import KEPT_AS_FRAME, read_nouns
from planner.workbook.records import empty_frame
from planner.workbook.sheets import write_noun_sheet
from planner.workbook.strictbook import open_book

TABLE_TAB = "#A6A6A6"
FAULTS_SHOWN = 20


def write_plan(plan: Plan, pages: Sequence[Page], path: Path) -> None:
    """Write the plan workbook to `path`; pages are for reading, the grey sheets are read back."""
    with collector_resting(), open_book(path) as book:
        draw_pages(book, pages)
        looks = looks_of(book)
        for name, noun in PLAN_TABLES.items():
            rows = getattr(plan, name)
            sheet = write_noun_sheet(book, noun, (rows,) if noun.sheet.layout == "form" else rows, looks)
            sheet.set_tab_color(TABLE_TAB)


def read_plan(path: Path, only: Collection[str] = PLAN_TABLES) -> Plan:
    """Read a plan workbook back, also one edited by hand; raises WorkbookError with every faulty cell.

    Tables not named in `only` are left empty and not looked at, which saves time; the head is always read.
    """
    wanted = {"head", *only}
    nouns = {name: noun for name, noun in PLAN_TABLES.items() if name in wanted}
    tables, issues = read_nouns(path, nouns, others_unopened=True)
    faults = issue_lines(faults_in(issues))
    if faults:
        more = [f"… 另有 and {len(faults) - FAULTS_SHOWN} more"] if len(faults) > FAULTS_SHOWN else []
        head = f"{path}: {len(faults)} 处错误 faults in the plan"
        raise WorkbookError("\n".join([head, *faults[:FAULTS_SHOWN], *more]))
    parts: dict[str, Any] = {
        name: empty_frame(noun) if name in KEPT_AS_FRAME else () for name, noun in PLAN_TABLES.items()
    } | dict(tables)
    parts["head"] = parts["head"][0]
    return Plan(**parts)
