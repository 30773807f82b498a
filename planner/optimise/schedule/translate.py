"""From the legs of a workshop's day to a problem in minutes, and what each mode of it means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cached_property

from planner.optimise.minutes import NEVER, NO_LIMIT, Job, Mode, Prepared, Problem, Stage, prepared
from planner.optimise.schedule.daysupply import DaySupply
from planner.optimise.schedule.diary import Diary
from planner.optimise.schedule.doors import DAY, Hours, end_after
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.steps import Step
from planner.optimise.schedule.teams import teams
from planner.optimise.schedule.turns import Turns

SPREAD = 0.4
HASTE, MOST_AHEAD = 0.5, 0.3
NEVER_LEFT_OUT = 1e7  # yuan


@dataclass(frozen=True)
class Way:
    """What a mode means: so many units, which unit (0: any), so many hands."""

    units: float
    unit: int
    people: float


@dataclass(frozen=True)
class Awaited:
    """The minutes between which a leg has to end, as a later day goes on with its batch; None: as early as it likes."""

    earliest: int | None
    latest: int


Awaiting = Mapping[tuple[str, int], Awaited]
NOTHING: Awaiting = {}


@dataclass(frozen=True)
class _Team:
    """Units and hands that work on a batch together, as fast as `pace` units with all their hands."""

    units: float
    people: float
    pace: float


@dataclass(frozen=True)
class Translation:
    """A problem with the leg of each job, and the ways of each of its stages; `supply` is what the day offers."""

    problem: Problem
    legs: tuple[Leg, ...]
    ways: tuple[tuple[tuple[Way, ...], ...], ...]
    supply: DaySupply

    @cached_property
    def _prepared(self) -> Prepared:
        return prepared(self.problem)

    def in_turns(self, turns: Turns) -> Prepared:
        """The same problem, ready for searches, if hands came in certain turns."""
        return self._prepared.with_pools(self.supply.pools_in(turns))


@dataclass(frozen=True)
class _Asked:
    """The legs of a day together: which part of its way a batch is held back, by how much one ends ahead."""

    supply: DaySupply
    spread: dict[tuple[str, int], float]
    ahead: dict[tuple[str, int], float]
    awaited: Awaiting

    @property
    def floor(self) -> Floor:
        return self.supply.floor

    @property
    def day(self) -> Date:
        return self.supply.day


def translate(
    floor: Floor, diary: Diary, legs: list[Leg], ends: dict[tuple[str, int], int], awaited: Awaiting = NOTHING
) -> Translation:
    """The problem of legs of one day; `ends` are the diary minutes at which the legs before them ended.

    Legs `awaited` end in time for what goes on with them, and are never left out.
    """
    day = legs[0].day
    workshop = floor.group_of[legs[0].batch.product.family]
    supply = DaySupply(floor, diary, day, workshop, _horizon(floor, legs, day))
    asked = _Asked(supply, _spread(legs), _ahead(floor, legs), awaited)
    jobs, ways = [], []
    for leg in legs:
        job, meant = _job(asked, leg, ends.get(leg.key))
        jobs.append(job)
        ways.append(meant)
    problem = Problem(
        horizon=supply.horizon,
        jobs=tuple(jobs),
        calendars=tuple(supply.calendars),
        machines=tuple(supply.machines.values()),
        pools=tuple(supply.pools.values()),
        cleanings=supply.cleanings(),
    )
    return Translation(problem, tuple(legs), tuple(ways), supply)


def _spread(legs: list[Leg]) -> dict[tuple[str, int], float]:
    """Which part of the way to its last possible start each batch is held back, so that not all are wanted at once."""
    queues: dict[str, list[Leg]] = {}
    for leg in legs:
        queues.setdefault(leg.steps[-1].stage.resource, []).append(leg)
    return {leg.key: SPREAD * n / len(queue) for queue in queues.values() for n, leg in enumerate(queue)}


def _ahead(floor: Floor, legs: list[Leg]) -> dict[tuple[str, int], float]:
    """By how many minutes a batch ends before its last moment, as not all can begin the next step in its last hour."""
    ahead: dict[tuple[str, int], float] = {}
    queued: dict[str, float] = {}
    for leg in legs:
        following = None if leg.is_final else leg.batch.steps[leg.last]
        if following is None or following.is_chamber:
            continue
        code = following.stage.resource
        ahead[leg.key] = queued.get(code, 0.0)
        share = following.minutes(leg.batch.kg, 1) / max(1, floor.scenario.resource_of[code].count)
        queued[code] = queued.get(code, 0.0) + share / HASTE
    return ahead


def _horizon(floor: Floor, legs: list[Leg], day: Date) -> int:
    codes = {step.stage.resource for leg in legs for step in leg.steps}
    hours = [floor.hours(floor.scenario.resource_of[code], day) for code in codes]
    return max((found.windows[-1][1] for found in hours if found is not None), default=1)


def _job(asked: _Asked, leg: Leg, ended: int | None) -> tuple[Job, tuple[tuple[Way, ...], ...]]:
    batch, floor = leg.batch, asked.floor
    latest = floor.latest_starts(batch)
    release, last_start = _from_before(asked, leg, ended)
    stages, ways = [], []
    for place in range(leg.first, leg.last):
        step = batch.steps[place]
        limit = last_start if place == leg.first else None
        modes, meant = _modes(asked, leg, step, limit)
        least, most = step.gap(modes[0].minutes)
        is_last = place == leg.last - 1
        stages.append(Stage(modes, 0 if is_last else least, -1 if is_last or most is None else most))
        ways.append(meant)
    awaited = asked.awaited.get(leg.key)
    due = _due(asked, leg)
    deadline = awaited.latest if awaited else _deadline(asked, leg, latest)
    begin = _in_time(awaited, stages) if awaited else _not_before(asked, leg, latest)
    job = Job(
        name=f"{batch.lot.code}#{batch.number}",
        stages=tuple(stages),
        release=max(release, begin, 0),
        due=due,
        late_price=floor.worth_in_time(leg) / max(1, deadline - due),
        deadline=deadline,
        drop_price=NEVER_LEFT_OUT if awaited else batch.yuan + floor.worth_in_time(leg),
    )
    return job, tuple(ways)


def _from_before(asked: _Asked, leg: Leg, ended: int | None) -> tuple[int, int | None]:
    """Earliest and latest start of a leg, given when the leg before it ended."""
    if leg.first == 0 or ended is None:
        return 0, None
    before = leg.batch.steps[leg.first - 1]
    least, most = before.gap(before.minutes(leg.batch.kg, 1))
    at = ended - asked.supply.diary.first(asked.day)
    return at + least, None if most is None else at + most


def _in_time(awaited: Awaited, stages: list[Stage]) -> int:
    """The release of a leg that is awaited: however fast it is run, it does not end too early."""
    if awaited.earliest is None:
        return 0
    shortest = sum(min(mode.minutes for mode in stage.modes) + stage.least_wait for stage in stages)
    return awaited.earliest - shortest


def _not_before(asked: _Asked, leg: Leg, latest: tuple[int, ...]) -> int:
    """The release of a leg that another day follows: late enough that the next step may still be waited for."""
    if leg.is_final or latest[leg.last] == NO_WAY:
        return 0
    step, following = leg.batch.steps[leg.last - 1], leg.batch.steps[leg.last]
    resource = asked.floor.scenario.resource_of[following.stage.resource]
    apart = DAY * (step.days_before - following.days_before)
    hours = asked.floor.hours(resource, asked.day + timedelta(days=step.days_before - following.days_before))
    minutes = sum(each.minutes(leg.batch.kg, 1) for each in leg.steps[-1:])
    least, most = step.gap(minutes)
    if hours is None or most is None:
        return 0
    end = min(latest[leg.last] + apart - most, hours.begins[0] + apart - least)
    end += int(asked.spread[leg.key] * max(0, latest[leg.last] + apart - least - end))
    way = sum(
        each.gap(each.minutes(leg.batch.kg, 1))[0] + each.minutes(leg.batch.kg, 1) for each in leg.steps[:-1]
    )
    return end - minutes - way


def _due(asked: _Asked, leg: Leg) -> int:
    """When the last step should have ended for a wave of trucks: what is wanted first is tried first.

    That costs nothing but where trucks have told what it would be worth: all of that by the deadline, minute by minute.
    """
    wanted = asked.floor.wanted.get(leg.batch.lot.code) if leg.is_final else None
    return NEVER if wanted is None else max(0, wanted + DAY * leg.steps[-1].days_before)


def _deadline(asked: _Asked, leg: Leg, latest: tuple[int, ...]) -> int:
    """The minute by which the last step of a leg must have ended."""
    place = leg.last - 1
    if latest[place] == NO_WAY:
        return 0
    step = leg.batch.steps[place]
    resource = asked.floor.scenario.resource_of[step.stage.resource]
    hours = asked.floor.hours(resource, asked.day)
    assert hours is not None
    size = asked.floor.team_sizes(leg.batch, step)[-1]
    end = end_after(hours, latest[place], step.minutes(leg.batch.kg, size))
    return end - int(min(asked.ahead.get(leg.key, 0.0), MOST_AHEAD * (end - hours.begins[0])))


def _modes(
    asked: _Asked, leg: Leg, step: Step, last_start: int | None
) -> tuple[tuple[Mode, ...], tuple[Way, ...]]:
    resource = asked.floor.scenario.resource_of[step.stage.resource]
    hours = asked.floor.hours(resource, asked.day) or Hours((0, 0), ((0, 0),))
    supply, kg, modes, ways = asked.supply, leg.batch.kg, [], []
    for team in _teams(asked, leg, step):
        minutes = step.minutes(kg, team.pace)
        calendar = supply.calendar(hours, minutes, last_start)
        needs = (supply.units(resource, hours, team.units), *supply.hands(resource, step, team.people))
        for unit in _unit_numbers(resource.count, step):
            machine, state = supply.machine(resource, hours, unit, leg) if unit else (NO_LIMIT, 0)
            modes.append(Mode(minutes, calendar, machine, state, needs))
            ways.append(Way(team.units, unit, team.people))
    return tuple(modes), tuple(ways)


def _unit_numbers(count: int, step: Step) -> Iterable[int]:
    """Which units may run a step, 0 for any of them."""
    return range(1, max(count, 1) + 1) if step.has_unit else (0,)


def _teams(asked: _Asked, leg: Leg, step: Step) -> list[_Team]:
    """Units and hands that may work on a batch at a stage, a full team first."""
    workers = step.stage.workers
    if step.is_chamber:
        units = leg.batch.kg * step.share
        return [_Team(units, workers * units, 1.0)]
    sizes = asked.floor.team_sizes(leg.batch, step)
    full = [_Team(float(units), workers * units, float(units)) for units in sizes]
    workshop = asked.floor.scenario.resource_of[step.stage.resource].workshop
    heads = asked.floor.heads.get((workshop, asked.day))
    if heads is None:
        return full
    possible = teams(workers, heads[step.stage.skill.rank])
    found = [_Team(1.0, people, people / workers) for people in possible if people < workers]
    return full + found if possible[0] == workers else found
