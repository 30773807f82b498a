"""What is known of a day when it is searched again: what later days await of it, and the search so far."""

from dataclasses import replace

from planner.optimise.minutes import Job, Line
from planner.optimise.schedule.course import Course
from planner.optimise.schedule.floor import Leg
from planner.optimise.schedule.race import Runner
from planner.optimise.schedule.translate import Awaited, Translation


def awaited(course: Course, leg: Leg) -> Awaited | None:
    """When a leg has to end for what stands of its batch on a later day; None if nothing does."""
    diary = course.diary
    for later in course.floor.legs_of(leg.batch):
        following = course.stays.get((*leg.key, later.last))
        if later.first != leg.last or following is None:
            continue
        begins = diary.first(later.day) + following.runs[0].start - diary.first(leg.day)
        step = leg.batch.steps[leg.last - 1]
        least, most = step.gap(step.minutes(leg.batch.kg, 1))
        return Awaited(None if most is None else begins - most, begins - least)
    return None


def carried(known: Runner, given: Translation) -> Runner:
    """A runner of the translation that goes on from what was found: batches new since then come last."""
    assert known.found is not None
    line, problem = known.found.line, given.in_turns(known.turns)
    place = {leg.key: n for n, leg in enumerate(given.legs)}
    old = [leg.key for leg in known.given.legs]
    order = [place[old[job]] for job in line.order if old[job] in place]
    order += sorted(set(place.values()) - set(order))
    before = dict(zip(old, line.choices, strict=True))
    choices = tuple(
        _fitting(before.get(leg.key, ()), job)
        for leg, job in zip(given.legs, given.problem.jobs, strict=True)
    )
    begun = dict(zip(old, line.since, strict=True)) if line.since else {}
    since = tuple(
        _fitting(begun.get(leg.key, ()), job, nothing=0)
        for leg, job in zip(given.legs, given.problem.jobs, strict=True)
    )
    found = replace(known.found, line=Line(tuple(order), choices, since))
    return Runner(known.cost, given, known.turns, problem, found)


def _fitting(known: tuple[int, ...], job: Job, nothing: int = -1) -> tuple[int, ...]:
    """What is known of each stage, or nothing in particular where they are not the same any more."""
    return known if len(known) == len(job.stages) else (nothing,) * len(job.stages)
