"""All workshops and days scheduled, side by side where nothing is shared, and told as tasks."""

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta

import pandas as pd

from planner.domain.plan import Plan, Task, Unplaced, no_tasks
from planner.domain.progress import Listener, Progress, Stop, silent
from planner.domain.scenario import Scenario
from planner.optimise.minutes import Effort, MinuteSchedule
from planner.optimise.schedule.diary import HEAD_SCALE, SCALE, Diary
from planner.optimise.schedule.effort import weights
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.handout import handed_out
from planner.optimise.schedule.order import Place, order, users_of
from planner.optimise.schedule.purse import Purse
from planner.optimise.schedule.race import line_up, race
from planner.optimise.schedule.translate import Translation, Way, translate

TRIALS_A_LEG = 1500
STAGE = "排程 schedule"


@dataclass(frozen=True)
class Scheduled:
    """What has minutes, as a table with the columns of `Task`, and what found none."""

    tasks: pd.DataFrame
    unplaced: tuple[Unplaced, ...]


@dataclass(eq=False)
class _Course:
    """How far the scheduling has come."""

    floor: Floor
    diary: Diary
    legs: dict[Place, list[Leg]]
    ends: dict[tuple[str, int], int] = field(default_factory=dict)
    out: dict[tuple[str, int], tuple[Leg, int]] = field(default_factory=dict)
    rows: dict[tuple[str, int], list[tuple[object, ...]]] = field(default_factory=dict)


def schedule_days(
    scenario: Scenario,
    plan: Plan,
    seconds: float,
    workers: int = 1,
    seed: int = 1,
    stop: Stop | None = None,
    tell: Listener = silent,
) -> Scheduled:
    """Minutes for every lot of a plan, as many kilograms as can be found in the time."""
    stop = stop or Stop()
    began = time.monotonic()
    floor = Floor(scenario, plan)
    legs = {place: list(legs) for place, legs in floor.legs.items()}
    course = _Course(floor, Diary(scenario.settings.start, len(scenario.dates)), legs)
    users = users_of(floor)
    waiting = order(floor, users)
    for resource, workshops in users.items():
        for day in scenario.dates:
            course.diary.keep(resource, day, handed_out(floor, day, workshops, resource))
    purse = Purse(seconds - (time.monotonic() - began), workers, weights(floor))
    running: dict[Future[None], Place] = {}
    with ThreadPoolExecutor(max(1, workers)) as pool:
        while waiting or running:
            for place in [p for p, needs in waiting.items() if not needs]:
                del waiting[place]
                running[pool.submit(_run, course, place, purse, seed, stop)] = place
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
                place = running.pop(future)
                for needs in waiting.values():
                    needs.discard(place)
            tell(Progress(STAGE, time.monotonic() - began, note=f"{len(waiting) + len(running)} left"))
    return Scheduled(_table(course), _unplaced(course))


def _run(course: _Course, place: Place, purse: Purse, seed: int, stop: Stop) -> None:
    """Schedule a workshop's day and enter it in the diary."""
    began = time.monotonic()
    legs = [leg for leg in course.legs[place] if leg.key not in course.out]
    possible = [leg for leg in legs if _can_be(course, leg)]
    given = translate(course.floor, course.diary, possible, course.ends) if possible else None
    runners = line_up(given) if given else []
    is_hard = any(runner.cost > 0 for runner in runners)
    seconds = purse.take(place, time.monotonic() - began, is_hard=is_hard)
    if given:
        effort = Effort(seconds=seconds, trials=TRIALS_A_LEG * len(possible), seed=seed)
        chosen, found = race(
            runners, effort, stop, lambda legs: translate(course.floor, course.diary, list(legs), course.ends)
        )
        _follow(course, given.legs, chosen.legs)
        _enter(course, chosen, found)
    purse.give_back(place)


def _can_be(course: _Course, leg: Leg) -> bool:
    latest = course.floor.latest_starts(leg.batch)
    closed = [n for n, minute in enumerate(latest) if minute == NO_WAY]
    if closed:
        course.out[leg.key] = (leg, max(closed))
    return not closed


def _follow(course: _Course, before: tuple[Leg, ...], after: tuple[Leg, ...]) -> None:
    """Where batches have been cut into smaller ones, so are their legs on later days."""
    known = {leg.key: leg.batch for leg in before}
    for leg in after:
        if known.get(leg.key) != leg.batch:
            for later in course.floor.legs_of(leg.batch)[1:]:
                legs = course.legs[course.floor.group_of[leg.batch.product.family], later.day]
                legs[:] = [each for each in legs if each.key != later.key] + [later]


def _enter(course: _Course, given: Translation, found: MinuteSchedule) -> None:
    for job, (leg, runs) in enumerate(zip(given.legs, found.jobs, strict=True)):
        if runs is None:
            course.out[leg.key] = (leg, leg.first + found.blocked[job])
            continue
        for place, run in enumerate(runs):
            way = given.ways[job][place][run.mode]
            _take(course, leg, leg.first + place, way, run.start, run.end)
        course.ends[leg.key] = course.diary.first(leg.day) + runs[-1].end


def _take(course: _Course, leg: Leg, place: int, way: Way, start: int, end: int) -> None:
    step = leg.batch.steps[place]
    resource = course.floor.scenario.resource_of[step.stage.resource]
    diary = course.diary
    diary.take((resource.code, -1), leg.day, start, end, round(way.units * SCALE))
    if way.unit:
        diary.keep_busy(resource.code, way.unit, leg.day, end)
    if way.people > 0:
        for rank in range(step.stage.skill.rank + 1):
            diary.take((resource.workshop, rank), leg.day, start, end, round(way.people * HEAD_SCALE))
    lot, number = leg.key
    row = (lot, number, step.stage.seq, resource.code, way.unit, leg.day, start, end)
    course.rows.setdefault(leg.key, []).append((*row, leg.batch.kg, way.units, way.people))


def _table(course: _Course) -> pd.DataFrame:
    rows = [row for key in course.rows if key not in course.out for row in course.rows[key]]
    if not rows:
        return no_tasks()
    table = pd.DataFrame(rows, columns=list(Task.model_fields)).sort_values(
        ["date", "resource", "starts", "lot", "batch"], ignore_index=True
    )
    return table.astype({"date": "datetime64[us]"})


def _unplaced(course: _Course) -> tuple[Unplaced, ...]:
    """What found no minutes, by lot and blocking stage."""
    found: dict[tuple[str, int], Unplaced] = {}
    for leg, place in course.out.values():
        row = _told(course, leg, place)
        key = (row.lot, row.seq)
        kg = row.kg + (found[key].kg if key in found else 0.0)
        found[key] = row.model_copy(update={"kg": kg})
    return tuple(found[key] for key in sorted(found))


def _told(course: _Course, leg: Leg, place: int) -> Unplaced:
    batch = leg.batch
    step = batch.steps[place]
    return Unplaced(
        lot=batch.lot.code,
        seq=step.stage.seq,
        resource=step.stage.resource,
        date=batch.lot.date - timedelta(days=step.days_before),
        latest=max(0, course.floor.latest_starts(batch)[place]),
        kg=batch.kg,
    )


def resources_in_the_way(scheduled: Scheduled) -> Iterator[tuple[str, float]]:
    """Kilograms unplaced by the resource that blocked them, most first."""
    total: dict[str, float] = {}
    for row in scheduled.unplaced:
        total[row.resource] = total.get(row.resource, 0.0) + row.kg
    yield from sorted(total.items(), key=lambda each: -each[1])
