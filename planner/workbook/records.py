"""Builds the frozen records of a table, or one DataFrame for the long ones; every bound is checked here."""

from typing import Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from planner.domain.noun import Column, Noun, columns_of
from planner.workbook.doubt import BAD
from planner.workbook.issue import Issue
from planner.workbook.kinds import Kind, bound_of, kind_of
from planner.workbook.table import Built, Table

DTYPES = {Kind.TEXT: "str", Kind.DATE: "datetime64[us]", Kind.NUMBER: "float64", Kind.INTEGER: "int64"}
BROKEN = {"ge": np.less, "gt": np.less_equal, "le": np.greater, "lt": np.greater_equal}
SIGNS = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}
PYDANTIC_BOUNDS = {
    "greater_than_equal": "ge",
    "greater_than": "gt",
    "less_than_equal": "le",
    "less_than": "lt",
}


def build_records(table: Table) -> tuple[Built, list[Issue]]:
    """The records of all entries without faults, with the faults of the others."""
    names = [column.name for column in columns_of(table.noun)]
    sound = [
        entry
        for entry, row in enumerate(zip(*(table.values[name] for name in names), strict=True))
        if BAD not in row
    ]
    records: list[Noun] = []
    entries: list[int] = []
    issues: list[Issue] = []
    for entry in sound:
        try:
            records.append(table.noun(**{name: table.values[name][entry] for name in names}))
            entries.append(entry)
        except ValidationError as fault:
            issues += [_bound_issue(table, entry, error) for error in fault.errors()]
    return Built(tuple(records), entries, table), issues + keys_twice(table)


def _bound_issue(table: Table, entry: int, error: Any) -> Issue:
    """One of pydantic's complaints in our words."""
    name = str(error["loc"][0])
    value, kind, context = table.values[name][entry], error["type"], error.get("ctx", {})
    if kind in PYDANTIC_BOUNDS:
        bound = PYDANTIC_BOUNDS[kind]
        return table.issue("out_of_bounds", entry, name, _must_be(value, bound, context[bound]), value)
    if kind == "string_too_long":
        message = f"the text has {len(value)} letters; {context['max_length']} is the most."
        return table.issue("too_long", entry, name, message, value)
    return table.issue("out_of_bounds", entry, name, f"'{value}' does not fit: {error['msg']}.", value)


def _must_be(value: float, bound: str, limit: float) -> str:
    return f"{value:g} must be {SIGNS[bound]} {limit:g}."


def build_frame(table: Table) -> tuple[Built, list[Issue]]:
    """The entries without faults as one DataFrame in the order of the sheet; bounds checked by column."""
    sound = np.ones(table.count, dtype=bool)
    issues: list[Issue] = []
    for column in columns_of(table.noun):
        values = table.values[column.name]
        sound &= np.fromiter((value is not BAD for value in values), dtype=bool, count=table.count)
        if kind_of(column) in (Kind.NUMBER, Kind.INTEGER):
            sound &= _within(table, column, values, issues)
    entries = np.flatnonzero(sound).tolist()
    frame = pd.DataFrame(
        {
            column.name: pd.Series([table.values[column.name][entry] for entry in entries], dtype=object)
            for column in columns_of(table.noun)
        }
    )
    return Built((), entries, table, _typed(frame, table.noun)), issues


def empty_frame(noun: type[Noun]) -> pd.DataFrame:
    """A table of a noun without rows."""
    return _typed(pd.DataFrame({column.name: [] for column in columns_of(noun)}), noun)


def _typed(frame: pd.DataFrame, noun: type[Noun]) -> pd.DataFrame:
    return frame.astype({column.name: DTYPES[kind_of(column)] for column in columns_of(noun)})


def _within(table: Table, column: Column, values: list[Any], issues: list[Issue]) -> "np.ndarray[Any, Any]":
    """Which numbers keep their field's bounds; an issue for each that does not."""
    numbers = np.fromiter(
        (np.nan if value is BAD else value for value in values), dtype=float, count=len(values)
    )
    kept = np.ones(len(values), dtype=bool)
    for bound, broken in BROKEN.items():
        limit = bound_of(column, bound)
        if limit is not None:
            for entry in np.flatnonzero(broken(numbers, limit)).tolist():
                kept[entry] = False
                message = _must_be(values[entry], bound, limit)
                issues.append(table.issue("out_of_bounds", entry, column.name, message, values[entry]))
    return kept


def keys_twice(table: Table) -> list[Issue]:
    """A fault for each entry whose key an earlier entry has, naming both cells."""
    key = table.noun.sheet.key
    if not key:
        return []
    first: dict[tuple[Any, ...], int] = {}
    issues = []
    for entry, values in enumerate(zip(*(table.values[name] for name in key), strict=True)):
        if BAD in values:
            continue
        if values in first:
            text = " · ".join(str(value) for value in values if value != "")
            issues.append(table.issue("key_twice", entry, key[0], _twice(table, text, first[values]), text))
        first.setdefault(values, entry)
    return issues


def _twice(table: Table, text: str, entry: int) -> str:
    row, _ = table.place(entry, table.noun.sheet.key[0])
    return f"{text} appears twice; first in row {row}."
