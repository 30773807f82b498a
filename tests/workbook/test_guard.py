"""Damaged files are told, never a crash; the guard sees what readers hide."""

import io
import random
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.workbook import read_scenario
from planner.workbook.guard import inspect
from planner.workbook.unreadable import Unreadable
from tests.workbook.books import a_book, a_world
from tests.workbook.faulty_files import DEMAND_PART, rewritten

STINGS = (b"<", b">", b'"', b'r="ZZZ99999999"', b't="e"', b't="s"', b"<f>", b"<v>9999999999</v>", b"\xff\xfe",
          b"&#0;", b's="99999"', b'<row r="0">', b'<c r="A0">', b'<mergeCell ref="A1:XFD1048576"/>', b"1e999",
          b't="d"><v>x</v>', b"<row>", b"<c>", b'date1904="1"', b"")  # fmt: skip


@cache
def sound_parts(folder):
    with zipfile.ZipFile(a_book(folder)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def archived(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return buffer.getvalue()


def stung(parts, seed):
    """The parts of a workbook with one to three of them damaged."""
    luck = random.Random(seed)
    parts = dict(parts)
    for name in luck.choices(
        [name for name in parts if name.endswith((".xml", ".rels"))], k=luck.randint(1, 3)
    ):
        place = luck.randrange(len(parts[name]) + 1)
        parts[name] = parts[name][:place] + luck.choice(STINGS) + parts[name][place + luck.randint(0, 9) :]
    return archived(parts)


@settings(max_examples=60, deadline=None)
@given(seed=some.integers(0, 2**32))
def test_a_damaged_workbook_never_crashes_the_reader(tmp_path_factory, seed):
    folder = tmp_path_factory.getbasetemp()
    path = folder / "stung.xlsx"
    path.write_bytes(stung(sound_parts(folder), seed))
    reading = read_scenario(path)
    assert reading.scenario is not None or reading.issues


@settings(max_examples=60, deadline=None)
@given(
    data=some.binary(max_size=300),
    head=some.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf"]),
)
def test_any_bytes_are_told_not_raised(tmp_path_factory, data, head):
    path = tmp_path_factory.getbasetemp() / "bytes.xlsx"
    path.write_bytes(head + data)
    assert read_scenario(path).issues


@settings(max_examples=60, deadline=None)
@given(text=some.text(max_size=300))
def test_any_text_is_a_table_or_is_told(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp() / "tables"
    folder.mkdir(exist_ok=True)
    (folder / "Demand.csv").write_text(text, encoding="utf-8", newline="")
    assert read_scenario(folder).scenario is None


def test_a_workbook_with_prefixed_tags_is_guarded_like_any_other(tmp_path):
    def prefix(name, data):
        if name != DEMAND_PART:
            return data
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f"):
            data = data.replace(b"<" + tag + b" ", b"<x:" + tag + b" ").replace(
                b"<" + tag + b">", b"<x:" + tag + b">"
            )
            data = data.replace(b"</" + tag + b">", b"</x:" + tag + b">")
        return data.replace(b"xmlns=", b"xmlns:x=")

    path = rewritten(a_book(tmp_path), prefix)
    assert inspect(path.read_bytes()).facts["需求 Demand"].last_col == 7
    assert read_scenario(path).scenario.same_as(a_world())


def test_the_guard_notes_errors_formulas_hidden_rows_and_the_corner(tmp_path):
    def plant(name, data):
        cells = (
            b'<row r="9" hidden="1"><c r="B9" t="e"><v>#N/A</v></c><c r="C9"><f>1+1</f></c>'
            b'<c r="D9" t="str"><f>A1</f><v></v></c><c r="AB9"><f>A1</f><v>0</v></c></row></sheetData>'
        )
        return data.replace(b"</sheetData>", cells) if name == DEMAND_PART else data

    facts = inspect(rewritten(a_book(tmp_path), plant).read_bytes()).facts["需求 Demand"]
    assert facts.errors == {(9, 2): "#N/A"}
    assert facts.uncomputed == {(9, 3)}
    assert facts.zero_formulas == {(9, 28)}
    assert facts.hidden_rows == {9}
    assert (facts.last_row, facts.last_col) == (9, 28)


def test_an_archive_of_thousands_of_parts_is_refused():
    with pytest.raises(Unreadable, match="parts"):
        inspect(archived({f"part{n}": b"" for n in range(5001)}))


@pytest.mark.parametrize(
    "address",
    [b"ZZZ99999999", b"B99999999", b"XFD1048576", b'B2" r="ZZZ99999999', b"B2\" r='zzz99999999' x=\""],
)
def test_a_cell_far_outside_its_row_is_refused_before_any_reader_makes_room_for_it(tmp_path, address):
    def plant(name, data):
        return data.replace(b'r="B2"', b'r="' + address + b'"', 1) if name == DEMAND_PART else data

    reading = read_scenario(rewritten(a_book(tmp_path), plant))
    assert reading.scenario is None
    assert [found.code for found in reading.issues] == ["sheet_too_large"]
