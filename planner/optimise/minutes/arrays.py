"""A problem as arrays for the compiled loops; minutes of a calendar become three tables, so an end is one look-up."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.optimise.minutes.problem import NEVER, NO_LIMIT, Calendar, Hold, Machine, Mode, Pool, Problem

Ints = NDArray[np.int64]
Minutes = NDArray[np.int32]
Floats = NDArray[np.float64]


class Facts(NamedTuple):
    """What never changes: jobs own stages, stages own modes, modes own needs, each by a range of positions.

    Compiled code reads all of them in one dimension (see `bare`): tables of calendars by rows of `horizon + 1`,
    capacities by rows of `horizon`, cleanings by `states` × `states`. No stage begins before its minute in `since`.
    """

    horizon: int
    jobs: int
    stages: int
    states: int
    longest: int
    end_price: float
    stage_from: Ints
    before: Ints
    release: Ints
    due: Ints
    late_price: Floats
    deadline: Ints
    drop_price: Floats
    since: Ints
    mode_from: Ints
    least_wait: Ints
    most_wait: Ints
    hold_from: Ints
    hold_pool: Ints
    hold_amount: Ints
    hold_first: Ints
    hold_from_end: Ints
    hold_to_end: Ints
    hold_until: Ints
    machine: Ints
    minutes: Ints
    calendar: Ints
    state: Ints
    until: Ints
    need_from: Ints
    need_pool: Ints
    need_amount: Ints
    cleaning: Ints
    cleanings: Ints
    first_state: Ints
    ready: Ints
    shortest: Ints
    minute_price: Floats
    fills_gaps: Ints
    opens: Minutes
    worked: Minutes
    minute_of: Minutes
    span_end: Minutes
    capacity: Minutes


def facts_of(problem: Problem) -> Facts:
    """The arrays of a problem; a hold stands with the stage whose placing settles it."""
    stages = [stage for job in problem.jobs for stage in job.stages]
    modes = [mode for stage in stages for mode in stage.modes]
    needs = [need for mode in modes for need in mode.needs]
    jobs = problem.jobs
    return Facts(
        horizon=problem.horizon,
        jobs=len(jobs),
        stages=len(stages),
        longest=_longest(modes, len(problem.machines)),
        end_price=problem.end_price,
        stage_from=_offsets([len(job.stages) for job in jobs]),
        before=np.full(len(jobs), -1, np.int64),
        release=_ints([job.release for job in jobs]),
        due=_ints([job.due for job in jobs]),
        late_price=np.array([job.late_price for job in jobs], np.float64),
        deadline=_ints([min(job.deadline, problem.horizon) for job in jobs]),
        drop_price=np.array([job.drop_price for job in jobs], np.float64),
        since=np.zeros(len(stages), np.int64),
        mode_from=_offsets([len(stage.modes) for stage in stages]),
        least_wait=_ints([stage.least_wait for stage in stages]),
        most_wait=_ints([NEVER if stage.most_wait == NO_LIMIT else stage.most_wait for stage in stages]),
        **_holds(problem),
        machine=_ints([mode.machine for mode in modes]),
        minutes=_ints([mode.minutes for mode in modes]),
        calendar=_ints([mode.calendar for mode in modes]),
        state=_ints([mode.state for mode in modes]),
        until=np.full(len(modes), problem.horizon, np.int64),
        need_from=_offsets([len(mode.needs) for mode in modes]),
        need_pool=_ints([need.pool for need in needs]),
        need_amount=_ints([need.amount for need in needs]),
        **_machines(problem.machines, problem.cleanings),
        shortest=_shortest(modes, len(problem.machines)),
        **_calendars(problem.calendars, problem.horizon),
        capacity=capacity_of(problem.pools, problem.horizon),
    )


def _ints(values: list[int]) -> Ints:
    return np.array(values, np.int64)


def _offsets(counts: list[int]) -> Ints:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


def _holds(problem: Problem) -> dict[str, Any]:
    settled: list[list[tuple[Hold, int]]] = []
    first = 0
    for job in problem.jobs:
        by_stage: list[list[tuple[Hold, int]]] = [[] for _ in job.stages]
        for hold in job.holds:
            by_stage[hold.first if hold.until != NO_LIMIT else hold.last].append((hold, first))
        settled += by_stage
        first += len(job.stages)
    flat = [pair for stage in settled for pair in stage]
    return {
        "hold_from": _offsets([len(stage) for stage in settled]),
        "hold_pool": _ints([hold.pool for hold, _ in flat]),
        "hold_amount": _ints([hold.amount for hold, _ in flat]),
        "hold_first": _ints([hold.first + before for hold, before in flat]),
        "hold_from_end": _ints([hold.from_end for hold, _ in flat]),
        "hold_to_end": _ints([hold.to_end for hold, _ in flat]),
        "hold_until": _ints([hold.until for hold, _ in flat]),
    }


def _machines(
    machines: tuple[Machine, ...], cleanings: tuple[tuple[tuple[int, ...], ...], ...]
) -> dict[str, Any]:
    states = max((len(table) for table in cleanings), default=1)
    tables = np.zeros((len(cleanings) + 1, states, states), np.int64)
    for place, table in enumerate(cleanings):
        tables[place, : len(table), : len(table)] = table
    nothing = len(cleanings)
    return {
        "cleaning": _ints([nothing if m.cleaning == NO_LIMIT else m.cleaning for m in machines]),
        "states": states,
        "cleanings": tables,
        "first_state": _ints([machine.first_state for machine in machines]),
        "ready": _ints([machine.ready for machine in machines]),
        "minute_price": np.array([machine.minute_price for machine in machines], np.float64),
        "fills_gaps": _ints([machine.fills_gaps for machine in machines]),
    }


def _calendars(calendars: tuple[Calendar, ...], horizon: int) -> dict[str, Any]:
    shape = (len(calendars), horizon + 1)
    names = ("opens", "worked", "minute_of", "span_end")
    tables = {name: np.full(shape, horizon, np.int32) for name in names}
    for place, calendar in enumerate(calendars):
        _fill(calendar, horizon, *(tables[name][place] for name in names))
    return tables


def _fill(
    calendar: Calendar, horizon: int, opens: Minutes, worked: Minutes, minute_of: Minutes, span_end: Minutes
) -> None:
    """Next open minute, open minutes before, n-th open minute, and the end of the stretch without a long gap."""
    is_open = np.zeros(horizon, bool)
    for start, end in calendar.windows:
        is_open[max(start, 0) : max(end, 0)] = True
    at = np.flatnonzero(is_open)
    worked[:] = np.r_[0, np.cumsum(is_open)]
    minute_of[: at.size] = at
    following = np.searchsorted(at, np.arange(horizon + 1))
    opens[:] = np.r_[at, horizon][following]
    breaks = np.flatnonzero(np.diff(at) > calendar.longest_pause + 1)
    ends = np.r_[at[breaks], at[-1:]] + 1
    if at.size:
        span_end[: ends[-1]] = ends[np.searchsorted(ends, np.arange(ends[-1]), side="right")]


def capacity_of(pools: Sequence[Pool], horizon: int) -> Minutes:
    """(pools, horizon) what each pool holds at each minute."""
    capacity = np.zeros((len(pools), horizon), np.int32)
    for place, pool in enumerate(pools):
        for start, end, amount in pool.steps:
            capacity[place, max(start, 0) : max(end, 0)] = amount
    return capacity


def _longest(modes: list[Mode], machines: int) -> int:
    """The most stages that can meet on one machine, plus one."""
    count = np.zeros(machines + 1, np.int64)
    for mode in modes:
        count[mode.machine] += 1
    return int(count.max(initial=0)) + 1


def _shortest(modes: list[Mode], machines: int) -> Ints:
    """The fewest working minutes any stage takes on a machine."""
    shortest = np.full(machines + 1, NEVER, np.int64)
    for mode in modes:
        shortest[mode.machine] = min(shortest[mode.machine], mode.minutes)
    return shortest[:machines]
