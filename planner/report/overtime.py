"""加班: every crew's hours by day against the law, and the slips its people sign."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.page import Cell, Limits, Look, Note, Page, PageColumn, Section, Table
from planner.domain.people import Crew, Skill
from planner.domain.plan import Attendance, CrewDay
from planner.report.books import Books
from planner.report.hours import crew_hours
from planner.report.matrix import day_columns
from planner.report.words import by_day, cell_rows, day_words

LEFT = Limits(amber=6, red=-0.01)
SIGNATURES = ("制表 Planner", "车间 Workshop", "工会 Union", "人事 HR")
SKILLS = {Skill.GENERAL: "普工 General", Skill.SKILLED: "熟练 Skilled", Skill.MASTER: "师傅 Master"}
ATTENDANCE = {
    Attendance.WORKS: "上班 Works",
    Attendance.OFF: "休 Off",
    Attendance.IN_LIEU: "调休上班 In lieu",
    Attendance.PREMIUM: "假日加班 Premium",
}
SLIP_COLUMNS = (
    PageColumn("班组", "Crew", Look.TEXT, 18),
    PageColumn("车间", "Workshop", Look.TEXT, 16),
    PageColumn("出勤", "Attendance", Look.TEXT, 16),
    PageColumn("人数", "People", Look.COUNT, 7, "人"),
    PageColumn("正班", "Plain", Look.TENTHS, 7, "h"),
    PageColumn("加班", "Overtime", Look.TENTHS, 8.5, "h"),
    PageColumn("倍率", "Multiple", Look.TENTHS, 8),
    PageColumn("加班人时", "Person-hours", Look.TENTHS, 11, "h", totalled=True),
    PageColumn("加班费", "Pay", Look.YUAN, 10, "元", totalled=True),
    PageColumn("本月累计", "Month so far", Look.TENTHS, 11, "h"),
    PageColumn("剩余", "Left", Look.TENTHS, 7, "h", limits=LEFT),
    PageColumn("事由", "Why", Look.HAND, 14),
    PageColumn("班组签字", "Signed", Look.HAND, 12),
)


def overtime_pages(books: Books, meta: str) -> tuple[Page, ...]:
    """The balance of every crew by day, and the overtime slips."""
    counted = counted_hours(books)
    return (_balance_page(books, meta, counted), _slip_page(books, meta, counted))


def counted_hours(books: Books) -> pd.DataFrame:
    """Crew hours with the overtime that counts towards the month's limit, and its running sum.

    The running sum starts from the hours already worked in the month of the first day.
    """
    scenario = books.scenario
    kinds = {day.date: day.kind for day in scenario.days}
    frame = crew_hours(books).sort_values(["crew", "date"]).copy()
    free = [
        attendance == Attendance.PREMIUM
        and kinds.get(date.date()) == DayKind.REST
        and not scenario.settings.rest_day_work_counts
        for attendance, date in zip(frame["attendance"], frame["date"], strict=True)
    ]
    frame["counted"] = frame["overtime_hours"].mask(pd.Series(free, index=frame.index, dtype=bool), 0.0)
    frame["month"] = frame["date"].dt.to_period("M")
    first = pd.Period(scenario.settings.start, "M")
    used = {crew.code: crew.overtime_used_hours for crew in scenario.crews}
    opening = frame["crew"].map(used).where(frame["month"] == first, 0.0)
    frame["so_far"] = frame.groupby(["crew", "month"])["counted"].cumsum() + opening.astype(float)
    frame["left"] = scenario.settings.overtime_hours_month - frame["so_far"]
    return frame


def _balance_page(books: Books, meta: str, counted: pd.DataFrame) -> Page:
    settings = books.scenario.settings
    months = sorted({(day.year, day.month) for day in books.scenario.dates})
    columns = _balance_columns(books, months)
    limits = f"每日 {settings.overtime_hours_day:g} h，每月 {settings.overtime_hours_month:g} h（含期初）"
    legend = (
        f"格内为每人加班小时；· 上班不加班，休 休息，调 休息日调休上班。法定上限：{limits}。\n"
        "Cells: overtime hours a person; · plain day, 休 off, 调 works in lieu. Amber rest, red statutory."
    )
    table = Table(columns, (Section(tuple(_balance_rows(books, months, counted))),))
    return Page(
        zh="加班台账",
        en="Overtime balance",
        title="班组加班台账 Overtime and legal balance by crew",
        meta=meta,
        blocks=(table, Note(legend, lines=2)),
        signatures=SIGNATURES,
        frozen_columns=2,
        days_across=14,
    )


def _balance_columns(books: Books, months: list[tuple[int, int]]) -> tuple[PageColumn, ...]:
    fixed = [
        PageColumn("班组", "Crew", Look.TEXT, 17),
        PageColumn("技能", "Skill", Look.TEXT, 12),
        PageColumn("人数", "People", Look.COUNT, 7, "人"),
        PageColumn("期初", "Opening", Look.TENTHS, 8, "h"),
    ]
    for _, month in months:
        fixed.append(PageColumn(f"{month}月合计", "Month", Look.TENTHS, 8.5, "h"))
        left = PageColumn(f"{month}月剩余", "Left", Look.TENTHS, 8.5, "h", limits=Limits(amber=6, red=-0.01))
        fixed.append(left)
    return (
        *fixed,
        *day_columns(books.scenario, Look.MARK, 6, heat=books.scenario.settings.overtime_hours_day),
    )


def _balance_rows(
    books: Books, months: list[tuple[int, int]], counted: pd.DataFrame
) -> Iterator[tuple[Cell, ...]]:
    limit = books.scenario.settings.overtime_hours_month
    worked = counted.groupby(["crew", counted["date"].dt.year, counted["date"].dt.month])["counted"].sum()
    rows = {(row.crew, row.date): row for row in books.plan.crew_days}
    for crew in books.scenario.crews:
        totals: list[Cell] = []
        for position, (year, month) in enumerate(months):
            hours = float(worked.get((crew.code, year, month), 0.0))
            hours += crew.overtime_used_hours if position == 0 else 0.0
            totals += [hours, limit - hours]
        marks = [_mark(rows.get((crew.code, date))) for date in books.scenario.dates]
        yield (
            _crew_name(crew),
            SKILLS[crew.skill],
            crew.headcount,
            crew.overtime_used_hours,
            *totals,
            *marks,
        )


def _mark(row: CrewDay | None) -> Cell:
    """Overtime hours of a day worked, or the word for a day off or in lieu."""
    if row is None or row.attendance == Attendance.OFF:
        return "休"
    if row.attendance == Attendance.IN_LIEU:
        return f"调+{row.overtime_hours:.1f}" if row.overtime_hours > 0 else "调"
    return row.overtime_hours


def _crew_name(crew: Crew) -> str:
    return f"{crew.code} {crew.name}" if crew.name and crew.name != crew.code else crew.code


def _slip_page(books: Books, meta: str, counted: pd.DataFrame) -> Page:
    return Page(
        zh="加班申请单",
        en="Overtime slips",
        title="加班申请单 Overtime slips",
        meta=meta,
        blocks=(Table(SLIP_COLUMNS, tuple(_slip_sections(books, counted))),),
        signatures=("申请车间 Workshop", "工会 Union", "人事 HR", "批准 Approved"),
    )


def _slip_sections(books: Books, counted: pd.DataFrame) -> Iterator[Section]:
    """One band for each day on which somebody works overtime, or a rest day in lieu."""
    rows = counted[(counted["overtime_hours"] > 0) | (counted["attendance"] == Attendance.IN_LIEU)]
    shops = {shop.code: f"{shop.code} {shop.name}" for shop in books.scenario.workshops}
    rows = rows.assign(
        crew=rows["crew"].map({crew.code: _crew_name(crew) for crew in books.scenario.crews}),
        workshop=rows["workshop"].map(shops),
        attendance=[ATTENDANCE[value] for value in rows["attendance"]],
        why=None,
        signed=None,
    )
    names = ["crew", "workshop", "attendance", "people", "regular_hours", "overtime_hours", "multiple"]
    names += ["overtime_total", "pay", "so_far", "left", "why", "signed"]
    for date, _, day_rows in by_day(rows):
        band = day_words(books.scenario, date)
        yield Section(cell_rows(day_rows.sort_values(["workshop", "crew"])[names]), band, totalled=True)
