"""Crews, opened hours, borrowed and temporary hands of a supply's answer, as rows of the plan."""

from datetime import date as Date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.plan import Attendance, Borrowed, CrewDay, OpenedShift, TempHours
from planner.domain.scenario import Scenario
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.roster import overtime_left

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Month = tuple[str, int, int]
"""A crew and a month."""
TINY = 1e-5


def _minutes_up(hours: float) -> float:
    """Hours rounded up to whole minutes."""
    return ceil(hours * 60 - 1e-4) / 60


def crew_days(factory: Factory, values: Floats) -> tuple[CrewDay, ...]:
    """How many of each crew come each day, and how; overtime in whole minutes where the month leaves room."""
    scenario = factory.scenario
    rows = [
        row
        for crew in scenario.crews
        for day in range(factory.horizon)
        for row in _crew_day(factory, crew, day, values)
    ]
    exact: set[Month] = set()
    while True:
        found = _in_minutes(scenario, rows, exact)
        full = _beyond_month(scenario, found) - exact
        if not full:
            return tuple(found)
        exact |= full


def _crew_day(factory: Factory, crew: Crew, day: int, values: Floats) -> list[CrewDay]:
    scenario = factory.scenario
    plain = scenario.shift_of[scenario.workshop_of[crew.workshop].shift].regular_hours

    def row(attendance: Attendance, people: int, regular: float, hours: float) -> list[CrewDay]:
        if people <= 0 or (regular == 0 and hours <= TINY):
            return []
        each = hours / people if hours > TINY else 0.0
        return [
            CrewDay(
                crew=crew.code,
                date=scenario.dates[day],
                attendance=attendance,
                people=people,
                regular_hours=regular,
                overtime_hours=each,
            )
        ]

    def amount(columns: Ints) -> float:
        return max(float(values[columns[day]]), 0.0)

    roster = factory.rosters[crew.code]
    overtime = amount(roster.overtime)
    if scenario.day_of[scenario.dates[day]].kind == DayKind.WORK:
        people = round(float(factory.people(crew)[day]) - amount(roster.off))
        return row(Attendance.WORKS, people, plain, overtime)
    return [
        *row(Attendance.IN_LIEU, round(amount(roster.in_lieu)), plain, overtime),
        *row(Attendance.PREMIUM, round(amount(roster.present)), 0.0, amount(roster.premium)),
    ]


def _in_minutes(scenario: Scenario, rows: list[CrewDay], exact: set[Month]) -> list[CrewDay]:
    """Overtime in whole minutes, but of those whose months are `exact`.

    Whoever has the highest skill is rounded up, and what that gives too much others of a workshop need not work.
    """
    crew_of = {crew.code: crew for crew in scenario.crews}
    order = sorted(range(len(rows)), key=lambda n: -crew_of[rows[n].crew].skill.rank)
    spare: dict[tuple[str, Date], float] = {}
    found = list(rows)
    for n in order:
        row, crew = rows[n], crew_of[rows[n].crew]
        hours = round(row.overtime_hours, 6)
        if _month_of(row) not in exact:
            each = row.people * crew.efficiency
            too_much = spare.get((crew.workshop, row.date), 0.0)
            hours = _minutes_up(max(row.overtime_hours - too_much / each, 0.0))
            spare[crew.workshop, row.date] = too_much + (hours - row.overtime_hours) * each
        found[n] = row.model_copy(update={"overtime_hours": hours})
    return [row for row in found if row.regular_hours > 0 or row.overtime_hours > TINY]


def _month_of(row: CrewDay) -> Month:
    return row.crew, row.date.year, row.date.month


def _beyond_month(scenario: Scenario, rows: list[CrewDay]) -> set[Month]:
    """Crews and months with more overtime than allowed."""
    months = sorted({(date.year, date.month) for date in scenario.dates})
    worked: dict[Month, float] = {}
    for row in rows:
        worked[_month_of(row)] = worked.get(_month_of(row), 0.0) + row.people * row.overtime_hours
    return {
        (crew.code, *month)
        for crew in scenario.crews
        for month, most in zip(months, overtime_left(scenario, crew), strict=True)
        if worked.get((crew.code, *month), 0.0) > most
    }


def opened_shifts(factory: Factory, values: Floats, crews: tuple[CrewDay, ...]) -> tuple[OpenedShift, ...]:
    """Opened hours by workshop and day: what the machines need, and never less than its crews work."""
    scenario = factory.scenario
    workshop_of = {crew.code: crew.workshop for crew in scenario.crews}
    longest: dict[tuple[str, int], float] = {}
    for row in crews:
        key = (workshop_of[row.crew], (row.date - scenario.settings.start).days)
        longest[key] = max(longest.get(key, 0.0), row.regular_hours + row.overtime_hours)
    rows = []
    for workshop in scenario.workshops:
        shift = scenario.shift_of[workshop.shift]
        for day, date in enumerate(scenario.dates):
            plain = shift.regular_hours if scenario.day_of[date].kind == DayKind.WORK else 0.0
            extra = _minutes_up(max(float(values[factory.extra_open[workshop.code][day]]), 0.0))
            hours = min(max(plain + extra, longest.get((workshop.code, day), 0.0)), shift.longest_hours)
            if hours > TINY:
                rows.append(OpenedShift(workshop=workshop.code, date=date, hours=round(hours, 6)))
    return tuple(rows)


def borrowed_hours(factory: Factory, values: Floats) -> tuple[Borrowed, ...]:
    """Hours lent over each lane."""
    return tuple(
        Borrowed(
            from_workshop=lender, to_workshop=taker, date=date, hours=round(float(values[columns[day]]), 6)
        )
        for (lender, taker), columns in factory.borrowed.items()
        for day, date in enumerate(factory.scenario.dates)
        if values[columns[day]] > TINY
    )


def temp_hours(factory: Factory, values: Floats) -> tuple[TempHours, ...]:
    """Temporary hands by workshop and day, over all pools."""
    total: dict[tuple[str, int], float] = {}
    for (workshop, _), columns in factory.temps.items():
        for day in np.flatnonzero(values[columns] > TINY):
            key = (workshop, int(day))
            total[key] = total.get(key, 0.0) + float(values[columns[day]])
    return tuple(
        TempHours(workshop=workshop, date=factory.scenario.dates[day], hours=round(hours, 6))
        for (workshop, day), hours in sorted(total.items())
    )
