"""The factory's side of the lots problem: opened hours, crews, borrowing, temps, materials.

Writes the limits (group, day) as rows into a `LinearModel` and the hands, hours and materials that fill them
as columns. Whatever makes lots adds its use to the same rows.
"""

from dataclasses import dataclass
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.scenario import Scenario
from planner.optimise.linear import LinearModel
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass
class Factory:
    """Where everything stands in the model; arrays are indexed by day, −1 where a column does not exist."""

    scenario: Scenario
    groups: GroupIndex
    model: LinearModel
    rows: Ints  # (groups, T)
    extra_open: dict[str, Ints]  # hours beyond the plain shift on work days, all hours on others
    off: dict[str, Ints]  # people resting on a work day
    overtime: dict[str, Ints]  # person-hours of overtime on work days and in-lieu days
    in_lieu: dict[str, Ints]  # people working a rest day at plain pay
    present: dict[str, Ints]  # people coming on a premium day
    premium: dict[str, Ints]  # premium person-hours
    borrowed: dict[tuple[str, str], Ints]
    temps: dict[tuple[str, Date], Ints]
    material_use: dict[str, tuple[int, Ints]]  # lot → (first day, columns)
    inside: dict[str, Ints]  # rows: nobody's hours exceed those opened
    most: Floats  # (groups, T) the limits at their widest, everything bought

    @property
    def horizon(self) -> int:
        return len(self.scenario.dates)

    def people(self, crew: Crew) -> Floats:
        """People of a crew present each day, absences taken off."""
        present = np.full(self.horizon, float(crew.headcount))
        for absence in self.scenario.absences:
            day = (absence.date - self.scenario.settings.start).days
            if absence.crew == crew.code and 0 <= day < self.horizon:
                present[day] -= absence.people
        return np.asarray(np.maximum(present, 0.0))


def build_factory(
    scenario: Scenario, groups: GroupIndex, *, integer: bool = False, exact: bool = True
) -> Factory:
    """A model that holds all limits and everything that fills them, and no lots yet.

    With `integer` it describes plans, crews whole; without, it is a relaxation of them that suits bounds. Not
    `exact`: downtime is relaxed even then.
    """
    model = LinearModel()
    horizon = len(scenario.dates)
    rows = model.add_rows(-np.inf, 0.0, count=len(groups) * horizon).reshape(len(groups), horizon)
    factory = Factory(scenario, groups, model, rows, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, np.zeros(0))
    limits = np.zeros((len(groups), horizon))
    _open_workshops(factory)
    _limit_machines(factory, limits, exact=integer and exact)
    _limit_zones(factory, limits)
    for crew in scenario.crews:
        _roster(factory, crew, limits, integer=integer)
    _borrow(factory)
    _hire(factory)
    _draw_materials(factory)
    model.set_upper(rows.ravel(), limits.ravel())
    factory.most = limits + _most_added(model, rows.size).reshape(limits.shape)
    return factory


def _most_added(model: LinearModel, rows: int) -> Floats:
    """What the columns built so far can add to each of the first `rows` rows."""
    _, upper, _, _ = model.column_arrays()
    row, column, value = model.entry_arrays()
    added = np.zeros(rows)
    adds = (row < rows) & (value < 0)
    np.add.at(added, row[adds], -value[adds] * upper[column[adds]])
    return added


def _kinds(scenario: Scenario) -> list[DayKind]:
    return [scenario.day_of[date].kind for date in scenario.dates]


def work_days(scenario: Scenario) -> NDArray[np.bool_]:
    """Which days of the horizon are official workdays."""
    return np.array([kind == DayKind.WORK for kind in _kinds(scenario)])


def _open_workshops(factory: Factory) -> None:
    scenario, work = factory.scenario, work_days(factory.scenario)
    for workshop in scenario.workshops:
        shift = scenario.shift_of[workshop.shift]
        most = np.where(work, shift.longest_hours - shift.regular_hours, shift.longest_hours)
        factory.extra_open[workshop.code] = factory.model.add_columns(
            0.0, most, workshop.extra_yuan_hour, count=factory.horizon
        )


def _limit_machines(factory: Factory, limits: Floats, *, exact: bool) -> None:
    """Units × availability × open hours less downtime.

    max(0, open − down) is not concave in the hours opened: the relaxation takes its concave envelope; `exact`
    keeps the true line on work days and does not use the resource on rest days when it is down.
    """
    scenario, work = factory.scenario, work_days(factory.scenario)
    for group, row in enumerate(factory.groups.groups):
        if row.kind != "machine":
            continue
        resource = scenario.resource_of[row.code]
        down = downtime_of(scenario, resource.code)
        units = resource.count * resource.availability
        if resource.hours_day is not None:
            limits[group] = np.maximum(units * resource.hours_day - down, 0.0)
            continue
        shift = scenario.shift_of[scenario.workshop_of[resource.workshop].shift]
        if exact:
            stands = (down > 0) & (~work | (units * shift.regular_hours < down))
            rate = np.where(stands, 0.0, units)
            limits[group] = np.where(work & ~stands, units * shift.regular_hours - down, 0.0)
        else:
            rate = np.maximum(units - down / shift.longest_hours, 0.0)
            limits[group] = np.where(work, rate * shift.regular_hours, 0.0)
        factory.model.add_entries(factory.rows[group], factory.extra_open[resource.workshop], -rate)


