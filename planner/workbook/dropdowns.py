"""Data validation of input cells: drop-downs from the data, bounds and types from the fields."""

from collections.abc import Mapping
from datetime import date as Date
from datetime import time as Time
from typing import Any

from xlsxwriter.utility import xl_range_abs

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.kinds import Kind, bound_of, choices_of, kind_of
from planner.workbook.strictbook import StrictSheet
from planner.workbook.words import NO, YES, word_for

LARGEST = 1e12
FIRST_DAY, LAST_DAY = Date(2000, 1, 1), Date(2199, 12, 31)


def key_range(noun: type[Noun], top: int, rows: int) -> str:
    """The cells in which the keys of a sheet stand, for the drop-downs of other sheets."""
    names = [column.name for column in columns_of(noun)]
    col = names.index(noun.sheet.key[0])
    return f"='{noun.sheet.name}'!{xl_range_abs(top, col, top + max(rows, 1) - 1, col)}"


def add_dropdown(
    sheet: StrictSheet, column: Column, cells: tuple[int, int, int, int], extents: Mapping[str, str]
) -> None:
    """Guard the cells (first row, first col, last row, last col) of a column; a warning, never a wall."""
    options = _options(column, extents)
    if options:
        sheet.data_validation(*cells, options | _alert(column))


def _options(column: Column, extents: Mapping[str, str]) -> dict[str, Any] | None:
    """What a column allows, in XlsxWriter's words; None where anything goes."""
    kind = kind_of(column)
    if kind is Kind.TEXT:
        source = extents.get(column.refers)
        return {"validate": "list", "source": source} if source else None
    if kind is Kind.CHOICE:
        return {"validate": "list", "source": [word_for(choice) for choice in choices_of(column)]}
    if kind is Kind.FLAG:
        return {"validate": "list", "source": [YES, NO]}
    if kind is Kind.DATE:
        return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    if kind is Kind.TIME:
        return {"validate": "time", "criteria": "between", "minimum": Time(0), "maximum": Time(23, 59, 59)}
    return _number_bounds(column, kind)


def _number_bounds(column: Column, kind: Kind) -> dict[str, Any]:
    """The range of a number; an open bound is shown closed, the reader checks it exactly."""
    low = bound_of(column, "ge") if bound_of(column, "ge") is not None else bound_of(column, "gt")
    high = bound_of(column, "le") if bound_of(column, "le") is not None else bound_of(column, "lt")
    return {
        "validate": "integer" if kind is Kind.INTEGER else "decimal",
        "criteria": "between",
        "minimum": -LARGEST if low is None else low,
        "maximum": LARGEST if high is None else high,
    }


def _alert(column: Column) -> dict[str, Any]:
    """The message Excel shows for a value outside the bounds; the user may keep it."""
    return {
        "error_type": "warning",
        "error_title": f"{column.zh} {column.en}"[:32],
        "error_message": f"请核对 Please check: {allowed(column)}"[:255],
    }


def allowed(column: Column) -> str:
    """What a cell of this column may hold, in one short line."""
    kind = kind_of(column)
    if kind is Kind.CHOICE:
        return " / ".join(word_for(choice) for choice in choices_of(column))
    if kind is Kind.FLAG:
        return f"{YES} / {NO}"
    if column.refers:
        return "须在此表中 must be listed in " + column.refers.replace("|", " 或 or ")
    words = {
        Kind.INTEGER: "整数 whole number",
        Kind.NUMBER: "数字 number",
        Kind.DATE: "日期 date 2025-01-29",
        Kind.TIME: "时间 time 07:30",
        Kind.TEXT: "文字 text",
    }[kind]
    return " ".join([words, *_bound_words(column)])


def _bound_words(column: Column) -> list[str]:
    """The bounds of a number as people write them."""
    signs = (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<"))
    return [f"{sign} {bound:g}" for name, sign in signs if (bound := bound_of(column, name)) is not None]
