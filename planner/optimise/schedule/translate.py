"""From the legs of a workshop's day to a problem in minutes, and what each mode of it means."""

from dataclasses import dataclass, field, replace
from datetime import date as Date
from datetime import timedelta
from math import ceil

import numpy as np
from numpy.typing import NDArray

from planner.domain.plant import Resource
from planner.optimise.minutes import (
    NEVER,
    NO_LIMIT,
    Calendar,
    Job,
    Machine,
    Mode,
    Need,
    Pool,
    Problem,
    Stage,
)
from planner.optimise.schedule.cleaning import cleaning_minutes
from planner.optimise.schedule.diary import HEAD_SCALE, SCALE, Diary, Key
from planner.optimise.schedule.doors import DAY, Hours, end_after
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.steps import Step
from planner.optimise.schedule.teams import teams
from planner.optimise.schedule.turns import SHARED, TURNS, Turns, hands_by_minute

ROUNDED = 1e-6
PLENTY = 10**8
SPREAD = 0.4
HASTE, MOST_AHEAD = 0.5, 0.3


@dataclass(frozen=True)
class Way:
    """What a mode means: so many units, which unit (0: any), so many hands."""

    units: float
    unit: int
    people: float


@dataclass(frozen=True)
class _Team:
    """Units and hands that work on a batch together, as fast as `pace` units with all their hands."""

    units: float
    people: float
    pace: float


@dataclass(frozen=True)
class Translation:
    """A problem with the leg of each job, and the ways of each of its stages; hands come as `draft.turns` says."""

    problem: Problem
    legs: tuple[Leg, ...]
    ways: tuple[tuple[tuple[Way, ...], ...], ...]
    draft: "_Draft"

    def in_turns(self, turns: Turns) -> Problem:
        """The same problem if hands came in other turns."""
        other = replace(self.draft, turns=turns, pools={})
        places = {key: pool for key, pool in self.draft.pools.items() if key[1] >= 0}
        for workshop, rank in places:
            _hands_pool(other, workshop, rank)
        return replace(self.problem, pools=tuple((self.draft.pools | other.pools).values()))


@dataclass
class _Draft:
    """Calendars, machines and pools as they are first needed."""

    floor: Floor
    diary: Diary
    day: Date
    workshop: str
    horizon: int
    calendars: dict[Calendar, int] = field(default_factory=dict)
    machines: dict[Key, Machine] = field(default_factory=dict)
    pools: dict[Key, Pool] = field(default_factory=dict)
    states: dict[str, dict[str, int]] = field(default_factory=dict)
    turns: Turns = TURNS[0]
    spread: dict[tuple[str, int], float] = field(default_factory=dict)
    ahead: dict[tuple[str, int], float] = field(default_factory=dict)


def translate(floor: Floor, diary: Diary, legs: list[Leg], ends: dict[tuple[str, int], int]) -> Translation:
    """The problem of legs of one day; `ends` are the diary minutes at which the legs before them ended."""
    day = legs[0].day
    workshop = floor.group_of[legs[0].batch.product.family]
    draft = _Draft(
        floor,
        diary,
        day,
        workshop,
        _horizon(floor, legs, day),
        spread=_spread(legs),
        ahead=_ahead(floor, legs),
    )
    jobs, ways = [], []
    for leg in legs:
        job, meant = _job(draft, leg, ends.get(leg.key))
        jobs.append(job)
        ways.append(meant)
    problem = Problem(
        horizon=draft.horizon,
        jobs=tuple(jobs),
        calendars=tuple(draft.calendars),
        machines=tuple(draft.machines.values()),
        pools=tuple(draft.pools.values()),
        cleanings=tuple(_cleanings(draft, code) for code in draft.states),
    )
    return Translation(problem, tuple(legs), tuple(ways), draft)


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


def _job(draft: _Draft, leg: Leg, ended: int | None) -> tuple[Job, tuple[tuple[Way, ...], ...]]:
    batch, floor = leg.batch, draft.floor
    latest = floor.latest_starts(batch)
    release, last_start = _from_before(draft, leg, ended)
    stages, ways = [], []
    for place in range(leg.first, leg.last):
        step = batch.steps[place]
        limit = last_start if place == leg.first else None
        modes, meant = _modes(draft, leg, step, limit)
        least, most = step.gap(modes[0].minutes)
        is_last = place == leg.last - 1
        stages.append(Stage(modes, 0 if is_last else least, -1 if is_last or most is None else most))
        ways.append(meant)
    job = Job(
        name=f"{batch.lot.code}#{batch.number}",
        stages=tuple(stages),
        release=max(release, _not_before(draft, leg, latest), 0),
        due=_due(draft, leg),
        deadline=_deadline(draft, leg, latest),
        drop_price=batch.yuan,
    )
    return job, tuple(ways)


