"""Opens whatever file or folder was given and hands out its sheets as plain grids of cells."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from planner.workbook.csvfiles import grids_of_folder
from planner.workbook.grid import ErrorCell, Grid, Uncomputed
from planner.workbook.guard import Inspection, Wanted, every_sheet, inspect
from planner.workbook.issue import Issue, issue
from planner.workbook.sheetfacts import Facts
from planner.workbook.unreadable import Unreadable

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Opened:
    """The sheets of a source, or the reasons why there are none."""

    grids: tuple[Grid, ...] = ()
    issues: tuple[Issue, ...] = ()
    epoch_1904: bool = False
    facts: dict[str, Facts] = field(default_factory=dict)


def open_source(path: Path, wanted: Wanted = every_sheet) -> Opened:
    """Open the wanted sheets of a workbook, or a folder of CSV files; what cannot be read becomes an issue."""
    try:
        if path.is_dir():
            grids, issues = grids_of_folder(path)
            return Opened(grids, issues)
        return _open_file(path.name, path.read_bytes(), wanted)
    except Unreadable as refusal:
        sheet = f"{path.name}: {refusal.sheet}" if refusal.sheet else path.name
        return Opened(issues=(issue(refusal.code, sheet, str(refusal)),))
    except FileNotFoundError:
        return Opened(issues=(issue("file_missing", path.name, "there is no such file or folder."),))
    except OSError as fault:
        return Opened(issues=(issue("file_unreadable", path.name, _locked(fault)),))


def _locked(fault: OSError) -> str:
    return f"the file cannot be opened ({fault.strerror}). Maybe close it in Excel first."


def _open_file(name: str, data: bytes, wanted: Wanted) -> Opened:
    """Open a file by what it holds, never by its suffix; raises Unreadable."""
    if data.startswith(ZIP):
        return _open_workbook(data, inspect(data, wanted), wanted)
    if data.startswith(OLE) and ENCRYPTED in data:
        hint = "Maybe remove the password in Excel: File, Info, Protect."
        raise Unreadable("file_encrypted", f"the file is encrypted. {hint}")
    if data.startswith(OLE):
        old = "this is the old .xls format; error cells in it read as blank. Maybe save it as .xlsx."
        return Opened(_read_all(data, {}, wanted), (issue("file_is_old", name, old),))
    raise Unreadable(*_why_not_a_workbook(data))


def _why_not_a_workbook(data: bytes) -> tuple[str, str]:
    """The code and message for a file that is neither .xlsx nor .xls."""
    if not data.strip(b"\x00 \r\n\t"):
        return "file_empty", "the file is empty. Maybe it was not copied completely."
    if b"<html" in data[:4096].lower() or b"<table" in data[:4096].lower():
        return (
            "file_is_html",
            "this is a web page saved as a table. Maybe open it in Excel and save it as .xlsx.",
        )
    if b"\x00" not in data[:4096]:
        hint = "Maybe give the folder of CSV files, one file a sheet."
        return "file_is_something_else", f"this is a text file, not a workbook. {hint}"
    return "file_is_something_else", "this is not a workbook. Maybe save it as .xlsx."


def _open_workbook(data: bytes, inspection: Inspection, wanted: Wanted) -> Opened:
    grids = _read_all(data, inspection.facts, wanted)
    issues = _stale_formulas(inspection) if inspection.recalculates else ()
    return Opened(grids, issues, inspection.epoch_1904, inspection.facts)


def _stale_formulas(inspection: Inspection) -> tuple[Issue, ...]:
    """Formulas that show 0 in a file that asks to be recalculated: a program wrote it, nobody computed it."""
    hint = "a formula shows 0 in a file that was never recalculated. Maybe open it in Excel and save it."
    return tuple(
        issue("formula_stale", name, hint, row, col, 0)
        for name, facts in inspection.facts.items()
        for row, col in sorted(facts.zero_formulas)
    )


def _read_all(data: bytes, facts: dict[str, Facts], wanted: Wanted) -> tuple[Grid, ...]:
    """All wanted sheets as grids with true addresses; raises Unreadable where the reader gives up."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return tuple(
            _read_sheet(data, book, meta, facts.get(meta.name, Facts()))
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet and wanted(meta.name)
        )
    except calamine.CalamineError as fault:
        raise Unreadable("file_damaged", f"the file is damaged ({fault}). Maybe copy it again.") from fault


def _read_sheet(data: bytes, book: Any, meta: Any, facts: Facts) -> Grid:
    """One sheet: fast where cells carry their addresses, otherwise slowly through openpyxl."""
    if facts.addressed:
        sheet = book.get_sheet_by_name(meta.name)
        rows = sheet.to_python(skip_empty_area=False)
        merged = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    else:
        rows, merged = _read_slowly(data, meta.name), ()
    _mark(rows, facts)
    hidden = str(meta.visible).rpartition(".")[2] != "Visible"
    return Grid(meta.name, rows, frozenset(facts.hidden_rows), merged, hidden=hidden)


def _read_slowly(data: bytes, name: str) -> list[list[Any]]:
    """The cells of a sheet whose XML does not say where they stand; raises Unreadable."""
    from openpyxl import load_workbook

    try:
        sheet: Any = load_workbook(BytesIO(data), read_only=True, data_only=True)[name]
        sheet.reset_dimensions()
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    except Exception as fault:  # openpyxl raises whatever it stumbles over
        raise Unreadable(
            "file_damaged", f"the sheet is damaged ({fault}). Maybe copy it again.", name
        ) from fault
    width = max(map(len, rows), default=0)
    return [["" if value is None else value for value in row] + [""] * (width - len(row)) for row in rows]


def _mark(rows: list[list[Any]], facts: Facts) -> None:
    """Put marks where readers show blanks: error cells and formulas without a value."""
    for (row, col), text in facts.errors.items():
        if row <= len(rows) and 0 < col <= len(rows[row - 1]):
            rows[row - 1][col - 1] = ErrorCell(text)
    for row, col in facts.uncomputed - set(facts.errors):
        if row <= len(rows) and 0 < col <= len(rows[row - 1]):
            rows[row - 1][col - 1] = Uncomputed()
