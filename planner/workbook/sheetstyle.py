"""How a sheet is to be written, and the values that go into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any

import pandas as pd

from planner.domain.noun import Noun, columns_of
from planner.workbook.sheethead import (
    HEADING_ROW,
)

TOP = HEADING_ROW + 1
Records = Sequence[Noun] | pd.DataFrame


@dataclass(frozen=True)
class Style:
    """How a sheet is to be written.

    `editable`: yellow input cells, notes and drop-downs; `spare`: empty input rows below the data;
    `extents`: the key cells of other sheets by English name; `dates`: days a matrix shows besides its own;
    `names`: names for people by key field, shown beside the codes of a matrix; `marks`: a word above a day.
    """

    editable: bool = True
    spare: int = 0
    extents: Mapping[str, str] = field(default_factory=dict)
    dates: Sequence[Date] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[Date, str] = field(default_factory=dict)


def values_by_column(noun: type[Noun], records: Records) -> dict[str, Sequence[Any]]:
    """The values of each field in order, whether the records are nouns or one table."""
    names = [column.name for column in columns_of(noun)]
    if isinstance(records, pd.DataFrame):
        return {name: _plain(records[name]) for name in names}
    return {name: [getattr(record, name) for record in records] for name in names}


def _plain(series: "pd.Series[Any]") -> list[Any]:
    """The values of a table's column as plain Python values; days as dates."""
    if pd.api.types.is_datetime64_any_dtype(series):
        return list(series.dt.date)
    return list(series.tolist())