def _from_before(draft: _Draft, leg: Leg, ended: int | None) -> tuple[int, int | None]:
    """Earliest and latest start of a leg, given when the leg before it ended."""
    if leg.first == 0 or ended is None:
        return 0, None
    before = leg.batch.steps[leg.first - 1]
    least, most = before.gap(before.minutes(leg.batch.kg, 1))
    at = ended - draft.diary.first(draft.day)
    return at + least, None if most is None else at + most


def _not_before(draft: _Draft, leg: Leg, latest: tuple[int, ...]) -> int:
    """The release of a leg that another day follows: late enough that the next step may still be waited for."""
    if leg.is_final or latest[leg.last] == NO_WAY:
        return 0
    step, following = leg.batch.steps[leg.last - 1], leg.batch.steps[leg.last]
    resource = draft.floor.scenario.resource_of[following.stage.resource]
    apart = DAY * (step.days_before - following.days_before)
    hours = draft.floor.hours(resource, draft.day + timedelta(days=step.days_before - following.days_before))
    minutes = sum(each.minutes(leg.batch.kg, 1) for each in leg.steps[-1:])
    least, most = step.gap(minutes)
    if hours is None or most is None:
        return 0
    end = min(latest[leg.last] + apart - most, hours.begins[0] + apart - least)
    end += int(draft.spread[leg.key] * max(0, latest[leg.last] + apart - least - end))
    way = sum(
        each.gap(each.minutes(leg.batch.kg, 1))[0] + each.minutes(leg.batch.kg, 1) for each in leg.steps[:-1]
    )
    return end - minutes - way


def _due(draft: _Draft, leg: Leg) -> int:
    """When the last step should have ended for a wave of trucks: what is wanted first is tried first, for no money."""
    wanted = draft.floor.wanted.get(leg.batch.lot.code) if leg.is_final else None
    return NEVER if wanted is None else max(0, wanted + DAY * leg.steps[-1].days_before)


def _deadline(draft: _Draft, leg: Leg, latest: tuple[int, ...]) -> int:
    """The minute by which the last step of a leg must have ended."""
    place = leg.last - 1
    if latest[place] == NO_WAY:
        return 0
    step = leg.batch.steps[place]
    resource = draft.floor.scenario.resource_of[step.stage.resource]
    hours = draft.floor.hours(resource, draft.day)
    assert hours is not None
    size = draft.floor.team_sizes(leg.batch, step)[-1]
    end = end_after(hours, latest[place], step.minutes(leg.batch.kg, size))
    return end - int(min(draft.ahead.get(leg.key, 0.0), MOST_AHEAD * (end - hours.begins[0])))


def _modes(
    draft: _Draft, leg: Leg, step: Step, last_start: int | None
) -> tuple[tuple[Mode, ...], tuple[Way, ...]]:
    resource = draft.floor.scenario.resource_of[step.stage.resource]
    hours = draft.floor.hours(resource, draft.day) or Hours((0, 0), ((0, 0),))
    kg, modes, ways = leg.batch.kg, [], []
    for team in _teams(draft, leg, step):
        minutes = step.minutes(kg, team.pace)
        calendar = _calendar(draft, hours, minutes, last_start)
        needs = (_units(draft, resource, hours, team.units), *_hands(draft, resource, step, team.people))
        for unit in range(1, max(resource.count, 1) + 1) if step.has_unit else (0,):
            machine, state = _machine(draft, resource, hours, unit, leg) if unit else (NO_LIMIT, 0)
            modes.append(Mode(minutes, calendar, machine, state, needs))
            ways.append(Way(team.units, unit, team.people))
    return tuple(modes), tuple(ways)


def _teams(draft: _Draft, leg: Leg, step: Step) -> list[_Team]:
    """Units and hands that may work on a batch at a stage, a full team first."""
    workers = step.stage.workers
    if step.is_chamber:
        units = leg.batch.kg * step.share
        return [_Team(units, workers * units, 1.0)]
    sizes = draft.floor.team_sizes(leg.batch, step)
    full = [_Team(float(units), workers * units, float(units)) for units in sizes]
    workshop = draft.floor.scenario.resource_of[step.stage.resource].workshop
    heads = draft.floor.heads.get((workshop, draft.day))
    if heads is None:
        return full
    possible = teams(workers, heads[step.stage.skill.rank])
    found = [_Team(1.0, people, people / workers) for people in possible if people < workers]
    return full + found if possible[0] == workers else found


