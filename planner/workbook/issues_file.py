"""The issues of a workbook as a workbook beside it: one row each, linked to its cell."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from planner.domain.errors import WorkbookError
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
SHEET = "问题 Issues"
MOST_LINKS = 60_000
MOST_ROWS = 200_000
MOST_LETTERS = 2000
MOST_NAMES = 20


def write_issues(issues: Iterable[Issue], source_path: Path) -> Path:
    """Write `<name>.issues.xlsx` beside the source and return where it went.

    A file that is no list of issues, or cannot be written to (open in Excel, read-only), is left alone
    and `(2)` taken instead; raises WorkbookError when no name will do.
    """
    source = source_path.resolve()
    stem = source.name if source.is_dir() else source.stem
    for number in range(1, MOST_NAMES + 1):
        mark = f" ({number})" if number > 1 else ""
        target = source.with_name(f"{stem}.issues{mark}.xlsx")
        if _is_ours(target) and _is_writable(target):
            _write(tuple(issues), source, target)
            return source_path.parent / target.name if source_path.name else target
    raise WorkbookError(
        f"{source.parent}: no list of issues can be written here. Maybe the folder is read-only."
    )


def _is_ours(target: Path) -> bool:
    """Whether a name is free, or holds an older list of issues."""
    if not target.exists():
        return True
    try:
        with ZipFile(target) as parts:
            return SHEET in parts.read("xl/workbook.xml").decode("utf-8", "replace")
    except (BadZipFile, KeyError, OSError):
        return False


def _is_writable(target: Path) -> bool:
    """Whether a file can be opened for writing; leaves what is in it."""
    try:
        with target.open("ab"):
            return True
    except OSError:
        return False


def _write(issues: tuple[Issue, ...], source: Path, target: Path) -> None:
    with open_book(target) as book:
        looks = looks_of(book)
        sheet = _headed_sheet(book, len(issues), looks)
        ordered = sorted(issues, key=lambda found: found.severity is not Severity.FAULT)
        for row, found in enumerate(ordered[:MOST_ROWS], 1):
            _write_row(sheet, row, found, source, looks)
        if len(ordered) > MOST_ROWS:
            more = f"… 另有 and {len(ordered) - MOST_ROWS} more"
            sheet.write_string(MOST_ROWS + 1, 0, more, looks.note)


def _headed_sheet(book: StrictBook, count: int, looks: Looks) -> StrictSheet:
    sheet: StrictSheet = book.add_worksheet(SHEET)
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
    if row <= MOST_LINKS and found.cell and source.is_file() and "#" not in source.name:
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
