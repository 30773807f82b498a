"""A workshop's day searched again, all else staying where it is; what is found stands only if it saves yuan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from threading import Event

import numpy as np
from numpy.typing import NDArray

from planner.optimise.minutes import Effort
from planner.optimise.schedule.course import Course, Stay
from planner.optimise.schedule.diary import HEAD_SCALE
from planner.optimise.schedule.doors import DAY
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.hold import awaited, carried
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.race import Runner, line_up, race
from planner.optimise.schedule.translate import Translation, translate
from planner.optimise.schedule.turns import are_there

HAIR = 0.01


@dataclass(frozen=True)
class Trial:
    """A day to be searched again on a floor that costs so many yuan more; `fresh` searches begin from nothing.

    It `must_change` where what stands may not be right on that floor.
    """

    place: Place
    floor: Floor
    yuan: float = 0.0
    fresh: int = 2
    must_change: bool = False


def searched_again(course: Course, trial: Trial, effort: Effort, stop: Event) -> bool:
    """Whether a search finds a better day than the one that stands; then that one stands."""
    before = course.leave(trial.place)
    legs = [leg for leg in course.legs[trial.place] if _is_wanted(course, trial.floor, leg)]
    if not legs and trial.must_change:
        _leave_out(course, before, legs)
        return True
    best = _raced(course, trial, legs, effort, stop)
    stood = {stay.leg.key for stay in before}
    missed = (leg for leg in legs if leg.key not in stood)
    lost = sum(leg.batch.yuan + trial.floor.worth_in_time(leg) for leg in missed)
    if best is not None:
        lost += _lateness(best.given, before)
    beyond = {} if best is None else _overrunning(course, trial, best, before)
    if (
        best is None
        or best.found is None
        or ((beyond or best.cost + trial.yuan > lost - HAIR) and not trial.must_change)
    ):
        for stay in before:
            course.enter(stay)
        return False
    _leave_out(course, before, legs)
    course.follow(legs, best.given.legs)
    course.await_new(legs, best.given.legs)
    course.settle(best.given, best.found.without(beyond))
    course.best[trial.place] = best
    return True


def _leave_out(course: Course, before: Iterable[Stay], legs: Iterable[Leg]) -> None:
    """What stood and is not among the legs searched for any more is left out."""
    wanted = {leg.key for leg in legs}
    for stay in before:
        if stay.leg.key not in wanted:
            course.out.setdefault(stay.leg.key, (stay.leg, stay.leg.first))


def _raced(course: Course, trial: Trial, legs: list[Leg], effort: Effort, stop: Event) -> Runner | None:
    """The best of the search known so far, gone on from, and of new ones."""
    if not legs:
        return None
    ends = {leg.key: awaited(course, leg) for leg in legs}
    waiting = {key: end for key, end in ends.items() if end is not None}

    def translated(legs: Iterable[Leg]) -> Translation:
        chosen = list(legs)
        return translate(trial.floor, course.diary, chosen, course.ends(chosen), waiting)

    given = translated(legs)
    known = course.best.get(trial.place)
    runners = [carried(known, given)] if known is not None else []
    if trial.fresh or not runners:
        new = line_up(given)[: max(1, trial.fresh)]
        runners = new if new[0].cost <= 0 else runners + new
    return race(runners, effort, stop, translated)


def _lateness(given: Translation, stays: Iterable[Stay]) -> float:
    """What it costs by a problem's prices that legs end when they do."""
    jobs = {leg.key: job for leg, job in zip(given.legs, given.problem.jobs, strict=True)}
    mine = ((jobs[stay.leg.key], stay.runs[-1].end) for stay in stays if stay.leg.key in jobs)
    return sum(job.late_price * max(0, end - job.due) for job, end in mine)


def _is_wanted(course: Course, floor: Floor, leg: Leg) -> bool:
    """Whether a leg may be run here: its batch has got this far, and its workshops are open long enough."""
    blocked = course.out.get(leg.key)
    if blocked is not None and blocked[0].first < leg.first:
        return False
    return NO_WAY not in floor.latest_starts(leg.batch)


def _overrunning(course: Course, trial: Trial, best: Runner, before: Iterable[Stay]) -> dict[int, int]:
    """Jobs that go on past midnight with a unit, or hands, that the next day may have given to others; at which step.

    Units are not asked for longer than what stood there before kept them.
    """
    assert best.found is not None
    kept = {
        (*stay.leg.key, n, way.unit): stay.runs[n].end for stay in before for n, way in enumerate(stay.ways)
    }
    floor, tomorrow = trial.floor, trial.place[1] + timedelta(days=1)
    wanted: dict[tuple[str, int], NDArray[np.int64]] = {}
    beyond: dict[int, int] = {}
    asking: list[tuple[tuple[str, int], int, int]] = []
    for job, runs in enumerate(best.found.jobs):
        for n, run in enumerate(runs or ()):
            way, step = best.given.ways[job][n][run.mode], best.given.legs[job].steps[n]
            workshop = floor.scenario.resource_of[step.stage.resource].workshop
            doors = floor.doors.get((workshop, tomorrow))
            if way.unit and run.end > max(DAY, kept.get((*best.given.legs[job].key, n, way.unit), DAY)):
                beyond[job] = n
            if doors is None or run.end <= DAY + doors.opens or way.people <= 0:
                continue
            for rank in range(step.stage.skill.rank + 1):
                taken = course.diary.of((workshop, rank), tomorrow, doors.closes)[doors.opens :]
                used = wanted.setdefault((workshop, rank), taken.astype(np.int64))
                begin = max(run.start - DAY - doors.opens, 0)
                used[begin : run.end - DAY - doors.opens] += ceil(way.people * HEAD_SCALE)
                asking.append(((workshop, rank), job, n))
    too_few = {
        (workshop, rank)
        for (workshop, rank), used in wanted.items()
        if not are_there(used, floor.heads[workshop, tomorrow][rank], floor.doors[workshop, tomorrow])
    }
    beyond.update({job: n for hands, job, n in asking if hands in too_few})
    return beyond
