"""What stays when lots are planned anew for minutes that stand: opened hours, who comes, who is hired and lent."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.domain.people import Crew
from planner.domain.plan import Attendance, CrewDay, OpenedShift
from planner.optimise.lots.coming import hold_crew
from planner.optimise.lots.factory import Factory, work_days
from planner.optimise.lots.supply import Supply

Floats = NDArray[np.float64]


def keep_open(supply: Supply, shifts: Sequence[OpenedShift]) -> None:
    """Open workshops at least as long as these shifts do, from now on."""
    scenario, model = supply.factory.scenario, supply.model
    work, upper = work_days(scenario), model.column_arrays()[1]
    for workshop in scenario.workshops:
        hours = np.zeros(supply.factory.horizon)
        for row in shifts:
            if row.workshop == workshop.code:
                hours[(row.date - scenario.settings.start).days] = row.hours
        columns = supply.factory.extra_open[workshop.code]
        extra = hours - np.where(work, scenario.shift_of[workshop.shift].regular_hours, 0.0)
        model.bound(columns, np.clip(extra, 0.0, upper[columns]), upper[columns])


def let_come(supply: Supply, crew_days: Sequence[CrewDay]) -> None:
    """Hold the people of these crew days and nobody else from now on; whoever comes at a premium stays as long."""
    factory, model = supply.factory, supply.model
    work = work_days(factory.scenario)
    for crew in factory.scenario.crews:
        people, hours = _of(crew, crew_days, factory)
        held = model.column_arrays()[0]
        roster = factory.rosters[crew.code]
        most, premium = factory.people(crew), people[Attendance.PREMIUM]
        at_home = np.where(work, most - people[Attendance.WORKS], held[roster.off])
        hold_crew(supply, crew, at_home, people[Attendance.IN_LIEU], premium)
        upper = model.column_arrays()[1][roster.premium]
        model.bound(roster.premium, np.minimum(premium * hours, upper), upper)


def _of(
    crew: Crew, crew_days: Sequence[CrewDay], factory: Factory
) -> tuple[dict[Attendance, Floats], Floats]:
    """(T,) people of a crew by the way in which they come, and the hours of each at a premium."""
    people = {way: np.zeros(factory.horizon) for way in Attendance}
    hours = np.zeros(factory.horizon)
    for row in crew_days:
        if row.crew == crew.code:
            day = (row.date - factory.scenario.settings.start).days
            people[row.attendance][day] = row.people
            hours[day] = row.overtime_hours if row.attendance == Attendance.PREMIUM else hours[day]
    return people, hours


def keep_hired(supply: Supply, values: Floats) -> None:
    """Hire no fewer temporary hands than an answer does, and lend as many, from now on."""
    model, upper = supply.model, supply.model.column_arrays()[1]
    for columns in supply.factory.temps.values():
        model.bound(columns, np.clip(values[columns], 0.0, upper[columns]), upper[columns])
    for columns in supply.factory.borrowed.values():
        model.fix(columns, np.maximum(values[columns], 0.0))