def downtime_of(scenario: Scenario, resource: str) -> Floats:
    """Unit-hours a resource is down, by day."""
    down = np.zeros(len(scenario.dates))
    for downtime in scenario.downtimes:
        day = (downtime.date - scenario.settings.start).days
        if downtime.resource == resource and 0 <= day < len(down):
            down[day] += downtime.hours
    return down


def _limit_zones(factory: Factory, limits: Floats) -> None:
    scenario = factory.scenario
    for zone in scenario.zones:
        group = factory.groups.zone(zone.code)
        blocked = sum(
            lot.kg / scenario.product_of[lot.product].kg_per_pallet
            for lot in scenario.stock
            if lot.blocked and scenario.product_of[lot.product].zone == zone.code
        )
        limits[group] = max(zone.pallets - zone.reserved_pallets - blocked, 0.0)


def _hand_groups(factory: Factory, workshop: str, rank: int) -> list[int]:
    """Groups of hands that people of this rank count towards."""
    ranks = factory.groups.ranks_of.get(workshop, ())
    return [factory.groups.number("hands", workshop, r) for r in ranks if r <= rank]


def _roster(factory: Factory, crew: Crew, limits: Floats, *, integer: bool) -> None:
    """People off, in lieu and on premium days, and person-hours of overtime, of one crew."""
    scenario, model, horizon = factory.scenario, factory.model, factory.horizon
    settings, work = scenario.settings, work_days(factory.scenario)
    kinds = np.array(_kinds(scenario))
    shift = scenario.shift_of[scenario.workshop_of[crew.workshop].shift]
    people = factory.people(crew)
    plain, daily = shift.regular_hours, settings.overtime_hours_day
    multiple = np.array([scenario.day_of[date].overtime_multiple for date in scenario.dates])
    pay = crew.wage_yuan_hour * multiple
    lieu_people = np.where((kinds == DayKind.REST) & settings.time_off_in_lieu, people, 0.0)
    working, free = np.where(work, people, 0.0), np.where(work, 0.0, people)
    off = model.add_columns(0.0, working, 0.0, integer=integer, count=horizon)
    lieu = model.add_columns(0.0, lieu_people, 0.0, integer=integer, count=horizon)
    present = model.add_columns(0.0, free, 0.0, integer=integer, count=horizon)
    overtime = model.add_columns(0.0, daily * np.maximum(working, lieu_people), pay, count=horizon)
    premium = model.add_columns(0.0, (plain + daily) * free, pay, count=horizon)
    factory.off[crew.code], factory.in_lieu[crew.code], factory.present[crew.code] = off, lieu, present
    factory.overtime[crew.code], factory.premium[crew.code] = overtime, premium

    for group in _hand_groups(factory, crew.workshop, crew.skill.rank):
        limits[group] += crew.efficiency * plain * working
        rows = factory.rows[group]
        model.add_entries(rows, off, np.where(work, crew.efficiency * plain, 0.0))
        model.add_entries(rows, lieu, np.where(lieu_people > 0, -crew.efficiency * plain, 0.0))
        model.add_entries(rows, overtime, -crew.efficiency)
        model.add_entries(rows, premium, np.where(work, 0.0, -crew.efficiency))

    inside = model.add_rows(-np.inf, 0.0, count=horizon)  # nobody's hours exceed those opened
    factory.inside[crew.code] = inside
    model.add_entries(inside, overtime, 1.0)
    model.add_entries(inside, premium, 1.0)
    model.add_entries(inside, lieu, plain)
    model.add_entries(inside, factory.extra_open[crew.workshop], -people)
    rest = np.flatnonzero(~work)
    comes = model.add_rows(-np.inf, 0.0, count=len(rest))
    model.add_entries(comes, premium[rest], 1.0)
    model.add_entries(comes, present[rest], -(plain + daily))
    if integer:
        _one_way_a_day(factory, crew, daily, work)
    _limit_months(factory, crew, kinds)
    _rest(factory, crew, people, every=integer)


def _one_way_a_day(factory: Factory, crew: Crew, daily: float, work: NDArray[np.bool_]) -> None:
    """Overtime only of those who come, and nobody comes twice; a relaxation does without."""
    model, people = factory.model, factory.people(crew)
    daily_cap = model.add_rows(-np.inf, np.where(work, daily * people, 0.0), count=factory.horizon)
    model.add_entries(daily_cap, factory.overtime[crew.code], 1.0)
    model.add_entries(daily_cap, factory.off[crew.code], np.where(work, daily, 0.0))
    model.add_entries(daily_cap, factory.in_lieu[crew.code], np.where(work, 0.0, -daily))
    once = model.add_rows(-np.inf, people, count=factory.horizon)
    model.add_entries(once, factory.in_lieu[crew.code], 1.0)
    model.add_entries(once, factory.present[crew.code], 1.0)


