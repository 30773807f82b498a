"""The factory's side of the lots problem: opened hours, crews, borrowing, temps, materials.

Writes the limits (group, day) as rows into a `LinearModel` and the hands, hours and materials that fill them
as columns. Whatever makes lots adds its use to the same rows.
"""

from dataclasses import dataclass
from datetime import date as Date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.scenario import Scenario
from planner.optimise.linear import LinearModel
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.pantry import Pantry, pantry_of
from planner.optimise.lots.roster import CrewDays, Roster, add_hands, add_roster, day_kinds

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
    rosters: dict[str, Roster]  # by crew
    borrowed: dict[tuple[str, str], Ints]
    temps: dict[tuple[str, Date], Ints]
    material_use: dict[str, tuple[int, Ints]]  # lot → (first day, columns)
    most: Floats  # (groups, T) the limits at their widest, everything bought

    @property
    def horizon(self) -> int:
        return len(self.scenario.dates)

    @cached_property
    def pantry(self) -> Pantry:
        """The materials and their lots."""
        return pantry_of(self.scenario, self.groups)

    def people(self, crew: Crew) -> Floats:
        """People of a crew present each day, absences taken off."""
        present = np.full(self.horizon, float(crew.headcount))
        for absence in self.scenario.absences:
            day = (absence.date - self.scenario.settings.start).days
            if absence.crew == crew.code and 0 <= day < self.horizon:
                present[day] -= absence.people
        return np.asarray(np.maximum(present, 0.0))

    def keep_within(self, kind: str, code: str, most: float) -> None:
        """Let no more of a limit that nothing adds to be used on any day, from now on."""
        group = self.groups.number(kind, code)
        limit = np.minimum(self.model.row_arrays()[1][self.rows[group]], most)
        self.model.set_upper(self.rows[group], limit)
        self.most[group] = np.minimum(self.most[group], limit)

    def fill_only(self, code: str, share: float) -> None:
        """Let only so much of a machine be used, however long it is open, from now on."""
        rows = self.rows[self.groups.number("machine", code)]
        row, column, value = self.model.entry_arrays()
        opened = np.isin(row, rows) & (value < 0)
        self.model.add_entries(row[opened], column[opened], (share - 1.0) * value[opened])
        self.model.set_upper(rows, share * self.model.row_arrays()[1][rows])
        self.most[self.groups.number("machine", code)] *= share


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
    factory = Factory(scenario, groups, model, rows, {}, {}, {}, {}, {}, np.zeros(0))
    limits = np.zeros((len(groups), horizon))
    _open_workshops(factory)
    _limit_machines(factory, limits, exact=integer and exact)
    _limit_batches(factory, limits)
    _limit_zones(factory, limits)
    for crew in scenario.crews:
        _staff(factory, crew, limits, integer=integer)
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


def work_days(scenario: Scenario) -> NDArray[np.bool_]:
    """Which days of the horizon are official workdays."""
    return np.asarray(day_kinds(scenario) == DayKind.WORK)


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


def _limit_batches(factory: Factory, limits: Floats) -> None:
    for group, row in enumerate(factory.groups.groups):
        if row.kind == "batches":
            limits[group] = factory.groups.batches.most(row.code, downtime_of(factory.scenario, row.code))


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


def _staff(factory: Factory, crew: Crew, limits: Floats, *, integer: bool) -> None:
    """The people of one crew, and the hands they are."""
    days = CrewDays(factory.scenario, crew, factory.people(crew))
    roster = add_roster(factory.model, days, factory.extra_open[crew.workshop], integer=integer)
    for group in _hand_groups(factory, crew.workshop, crew.skill.rank):
        limits[group] += add_hands(factory.model, days, roster, factory.rows[group])
    factory.rosters[crew.code] = roster


def dated(scenario: Scenario, first: Date, last: Date) -> Floats:
    """(T,) 1 on the days from first to last, else 0."""
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
        people = dated(scenario, lane.from_date, lane.to_date) * lane.people
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
        people = dated(scenario, pool.from_date, pool.to_date) * pool.people
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
