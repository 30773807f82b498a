"""What the XML of one sheet says that readers hide, streamed piece by piece."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from planner.workbook.unreadable import Unreadable

PIECE = 4 << 20
MOST_CELLS = 20_000_000
_ADDRESSED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{1,3}')
_PLACES = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)""")
_ROWS = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
_CELLS = re.compile(rb"<(?:\w+:)?c[ >/]")
_HIDDEN = re.compile(rb'<(?:\w+:)?row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_ERROR = re.compile(rb'<(?:\w+:)?c ([^>]*\bt="e"[^>/]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?c ([^>/]*)>\s*<(?:\w+:)?f\b(.*?)</(?:\w+:)?c>", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3}\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)</")


@dataclass
class Facts:
    """What the XML of one sheet says that readers hide; cells are (row, column) from 1."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    zero_formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_col: int = 0
    addressed: bool = True


def facts_of(archive: zipfile.ZipFile, part: str, sheet: str) -> Facts:
    """Stream one sheet's XML; raises Unreadable when it ends half-way or reaches absurdly far."""
    facts = Facts()
    letters: set[bytes] = set()
    numbers: set[bytes] = set()
    cells = addressed = 0
    tail = b""
    for piece in _pieces(archive, part):
        tail = piece[-200:]
        places = _PLACES.findall(piece)
        letters.update(letter for letter, _ in places)
        numbers.update(number for _, number in places)
        addressed += len(_ADDRESSED.findall(piece))
        cells += len(_CELLS.findall(piece))
        _note_rows(facts, piece)
        _note_cells(facts, piece)
    if not tail.rstrip().endswith(b">") or b"worksheet" not in tail:
        raise Unreadable("file_damaged", "the sheet ends half-way. Maybe copy the file again.", sheet)
    facts.addressed = addressed == cells
    facts.last_col = max((_column_number(found.upper()) for found in letters), default=0)
    facts.last_row = max(facts.last_row, *map(int, numbers), 0)
    if facts.last_row * facts.last_col > MOST_CELLS:
        corner = f"{xl_col_to_name(facts.last_col - 1)}{facts.last_row}"
        hint = "Maybe delete the rows and columns outside the table."
        raise Unreadable("sheet_too_large", f"cells reach as far as {corner}. {hint}", sheet)
    return facts


def refuse_declarations(text: bytes) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unreadable(
            "file_damaged", "the file holds XML declarations that no spreadsheet program writes."
        )


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end between two rows."""
    rest = b""
    with archive.open(part) as stream:
        head = True
        while block := stream.read(PIECE):
            if head:
                refuse_declarations(block[:4096])
                head = False
            rest += block
            cut = max(rest.rfind(b"<row "), rest.rfind(b":row "))
            if cut > 0:
                cut = rest.rfind(b"<", 0, cut + 1)
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _note_rows(facts: Facts, piece: bytes) -> None:
    numbers = _ROWS.findall(piece)
    if numbers:
        facts.last_row = max(facts.last_row, max(map(int, numbers)))
    if b"hidden=" in piece:
        facts.hidden_rows.update(int(number) for number in _HIDDEN.findall(piece))


def _note_cells(facts: Facts, piece: bytes) -> None:
    """Note error cells, and formulas that hold no value or a bare zero."""
    if b't="e"' in piece:
        for marks, body in _ERROR.findall(piece):
            shown = _VALUE.search(body)
            facts.errors[_cell_of(marks)] = shown.group(1).decode("utf-8", "replace") if shown else "#ERROR"
    if b"<f" in piece or b":f" in piece:
        for marks, body in _FORMULA.findall(piece):
            shown = _VALUE.search(body)
            if shown is None and b't="str"' not in marks:
                facts.uncomputed.add(_cell_of(marks))
            elif shown is not None and shown.group(1) == b"0":
                facts.zero_formulas.add(_cell_of(marks))


def _cell_of(marks: bytes) -> tuple[int, int]:
    """The cell an element's attributes name; (0, 0) if they name none."""
    found = _ADDRESS.search(marks)
    if found is None:
        return (0, 0)
    row, col = xl_cell_to_rowcol(found.group(1).decode())
    return (row + 1, col + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
