"""A workshop as annealing sees it: what others leave of its hands and machines, its crews, and whom it may hire."""

from dataclasses import dataclass

import numpy as np

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.scenario import Scenario
from planner.optimise.lots.cases import Plans
from planner.optimise.lots.dayhours import Floats, Floor, Hours, Ints
from planner.optimise.lots.factory import Factory, dated, work_days
from planner.optimise.lots.large import Large
from planner.optimise.lots.roster import CrewDays, day_kinds, overtime_left
from planner.optimise.lots.supply import Supply
from planner.optimise.lots.teamwork import least_teams, teams_of


@dataclass(frozen=True)
class Shop:
    """A workshop's places in the model: groups of its hands by rank and of its machines, and its crews."""

    code: str
    ranks: tuple[int, ...]
    hands: list[int]
    machines: list[int]
    crews: list[Crew]

    @staticmethod
    def of(problem: Large, code: str) -> "Shop":
        scenario, groups = problem.scenario, problem.groups
        ranks = groups.ranks_of.get(code, ())
        machines = [
            g
            for g, group in enumerate(groups.groups)
            if group.kind == "machine"
            and scenario.resource_of[group.code].workshop == code
            and scenario.resource_of[group.code].hours_day is None
        ]
        hands = [groups.number("hands", code, rank) for rank in ranks]
        return Shop(code, ranks, hands, machines, [c for c in scenario.crews if c.workshop == code])

    def place(self, rank: int) -> int:
        """The highest of the workshop's ranks that a skill's counts for; −1 if none."""
        return sum(each <= rank for each in self.ranks) - 1

    def own(self, factory: Factory) -> Ints:
        """Columns that annealing decides: its people and their hours, hired hands, how long it is open."""
        rosters = [factory.rosters[crew.code] for crew in self.crews]
        people = [block for r in rosters for block in (r.off, r.in_lieu, r.present, r.overtime, r.premium)]
        hired = [columns for (workshop, _), columns in factory.temps.items() if workshop == self.code]
        return np.concatenate([factory.extra_open[self.code], *people, *hired])


def unused(supply: Supply, values: Floats, without: Ints) -> Floats:
    """(groups, T) what an answer leaves of all limits, its columns `without` aside, for everything sold."""
    rows, kept = supply.factory.rows, values.copy()
    kept[without] = 0.0
    kept[supply.slack] = 0.0
    row, column, value = supply.model.entry_arrays()
    at = row < rows.size
    used = np.bincount(row[at], weights=value[at] * kept[column[at]], minlength=rows.size)
    return np.asarray(supply.plain - used.reshape(rows.shape), float)


def floor_of(problem: Large, shop: Shop, left: Floats) -> Floor:
    """A workshop that has so much of (groups, T) limits left, its own columns aside."""
    scenario, factory, crews = problem.scenario, problem.supply.factory, shop.crews
    days = [CrewDays(scenario, crew, np.round(factory.people(crew))) for crew in crews]
    workshop = scenario.workshop_of[shop.code]
    shift, settings = scenario.shift_of[workshop.shift], scenario.settings
    rank = np.array([shop.place(crew.skill.rank) for crew in crews], np.int64)
    efficiency = np.array([crew.efficiency for crew in crews])
    hands, horizon = left[shop.hands], problem.horizon
    for each, its, gives in zip(days, rank, efficiency, strict=True):
        hands[: its + 1] -= gives * each.plain_hours * each.working
    months = np.array([date.year * 12 + date.month for date in scenario.dates], np.int64)
    pools = sorted(
        (pool for pool in scenario.temps if pool.workshop == shop.code),
        key=lambda pool: pool.wage_yuan_hour / pool.productivity,
    )
    return Floor(
        hands=hands,
        machines=left[shop.machines],
        units=_units(factory, shop),
        plain=float(shift.regular_hours),
        longest=float(shift.longest_hours),
        daily=float(settings.overtime_hours_day),
        in_row=int(settings.days_in_row),
        extra=float(workshop.extra_yuan_hour),
        work=work_days(scenario),
        exchange=(day_kinds(scenario) == DayKind.REST) & settings.time_off_in_lieu,
        month=months - months[0],
        rank=rank,
        efficiency=efficiency,
        pay=np.array([each.overtime_pay for each in days]).reshape(len(crews), horizon),
        people=np.array([each.people for each in days], np.int64).reshape(len(crews), horizon),
        head=np.array([crew.headcount for crew in crews], np.int64),
        worked=np.array([crew.days_worked for crew in crews], np.int64),
        most=np.array([overtime_left(scenario, crew) for crew in crews]).reshape(
            len(crews), months_of(scenario)
        ),
        hired=np.array(
            [pool.people * dated(scenario, pool.from_date, pool.to_date) for pool in pools]
        ).reshape(len(pools), horizon),
        hired_hours=np.array([pool.hours_day for pool in pools], float),
        hired_pay=np.array([pool.wage_yuan_hour for pool in pools], float),
        hired_gives=np.array([pool.productivity for pool in pools], float),
        hired_rank=np.array([shop.place(pool.skill.rank) for pool in pools], np.int64),
    )


