"""The people of one crew as columns: off, in lieu, on premium days and in overtime, within what the law allows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.scenario import Scenario
from planner.optimise.linear import LinearModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def day_kinds(scenario: Scenario) -> NDArray[np.str_]:
    """The kind of each day of the horizon."""
    return np.array([scenario.day_of[date].kind for date in scenario.dates])


def overtime_left(scenario: Scenario, crew: Crew) -> Floats:
    """(months,) hours of overtime that a crew may still work, by month of the horizon."""
    settings = scenario.settings
    months = sorted({(date.year, date.month) for date in scenario.dates})
    used = np.where(np.arange(len(months)) == 0, crew.overtime_used_hours, 0.0)
    return np.asarray(np.maximum(settings.overtime_hours_month - used, 0.0) * crew.headcount)


@dataclass(frozen=True)
class CrewDays:
    """A crew in its horizon; arrays by day."""

    scenario: Scenario
    crew: Crew
    people: Floats  # present, absences taken off

    @cached_property
    def kinds(self) -> NDArray[np.str_]:
        return day_kinds(self.scenario)

    @cached_property
    def work(self) -> Flags:
        return np.asarray(self.kinds == DayKind.WORK)

    @property
    def horizon(self) -> int:
        return len(self.people)

    @property
    def plain_hours(self) -> float:
        """Hours of a plain shift."""
        return self.scenario.shift_of[self.scenario.workshop_of[self.crew.workshop].shift].regular_hours

    @property
    def overtime_hours(self) -> float:
        """Longest overtime a day."""
        return self.scenario.settings.overtime_hours_day

    @property
    def working(self) -> Floats:
        """People who come unless they are off."""
        return np.where(self.work, self.people, 0.0)

    @property
    def in_lieu(self) -> Floats:
        """People who may come at plain pay on a rest day."""
        allowed = (self.kinds == DayKind.REST) & self.scenario.settings.time_off_in_lieu
        return np.where(allowed, self.people, 0.0)

    @property
    def overtime_pay(self) -> Floats:
        """Yuan of an hour of overtime."""
        days = (self.scenario.day_of[date] for date in self.scenario.dates)
        return self.crew.wage_yuan_hour * np.array([day.overtime_multiple for day in days])


@dataclass(frozen=True)
class Roster:
    """One crew's columns by day, and the rows that keep its hours inside those opened."""

    off: Ints  # people resting on a work day
    in_lieu: Ints  # people working a rest day at plain pay
    present: Ints  # people coming on a premium day
    overtime: Ints  # person-hours on work days and in-lieu days
    premium: Ints  # person-hours on premium days
    inside: Ints


def add_roster(model: LinearModel, days: CrewDays, extra_open: Ints, *, integer: bool) -> Roster:
    """Add a crew's people and hours to the model, with all that binds them; `integer` counts whole people."""
    horizon, plain, daily = days.horizon, days.plain_hours, days.overtime_hours
    free, pay = np.where(days.work, 0.0, days.people), days.overtime_pay
    roster = Roster(
        model.add_columns(0.0, days.working, 0.0, integer=integer, count=horizon),
        model.add_columns(0.0, days.in_lieu, 0.0, integer=integer, count=horizon),
        model.add_columns(0.0, free, 0.0, integer=integer, count=horizon),
        model.add_columns(0.0, daily * np.maximum(days.working, days.in_lieu), pay, count=horizon),
        model.add_columns(0.0, (plain + daily) * free, pay, count=horizon),
        model.add_rows(-np.inf, 0.0, count=horizon),
    )
    _stay_inside(model, days, roster, extra_open)
    if integer:
        _one_way_a_day(model, days, roster)
    _limit_months(model, days, roster)
    _rest(model, days, roster, every=integer)
    return roster