def _calendar(draft: _Draft, hours: Hours, minutes: int, last_start: int | None) -> int:
    """The calendar of a resource; cut short so that work of so many minutes begins by its last start."""
    windows = hours.windows
    last = hours.begins[1] - 1 if windows[-1][1] > hours.begins[1] else None
    if last_start is not None:
        last = last_start if last is None else min(last, last_start)
    if last is not None:
        until = end_after(hours, last, minutes) if last >= windows[0][0] else windows[0][0]
        windows = tuple((a, min(b, until)) for a, b in windows if a < until)
    return draft.calendars.setdefault(Calendar(windows, hours.pauses), len(draft.calendars))


def _machine(draft: _Draft, resource: Resource, hours: Hours, unit: int, leg: Leg) -> tuple[int, int]:
    """The machine of a unit and the state a lot leaves it in."""
    states = draft.states.setdefault(resource.code, {"": 0})
    state = states.setdefault(leg.batch.lot.code, len(states))
    key = (resource.code, unit)
    if key not in draft.machines:
        down = dict(draft.floor.units_down(resource, draft.day)).get(unit, 0)
        ready = max(hours.begins[0], down, draft.diary.unit_busy(resource.code, unit, draft.day))
        draft.machines[key] = Machine(
            f"{resource.code}/{unit}", cleaning=list(draft.states).index(resource.code), ready=ready
        )
    return list(draft.machines).index(key), state


def _cleanings(draft: _Draft, code: str) -> tuple[tuple[int, ...], ...]:
    """Set-up and cleaning from lot to lot on a line; state 0 is the clean line of the morning."""
    scenario = draft.floor.scenario
    lots = {lot.code: scenario.product_of[lot.product] for lot in draft.floor.plan.lots}
    products = [lots[lot] if lot else None for lot in draft.states[code]]
    table = np.zeros((len(products), len(products)), np.int64)
    for b, after in enumerate(products):
        for a, before in enumerate(products):
            if a == b or after is None:
                continue
            minutes = after.setup_minutes
            if before is not None:
                minutes += cleaning_minutes(
                    scenario.changeovers,
                    scenario.contents_of[before.code],
                    scenario.contents_of[after.code],
                )
            table[a, b] = ceil(minutes - ROUNDED)
    return tuple(tuple(row) for row in table.tolist())


def _units(draft: _Draft, resource: Resource, hours: Hours, units: float) -> Need:
    key = (resource.code, -1)
    if key not in draft.pools:
        free = np.full(draft.horizon, resource.count * SCALE, np.int64)
        for _, ready in draft.floor.units_down(resource, draft.day):
            free[hours.begins[0] : ready] -= SCALE
        free -= draft.diary.kept_for_others(resource.code, draft.day, draft.workshop, draft.horizon)
        draft.pools[key] = _pool(draft, key, resource.code, free)
    return Need(list(draft.pools).index(key), ceil(units * SCALE - ROUNDED))


def _hands(draft: _Draft, resource: Resource, step: Step, people: float) -> tuple[Need, ...]:
    if people <= 0:
        return ()
    return tuple(
        Need(_hands_pool(draft, resource.workshop, rank), ceil(people * HEAD_SCALE - ROUNDED))
        for rank in range(step.stage.skill.rank + 1)
    )


def _hands_pool(draft: _Draft, workshop: str, rank: int) -> int:
    """Hands at a skill or above: they come in turns; nobody is asked for when it is closed."""
    key = (workshop, rank)
    if key not in draft.pools:
        free = np.full(draft.horizon, PLENTY, np.int64)
        doors = draft.floor.doors.get((workshop, draft.day))
        if doors is not None:
            present = draft.floor.heads[workshop, draft.day]
            turns = draft.turns if len(draft.floor.helped[workshop]) == 1 else SHARED
            there = hands_by_minute(present, rank, doors, turns)
            free[doors.opens : doors.closes] = there[: max(0, free.size - doors.opens)]
        draft.pools[key] = _pool(draft, key, f"{workshop}/{rank}", free)
    return list(draft.pools).index(key)


def _pool(draft: _Draft, key: Key, name: str, free: NDArray[np.int64]) -> Pool:
    """A pool of what is free less what others have taken."""
    free = np.maximum(free - draft.diary.of(key, draft.day, draft.horizon), 0)
    edges = np.r_[0, np.flatnonzero(np.diff(free)) + 1, free.size].tolist()
    return Pool(name, tuple((a, b, int(free[a])) for a, b in zip(edges, edges[1:], strict=False)))
