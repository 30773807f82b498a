"""A day's problem in which some legs keep their minutes, and the search known so far carried over to it."""

from collections.abc import Sequence
from dataclasses import replace

from planner.optimise.minutes import NO_LIMIT, Job, Line, Stage
from planner.optimise.schedule.course import Stay
from planner.optimise.schedule.race import Runner
from planner.optimise.schedule.translate import Translation

NEVER_LEFT_OUT = 1e7


def holding(given: Translation, held: Sequence[Stay]) -> Translation | None:
    """The translation, of the ways of these stays, with their legs held to their minutes; None if one is not in it."""
    place = {leg.key: n for n, leg in enumerate(given.legs)}
    jobs = list(given.problem.jobs)
    for stay in held:
        n = place.get(stay.leg.key)
        if n is None:
            return None
        jobs[n] = _held(jobs[n], stay)
    return replace(given, problem=replace(given.problem, jobs=tuple(jobs)))


def _held(job: Job, stay: Stay) -> Job:
    stages = []
    for n, stage in enumerate(job.stages):
        is_last = n == len(stay.runs) - 1
        wait = 0 if is_last else stay.runs[n + 1].start - stay.runs[n].end
        stages.append(Stage(stage.modes, wait, NO_LIMIT if is_last else wait))
    return replace(
        job,
        stages=tuple(stages),
        release=stay.runs[0].start,
        deadline=stay.runs[-1].end,
        drop_price=NEVER_LEFT_OUT,
    )


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
    found = replace(known.found, line=Line(tuple(order), choices))
    return Runner(known.cost, given, known.turns, problem, found)


def _fitting(choice: tuple[int, ...], job: Job) -> tuple[int, ...]:
    """The choice of a mode for each stage, or none in particular where they are not the same any more."""
    return choice if len(choice) == len(job.stages) else (-1,) * len(job.stages)