def add_hands(model: LinearModel, days: CrewDays, roster: Roster, rows: Ints) -> Floats:
    """Let a crew fill these rows of hands, one a day; return the hours that its plain shifts give."""
    efficiency, work = days.crew.efficiency, days.work
    model.add_entries(rows, roster.off, np.where(work, efficiency * days.plain_hours, 0.0))
    model.add_entries(rows, roster.in_lieu, np.where(days.in_lieu > 0, -efficiency * days.plain_hours, 0.0))
    model.add_entries(rows, roster.overtime, -efficiency)
    model.add_entries(rows, roster.premium, np.where(work, 0.0, -efficiency))
    return efficiency * days.plain_hours * days.working


def _stay_inside(model: LinearModel, days: CrewDays, roster: Roster, extra_open: Ints) -> None:
    """Nobody's hours exceed those opened; premium hours only of those who come."""
    model.add_entries(roster.inside, roster.overtime, 1.0)
    model.add_entries(roster.inside, roster.premium, 1.0)
    model.add_entries(roster.inside, roster.in_lieu, days.plain_hours)
    model.add_entries(roster.inside, extra_open, -days.people)
    rest = np.flatnonzero(~days.work)
    comes = model.add_rows(-np.inf, 0.0, count=len(rest))
    model.add_entries(comes, roster.premium[rest], 1.0)
    model.add_entries(comes, roster.present[rest], -(days.plain_hours + days.overtime_hours))


def _one_way_a_day(model: LinearModel, days: CrewDays, roster: Roster) -> None:
    """Overtime only of those who come, and nobody comes twice; a relaxation does without."""
    daily, work = days.overtime_hours, days.work
    daily_cap = model.add_rows(-np.inf, daily * days.working, count=days.horizon)
    model.add_entries(daily_cap, roster.overtime, 1.0)
    model.add_entries(daily_cap, roster.off, np.where(work, daily, 0.0))
    model.add_entries(daily_cap, roster.in_lieu, np.where(work, 0.0, -daily))
    once = model.add_rows(-np.inf, days.people, count=days.horizon)
    model.add_entries(once, roster.in_lieu, 1.0)
    model.add_entries(once, roster.present, 1.0)


def _limit_months(model: LinearModel, days: CrewDays, roster: Roster) -> None:
    """Overtime within the month's limit; in-lieu people-days within the workdays taken off."""
    settings, kinds = days.scenario.settings, days.kinds
    months = np.array([date.year * 12 + date.month for date in days.scenario.dates])
    counts = (kinds == DayKind.STATUTORY) | ((kinds == DayKind.REST) & settings.rest_day_work_counts)
    limits = overtime_left(days.scenario, days.crew)
    for month, limit in zip(np.unique(months), limits, strict=True):
        mine = np.flatnonzero(months == month)
        row = model.add_rows(-np.inf, limit, count=1)
        model.add_entries(row, roster.overtime[mine], 1.0)
        model.add_entries(row, roster.premium[mine[counts[mine]]], 1.0)
        row = model.add_rows(-np.inf, 0.0, count=1)
        model.add_entries(row, roster.in_lieu[mine], 1.0)
        model.add_entries(row, roster.off[mine], -1.0)


def _rest(model: LinearModel, days: CrewDays, roster: Roster, *, every: bool) -> None:
    """In every window of days_in_row + 1 days as many rests as people, days before the start included.

    Not `every`: only windows that work on a single rest day could break, enough for a bound.
    """
    crew, longest = days.crew, days.scenario.settings.days_in_row
    for first in range(-min(crew.days_worked, longest), days.horizon - longest):
        window = np.arange(max(first, 0), first + longest + 1)
        working = window[days.work[window]]
        worked = float(days.people[working].sum()) + max(-first, 0) * crew.headcount
        if not every and longest - max(-first, 0) - len(working) > 0:
            continue
        row = model.add_rows(-np.inf, longest * crew.headcount - worked, count=1)
        model.add_entries(row, roster.off[working], -1.0)
        model.add_entries(row, roster.in_lieu[window], 1.0)
        model.add_entries(row, roster.present[window], 1.0)
