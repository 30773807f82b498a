"""Unusual but sound workbooks read as the same scenario, without a fault."""

import csv
import re
from datetime import date as Date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planner.domain.calendar import Shift
from planner.domain.scenario import Scenario
from planner.workbook.issue import faults_in
from planner.workbook.scenario_file import write_scenario
from planner.workbook.scenario_reading import read_scenario
from tests.builders import a_product, a_shift
from tests.workbook.books import Sheets, a_book, a_world, put
from tests.workbook.faulty_files import DEMAND_PART, rewritten


def same(path: Path) -> bool:
    reading = read_scenario(path)
    assert not faults_in(reading.issues), reading.issues
    return reading.scenario is not None and reading.scenario.same_as(a_world())


def in_one_language(part: int) -> str:
    """A workbook whose headings have only their Chinese (0) or English (1) half."""
    return r"^(\S+) (.*)$", (r"\1", r"\2")[part]


@pytest.mark.parametrize("part", [0, 1])
def test_headings_in_one_language_are_enough(tmp_path, part):
    def edit(sheets: Sheets) -> None:
        pattern, kept = in_one_language(part)
        for rows in sheets.values():
            for row in rows if rows is sheets["Settings"] else rows[:1]:
                for col, cell in enumerate(row):
                    if isinstance(cell, str) and (rows is not sheets["Settings"] or col == 0):
                        row[col] = re.sub(pattern, kept, cell)

    assert same(a_book(tmp_path, edit))


@pytest.mark.parametrize("title", ["Demand", "需求", " demand ", "Demand 需求", "ＤＥＭＡＮＤ"])
def test_a_sheet_is_found_under_any_of_its_names(tmp_path, title):
    def finish(book: Workbook) -> None:
        book["需求 Demand"].title = title

    assert same(a_book(tmp_path, finish=finish))


def test_a_wrong_dimension_hides_nothing(tmp_path):
    path = a_book(tmp_path)

    def lie(name: str, data: bytes) -> bytes:
        return (
            re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', data) if name == DEMAND_PART else data
        )

    assert same(rewritten(path, lie))


def test_cells_without_addresses_are_read_all_the_same(tmp_path):
    def strip(name: str, data: bytes) -> bytes:
        return re.sub(rb'(<c|<row) r="[A-Z]*\d+"', rb"\1", data) if name == DEMAND_PART else data

    # a blank cell without an address would shift its row: fill the demand first
    full = [(c, p, d, 1.0 + d) for c in ("S1", "S2") for p in ("P1", "P2") for d in range(5)]
    path = rewritten(a_book(tmp_path, demand=full), strip)
    reading = read_scenario(path)
    assert reading.issues == ()
    assert reading.scenario.same_as(a_world(demand=full))


def test_dates_counted_from_1904_are_the_same_days(tmp_path):
    def finish(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    assert same(a_book(tmp_path, finish=finish))


def test_serials_counted_from_1904_are_the_same_days(tmp_path):
    def finish(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book["日历 Calendar"]["A2"].value = 45663 - 1462
        book["日历 Calendar"]["A2"].number_format = "General"

    assert same(a_book(tmp_path, finish=finish))


def test_a_macro_workbook_is_read_like_any_other(tmp_path):
    assert same(a_book(tmp_path).rename(tmp_path / "book.xlsm"))


def test_a_workbook_named_xls_is_read_by_what_it_holds(tmp_path):
    assert same(a_book(tmp_path).rename(tmp_path / "book.xls"))


def of_old() -> Scenario:
    """What the old workbook says; it knows no turns, so they are the usual ones."""
    usual = Shift.model_fields
    turns = ("early_minutes", "late_minutes", "last_out")
    return a_world(shifts=[a_shift(**{name: usual[name].default for name in turns})])


def test_an_old_workbook_is_read_with_a_warning(tmp_path):
    reading = read_scenario(Path(__file__).parent / "old.xls")
    assert {found.code for found in reading.issues} == {"file_is_old", "column_defaulted"}
    assert reading.scenario.same_as(of_old())


def test_an_old_workbook_renamed_is_read_all_the_same(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes((Path(__file__).parent / "old.xls").read_bytes())
    scenario = read_scenario(path).scenario
    assert scenario is not None
    assert scenario.same_as(of_old())


def test_numbers_in_code_columns_are_text(tmp_path):
    products = [a_product("6901234567890"), a_product("42", name="桃酥")]
    demand = [("S1", "42", 0, 5.0)]

    def edit(sheets: Sheets) -> None:
        put(sheets, "Product", A2=6901234567890, A3=42)
        put(sheets, "Demand", B2=42)

    path = a_book(tmp_path, edit, products=products, demand=demand)
    assert read_scenario(path).scenario.same_as(a_world(products=products, demand=demand))


def test_demand_may_be_given_one_order_a_row(tmp_path):
    def edit(sheets: Sheets) -> None:
        rows = [[*row] for row in a_world().demand.itertuples(index=False)]
        sheets["Demand"] = [
            ["客户", "产品", "日期", "数量"],
            *([a, b, day.date(), kg] for a, b, day, kg in rows),
        ]

    assert same(a_book(tmp_path, edit))


def test_blank_rows_and_trailing_styles_are_passed_over(tmp_path):
    def finish(book: Workbook) -> None:
        sheet = book["产品 Product"]
        sheet.insert_rows(3, 4)
        for row in range(8, 60):
            sheet.cell(row, 1).number_format = "@"

    assert same(a_book(tmp_path, finish=finish))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_in_every_encoding_of_excel_are_read(tmp_path, encoding):
    folder = tmp_path / "tables"
    write_scenario(a_world(), folder)
    for path in folder.iterdir():
        path.write_text(path.read_text(encoding="utf-8-sig"), encoding=encoding, newline="")
    assert same(folder)


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_tables_with_other_separators_are_read(tmp_path, separator):
    folder = tmp_path / "tables"
    write_scenario(a_world(), folder)
    for path in folder.iterdir():
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=separator).writerows(rows)
    assert same(folder)


def test_tables_may_have_chinese_names(tmp_path):
    folder = tmp_path / "tables"
    write_scenario(a_world(), folder)
    (folder / "Demand.csv").rename(folder / "需求.csv")
    assert same(folder)


def test_a_year_is_completed_across_new_year(tmp_path):
    from planner.workbook.days import Clock

    clock = Clock(Date(2025, 12, 20), Date(2026, 1, 20))
    assert clock.year_of(1, 5) == Date(2026, 1, 5)
    assert clock.year_of(12, 25) == Date(2025, 12, 25)
    assert clock.year_of(2, 30) is None
