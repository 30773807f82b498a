"""Looks into an .xlsx before any reader does: is it safe, and what would a reader not tell us?"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from planner.workbook.sheetfacts import Facts, facts_of, refuse_declarations
from planner.workbook.unreadable import Unreadable

Wanted = Callable[[str], bool]
MOST_BYTES = 1 << 30
MOST_PARTS = 5000
BOMB_RATIO, BOMB_BYTES = 150, 100 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
          KeyError, IndexError, ElementTree.ParseError)  # fmt: skip


@dataclass(frozen=True)
class Inspection:
    """What the guard found in a workbook: facts by sheet name, and the flags of the whole."""

    facts: dict[str, Facts]
    recalculates: bool
    epoch_1904: bool


def every_sheet(name: str) -> bool:
    """Wants every sheet."""
    return True


def inspect(data: bytes, wanted: Wanted = every_sheet) -> Inspection:
    """Inspect the wanted sheets of an .xlsx given as bytes; raises Unreadable for a file not to be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_bombs(archive)
            return _inspect_parts(archive, wanted)
    except DAMAGE as damage:
        raise Unreadable("file_damaged", f"the file is damaged ({damage}). Maybe copy it again.") from damage


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to far more than a planning workbook can hold."""
    parts = archive.infolist()
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    swollen = unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * max(packed, 1)
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES or swollen:
        raise Unreadable(
            "file_too_large",
            f"the file unpacks to {unpacked / 1e6:,.0f} MB in {len(parts)} parts; no planning workbook does.",
        )


def _inspect_parts(archive: zipfile.ZipFile, wanted: Wanted) -> Inspection:
    """Walk the workbook's wanted sheets; raises Unreadable when the archive is not a workbook."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise Unreadable("file_is_something_else", _other_archive(names))
    book = _tree(archive, "xl/workbook.xml")
    targets = {
        link.get("Id"): _part_name(link.get("Target", ""))
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    facts = {}
    for node in _named(book, "sheet"):
        part = next((targets.get(value) for key, value in node.items() if key.endswith("}id")), None)
        name = node.get("name", "")
        if part in names and "worksheets/" in str(part) and wanted(name):
            facts[name] = facts_of(archive, str(part), name)
    calculation = next(_named(book, "calcPr"), None)
    properties = next(_named(book, "workbookPr"), None)
    return Inspection(facts, _flag(calculation, "fullCalcOnLoad"), _flag(properties, "date1904"))


def _other_archive(names: set[str]) -> str:
    """What an archive without a workbook part may be, and what to do."""
    if "xl/workbook.bin" in names or "content.xml" in names:
        return "this spreadsheet format is not read. Maybe open it and save it as .xlsx."
    if "word/document.xml" in names:
        return "this is a Word document, not a workbook."
    return "this is an archive, not a workbook. Maybe unpack it first."


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """The XML of a small part; declarations that could swell are refused."""
    text = archive.read(part)
    refuse_declarations(text[:4096])
    return ElementTree.fromstring(text)


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (node for node in root.iter() if node.tag.rpartition("}")[2] == name)


def _flag(node: ElementTree.Element | None, name: str) -> bool:
    return node is not None and node.get(name) in ("1", "true")
