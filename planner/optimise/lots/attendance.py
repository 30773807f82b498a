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
TINY = 1e-5


def _minutes_up(hours: float) -> float:
    """Hours rounded up to whole minutes."""
    return ceil(hours * 60 - 1e-4) / 60


def crew_days(factory: Factory, values: Floats) -> tuple[CrewDay, ...]:
    """What each crew does each day; overtime in whole minutes where the month's limit leaves room."""
    rows: list[CrewDay] = []
    for crew in factory.scenario.crews:
        days = [_crew_day(factory, crew, day, values) for day in range(factory.horizon)]
        rows.extend(_rounded(factory.scenario, crew, days))
    return tuple(rows)


def _crew_day(factory: Factory, crew: Crew, day: int, values: Floats) -> CrewDay:
    scenario = factory.scenario
    date = scenario.dates[day]
    plain = scenario.shift_of[scenario.workshop_of[crew.workshop].shift].regular_hours
    overtime = max(float(values[factory.overtime[crew.code][day]]), 0.0)
    premium = max(float(values[factory.premium[crew.code][day]]), 0.0)

    def row(attendance: Attendance, regular: float, extra: float) -> CrewDay:
        return CrewDay(
            crew=crew.code, date=date, attendance=attendance, regular_hours=regular,
            overtime_hours=extra if extra > TINY else 0.0,
        )

    if scenario.day_of[date].kind == DayKind.WORK:
        rests = values[factory.off[crew.code][day]] > 0.5
        return row(Attendance.OFF, 0.0, 0.0) if rests else row(Attendance.WORKS, plain, overtime)
    if values[factory.in_lieu[crew.code][day]] > 0.5:
        return row(Attendance.IN_LIEU, plain, overtime)
    if premium > TINY:
        return row(Attendance.PREMIUM, 0.0, premium)
    return row(Attendance.OFF, 0.0, 0.0)


def _rounded(scenario: Scenario, crew: Crew, days: list[CrewDay]) -> list[CrewDay]:
    """Overtime up to whole minutes, month by month, unless that would break the month's limit."""
    found = []
    limit = scenario.settings.overtime_hours_month
    for month in sorted({(d.date.year, d.date.month) for d in days}):
        mine = [d for d in days if (d.date.year, d.date.month) == month]
        first = (scenario.settings.start.year, scenario.settings.start.month)
        used = crew.overtime_used_hours if month == first else 0.0
        fits = used + sum(_minutes_up(d.overtime_hours) for d in mine) <= limit
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
        Borrowed(from_workshop=lender, to_workshop=taker, date=date, hours=round(float(values[columns[day]]), 6))
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
