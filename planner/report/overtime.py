"""加班: every crew's hours by day against the law, and the slips its people sign."""

from collections.abc import Iterator
from datetime import date as Date

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
    Attendance.IN_LIEU: "调休上班 In lieu",
    Attendance.PREMIUM: "假日加班 Premium",
}
SLIP_COLUMNS = (
    PageColumn("班组", "Crew", Look.TEXT, 18),
    PageColumn("车间", "Workshop", Look.TEXT, 16),
    PageColumn("出勤", "Attendance", Look.TEXT, 16),
    PageColumn("人数", "People", Look.COUNT, 7, "人"),
    PageColumn("正班", "Plain", Look.TENTHS, 8.5, "h/人"),
    PageColumn("加班", "Overtime", Look.TENTHS, 8.5, "h/人"),
    PageColumn("倍率", "Multiple", Look.TENTHS, 8),
    PageColumn("加班人时", "Person-hours", Look.TENTHS, 11, "h", totalled=True),
    PageColumn("加班费", "Pay", Look.YUAN, 10, "元", totalled=True),
    PageColumn("人均本月", "Month, average", Look.TENTHS, 12, "h"),
    PageColumn("人均剩余", "Left", Look.TENTHS, 10, "h", limits=LEFT),
    PageColumn("事由", "Why", Look.HAND, 14),
    PageColumn("班组签字", "Signed", Look.HAND, 12),
)


def overtime_pages(books: Books, meta: str) -> tuple[Page, ...]:
    """The balance of every crew by day, and the overtime slips."""
    counted = counted_hours(books)
    return (_balance_page(books, meta, counted), _slip_page(books, meta, counted))


def counted_hours(books: Books) -> pd.DataFrame:
    """Crew hours with the overtime person-hours that count towards the month's limit, and what is left.

    `so_far` is the running sum for the average member, starting from the hours already worked in the month of
    the first day; `left` is what the limit leaves.
    """
    scenario = books.scenario
    kinds = {day.date: day.kind for day in scenario.days}
    frame = crew_hours(books).sort_values(["crew", "date", "attendance"]).copy()
    free = [
        attendance == Attendance.PREMIUM
        and kinds.get(date.date()) == DayKind.REST
        and not scenario.settings.rest_day_work_counts
        for attendance, date in zip(frame["attendance"], frame["date"], strict=True)
    ]
    frame["counted"] = frame["overtime_total"].mask(pd.Series(free, index=frame.index, dtype=bool), 0.0)
    frame["month"] = frame["date"].dt.to_period("M")
    first = pd.Period(scenario.settings.start, "M")
    used = {crew.code: crew.overtime_used_hours for crew in scenario.crews}
    opening = frame["crew"].map(used).where(frame["month"] == first, 0.0)
    enrolled = frame["crew"].map({crew.code: max(crew.headcount, 1) for crew in scenario.crews}).astype(float)
    summed = frame.groupby(["crew", "month"])["counted"].cumsum()
    frame["so_far"] = summed / enrolled + opening.astype(float)
    frame["left"] = scenario.settings.overtime_hours_month - frame["so_far"]
    return frame


def _balance_page(books: Books, meta: str, counted: pd.DataFrame) -> Page:
    settings = books.scenario.settings
    months = sorted({(day.year, day.month) for day in books.scenario.dates})
    columns = _balance_columns(books, months)
    limits = f"每日 {settings.overtime_hours_day:g} h，每月 {settings.overtime_hours_month:g} h（含期初）"
    legend = (
        f"数字为全班每人加班小时；n×h 为 n 人各加班 h 小时，n人 为只来 n 人；· 上班不加班，休 全班休息，"
        f"调 休息日调休上班。合计与剩余按人均。法定上限：{limits}。\n"
        "Cells: overtime hours a person; n×h: n people, h each; n人: n come; · plain day, 休 off, 调 in lieu. "
        "Totals are for the average member. Amber rest, red statutory."
    )
    table = Table(columns, (Section(tuple(_balance_rows(books, months, counted))),))
    return Page(
        zh="加班台账",
        en="Overtime balance",
        title="班组加班台账 Overtime and legal balance by crew",
        meta=meta,
        blocks=(table, Note(legend, lines=3)),
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
        fixed.append(PageColumn(f"{month}月人均", "Average", Look.TENTHS, 8.5, "h"))
        left = PageColumn(f"{month}月剩余", "Left", Look.TENTHS, 8.5, "h", limits=Limits(amber=6, red=-0.01))
        fixed.append(left)
    return (
        *fixed,
        *day_columns(books.scenario, Look.MARK, 6.5, heat=books.scenario.settings.overtime_hours_day),
    )


def _balance_rows(
    books: Books, months: list[tuple[int, int]], counted: pd.DataFrame
) -> Iterator[tuple[Cell, ...]]:
    limit = books.scenario.settings.overtime_hours_month
    worked = counted.groupby(["crew", counted["date"].dt.year, counted["date"].dt.month])["counted"].sum()
    rows: dict[tuple[str, Date], list[CrewDay]] = {}
    for row in books.plan.crew_days:
        rows.setdefault((row.crew, row.date), []).append(row)
    for crew in books.scenario.crews:
        totals: list[Cell] = []
        for position, (year, month) in enumerate(months):
            hours = float(worked.get((crew.code, year, month), 0.0)) / max(crew.headcount, 1)
            hours += crew.overtime_used_hours if position == 0 else 0.0
            totals += [hours, limit - hours]
        marks = [_mark(crew, rows.get((crew.code, date), [])) for date in books.scenario.dates]
        yield (
            _crew_name(crew),
            SKILLS[crew.skill],
            crew.headcount,
            crew.overtime_used_hours,
            *totals,
            *marks,
        )


def _mark(crew: Crew, rows: list[CrewDay]) -> Cell:
    """Overtime hours where the whole crew comes one way; else words for who comes and how, or for rest."""
    came = [row for row in rows if row.people > 0]
    if not came:
        return "休"
    if len(came) == 1 and came[0].people >= crew.headcount and came[0].attendance != Attendance.IN_LIEU:
        return came[0].overtime_hours
    return " ".join(_part(crew, row) for row in came)


def _part(crew: Crew, row: CrewDay) -> str:
    """Part of a crew in a few signs: `3人`, `3×2.0`, and `调` before those in lieu."""
    lieu = "调" if row.attendance == Attendance.IN_LIEU else ""
    if row.people >= crew.headcount:
        return f"{lieu}+{row.overtime_hours:.1f}" if row.overtime_hours > 0 else lieu
    return (
        f"{lieu}{row.people}×{row.overtime_hours:.1f}" if row.overtime_hours > 0 else f"{lieu}{row.people}人"
    )


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
