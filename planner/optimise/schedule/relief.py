"""What may be done for a day that loses something: its workshops open longer, more hands, or just another search."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from math import ceil

from planner.domain.plan import CrewDay
from planner.optimise.leastteam import LEAST_PART
from planner.optimise.schedule.change import Change, hours_if_longer, hours_opened
from planner.optimise.schedule.course import Course
from planner.optimise.schedule.floor import Floor
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.steps import Step
from planner.optimise.schedule.turnout import Turnout

MORE_PART = 0.1
SMALL = 1e-6


class Hands(Enum):
    """How many more people may be asked to come."""

    AS_PLANNED = 0
    A_FEW = 1
    MANY = 2


@dataclass(frozen=True)
class Means:
    """How many hours more may be opened, who may come, and how many searches begin from nothing."""

    longer: float
    hands: Hands = Hands.AS_PLANNED
    fresh: int = 0


def relief_for(course: Course, place: Place, means: Means) -> Change:
    """Longer hours for the workshops of a day's blocked batches, where that disturbs nobody else's work.

    With a few hands: as many as it takes to run what is blocked at all; with many: to run it quickly.
    """
    floor, day = course.floor, place[1]
    steps = [
        step for leg, _ in tuple(course.out.values()) if course.place_of(leg) == place for step in leg.steps
    ]
    own = _workshops(floor, steps) - _workshops_of_others(floor, place)
    hours = {code: hours_if_longer(floor, code, day, means.longer) for code in own}
    hours = {code: most for code, most in hours.items() if most > hours_opened(floor, code, day)}
    change = Change(day, hours)
    if means.hands is Hands.AS_PLANNED:
        return change
    turnout = Turnout(floor.scenario, floor.plan.crew_days)
    found: list[CrewDay] = []
    for workshop in sorted(own):
        for rank, people in _wanted(floor, place, workshop, steps, means.hands).items():
            stay = max(hours.get(workshop, 0.0), hours_opened(floor, workshop, day))
            found += turnout.more(workshop, day, rank, people, stay)
            turnout = Turnout(floor.scenario, Change(day, {}, tuple(found)).made(floor).plan.crew_days)
    return Change(day, hours, tuple(found))


def _workshops(floor: Floor, steps: Iterable[Step]) -> set[str]:
    """Workshops whose people work on the steps, or whose hours bound them."""
    found = set()
    for step in steps:
        resource = floor.scenario.resource_of[step.stage.resource]
        if step.stage.workers > 0 or resource.hours_day is None:
            found.add(resource.workshop)
    return found


def _workshops_of_others(floor: Floor, place: Place) -> set[str]:
    """Workshops in which anything is done for others on the same day."""
    legs = (
        leg
        for (group, day), legs in floor.legs.items()
        if day == place[1] and group != place[0]
        for leg in legs
    )
    return _workshops(floor, (step for leg in legs for step in leg.steps))


def _wanted(floor: Floor, place: Place, workshop: str, steps: list[Step], hands: Hands) -> dict[int, int]:
    """How many more people a workshop wants, by the highest skill the steps ask for."""
    mine = [step for step in steps if floor.scenario.resource_of[step.stage.resource].workshop == workshop]
    rank = max((step.stage.skill.rank for step in mine), default=0)
    heads = floor.heads.get((workshop, place[1]))
    if heads is None or not mine:
        return {}
    team = max(step.stage.workers for step in mine if step.stage.skill.rank == rank)
    if hands is Hands.A_FEW:
        return {rank: max(1, ceil(LEAST_PART * team - heads[rank] - SMALL))}
    return {rank: max(1, ceil(team - heads[rank] - SMALL), round(MORE_PART * heads[rank]))}
