"""Files that are no sound workbook: damaged, disguised, dangerous."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.workbook.books import a_book
from tests.workbook.faulty_cells import Case

DEMAND_PART = "xl/worksheets/sheet14.xml"
HTML = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'


def file(name: str, data: bytes) -> Case:
    """A file with the given bytes."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return write


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same archive with parts changed, or left out where `change` returns None."""
    with zipfile.ZipFile(path) as source:
        parts = [(name, change(name, source.read(name))) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts:
            if data is not None:
                target.writestr(name, data)
    return path


def with_demand(change: Callable[[bytes], bytes]) -> Case:
    """A sound workbook with the XML of its demand changed."""

    def write(folder: Path) -> Path:
        return rewritten(a_book(folder), lambda name, data: change(data) if name == DEMAND_PART else data)

    return write


def _truncated(folder: Path) -> Path:
    path = a_book(folder)
    path.write_bytes(path.read_bytes()[:3000])
    return path


def archive(**parts: bytes) -> Case:
    """An archive of some parts, named with `__` for a slash and `_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return file("book.xlsx", buffer.getvalue())


def _bomb(folder: Path) -> Path:
    """A small file that unpacks to more than 100 MB."""
    path = a_book(folder)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        target.open("xl/media/noise.bin", "w") as part,
    ):
        for _ in range(105):
            part.write(bytes(1 << 20))
    return path


def _encrypted(folder: Path) -> Path:
    """The smallest compound file with the streams of an encrypted workbook."""
    free, end, special = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", special, end, *[free] * 126)
    names = (("Root Entry", 5, free, free, 1), ("EncryptedPackage", 2, free, 2, free),
             ("EncryptionInfo", 2, free, free, free))  # fmt: skip
    entries = b""
    for name, kind, left, right, child in names:
        text = name.encode("utf-16-le").ljust(64, b"\0")
        entries += text + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, left, right, child)
        entries += bytes(36) + struct.pack("<IQ", end, 0)
    return file("book.xlsx", header + table + entries.ljust(512, b"\0"))(folder)


def _csv_folder(**files: bytes) -> Case:
    def write(folder: Path) -> Path:
        tables = folder / "tables"
        tables.mkdir()
        for name, data in files.items():
            (tables / f"{name}.csv").write_bytes(data)
        return tables

    return write


FILE_CASES: dict[str, Case] = {
    "no_such_file": lambda folder: folder / "nowhere.xlsx",
    "empty_file": file("book.xlsx", b""),
    "nothing_but_zeros": file("book.xlsx", bytes(5000)),
    "letter": file("book.xlsx", b"Dear planner,\n"),
    "csv_alone": file("Demand.csv", "客户,产品\nS1,P1\n".encode()),
    "picture": file("book.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "web_page": file("book.xls", HTML.encode()),
    "encrypted": _encrypted,
    "broken_compound_file": file("book.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(3000)),
    "truncated": _truncated,
    "half_a_sheet": with_demand(lambda data: data[: len(data) // 2]),
    "plain_archive": archive(notes_txt=b"x"),
    "word_document": archive(word__document_xml=b"<w/>"),
    "open_document": archive(content_xml=b"<office/>"),
    "archive_bomb": _bomb,
    "entity_bomb": with_demand(
        lambda data: data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    ),
    "stray_cell_in_the_last_corner": with_demand(
        lambda data: data.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    ),
    "folder_without_tables": _csv_folder(),
    "folder_with_two_tables": _csv_folder(
        Demand="客户,产品,2025-01-06\nS1,P1,十二\n".encode("gb18030"), 随便="甲,乙\n1,2\n".encode()
    ),
    "table_that_is_no_text": _csv_folder(Demand=b"\xff\xfe\x00\x00\xd8\x00" + bytes(range(128, 255))),
}