def nowhere(horizon: int) -> tuple[Floor, Hours]:
    """A workshop without anybody or anything."""
    none, nobody = np.zeros((0, horizon)), np.zeros((0, horizon), np.int64)
    few, nothing, never = np.zeros(0, np.int64), np.zeros(0), np.zeros(horizon, bool)
    floor = Floor(
        hands=none,
        machines=none,
        units=none,
        plain=0.0,
        longest=0.0,
        daily=0.0,
        in_row=0,
        extra=0.0,
        work=never,
        exchange=never,
        month=np.zeros(horizon, np.int64),
        rank=few,
        efficiency=nothing,
        pay=none,
        people=nobody,
        head=few,
        worked=few,
        most=np.zeros((0, 1)),
        hired=none,
        hired_hours=nothing,
        hired_pay=nothing,
        hired_gives=nothing,
        hired_rank=few,
    )
    hours = Hours(
        hands=none,
        machines=none,
        off=nobody,
        lieu=nobody,
        paid=nobody,
        there=nobody,
        overtime=none,
        used=np.zeros((0, 1)),
        yuan=np.zeros(horizon),
        lacks=np.zeros(horizon),
        wanted=nothing,
        hired=nothing,
    )
    return floor, hours


def hours_of(shop: Shop, factory: Factory, values: Floats, load: Floats) -> Hours:
    """Who comes to a workshop in an answer, and (groups, T) loads of its articles; nothing is bought yet."""
    crews, horizon = shop.crews, load.shape[1]

    def people(name: str) -> Ints:
        columns = [getattr(factory.rosters[crew.code], name) for crew in crews]
        return np.array([np.round(values[block]) for block in columns], np.int64).reshape(len(crews), horizon)

    months, off, lieu, paid = months_of(factory.scenario), people("off"), people("in_lieu"), people("present")
    present = np.array([np.round(factory.people(crew)) for crew in crews]).reshape(len(crews), horizon)
    come = np.where(work_days(factory.scenario), present - off, lieu + paid).astype(np.int64)
    places = np.array([shop.place(crew.skill.rank) for crew in crews])
    return Hours(
        hands=load[shop.hands],
        machines=load[shop.machines],
        off=off,
        lieu=lieu,
        paid=paid,
        there=np.array(
            [come[places >= rank].sum(axis=0) for rank in range(len(shop.ranks))], np.int64
        ).reshape(len(shop.ranks), horizon),
        overtime=np.zeros((len(crews), horizon)),
        used=np.zeros((len(crews), months)),
        yuan=np.zeros(horizon),
        lacks=np.zeros(horizon),
        wanted=np.zeros(len(shop.ranks)),
        hired=np.zeros(sum(pool.workshop == shop.code for pool in factory.scenario.temps)),
    )


def write_people(shop: Shop, factory: Factory, hours: Hours, values: Floats) -> None:
    """Put who comes into an answer."""
    for c, crew in enumerate(shop.crews):
        roster = factory.rosters[crew.code]
        values[roster.off], values[roster.in_lieu] = hours.off[c], hours.lieu[c]
        values[roster.present] = hours.paid[c]


def teams_in(problem: Large, shop: Shop, block: Ints) -> Ints:
    """(N, R, days before) people that a lot of each article of a block needs in a workshop at least."""
    scenario = problem.scenario
    longest = max((stage.days_before for stage in scenario.routing), default=0)
    teams = np.zeros((len(block), len(shop.ranks), longest + 1), np.int64)
    for i, p in enumerate(block):
        for workshop, rank, before, people in teams_of(scenario, problem.sold[p]):
            if workshop == shop.code:
                place = shop.place(rank)
                teams[i, place, before] = max(teams[i, place, before], people)
    return teams


def teams_besides(problem: Large, shop: Shop, plans: Plans, block: Ints, values: Floats) -> Ints:
    """(R, T) people that a workshop needs at least for all lots but those of a block."""
    others = plans.batches.copy()
    others[block] = 0
    needs = np.zeros((len(shop.ranks), problem.horizon), np.int64)
    for (workshop, rank, day), people in least_teams(problem, plans._replace(batches=others), values).items():
        if workshop == shop.code and day >= 0:
            place = shop.place(rank)
            needs[place, day] = max(needs[place, day], people)
    return needs


def months_of(scenario: Scenario) -> int:
    """How many months the horizon touches."""
    return len({(date.year, date.month) for date in scenario.dates})


def places_of(size: int, groups: "list[int] | Ints") -> Ints:
    """(size,) where each group stands in a list, −1 if nowhere."""
    places = np.full(size, -1, np.int64)
    places[groups] = np.arange(len(groups))
    return places


def _units(factory: Factory, shop: Shop) -> Floats:
    """(M, T) unit-hours that a workshop's machines run in an hour that it is open longer."""
    row, column, value = factory.model.entry_arrays()
    opened = factory.extra_open[shop.code]
    units = np.zeros((len(shop.machines), factory.horizon))
    for m, group in enumerate(shop.machines):
        at = np.isin(row, factory.rows[group]) & np.isin(column, opened)
        units[m, column[at] - opened[0]] = -value[at]
    return units