def _limit_months(factory: Factory, crew: Crew, kinds: NDArray[np.str_]) -> None:
    """Overtime within the month's limit; in-lieu people-days within the workdays taken off."""
    scenario, model = factory.scenario, factory.model
    settings = scenario.settings
    months = np.array([date.year * 12 + date.month for date in scenario.dates])
    counts = (kinds == DayKind.STATUTORY) | ((kinds == DayKind.REST) & settings.rest_day_work_counts)
    for month in np.unique(months):
        days = np.flatnonzero(months == month)
        used = crew.overtime_used_hours if month == months[0] else 0.0
        limit = max(settings.overtime_hours_month - used, 0.0) * crew.headcount
        row = model.add_rows(-np.inf, limit, count=1)
        model.add_entries(row, factory.overtime[crew.code][days], 1.0)
        model.add_entries(row, factory.premium[crew.code][days[counts[days]]], 1.0)
        row = model.add_rows(-np.inf, 0.0, count=1)
        model.add_entries(row, factory.in_lieu[crew.code][days], 1.0)
        model.add_entries(row, factory.off[crew.code][days], -1.0)


def _rest(factory: Factory, crew: Crew, people: Floats, *, every: bool) -> None:
    """In every window of days_in_row + 1 days as many rests as people, days before the start included.

    Not `every`: only windows that work on a single rest day could break, enough for a bound.
    """
    model, longest = factory.model, factory.scenario.settings.days_in_row
    work = work_days(factory.scenario)
    for first in range(-min(crew.days_worked, longest), factory.horizon - longest):
        days = np.arange(max(first, 0), first + longest + 1)
        working = days[work[days]]
        worked = float(people[working].sum()) + max(-first, 0) * crew.headcount
        if not every and longest - max(-first, 0) - len(working) > 0:
            continue
        row = model.add_rows(-np.inf, longest * crew.headcount - worked, count=1)
        model.add_entries(row, factory.off[crew.code][working], -1.0)
        model.add_entries(row, factory.in_lieu[crew.code][days], 1.0)
        model.add_entries(row, factory.present[crew.code][days], 1.0)


def _dated(scenario: Scenario, first: Date, last: Date) -> Floats:
    return np.array([1.0 if first <= date <= last else 0.0 for date in scenario.dates])


def _while_open(factory: Factory, workshop: str, people: Floats, hours: Ints) -> None:
    """Person-hours within people × hours the workshop is open, on days there are people."""
    shift = factory.scenario.shift_of[factory.scenario.workshop_of[workshop].shift]
    plain = np.where(work_days(factory.scenario), shift.regular_hours, 0.0)
    days = np.flatnonzero(people)
    inside = factory.model.add_rows(-np.inf, (people * plain)[days], count=len(days))
    factory.model.add_entries(inside, hours[days], 1.0)
    factory.model.add_entries(inside, factory.extra_open[workshop][days], -people[days])


def _borrow(factory: Factory) -> None:
    scenario, model = factory.scenario, factory.model
    for lane in scenario.borrowing:
        people = _dated(scenario, lane.from_date, lane.to_date) * lane.people
        longest = scenario.shift_of[scenario.workshop_of[lane.from_workshop].shift].longest_hours
        price = scenario.settings.borrowed_yuan_hour
        hours = model.add_columns(0.0, people * longest, price, count=factory.horizon)
        factory.borrowed[(lane.from_workshop, lane.to_workshop)] = hours
        _while_open(factory, lane.from_workshop, people, hours)
        for group in _hand_groups(factory, lane.to_workshop, lane.skill.rank):
            model.add_entries(factory.rows[group], hours, -lane.productivity)
        for group in _hand_groups(factory, lane.from_workshop, lane.skill.rank):
            model.add_entries(factory.rows[group], hours, 1.0)


def _hire(factory: Factory) -> None:
    scenario, model = factory.scenario, factory.model
    for pool in scenario.temps:
        people = _dated(scenario, pool.from_date, pool.to_date) * pool.people
        hours = model.add_columns(0.0, people * pool.hours_day, pool.wage_yuan_hour, count=factory.horizon)
        factory.temps[(pool.workshop, pool.from_date)] = hours
        _while_open(factory, pool.workshop, people, hours)
        for group in _hand_groups(factory, pool.workshop, pool.skill.rank):
            model.add_entries(factory.rows[group], hours, -pool.productivity)


def _draw_materials(factory: Factory) -> None:
    scenario, model = factory.scenario, factory.model
    drawn = {row.code: group for group, row in enumerate(factory.groups.groups) if row.kind == "material"}
    for lot in scenario.material_lots:
        if lot.material not in drawn:
            continue
        first = max(0, (lot.arrives - scenario.settings.start).days)
        last = min(factory.horizon - 1, (lot.expires - scenario.settings.start).days)
        if first > last or lot.quantity <= 0:
            continue
        uses = model.add_columns(0.0, lot.quantity, 0.0, count=last - first + 1)
        factory.material_use[lot.code] = (first, uses)
        within = model.add_rows(-np.inf, lot.quantity, count=1)
        model.add_entries(within, uses, 1.0)
        model.add_entries(factory.rows[drawn[lot.material], first : last + 1], uses, -1.0)
