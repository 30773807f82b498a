"""The issues of a workbook as a workbook beside it: one row each, linked to its cell."""

from collections.abc import Iterable
from pathlib import Path

from planner.workbook.catalogue import Severity
from planner.workbook.formats import Looks, looks_of
from planner.workbook.issue import Issue
from planner.workbook.kinds import Kind
from planner.workbook.strictbook import StrictBook, StrictSheet, open_book

HEADINGS = (
    ("级别 Severity", 14),
    ("位置 Place", 30),
    ("问题 Issue", 26),
    ("原值 Value", 24),
    ("说明 Message", 90),
)
SEVERITIES = {Severity.FAULT: "错误 fault", Severity.WARNING: "提醒 warning"}
MOST_LINKS = 60_000
MOST_LETTERS = 2000
MOST_NAMES = 20


def write_issues(issues: Iterable[Issue], source_path: Path) -> Path:
    """Write `<name>.issues.xlsx` beside the source and return where it went.

    A file that cannot be written to (open in Excel, read-only) is left alone and `(2)` taken instead;
    raises OSError when no name will do.
    """
    stem = source_path.name if source_path.is_dir() else source_path.stem
    found = tuple(issues)
    refusal: OSError | None = None
    for number in range(1, MOST_NAMES + 1):
        mark = f" ({number})" if number > 1 else ""
        target = source_path.with_name(f"{stem}.issues{mark}.xlsx")
        try:
            with target.open("ab"):
                pass
        except OSError as fault:
            refusal = fault
            continue
        _write(found, source_path, target)
        return target
    raise OSError(f"no name beside {source_path.name} can be written to") from refusal


def _write(issues: tuple[Issue, ...], source: Path, target: Path) -> None:
    with open_book(target) as book:
        looks = looks_of(book)
        sheet = _headed_sheet(book, len(issues), looks)
        ordered = sorted(issues, key=lambda found: found.severity is not Severity.FAULT)
        for row, found in enumerate(ordered, 1):
            _write_row(sheet, row, found, source, looks)


def _headed_sheet(book: StrictBook, count: int, looks: Looks) -> StrictSheet:
    sheet: StrictSheet = book.add_worksheet("问题 Issues")
    for col, (heading, width) in enumerate(HEADINGS):
        sheet.write_string(0, col, heading, looks.heading)
        sheet.set_column(col, col, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _write_row(sheet: StrictSheet, row: int, found: Issue, source: Path, looks: Looks) -> None:
    look = looks.value[Kind.TEXT]
    place = f"{found.sheet}!{found.cell}" if found.cell else found.sheet
    sheet.write_string(row, 0, SEVERITIES[found.severity], look)
    if row <= MOST_LINKS and found.cell and not source.is_dir():
        sheet.write_url(row, 1, _link(found, source), looks.link, place[:255])
    else:
        sheet.write_string(row, 1, place, look)
    sheet.write_string(row, 2, found.zh, look)
    sheet.write_string(row, 3, found.value[:MOST_LETTERS], look)
    sheet.write_string(row, 4, found.message[:MOST_LETTERS], look)


def _link(found: Issue, source: Path) -> str:
    """The address of a cell in another workbook, as Excel, WPS and LibreOffice follow it."""
    sheet = found.sheet.replace("'", "''")
    return f"external:{source.name}#'{sheet}'!{found.cell}"
