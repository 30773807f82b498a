"""The plan's sheets as frames a ledger can add up, hand-made mistakes set aside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from planner.domain.dispatch import WhyLeft
from planner.domain.noun import Noun
from planner.domain.plan import PLAN_TABLES, Attendance, Plan
from planner.domain.scenario import Scenario

Mask = pd.Series  # of bool, one a row
SHEETS: dict[str, type[Noun]] = {name: noun for name, noun in PLAN_TABLES.items() if name != "head"}


@dataclass(frozen=True, eq=False)
class Frames:
    """Every table of the plan: `raw` as written, `sound` without bad rows, `day` counted from the first.

    A sound row has numbers at or above zero (whole ones for people), a `date` inside the horizon, and a key
    no row above it has. It may still name something unknown: whoever needs that name leaves the row out.
    """

    scenario: Scenario
    plan: Plan

    @cached_property
    def raw(self) -> dict[str, pd.DataFrame]:
        start = self.scenario.settings.start
        return {name: _frame(getattr(self.plan, name), noun, start) for name, noun in SHEETS.items()}

    @cached_property
    def sound(self) -> dict[str, pd.DataFrame]:
        return {name: self._sound(name) for name in SHEETS}

    def outside(self, name: str) -> Mask:
        """Rows whose `date` is no day of the horizon; of tables without a date, none."""
        frame = self.raw[name]
        if "day" not in frame:
            return pd.Series(data=False, index=frame.index)
        return ~frame["day"].between(0, len(self.scenario.dates) - 1)

    def bad_numbers(self, name: str) -> pd.DataFrame:
        """By number column, the rows where it is missing, endless, no whole number of people, or below zero.

        A line of the bill may be below zero.
        """
        noun = SHEETS[name]
        numbers = self.raw[name][_number_columns(noun)]
        bad = numbers.isin([np.nan, np.inf, -np.inf])
        if name != "bill":
            bad |= numbers < 0
        for column in whole_columns(noun):
            bad[column] |= numbers[column] % 1 != 0
        return bad

    def repeated(self, name: str) -> Mask:
        """Rows whose key stands in a row above, or, for lots, in the opening stock; a date counts as its day."""
        frame = self.raw[name]
        again = frame.duplicated(["day" if field == "date" else field for field in SHEETS[name].sheet.key])
        if name == "lots":
            again |= frame["code"].isin({lot.code for lot in self.scenario.stock})
        return again

    def _sound(self, name: str) -> pd.DataFrame:
        if self.raw[name].empty:
            return self.raw[name]
        bad = self.outside(name) | self.bad_numbers(name).any(axis=1) | self.repeated(name)
        return self.raw[name][~bad].reset_index(drop=True)


def _frame(rows: Any, noun: type[Noun], start: Date) -> pd.DataFrame:
    """Records as a frame with the noun's columns: names as text, numbers as floats, dates also as days."""
    names = list(noun.model_fields)
    if isinstance(rows, pd.DataFrame):
        frame = rows.reindex(columns=names).reset_index(drop=True)
    else:
        frame = pd.DataFrame({name: [getattr(row, name) for row in rows] for name in names})
    for name in _text_columns(noun):
        frame[name] = frame[name].map(str).astype(object)
    for name in _number_columns(noun):
        frame[name] = pd.to_numeric(frame[name], errors="coerce").astype(float)
    for name, day in (("date", "day"), ("dated", "dated_day"), ("expires", "expires_day")):
        if name in names:
            frame[day] = days_from(frame[name], start)
    return frame


def _number_columns(noun: type[Noun]) -> list[str]:
    return [name for name, info in noun.model_fields.items() if info.annotation in (float, int)]


def whole_columns(noun: type[Noun]) -> list[str]:
    """Fields that count something that cannot be halved."""
    return [name for name, info in noun.model_fields.items() if info.annotation is int]


def _text_columns(noun: type[Noun]) -> list[str]:
    kinds = (str, Attendance, WhyLeft)
    return [name for name, info in noun.model_fields.items() if info.annotation in kinds]


def days_from(dates: "pd.Series[Any]", start: Date) -> "pd.Series[float]":
    """Whole days from the first day of the plan; NaN for a cell that is no date."""
    number_of = {value: _day_number(value, start) for value in dates.drop_duplicates()}
    return dates.map(number_of).astype(float)


def _day_number(value: Any, start: Date) -> float:
    if not isinstance(value, Date) or pd.isna(value):
        return float("nan")
    day = value.date() if isinstance(value, datetime) else value
    return float((day - start).days)


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The named columns of a frame, row by row, as plain Python values."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)
