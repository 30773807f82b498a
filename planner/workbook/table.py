"""The cells of one noun after reading: typed values that still know where they stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.domain.noun import Noun
from planner.workbook.issue import Issue, issue

Span = int | Sequence[int]


@dataclass(frozen=True)
class Table:
    """Values by field, BAD where none could be read; `where` holds the rows and columns of each field.

    A span is one number for all entries or one for each; rows and columns count from 1.
    """

    name: str
    noun: type[Noun]
    sheet: str
    count: int
    values: Mapping[str, list[Any]]
    where: Mapping[str, tuple[Span, Span]]

    def place(self, entry: int, name: str) -> tuple[int, int]:
        """The row and column of a field of an entry."""
        rows, cols = self.where[name]
        return _pick(rows, entry), _pick(cols, entry)

    def issue(self, code: str, entry: int, name: str, message: str, value: object = "") -> Issue:
        """An issue at a field of an entry."""
        return issue(code, self.sheet, message, *self.place(entry, name), value)

    def with_values(self, name: str, values: list[Any]) -> "Table":
        """The same table with one field's values replaced."""
        return replace(self, values={**self.values, name: values})


def _pick(span: Span, entry: int) -> int:
    return span if isinstance(span, int) else span[entry]


@dataclass(frozen=True)
class Built:
    """The records of a table, and for each the entry it came from; a noun without a sheet has no table.

    Long nouns have a `frame` instead of records; its rows are numbered as records are.
    """

    records: Sequence[Any] = ()
    entries: Sequence[int] = ()
    table: Table | None = None
    frame: pd.DataFrame | None = None

    def issue(self, code: str, record: int, name: str, message: str, value: object = "") -> Issue:
        """An issue at a field of a record."""
        if self.table is None:
            raise LookupError("a record without a sheet has no cell")
        return self.table.issue(code, self.entries[record], name, message, value)
