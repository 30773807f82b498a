"""A scenario to start from: headings everywhere, and the defaults a planner would type anyway."""

from datetime import date as Date
from datetime import time as Time
from datetime import timedelta
from typing import Any

from planner.domain.calendar import Day, DayKind, Settings, Shift
from planner.domain.market import Channel, CustomerClass
from planner.domain.product import ReleaseClass
from planner.domain.scenario import SCENARIO_TABLES, Scenario
from planner.domain.supply import Zone
from planner.workbook.records import empty_frame

USUAL_DAYS = 28
MULTIPLES = {DayKind.WORK: 1.5, DayKind.REST: 2.0}
SATURDAY = 5


def blank_scenario(start: Date | None = None, days: int = USUAL_DAYS) -> Scenario:
    """A scenario without products or orders, from `start` (next Monday) for a number of days."""
    start = start or _next_monday(Date.today())
    empty: dict[str, Any] = dict.fromkeys(SCENARIO_TABLES, ())
    usual: dict[str, Any] = {
        "settings": Settings(name="新情景 New scenario", start=start, end=start + timedelta(days=days - 1)),
        "days": tuple(_usual_day(start + timedelta(days=n)) for n in range(days)),
        "shifts": (_usual_shift(),),
        "zones": _usual_zones(),
        "releases": _usual_releases(),
        "classes": _usual_classes(),
        "demand": empty_frame(SCENARIO_TABLES["demand"]),
    }
    return Scenario(**(empty | usual))


def _next_monday(today: Date) -> Date:
    return today + timedelta(days=7 - today.weekday())


def _usual_day(day: Date) -> Day:
    """A weekday of work or a weekend of rest; public holidays are the planner's to mark."""
    kind = DayKind.REST if day.weekday() >= SATURDAY else DayKind.WORK
    return Day(date=day, kind=kind, overtime_multiple=MULTIPLES[kind])


def _usual_shift() -> Shift:
    return Shift(
        code="DAY", name="白班", starts=Time(7, 30), ends=Time(16, 30), latest_end=Time(20, 0),
        lunch_from=Time(12, 0), lunch_minutes=60, dinner_from=Time(17, 0), dinner_minutes=30,
        early_minutes=90, late_minutes=150, last_out=Time(21, 0),
    )  # fmt: skip


def _usual_zones() -> tuple[Zone, ...]:
    rows = (("AMB", "常温"), ("CHL", "冷藏 0–4 ℃"), ("FRZ", "冷冻 −20 ℃"))
    return tuple(Zone(code=code, name=name, pallets=0.0) for code, name in rows)


def _usual_releases() -> tuple[ReleaseClass, ...]:
    rows = (("F0", "当日放行 same day", 0), ("F1", "次日放行 next day", 1))
    return tuple(ReleaseClass(code=code, name=name, hold_days=days) for code, name, days in rows)


def _usual_classes() -> tuple[CustomerClass, ...]:
    rows = (
        ("VILLAGE", "亚冬村", Channel.VILLAGE, 20.0, 1.0),
        ("STORE", "直营店", Channel.STORE, 4.0, 0.5),
        ("SUPER", "商超", Channel.SUPERMARKET, 3.0, 1 / 3),
        ("DIST", "经销商", Channel.DISTRIBUTOR, 2.0, 0.5),
    )
    return tuple(
        CustomerClass(code=code, name=name, channel=channel, shortage_multiple=price, life_fraction=life)
        for code, name, channel, price, life in rows
    )
