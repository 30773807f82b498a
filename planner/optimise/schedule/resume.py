"""Minutes for a plan that differs from a scheduled one in some lots and hours: all that is as it was keeps its own."""

import time
from collections import defaultdict
from copy import deepcopy
from threading import Event

from planner.domain.plan import Plan
from planner.optimise.minutes import Effort
from planner.optimise.schedule.again import Trial, searched_again
from planner.optimise.schedule.closing import close_early
from planner.optimise.schedule.course import Course, Key
from planner.optimise.schedule.days import Scheduled, told
from planner.optimise.schedule.floor import Floor, Leg
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.repair import LEAST_SECONDS, SECONDS_A_LEG, TRIALS_A_LEG, repair

SMALL = 1e-6


def resumed(
    scheduled: Scheduled, plan: Plan, seconds: float, workers: int, seed: int, stop: Event
) -> Scheduled | None:
    """Minutes for a plan of much the same lots, gone on from those known; None if a day that has to change has none.

    Days whose minutes do not suit the hours or people there are now are searched first, then those that lack most,
    as `repair` does.
    """
    ends = time.monotonic() + seconds
    planned = Floor(scheduled.course.floor.scenario, plan)
    course = _taken_over(scheduled.course, planned)
    for place in _unsettled(course, scheduled.course.floor):
        legs = len(course.legs[place])
        effort = Effort(SECONDS_A_LEG * legs + LEAST_SECONDS, TRIALS_A_LEG * legs, seed)
        if not searched_again(course, Trial(place, course.floor, must_change=True), effort, stop):
            return None
    repair(course, ends - time.monotonic(), workers, seed, stop)
    close_early(course, planned)
    return told(course)


def _taken_over(before: Course, floor: Floor) -> Course:
    """A course on another floor with the legs and minutes of all lots that are as they were; new ones are left out."""
    kept = _as_they_were(before, floor.plan)
    course = Course(floor, deepcopy(before.diary), {}, dict(before.stays), {}, dict(before.best))
    for key, stay in before.stays.items():
        if key[:2] not in kept:
            course.remove(stay)
    for place, legs in before.legs.items():
        course.legs[place] = [leg for leg in legs if leg.key in kept]
    course.out.update({key: value for key, value in before.out.items() if key in kept})
    known = {lot for lot, _ in kept}
    for place, legs in floor.legs.items():
        new = [leg for leg in legs if leg.batch.lot.code not in known]
        course.legs.setdefault(place, []).extend(new)
        course.out.update({leg.key: (leg, 0) for leg in new if leg.first == 0})
    return course


def _as_they_were(course: Course, plan: Plan) -> set[Key]:
    """Batches of lots of which as much is made as before, or as much as has minutes: then those that have."""
    planned = {lot.code: lot.kg for lot in plan.lots}
    batches = {leg.key: leg.batch.kg for legs in course.legs.values() for leg in legs}
    placed: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for key, kg in batches.items():
        whole[key[0]] += kg
        placed[key[0]] += kg if key not in course.out else 0.0
    kept = set()
    for key in batches:
        now = planned.get(key[0], 0.0)
        if abs(now - whole[key[0]]) <= SMALL or abs(now - placed[key[0]]) <= SMALL and key not in course.out:
            kept.add(key)
    return kept


def _unsettled(course: Course, before: Floor) -> list[Place]:
    """Workshops' days that meet doors or hands within which what stands there has no place, in order of days."""
    floor = course.floor
    changed = {key for key in floor.doors.keys() | before.doors.keys() if not _suits(course, before, key)}
    places = {
        place for place, legs in course.legs.items() if any(_meets(floor, leg, changed) for leg in legs)
    }
    return sorted(places, key=lambda place: (place[1], place[0]))


def _suits(course: Course, before: Floor, key: Place) -> bool:
    """Whether a workshop's doors and hands of a day are as they were, or still leave room for all that stands."""
    was, now = before.doors.get(key), course.floor.doors.get(key)
    if was is None or now is None:
        return was is None
    if was == now and before.heads[key] == course.floor.heads[key]:
        return True
    same = (was.opens, was.starts, was.breaks) == (now.opens, now.starts, now.breaks)
    if not same or now.closes < was.closes or now.shift_minutes < was.shift_minutes:
        return False
    return course.has_hands(key, course.floor.heads[key], now)


def _meets(floor: Floor, leg: Leg, changed: set[Place]) -> bool:
    """Whether any of a leg's steps is run in one of these workshops that day."""
    resources = floor.scenario.resource_of
    return any((resources[step.stage.resource].workshop, leg.day) in changed for step in leg.steps)
