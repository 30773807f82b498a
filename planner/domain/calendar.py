"""The days of the plan and the law that governs their hours."""

from datetime import date as Date
from datetime import time as Time
from enum import StrEnum
from typing import ClassVar

from planner.domain.noun import Noun, Sheet, column


class DayKind(StrEnum):
    """How the official calendar counts a day."""

    WORK = "work"
    REST = "rest"
    STATUTORY = "statutory"


class Settings(Noun):
    """The scenario's name, its horizon, and the limits of the law as this factory reads them."""

    sheet: ClassVar[Sheet] = Sheet(
        "设置",
        "Settings",
        (),
        "情景名称、计划期与加班规则 Scenario name, horizon and legal limits",
        layout="form",
        required=True,
    )

    name: str = column("情景名称", "Scenario", "Name printed on every page.", min_length=1, max_length=80)
    start: Date = column("开始日期", "First day", "First day of the plan.")
    end: Date = column("结束日期", "Last day", "Last day of the plan, included.")
    overtime_hours_day: float = column(
        "每日加班上限",
        "Overtime a day",
        "Most overtime a person may work on one day.",
        default=3.0,
        unit="h",
        ge=0,
        le=3,
    )
    overtime_hours_month: float = column(
        "每月加班上限",
        "Overtime a month",
        "Most overtime a person may work in a calendar month, hours already worked included.",
        default=36.0,
        unit="h",
        ge=0,
        le=36,
    )
    days_in_row: int = column(
        "最多连续工作天数",
        "Days in a row",
        "A crew works at most this many days in any window one day longer.",
        default=6,
        unit="d",
        ge=1,
        le=6,
    )
    rest_day_work_counts: bool = column(
        "休息日加班计入月上限",
        "Rest-day work counts",
        "Whether paid work on a rest day counts towards the monthly limit.",
        default=True,
    )
    time_off_in_lieu: bool = column(
        "允许调休",
        "Time off in lieu",
        "Whether a crew may work a rest day at plain pay and take a workday of the same month off.",
        default=True,
    )
    borrowed_yuan_hour: float = column(
        "借调补贴",
        "Borrowing allowance",
        "Allowance paid for an hour of a borrowed worker.",
        default=4.0,
        unit="元/h",
        ge=0,
    )
    component_age_days: int = column(
        "礼盒配件最大龄期",
        "Component age",
        "A kit is assembled from components at most this many days old.",
        default=2,
        unit="d",
        ge=0,
        le=30,
    )
    fair_low: float = column(
        "公平下限",
        "Fair floor",
        "No customer ends below this share of its order …",
        default=0.60,
        ge=0,
        le=1,
    )
    fair_high: float = column(
        "公平上限",
        "Fair ceiling",
        "… while a peer of its class that could have shared is above this one.",
        default=0.95,
        ge=0,
        le=1,
    )

    dispatch_from: Time = column(
        "派车日界",
        "Dispatch day from",
        "A dispatch day runs from this time to the same time next day; earlier times are next morning's.",
        default=Time(17, 0),
    )
    picking_minutes: int = column(
        "拣货时间",
        "Picking",
        "From release to the dock.",
        default=30,
        unit="min",
        ge=0,
        le=720,
    )
    dock_doors: int | None = column(
        "月台数", "Dock doors", "Trucks that can load at a time; blank: any number.", default=None, ge=1
    )
    crate_kg: float = column(
        "空筐重", "Empty crate", "Weight of an empty crate.", default=1.8, unit="kg", ge=0, le=50
    )
    minutes_crate: float = column(
        "每筐卸货", "Unloading", "Time a crate takes at a stop.", default=0.25, unit="min", ge=0, le=30
    )
    driver_hours: float = column(
        "司机工时上限",
        "Driver's day",
        "From the first loading to the last return of a truck in a wave.",
        default=11.0,
        unit="h",
        gt=0,
        le=24,
    )
    drive_minutes: int = column(
        "连续驾驶上限", "Driving at a stretch", "Without a pause.", default=240, unit="min", ge=1, le=600
    )
    pause_minutes: int = column(
        "驾驶休息", "Driver's pause", "Shortest that counts.", default=20, unit="min", ge=0, le=240
    )
    depot_latitude: float | None = column(
        "工厂纬度", "Factory latitude", "Degrees north.", default=None, unit="°", ge=-90, le=90
    )
    depot_longitude: float | None = column(
        "工厂经度", "Factory longitude", "Degrees east.", default=None, unit="°", ge=-180, le=180
    )
    circuity: float = column(
        "绕行系数",
        "Circuity",
        "Road kilometres for one as the crow flies.",
        default=1.3,
        ge=1,
        le=3,
    )
    km_hour: float = column(
        "车速", "Speed", "Where the sheet of speeds is empty.", default=24.0, unit="km/h", gt=0, le=120
    )


