"""What stays when lots are planned anew for minutes that stand: opened hours, who comes, who is hired and lent."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Attendance, CrewDay, OpenedShift
from planner.optimise.lots.factory import work_days
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
    """Hold the people of these crew days, who are those held so far or more; more premium hours are paid for."""
    factory, model = supply.factory, supply.model
    scenario, work = factory.scenario, work_days(factory.scenario)
    columns = {Attendance.WORKS: factory.off, Attendance.IN_LIEU: factory.in_lieu}
    crews = {crew.code: crew for crew in scenario.crews}
    held, upper, _, _ = model.column_arrays()
    for row in crew_days:
        crew, day = crews[row.crew], (row.date - scenario.settings.start).days
        column = columns.get(row.attendance, factory.present)[row.crew][day]
        people = float(factory.people(crew)[day] - row.people if work[day] else row.people)
        more = abs(people - float(held[column]))
        if more <= 0:
            continue
        model.fix(np.array([column]), np.array([people]))
        model.add_entries(factory.inside[row.crew][day], factory.extra_open[crew.workshop][day], -more)
        if row.attendance == Attendance.PREMIUM:
            premium = factory.premium[row.crew][day : day + 1]
            least = held[premium] + more * row.overtime_hours
            model.bound(premium, np.minimum(least, upper[premium]), upper[premium])


def keep_hired(supply: Supply, values: Floats) -> None:
    """Hire no fewer temporary hands than an answer does, lend as many, and keep whoever comes at a premium."""
    model, upper = supply.model, supply.model.column_arrays()[1]
    for columns in (*supply.factory.temps.values(), *supply.factory.premium.values()):
        model.bound(columns, np.clip(values[columns], 0.0, upper[columns]), upper[columns])
    for columns in supply.factory.borrowed.values():
        model.fix(columns, np.maximum(values[columns], 0.0))
