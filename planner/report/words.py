"""How days, channels and names are spelt on the pages: Chinese first."""

from collections.abc import Iterable, Iterator
from datetime import date as Date

import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.market import Channel
from planner.domain.page import Cell, Look, Mood
from planner.domain.scenario import Scenario

CHANNELS = {
    Channel.VILLAGE: "亚冬村 Village",
    Channel.STORE: "门店 Stores",
    Channel.SUPERMARKET: "商超 Supermarkets",
    Channel.DISTRIBUTOR: "经销商 Distributors",
    Channel.ECOMMERCE: "电商 E-commerce",
    Channel.OUT_OF_TOWN: "外埠 Out of town",
}
TONNES_FROM_KG, WAN_FROM_YUAN = 10_000.0, 100_000.0
WEEKDAYS = "一二三四五六日"
LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
DIGITS = "一二三四五六七八九十"


def day_words(scenario: Scenario, date: Date) -> str:
    """A day for a band or title: `2025-01-22 周三 腊月廿三 小年`."""
    day = scenario.day_of.get(date)
    words = [date.isoformat(), f"周{WEEKDAYS[date.weekday()]}"]
    if day:
        words += [lunar_words(day.lunar), day.label]
    return " ".join(word for word in words if word)


def lunar_words(lunar: str) -> str:
    """A lunar month-day such as `12-23` in Chinese; anything else is left as written."""
    month, _, day = lunar.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 30):
        return lunar
    return f"{LUNAR_MONTHS[int(month) - 1]}月{_lunar_day(int(day))}"


def _lunar_day(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return ("初", "十", "廿")[day // 10] + DIGITS[day % 10 - 1]


def day_mood(scenario: Scenario, date: Date) -> Mood:
    """Amber for a rest day, red for a statutory one."""
    day = scenario.day_of.get(date)
    kinds = {DayKind.REST: Mood.AMBER, DayKind.STATUTORY: Mood.RED}
    return kinds.get(day.kind, Mood.PLAIN) if day else Mood.PLAIN


def by_day(frame: pd.DataFrame, rest: str | None = None) -> Iterator[tuple[Date, str, pd.DataFrame]]:
    """The rows of each day in order, split further by the column `rest` if given: day, its value, rows."""
    for day, rows in frame.groupby("date", sort=True):
        date = pd.Timestamp(str(day)).date()
        if rest is None:
            yield date, "", rows
            continue
        for value, part in rows.groupby(rest, sort=True):
            yield date, str(value), part


def cell_rows(frame: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a frame as plain cells: dates as dates, missing values as None."""
    return tuple(zip(*(_cells(frame[name]) for name in frame.columns), strict=True))


def _cells(values: pd.Series) -> Iterable[Cell]:
    plain: list[Cell] = values.dt.date.tolist() if values.dtype.kind == "M" else values.tolist()
    missing = values.isna().to_numpy()
    if missing.any():
        return [None if lacks else value for value, lacks in zip(plain, missing, strict=True)]
    return plain


def weighed(kg: float, scale: float | None = None) -> tuple[float, Look, str]:
    """Kilograms with look and unit: tonnes from ten of them on, by the size of `scale` if given."""
    small = (kg if scale is None else scale) < TONNES_FROM_KG
    return (kg, Look.COUNT, "kg") if small else (kg / 1000, Look.TENTHS, "t")


def weight_words(part: float, whole: float) -> str:
    """What was delivered of what was ordered, in one unit."""
    amount, _, unit = weighed(part, whole)
    total = weighed(whole)[0]
    digits = 0 if unit == "kg" else 1
    return f"发货 {amount:,.{digits}f} / 订货 {total:,.{digits}f} {unit}"


def money(yuan: float) -> tuple[float, Look, str]:
    """Yuan with look and unit: tens of thousands from ten of them on."""
    return (yuan, Look.YUAN, "元") if yuan < WAN_FROM_YUAN else (yuan / 10_000, Look.TENTHS, "万元")
