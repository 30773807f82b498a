"""Workbooks with one kind of faulty cell each, by the name of the fault."""

from collections.abc import Callable
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Time
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.builders import a_product
from tests.workbook.books import Sheets, a_book, a_world, put, set_field, sheets_of, titles

Case = Callable[[Path], Path]


def cells(sheet: str, **values: Any) -> Case:
    """A sound workbook with values written over cells of one sheet."""
    return lambda folder: a_book(folder, lambda sheets: put(sheets, sheet, **values))


def fields(sheet: str, **values: Any) -> Case:
    """A sound workbook with values written over fields of the first record of a sheet."""

    def edit(sheets: Sheets) -> None:
        for english, value in values.items():
            set_field(sheets, sheet, english.replace("_", " "), value)

    return lambda folder: a_book(folder, edit)


def _word_all_down(folder: Path) -> Path:
    return a_book(folder, lambda sheets: put(sheets, "Demand", F2="待定", F3="待定", F4="待定", F5="待定"))


def _stale_formula(folder: Path) -> Path:
    """A formula that XlsxWriter stored as 0 and nobody ever computed."""
    path = folder / "book.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets_of(a_world()).items():
            sheet = book.add_worksheet(titles()[name])
            for row, values in enumerate(rows):
                sheet.write_row(row, 0, values)
            if name == "Demand":
                sheet.write_formula("C2", "=20+30")
    return path


def _zero_padded(folder: Path) -> Path:
    """Product codes kept as text in one sheet, typed as numbers in the other."""
    demand = [("S1", "00123", 0, 50.0)]
    products = [a_product("00123"), a_product("00456", name="桃酥")]
    return a_book(folder, lambda sheets: put(sheets, "Demand", B2=123), products=products, demand=demand)


def _duplicate_codes(folder: Path) -> Path:
    return a_book(folder, lambda sheets: put(sheets, "Product", A3="P1"))


CELL_CASES: dict[str, Case] = {
    "word_for_a_number": cells("Demand", C2="十二"),
    "words_all_down_a_column": _word_all_down,
    "full_width_digits": cells("Demand", C2="１２", D2="１，２３４．５"),
    "thousands_comma": cells("Demand", C2="1,234"),
    "comma_for_a_point": cells("Demand", C2="1,5"),
    "circled_numeral": cells("Demand", C2="⑫"),
    "jin": cells("Demand", C2="20斤"),
    "kilograms_in_the_cell": cells("Demand", C2="20 kg", D2="３０公斤"),
    "foreign_unit": cells("Demand", C2="20箱"),
    "letter_for_a_digit": cells("Demand", C2="1O"),
    "what_only_python_takes_for_numbers": cells("Demand", C2="1_000", D2="inf", E2="nan", C3="٣"),
    "dash_for_nothing": cells("Demand", C2="-", D2="无"),
    "percent": cells("Settings", B12="60%"),
    "negative_quantity": cells("Demand", C2=-5),
    "half_a_person": fields("Crew", Headcount=2.5),
    "truth_for_a_number": cells("Demand", C2=True),
    "date_for_a_number": cells("Demand", C2=DateTime(2025, 1, 6)),
    "error_cells": cells("Demand", C2="#N/A", D3="#REF!"),
    "error_in_a_heading": cells("Demand", D1="#N/A"),
    "formula_never_computed": cells("Demand", C2="=20+30"),
    "formula_not_recalculated": _stale_formula,
    "dates_as_text": cells("Calendar", A2="2025/1/6", A3="2025-01-07", A4="2025年1月8日", A5="20250109"),
    "dates_without_year": cells("Calendar", A2="1月6日", A3="１月７日"),
    "dates_as_serials": cells("Calendar", A2=45663, A3="45664"),
    "dates_in_unclear_order": cells("Calendar", A2="6/1/2025", A3="1/7"),
    "days_that_do_not_exist": cells("Calendar", A2="2025-02-30", A3="节前"),
    "date_with_a_time": cells("Calendar", A2=DateTime(2025, 1, 6, 8, 30)),
    "heading_dates_as_text": cells("Demand", C1="1月6日", D1="2025/1/7", E1=45665),
    "heading_date_in_unclear_order": cells("Demand", C1="6/1"),
    "times_as_text": fields("Shift", Starts="7:30", Ends="下午4:30", Lunch_from="12点"),
    "times_that_do_not_exist": fields("Shift", Starts="25:00", Ends="傍晚", Lunch_from=0.5),
    "neither_yes_nor_no": fields("Routing", Line="也许"),
    "unknown_choice": fields("Calendar", Kind="statutary"),
    "unknown_choice_without_a_neighbour": fields("Crew", Skill="???"),
    "text_too_long": fields("Product", Code="P" * 31),
    "blank_where_required": fields("Product", Name=None, Family="  "),
    "unknown_code": cells("Demand", A2="S9"),
    "code_in_another_case": cells("Demand", A2="ｓ1", B3="p2 "),
    "code_without_its_zeros": _zero_padded,
    "date_for_a_name": fields("Customer", Name=Date(2025, 1, 6)),
    "same_code_twice": _duplicate_codes,
    "same_order_twice": cells("Demand", B3="P1"),
    "same_day_twice": cells("Demand", D1=Date(2025, 1, 6)),
    "number_out_of_bounds": fields("Product", Shelf_life=-1, Colour=12, Pallet=0),
    "time_for_hours": fields("Crew", Overtime_used=Time(3, 0)),
}