class Day(Noun):
    """One day of the official calendar, with what an hour costs on it."""

    sheet: ClassVar[Sheet] = Sheet(
        "日历", "Calendar", ("date",), "官方日历、加班倍率与雪天系数 Official calendar and pay", required=True
    )

    date: Date = column("日期", "Date", "Calendar day.")
    kind: DayKind = column("类别", "Kind", "work, rest or statutory; make-up days are work.")
    overtime_multiple: float = column(
        "加班倍率",
        "Overtime pay",
        "Multiple of the hourly wage for overtime on this day: 1.5, 2 or 3 by law.",
        ge=1.5,
        le=5,
    )
    lunar: str = column("农历", "Lunar", "Lunar month-day, for people.", default="", max_length=20)
    label: str = column("说明", "Label", "Festival or remark.", default="", max_length=60)
    snow_factor: float = column(
        "雪天车速系数",
        "Snow factor",
        "Road speed on this day relative to a clear one.",
        default=1.0,
        gt=0,
        le=1.2,
    )


class Shift(Noun):
    """A shift pattern: its plain end, and how late it may be opened."""

    sheet: ClassVar[Sheet] = Sheet("班次", "Shift", ("code",), "班次与休息 Shifts and breaks", required=True)

    code: str = column("班次编码", "Code", "Short code.", min_length=1, max_length=20)
    name: str = column("名称", "Name", "Name for people.", default="", max_length=60)
    starts: Time = column("上班", "Starts", "When work starts.")
    ends: Time = column("下班", "Ends", "When plain hours end.")
    latest_end: Time = column("最晚下班", "Latest end", "When the longest overtime ends.")
    lunch_from: Time = column("午休开始", "Lunch from", "Start of the unpaid lunch break.")
    lunch_minutes: int = column("午休", "Lunch", "Unpaid lunch break.", unit="min", ge=0, le=180)
    dinner_from: Time = column(
        "晚餐开始", "Dinner from", "Start of the unpaid dinner break when working late."
    )
    dinner_minutes: int = column(
        "晚餐", "Dinner", "Unpaid dinner break when working late.", unit="min", ge=0, le=120
    )
    early_minutes: int = column(
        "提前到岗",
        "Early",
        "People come in turns: the first so much before the shift starts.",
        default=90,
        unit="min",
        ge=0,
        le=360,
    )
    late_minutes: int = column(
        "推后离岗",
        "Late",
        "The last, who come later, leave so much after the day's end.",
        default=150,
        unit="min",
        ge=0,
        le=360,
    )
    last_out: Time = column(
        "最晚离岗", "Last out", "Nobody leaves later, unless the day itself ends later.", default=Time(21, 0)
    )

    @property
    def regular_hours(self) -> float:
        """Paid hours of the plain shift."""
        return (_minutes(self.starts, self.ends) - self.lunch_minutes) / 60

    @property
    def longest_hours(self) -> float:
        """Paid hours of the longest shift, overtime included."""
        late = _minutes(self.starts, self.latest_end) - self.lunch_minutes
        if self.latest_end != self.ends:
            late -= self.dinner_minutes
        return max(late / 60, self.regular_hours)


def _minutes(start: Time, end: Time) -> int:
    """Minutes from start to end; an end at or before the start lies on the next day."""
    span = (end.hour - start.hour) * 60 + end.minute - start.minute
    return span if span > 0 else span + 24 * 60
