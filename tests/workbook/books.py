"""Tiny workbooks for tests: a sound scenario as plain sheets, edited cell by cell, written by openpyxl."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from planner.domain.noun import columns_of
from planner.domain.scenario import SCENARIO_TABLES, Scenario
from planner.workbook.kinds import Kind, kind_of
from planner.workbook.matrix import matrix_of
from planner.workbook.scenario_file import records_of
from planner.workbook.sheetstyle import values_by_column
from planner.workbook.words import word_for, word_of
from tests.builders import a_bakery, a_customer, a_product, days

OPTIONAL = frozenset(noun.sheet.en for noun in SCENARIO_TABLES.values() if not noun.sheet.required)
Sheets = dict[str, list[list[Any]]]
ORDERS = (("S1", "P1", 0, 50.0), ("S1", "P2", 1, 20.0), ("S2", "P1", 2, 30.0), ("S2", "P2", 4, 10.0))
Edit = Callable[[Sheets], None]


def a_world(**parts: Any) -> Scenario:
    """Two products, two customers, five days, nothing wrong."""
    usual: dict[str, Any] = {
        "days": days("wwwww"),
        "products": [a_product("P1"), a_product("P2", name="桃酥", release="R0")],
        "customers": [a_customer("S1"), a_customer("S2", name="秋林店")],
        "demand": ORDERS,
    }
    return a_bakery(**(usual | parts))


def sheets_of(scenario: Scenario) -> Sheets:
    """The scenario as plain sheets by English name: headings in row 1, real numbers and dates below."""
    return {noun.sheet.en: list(_rows_of(scenario, name)) for name, noun in SCENARIO_TABLES.items()}


def _rows_of(scenario: Scenario, name: str) -> Iterator[list[Any]]:
    noun, records = SCENARIO_TABLES[name], records_of(scenario, name)
    columns = columns_of(noun)
    if noun.sheet.layout == "matrix":
        matrix = matrix_of(noun, records, scenario.dates)
        yield [*(column.heading for column in matrix.down), *matrix.days]
        yield from ([*key, *row] for key, row in zip(matrix.keys, matrix.quantities, strict=True))
        return
    values = values_by_column(noun, records)
    shown = [[_shown(kind_of(column), value) for value in values[column.name]] for column in columns]
    if noun.sheet.layout == "form":
        yield from ([column.heading, cells[0]] for column, cells in zip(columns, shown, strict=True))
        return
    yield [column.heading for column in columns]
    yield from (list(row) for row in zip(*shown, strict=True))


def _shown(kind: Kind, value: Any) -> Any:
    if value is None or value == "":
        return None
    return word_for(value) if kind is Kind.CHOICE else word_of(value) if kind is Kind.FLAG else value


def put(sheets: Sheets, sheet: str, **cells: Any) -> None:
    """Write values into cells: put(sheets, "Demand", C2="十二")."""
    rows = sheets[sheet]
    for cell, value in cells.items():
        letters, row = coordinate_from_string(cell)
        col = column_index_from_string(letters)
        while len(rows) < row:
            rows.append([])
        rows[row - 1] += [None] * (col - len(rows[row - 1]))
        rows[row - 1][col - 1] = value


def column_letter(sheets: Sheets, sheet: str, english: str) -> int:
    """The place of the column whose heading names `english`, from 0."""
    return next(n for n, heading in enumerate(sheets[sheet][0]) if f" {english}" in str(heading))


def set_field(sheets: Sheets, sheet: str, english: str, value: Any, row: int = 2) -> None:
    """Write a value into the column headed `english`."""
    sheets[sheet][row - 1][column_letter(sheets, sheet, english)] = value


def titles() -> dict[str, str]:
    """Full sheet names by English name."""
    return {noun.sheet.en: noun.sheet.name for noun in SCENARIO_TABLES.values()}


def book_of(sheets: Sheets) -> Workbook:
    """The sheets as an openpyxl workbook under their full names."""
    book = Workbook()
    book.remove(book.active)
    names = titles()
    for name, rows in sheets.items():
        if len(rows) == 1 and name in OPTIONAL:
            continue
        sheet = book.create_sheet(names.get(name, name))
        for row in rows:
            sheet.append(row)
    return book


def a_book(
    folder: Path, edit: Edit | None = None, finish: Callable[[Workbook], None] | None = None, **parts: Any
) -> Path:
    """Write the sound world, edited as sheets and finished as a workbook; returns the file."""
    sheets = sheets_of(a_world(**parts))
    if edit is not None:
        edit(sheets)
    book = book_of(sheets)
    if finish is not None:
        finish(book)
    path = folder / "book.xlsx"
    book.save(path)
    return path
