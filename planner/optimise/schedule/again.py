"""A workshop's day searched again, all else staying where it is; what is found stands only if it saves yuan."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Event

from planner.optimise.minutes import Effort
from planner.optimise.schedule.course import Course, Stay
from planner.optimise.schedule.floor import NO_WAY, Floor, Leg
from planner.optimise.schedule.hold import carried, holding
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.race import Runner, line_up, race
from planner.optimise.schedule.translate import Translation, translate

HAIR = 0.01
DAY = 24 * 60


@dataclass(frozen=True)
class Trial:
    """A day to be searched again on a floor that costs so many yuan more; `fresh` searches begin from nothing."""

    place: Place
    floor: Floor
    yuan: float = 0.0
    fresh: int = 2


def searched_again(course: Course, trial: Trial, effort: Effort, stop: Event) -> bool:
    """Whether a search finds a better day than the one that stands; then that one stands."""
    before = course.leave(trial.place)
    legs = [leg for leg in course.legs[trial.place] if _is_wanted(course, trial.floor, leg)]
    held = [stay for stay in before if _is_awaited(course, stay.leg)]
    best = _raced(course, trial, legs, held, effort, stop)
    stood = {stay.leg.key for stay in before}
    missed = (leg for leg in legs if leg.key not in stood)
    lost = sum(leg.batch.yuan + trial.floor.worth_in_time(leg) for leg in missed)
    if best is not None:
        lost += _lateness(best.given, before)
    if best is None or best.found is None or best.cost + trial.yuan > lost - HAIR or _overruns(best):
        for stay in before:
            course.enter(stay)
        return False
    course.follow(legs, best.given.legs)
    course.settle(best.given, best.found)
    course.best[trial.place] = best
    return True


def _raced(
    course: Course, trial: Trial, legs: list[Leg], held: list[Stay], effort: Effort, stop: Event
) -> Runner | None:
    """The best of the search known so far, gone on from, and of new ones; None if what is held has no place."""
    if not legs:
        return None
    ways = {stay.leg.key: stay.ways for stay in held}

    def translated(legs: Iterable[Leg]) -> Translation | None:
        chosen = list(legs)
        return holding(translate(trial.floor, course.diary, chosen, course.ends(chosen), ways), held)

    given = translated(legs)
    if given is None:
        return None
    known = course.best.get(trial.place)
    runners = [carried(known, given)] if known is not None else []
    if trial.fresh or not runners:
        new = line_up(given)[: max(1, trial.fresh)]
        runners = new if new[0].cost <= 0 else runners + new
    return race(runners, effort, stop, lambda legs: translated(legs) or given)


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


def _is_awaited(course: Course, leg: Leg) -> bool:
    """Whether a later day goes on with the batch when it has been told to be ready."""
    later = course.floor.legs_of(leg.batch)
    return any((*leg.key, each.last) in course.stays for each in later if each.first >= leg.last)


def _overruns(best: Runner) -> bool:
    """Whether a unit works on past midnight, where the next day may want it already."""
    assert best.found is not None
    return any(
        run.end > DAY and best.given.ways[job][n][run.mode].unit
        for job, runs in enumerate(best.found.jobs)
        for n, run in enumerate(runs or ())
    )
