"""Days and times as people type them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Time
from datetime import timedelta
from typing import Any

from planner.workbook.doubt import BAD, Doubt

EXCEL_DAY_ZERO = Date(1899, 12, 30)
DAYS_TO_1904 = 1462
SERIALS = range(30000, 80001)
_FULL = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?号?(?:[t ]?00:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_UNCLEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?")
_TIME = re.compile(r"(上午|下午|晚上|am|pm)?(\d{1,2})(?:[:点时](\d{1,2})?)(?:[:分](\d{1,2})?)?秒?(am|pm)?")


@dataclass(frozen=True)
class Clock:
    """What dates depend on: the plan's first and last day, once known, and Excel's day zero."""

    start: Date | None = None
    end: Date | None = None
    epoch_1904: bool = False

    def year_of(self, month: int, day: int) -> Date | None:
        """The day of the year that lies in the plan, or nearest to its start; None if there is none."""
        if self.start is None:
            return None
        years = range(self.start.year - 1, (self.end or self.start).year + 2)
        found = [made for year in years if (made := _made(year, month, day))]
        inside = [made for made in found if self.start <= made <= (self.end or self.start)]
        start = self.start
        return min(inside or found, key=lambda made: abs((made - start).days), default=None)


def parse_date(raw: Any, clock: Clock, *, quiet: bool) -> Any:
    """The day a cell holds, or a Doubt."""
    if isinstance(raw, DateTime):
        if raw.time() == Time(0):
            return raw.date()
        return Doubt(raw.date(), "date_with_time", "a time of day is dropped; only the date is read.")
    if isinstance(raw, Date):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_serial(float(raw), clock)
    if isinstance(raw, str):
        return _from_text(raw, clock, quiet=quiet)
    return Doubt(BAD, "not_a_date", f"'{raw}' is not a date.")


def _from_serial(number: float, clock: Clock) -> Any:
    """A day from Excel's count of days, taken with a warning; from 20250122 with a hint."""
    days = number + (DAYS_TO_1904 if clock.epoch_1904 else 0)
    if days.is_integer() and int(days) in SERIALS:
        made = EXCEL_DAY_ZERO + timedelta(days=int(days))
        return Doubt(made, "date_from_serial", f"{number:g} is a date without its format; read as {made}.")
    compact = _COMPACT.fullmatch(f"{number:.0f}")
    if compact and (day := _made(*map(int, compact.groups()))):
        return Doubt(day, "date_as_text", "dates are stored as numbers or text; read as dates.")
    return Doubt(BAD, "not_a_date", f"{number:g} is not a date.")


def _from_text(raw: str, clock: Clock, *, quiet: bool) -> Any:
    text = re.sub(r"[\s\u200b\ufeff]+", " ", unicodedata.normalize("NFKC", raw)).strip().casefold()
    tight = text.replace(" ", "")
    full = _FULL.fullmatch(text) or _FULL.fullmatch(tight) or _COMPACT.fullmatch(tight)
    if full:
        made = _made(*(int(part) for part in full.groups()))
        if made is None:
            return Doubt(BAD, "not_a_date", f"'{raw}' is no day of the calendar.")
        return (
            made
            if quiet
            else Doubt(made, "date_as_text", "dates are stored as numbers or text; read as dates.")
        )
    partial = _NO_YEAR.fullmatch(tight)
    if partial:
        return _completed(raw, clock.year_of(int(partial[1]), int(partial[2])))
    if re.fullmatch(r"\d{5}", tight):
        return _from_serial(float(tight), clock)
    return _unclear(raw, tight, clock)


def _completed(raw: str, made: Date | None) -> Doubt:
    if made is None:
        return Doubt(BAD, "not_a_date", f"'{raw}' has no year. Maybe write it as 2025-01-22.")
    return Doubt(made, "date_completed", f"'{raw}' has no year; read as {made}.")


def _unclear(raw: str, text: str, clock: Clock) -> Doubt:
    """A fault for day and month in unclear order, or for no date at all."""
    found = _UNCLEAR.fullmatch(text)
    if not found:
        return Doubt(BAD, "not_a_date", f"'{raw}' is not a date. Maybe write it as 2025-01-22.")
    first, second, year = int(found[1]), int(found[2]), found[3]
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        made = _made(full, second, first) or _made(full, first, second)
    else:
        made = clock.year_of(first, second)
    hint = f" Maybe {made}." if made else " Maybe write it as 2025-01-22."
    return Doubt(BAD, "date_ambiguous", f"'{raw}' leaves open what is day, month and year.{hint}")


def _made(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def parse_time(raw: Any, *, quiet: bool) -> Any:
    """The time of day a cell holds, or a Doubt."""
    if isinstance(raw, DateTime):
        return _rounded(raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6)
    if isinstance(raw, Time):
        return _rounded(raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6)
    if isinstance(raw, timedelta) and timedelta(0) <= raw < timedelta(days=1):
        return _rounded(raw.total_seconds())
    if isinstance(raw, float) and 0 <= raw < 1:
        made = _rounded(raw * 86400)
        return Doubt(made, "time_from_text", f"{raw:g} is a time without its format; read as {made:%H:%M}.")
    if isinstance(raw, str):
        return _time_in_text(raw, quiet=quiet)
    return Doubt(BAD, "not_a_time", f"'{raw}' is not a time of day. Maybe write it as 07:30.")


def _rounded(seconds: float) -> Time:
    """The time of day nearest to a count of seconds."""
    whole = round(seconds) % 86400
    return Time(whole // 3600, whole // 60 % 60, whole % 60)


def _time_in_text(raw: str, *, quiet: bool) -> Any:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw)).casefold()
    found = _TIME.fullmatch(text)
    if found:
        before, hour, minute, second, after = found.groups()
        late = before in ("下午", "晚上", "pm") or after == "pm"
        hours = int(hour) % 12 + 12 if late and int(hour) <= 12 else int(hour)
        if hours < 24 and int(minute or 0) < 60 and int(second or 0) < 60:
            made = Time(hours, int(minute or 0), int(second or 0))
            return (
                made if quiet else Doubt(made, "time_from_text", "times are stored as text; read as times.")
            )
    return Doubt(BAD, "not_a_time", f"'{raw}' is not a time of day. Maybe write it as 07:30.")
