"""Whatever scenario is written, the same one is read."""

import tempfile
from datetime import date as Date
from datetime import time as Time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.domain.noun import Column, Noun, columns_of
from planner.domain.scenario import SCENARIO_TABLES
from planner.workbook.csvfiles import write_csv
from planner.workbook.csvrows import csv_rows
from planner.workbook.grid import ERROR_TEXTS
from planner.workbook.headings import plain
from planner.workbook.kinds import Kind, bound_of, choices_of, kind_of
from planner.workbook.reading import read_nouns
from planner.workbook.scenario_file import write_scenario
from planner.workbook.scenario_reading import read_scenario
from planner.workbook.sheets import write_noun_sheet
from planner.workbook.sheetstyle import Style
from planner.workbook.strictbook import open_book
from planner.workbook.words import TOTAL_WORDS
from tests.builders import a_bakery, a_kit_part, a_product
from tests.workbook.books import a_world

SIGNS = some.sampled_from(
    ["=1+1", "+1", "-P", "@x", "'=1", "'", "007", "1e5", "2025-01-01", "NA", "null", "是", "真\n的"]
)
LETTERS = some.text(some.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


def is_plain(text: str) -> bool:
    """Whether a text is neither an error value nor a word for a total."""
    return text not in ERROR_TEXTS and plain(text).rstrip("：:") not in TOTAL_WORDS


def a_text(column: Column) -> some.SearchStrategy[str]:
    """Text a cell can hold: not blank at its ends, no error value, no total."""
    longest = int(bound_of(column, "max_length") or 200)
    text = (SIGNS | LETTERS).filter(
        lambda text: (
            len(text) <= longest and text not in ERROR_TEXTS and plain(text).rstrip("：:") not in TOTAL_WORDS
        )
    )
    return text if column.required or column.info.get_default() else text | some.just("")


def a_number(column: Column, kind: Kind) -> some.SearchStrategy[Any]:
    low = bound_of(column, "ge") if bound_of(column, "gt") is None else bound_of(column, "gt")
    high = bound_of(column, "le") or 1e9
    if kind is Kind.INTEGER:
        return some.integers(int(low or 0), int(high))
    return some.floats(
        low or 0.0, high, exclude_min=bound_of(column, "gt") is not None, allow_subnormal=False
    )


PLAIN_VALUES: dict[Kind, some.SearchStrategy[Any]] = {
    Kind.FLAG: some.booleans(),
    Kind.DATE: some.dates(Date(2000, 1, 1), Date(2099, 12, 31)),
    Kind.TIME: some.times(Time(0), Time(23, 59, 59)).map(lambda moment: moment.replace(microsecond=0)),
}


def a_value(column: Column) -> some.SearchStrategy[Any]:
    """A value of a field, now and then left to its default."""
    kind = kind_of(column)
    if kind is Kind.TEXT:
        return a_text(column)
    if kind is Kind.CHOICE:
        found: some.SearchStrategy[Any] = some.sampled_from(choices_of(column))
    else:
        found = PLAIN_VALUES[kind] if kind in PLAIN_VALUES else a_number(column, kind)
    return found if column.required else found | some.just(column.info.get_default())


def records_of_any(noun: type[Noun]) -> some.SearchStrategy[list[Noun]]:
    """Records of a noun with keys of their own."""
    fields = {column.name: a_value(column) for column in columns_of(noun)}
    records = some.builds(noun, **fields)
    if noun.sheet.layout == "form":
        return some.lists(records, min_size=1, max_size=1)
    return some.lists(
        records, max_size=4, unique_by=lambda record: tuple(getattr(record, k) for k in noun.sheet.key)
    )


ROWS = {name: noun for name, noun in SCENARIO_TABLES.items() if noun.sheet.layout == "rows"}


@pytest.mark.parametrize("form", ["book.xlsx", "tables"])
@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=4, deadline=None)
@given(data=some.data())
def test_records_of_any_noun_are_read_as_they_were_written(name, form, data):
    noun = SCENARIO_TABLES[name]
    records = tuple(data.draw(records_of_any(noun)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form
        write_alone(noun, records, path)
        found, issues = read_nouns(path, {name: noun})
    assert issues == []
    assert found[name] == records


def write_alone(noun: type[Noun], records: tuple[Noun, ...], path: Path) -> None:
    """One noun in a workbook, or in a folder of tables, of its own."""
    if path.suffix:
        with open_book(path) as book:
            write_noun_sheet(book, noun, records, style=Style(spare=3))
    else:
        path.mkdir()
        write_csv(path / f"{noun.sheet.en}.csv", csv_rows(noun, records, ()))


CODES = LETTERS.filter(is_plain)
ORDERS = some.tuples(
    some.sampled_from(("S1", "S2")), some.integers(0, 4), some.integers(0, 4), some.floats(1e-3, 1e6)
)


@pytest.mark.parametrize("form", ["book.xlsx", "tables"])
@settings(max_examples=8, deadline=None)
@given(codes=some.lists(CODES, min_size=1, max_size=5, unique=True), data=some.data())
def test_a_scenario_is_read_as_it_was_written(form, codes, data):
    drawn = data.draw(some.lists(ORDERS, min_size=1))
    orders = {(customer, codes[code % len(codes)], day): kg for customer, code, day, kg in drawn}
    world = a_world(
        products=[a_product(code) for code in codes], demand=[(*order, kg) for order, kg in orders.items()]
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form
        write_scenario(world, path)
        reading = read_scenario(path)
    assert reading.issues == ()
    assert reading.scenario is not None
    assert reading.scenario.same_as(world)


def test_numbers_keep_every_digit(tmp_path):
    awkward = [0.1 + 0.2, 1 / 3, 1e-7, 123456789.123456789]
    world = a_world(demand=[("S1", "P1", day, kg) for day, kg in enumerate(awkward)])
    write_scenario(world, tmp_path / "book.xlsx")
    assert read_scenario(tmp_path / "book.xlsx").scenario.demand["kg"].tolist() == awkward


def test_kits_and_their_parts_come_back(tmp_path):
    world = a_bakery(
        products=[a_product("P1"), a_product("BOX", name="礼盒")], kits=[a_kit_part("BOX", "1", "P1")]
    )
    write_scenario(world, tmp_path / "book.xlsx")
    assert read_scenario(tmp_path / "book.xlsx").scenario.same_as(world)
