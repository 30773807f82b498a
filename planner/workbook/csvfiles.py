"""A folder of CSV files, one a sheet: read with every encoding Excel writes, written so nothing executes."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

from planner.workbook.grid import ERROR_TEXTS, ErrorCell, Grid
from planner.workbook.issue import Issue, issue
from planner.workbook.unreadable import Unreadable

SUFFIXES = (".csv", ".tsv", ".txt")
EXECUTED = ("=", "+", "-", "@", "\t", "\r", "'")
LONGEST_FIELD = 1_000_000


def grids_of_folder(folder: Path) -> tuple[tuple[Grid, ...], tuple[Issue, ...]]:
    """The grids of all CSV files in a folder, and an issue for each that cannot be read."""
    grids, issues = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in SUFFIXES or path.name.startswith((".", "~$")):
            continue
        try:
            grids.append(Grid(path.name, rows_of(path.read_bytes()), plain_text=True))
        except Unreadable as refusal:
            issues.append(issue(refusal.code, path.name, str(refusal)))
    if not grids and not issues:
        issues.append(issue("file_empty", folder.name, "the folder holds no CSV files."))
    return tuple(grids), tuple(issues)


def rows_of(data: bytes) -> list[list[Any]]:
    """The cells of a CSV file, all rows equally long; raises Unreadable for what is not text."""
    text = decoded(data)
    csv.field_size_limit(LONGEST_FIELD)
    try:
        rows: list[list[Any]] = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as fault:
        raise Unreadable("file_damaged", f"the file is not a readable CSV ({fault}).") from fault
    width = max(map(len, rows), default=0)
    return [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, GB18030 or, by its mark, UTF-16; raises Unreadable."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("file_damaged", "the file is not text. Maybe save it as CSV UTF-8.")


def _delimiter(text: str) -> str:
    """The separator that occurs most in the first lines; a comma when in doubt."""
    head = "\n".join(text.split("\n", 5)[:5])
    return max((",", "\t", ";"), key=head.count)


def _cell(text: str) -> Any:
    """A CSV cell: error values marked, the quote that guards against execution taken off."""
    if text in ERROR_TEXTS:
        return ErrorCell(text)
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in EXECUTED else text


def guarded(text: str) -> str:
    """A text no spreadsheet program executes when it opens the CSV."""
    return f"'{text}" if text.startswith(EXECUTED) else text


def write_csv(path: Path, rows: Iterable[Iterable[str]]) -> None:
    """Write rows of text as UTF-8 with a mark, so that Excel shows Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)
