"""Crews, opened hours, borrowed and temporary hands of a supply's answer, as rows of the plan."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.plan import Attendance, Borrowed, CrewDay, OpenedShift, TempHours
from planner.domain.scenario import Scenario
from planner.optimise.lots.factory import Factory

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TINY = 1e-5


def _minutes_up(hours: float) -> float:
    """Hours rounded up to whole minutes."""
    return ceil(hours * 60 - 1e-4) / 60


def crew_days(factory: Factory, values: Floats) -> tuple[CrewDay, ...]:
    """How many of each crew come each day, and how; overtime in whole minutes where the month leaves room."""
    rows: list[CrewDay] = []
    for crew in factory.scenario.crews:
        days = [row for day in range(factory.horizon) for row in _crew_day(factory, crew, day, values)]
        rows.extend(_rounded(factory.scenario, crew, days))
    return tuple(rows)


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


def _rounded(scenario: Scenario, crew: Crew, days: list[CrewDay]) -> list[CrewDay]:
    """Overtime up to whole minutes, month by month, unless that would break the month's limit."""
    found = []
    limit = scenario.settings.overtime_hours_month
    for month in sorted({(d.date.year, d.date.month) for d in days}):
        mine = [d for d in days if (d.date.year, d.date.month) == month]
        first = (scenario.settings.start.year, scenario.settings.start.month)
        used = crew.overtime_used_hours if month == first else 0.0
        minutes = sum(d.people * _minutes_up(d.overtime_hours) for d in mine)
        fits = used * crew.headcount + minutes <= limit * crew.headcount
        for d in mine:
            hours = _minutes_up(d.overtime_hours) if fits else round(d.overtime_hours, 6)
            found.append(d.model_copy(update={"overtime_hours": hours}))
    return found


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
