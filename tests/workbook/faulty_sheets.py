"""Workbooks with one kind of faulty sheet or heading each."""

from datetime import date as Date
from pathlib import Path

from openpyxl import Workbook

from tests.workbook.books import Sheets, a_book, a_world, book_of, column_letter, put, sheets_of
from tests.workbook.faulty_cells import Case, cells

DEMAND = "需求 Demand"


def _without_sheet(folder: Path) -> Path:
    return a_book(folder, lambda sheets: [sheets.pop(name) for name in ("Demand", "Zone", "Temps")] and None)


def _without_column(english: str) -> Case:
    def edit(sheets: Sheets) -> None:
        col = column_letter(sheets, "Product", english)
        for row in sheets["Product"]:
            del row[col]

    return lambda folder: a_book(folder, edit)


def _from_b3(folder: Path) -> Path:
    """A word for a number in a table that starts at B3."""

    def edit(sheets: Sheets) -> None:
        put(sheets, "Demand", C2="十二")
        sheets["Demand"] = [[], [], *([None, *row] for row in sheets["Demand"])]

    return a_book(folder, edit)


def _merged_title(folder: Path) -> Path:
    """A merged title above the table, and a fault below it."""

    def finish(book: Workbook) -> None:
        book[DEMAND].insert_rows(1, 2)
        book[DEMAND]["A1"] = "一月需求"
        book[DEMAND].merge_cells("A1:E1")
        book[DEMAND]["C4"] = "十二"

    return a_book(folder, finish=finish)


def _merged_keys(folder: Path) -> Path:
    return a_book(folder, finish=lambda book: book[DEMAND].merge_cells("A2:A3"))


def _merged_quantities(folder: Path) -> Path:
    return a_book(folder, finish=lambda book: book[DEMAND].merge_cells("C2:D2"))


def _totals(folder: Path) -> Path:
    def edit(sheets: Sheets) -> None:
        sheets["Demand"].append(["合计", None, 50, 20, 30, 0, 10])
        sheets["Demand"].append(["小 计：", None, 50, 20, 30, 0, 10])
        for row, value in enumerate(["合计", 50, 20, 30, 10]):
            sheets["Demand"][row].append(value)

    return a_book(folder, edit)


def _far_rows(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets["Product"].extend([*[[]] * 60, ["P9", "远"]]))


def _hidden_sheet(folder: Path) -> Path:
    def finish(book: Workbook) -> None:
        book[DEMAND].sheet_state = "hidden"

    return a_book(folder, finish=finish)


def _hidden_rows(folder: Path) -> Path:
    def finish(book: Workbook) -> None:
        for row in (3, 4):
            book[DEMAND].row_dimensions[row].hidden = True

    return a_book(folder, finish=finish)


def _renamed_sheets(folder: Path) -> Path:
    def finish(book: Workbook) -> None:
        book[DEMAND].title = "Demnad"
        book.create_sheet("随手记").append(["记得打电话"])

    return a_book(folder, finish=finish)


def _sheet_twice(folder: Path) -> Path:
    def finish(book: Workbook) -> None:
        book.create_sheet("需求").append(["客户", "产品"])

    return a_book(folder, finish=finish)


def _empty_sheets(folder: Path) -> Path:
    def edit(sheets: Sheets) -> None:
        del sheets["Product"][1:]
        sheets["Customer"] = []

    return a_book(folder, edit)


def _no_days(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets.update(Demand=[row[:2] for row in sheets["Demand"]]))


def _settings_items(folder: Path) -> Path:
    def edit(sheets: Sheets) -> None:
        rows = sheets["Settings"]
        rows[0][0] = "情景名"
        rows.append(["开始日期", rows[1][1]])
        del rows[2]

    return a_book(folder, edit)


def _every_sheet_wrong(folder: Path) -> Path:
    """Nothing but faults, to see that one fault hides no other."""
    sheets = sheets_of(a_world())
    put(sheets, "Demand", A2="S9", C2="十二", D3=-4)
    put(sheets, "Product", A3="P1", C2="F9")
    put(sheets, "Calendar", A2="1/6")
    put(sheets, "Crew", E2="四")
    path = folder / "book.xlsx"
    book_of(sheets).save(path)
    return path


def _other_book(folder: Path) -> Path:
    """A workbook that has nothing to do with planning."""
    book = Workbook()
    book.active.append(["姓名", "电话"])
    book.active.append(["张三", "0451"])
    path = folder / "book.xlsx"
    book.save(path)
    return path


SHEET_CASES: dict[str, Case] = {
    "sheets_missing": _without_sheet,
    "required_column_missing": _without_column("Family"),
    "optional_column_missing": _without_column("Pace"),
    "unknown_column": cells("Product", V1="保质其", V2=30),
    "column_without_heading": cells("Product", W2=30),
    "heading_twice": cells("Product", B1="产品编码 Code"),
    "heading_in_jin": cells("Stock", D1="数量（斤）", A2="K1", B2="P1", C2="2025-01-05", D2=20),
    "heading_in_boxes": cells("Stock", D1="数量 Quantity (箱)", A2="K1", B2="P1", C2=Date(2025, 1, 5), D2=20),
    "no_headings": lambda folder: a_book(folder, lambda sheets: sheets["Product"].pop(0) and None),
    "table_from_b3": _from_b3,
    "merged_title": _merged_title,
    "merged_keys": _merged_keys,
    "merged_quantities": _merged_quantities,
    "totals": _totals,
    "rows_far_below": _far_rows,
    "hidden_sheet": _hidden_sheet,
    "hidden_rows": _hidden_rows,
    "renamed_sheets": _renamed_sheets,
    "sheet_twice": _sheet_twice,
    "empty_sheets": _empty_sheets,
    "demand_without_days": _no_days,
    "settings_items_wrong": _settings_items,
    "every_sheet_wrong": _every_sheet_wrong,
    "another_book_altogether": _other_book,
}
