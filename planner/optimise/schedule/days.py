"""All workshops and days scheduled, side by side where nothing is shared, and told as tasks."""

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace

import pandas as pd

from planner.domain.plan import CrewDay, Lot, OpenedShift, Plan, Unplaced
from planner.domain.progress import Listener, Progress, Stop, silent
from planner.domain.scenario import Scenario
from planner.optimise.haste import Haste
from planner.optimise.minutes import Effort
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.closing import close_early
from planner.optimise.schedule.course import Course, table_of, unplaced_of, yuan_by_place
from planner.optimise.schedule.diary import Diary
from planner.optimise.schedule.effort import weights
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.handout import handed_out
from planner.optimise.schedule.order import Place, order, users_of
from planner.optimise.schedule.purse import Purse
from planner.optimise.schedule.race import line_up, race
from planner.optimise.schedule.repair import TRIALS_A_LEG, repair
from planner.optimise.schedule.translate import translate

FIRST_SHARE = 0.25
STAGE = "排程 schedule"


@dataclass(frozen=True)
class Scheduled:
    """What has minutes, as a table with the columns of `Task`, what found none, and who comes for how long."""

    tasks: pd.DataFrame
    unplaced: tuple[Unplaced, ...]
    shifts: tuple[OpenedShift, ...]
    crew_days: tuple[CrewDay, ...]
    course: Course

    @property
    def lost_yuan(self) -> float:
        """What goes short because something found no minutes."""
        return sum(yuan_by_place(self.course).values())

    def put_into(self, plan: Plan) -> Plan:
        """The plan with what has been scheduled; its bill is not reckoned anew."""
        return replace(
            plan, tasks=self.tasks, unplaced=self.unplaced, shifts=self.shifts, crew_days=self.crew_days
        )


def schedule_days(
    scenario: Scenario,
    plan: Plan,
    seconds: float,
    workers: int = 1,
    seed: int = 1,
    stop: Stop | None = None,
    tell: Listener = silent,
    asked: tuple[Lot, ...] | None = None,
) -> Scheduled:
    """Minutes for every lot of a plan, or for those asked for, with as little lost as can be in the time.

    A part of it is kept for the days that lose most: they are searched again, perhaps opened longer, and in the end
    closed when all is done.
    """
    stop = stop or Stop()
    began = time.monotonic()
    floor = Floor(scenario, plan, asked)
    legs = {place: list(legs) for place, legs in floor.legs.items()}
    course = Course(floor, Diary(scenario.settings.start, len(scenario.dates)), legs)
    users = users_of(floor)
    waiting = order(floor, users)
    for resource, workshops in users.items():
        for day in scenario.dates:
            course.diary.keep(resource, day, handed_out(floor, day, workshops, resource))
    purse = Purse(FIRST_SHARE * seconds - (time.monotonic() - began), workers, weights(floor))
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
    repair(course, seconds - (time.monotonic() - began), workers, seed, stop)
    close_early(course, floor)
    return told(course)


def packed_sooner(
    scheduled: Scheduled, haste: Haste, seconds: float, seed: int, stop: Stop | None = None
) -> Scheduled:
    """The days of lots in haste searched again, each minute that they are packed too late for a wave having its price.

    What was scheduled before is of no use any more, unless it is what comes back, for nothing was better.
    """
    course = scheduled.course
    hours_as_they_are = course.floor
    course.floor = hours_as_they_are.in_haste(haste.lots)
    places = {
        place
        for place, legs in course.legs.items()
        for leg in legs
        if leg.is_final and leg.key[0] in haste.lots
    }
    ends, is_better = time.monotonic() + seconds, False
    for n, place in enumerate(sorted(places)):
        left = (ends - time.monotonic()) / (len(places) - n)
        if left <= 0 or (stop and stop.is_set()):
            break
        effort = Effort(seconds=left, trials=TRIALS_A_LEG * len(course.legs[place]), seed=seed)
        is_better |= searched_again(course, Trial(place, course.floor), effort, stop or Stop())
    course.floor = hours_as_they_are
    return told(course) if is_better else scheduled


def told(course: Course) -> Scheduled:
    """How far a course has come, as a plan tells it."""
    plan = course.floor.plan
    return Scheduled(table_of(course), unplaced_of(course), plan.shifts, plan.crew_days, course)


def _run(course: Course, place: Place, purse: Purse, seed: int, stop: Stop) -> None:
    """Schedule a workshop's day and enter it in the diary."""
    began = time.monotonic()
    legs = [leg for leg in course.legs[place] if leg.key not in course.out]
    possible = [leg for leg in legs if _can_be(course, leg)]
    given = translate(course.floor, course.diary, possible, course.ends(possible)) if possible else None
    runners = line_up(given) if given else []
    is_hard = any(runner.cost > 0 for runner in runners)
    seconds = purse.take(place, time.monotonic() - began, is_hard=is_hard)
    if given:
        effort = Effort(seconds=seconds, trials=TRIALS_A_LEG * len(possible), seed=seed)
        best = race(
            runners,
            effort,
            stop,
            lambda legs: translate(course.floor, course.diary, list(legs), course.ends(legs)),
        )
        assert best.found is not None
        course.follow(given.legs, best.given.legs)
        course.settle(best.given, best.found)
        course.best[place] = best
    purse.give_back(place)


def _can_be(course: Course, leg: Leg) -> bool:
    latest = course.floor.latest_starts(leg.batch)
    closed = [n for n, minute in enumerate(latest) if minute == NO_WAY]
    if closed:
        course.out[leg.key] = (leg, max(closed))
    return not closed


def resources_in_the_way(scheduled: Scheduled) -> Iterator[tuple[str, float]]:
    """Kilograms unplaced by the resource that blocked them, most first."""
    total: dict[str, float] = {}
    for row in scheduled.unplaced:
        total[row.resource] = total.get(row.resource, 0.0) + row.kg
    yield from sorted(total.items(), key=lambda each: -each[1])
