"""Workshops that were opened longer for a search close again as soon as what stands there allows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date as Date

from planner.domain.plan import OpenedShift, Plan
from planner.optimise.minutes import Run
from planner.optimise.schedule.change import Change, hours_opened
from planner.optimise.schedule.course import Course, Stay
from planner.optimise.schedule.doors import doors_of
from planner.optimise.schedule.floor import Floor
from planner.optimise.schedule.heads import heads_of
from planner.optimise.schedule.order import Place
from planner.optimise.schedule.steps import Step

STEP = 1 / 12  # hours by which closing is tried later
SMALL = 1e-6
DECIMALS = 6
ANYBODY = 0  # rank at or above which all hands are


@dataclass
class _Asked:
    """What stands in a workshop on a day asks for: the minute at which the last of it ends, unit-hours by resource.

    Resources with hours of their own do not count.
    """

    last: int = 0
    used: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    lots: set[tuple[str, str]] = field(default_factory=set)  # set up, by resource

    def add(self, stay: Stay, step: Step, run: Run) -> None:
        """One step of a batch more."""
        code, batch = step.stage.resource, stay.leg.batch
        self.last = max(self.last, run.end)
        self.used[code] += batch.kg * step.unit_minutes / 60
        if step.stage.is_line and (code, batch.lot.code) not in self.lots:
            self.lots.add((code, batch.lot.code))
            self.used[code] += batch.product.setup_minutes / 60


def close_early(course: Course, planned: Floor) -> None:
    """Open each workshop no longer than what stands there asks, nor shorter than was planned."""
    asked, found = _asked_by(course), defaultdict[Date, dict[str, float]](dict)
    for row in course.floor.plan.shifts:
        mine = asked.get((row.workshop, row.date), _Asked())
        for hours in _shorter(course, planned, row, mine):
            if _suffices(course, row, hours, mine.last):
                found[row.date][row.workshop] = hours
                break
    for day, hours_of in found.items():
        course.floor = Change(day, hours_of).made(course.floor)


def _asked_by(course: Course) -> dict[Place, _Asked]:
    found: dict[Place, _Asked] = defaultdict(_Asked)
    for stay in course.stays.values():
        for step, run in zip(stay.leg.steps, stay.runs, strict=True):
            resource = course.floor.scenario.resource_of[step.stage.resource]
            if resource.hours_day is None:
                found[resource.workshop, stay.leg.day].add(stay, step, run)
    return found


def _shorter(course: Course, planned: Floor, row: OpenedShift, asked: _Asked) -> Iterator[float]:
    """Hours to try, the fewest first: what was planned, as long as anybody stays or a resource needs, and more."""
    hours = max(
        hours_opened(planned, row.workshop, row.date),
        _longest_stay(course.floor, row),
        _longest_use(course.floor, row, asked),
    )
    while hours < row.hours - SMALL:
        yield round(hours, DECIMALS)  # as plans tell them, for a minute less might be too few
        hours += STEP


def _longest_stay(floor: Floor, row: OpenedShift) -> float:
    """Hours of those of a workshop who stay longest on a day."""
    crews = {crew.code for crew in floor.scenario.crews if crew.workshop == row.workshop}
    come = (each for each in floor.plan.crew_days if each.date == row.date and each.crew in crews)
    return max((each.regular_hours + each.overtime_hours for each in come), default=0.0)


def _longest_use(floor: Floor, row: OpenedShift, asked: _Asked) -> float:
    """Hours in which every resource can have done what is asked of it."""
    hours = [0.0]
    for code, used in asked.used.items():
        resource = floor.scenario.resource_of[code]
        down = floor.down.get((code, row.date), 0.0) / 60
        hours.append((used + down) / (resource.count * resource.availability))
    return max(hours)


def _suffices(course: Course, row: OpenedShift, hours: float, last: int) -> bool:
    """Whether all that stands in a workshop on a day finds it open, and hands enough, in so many hours."""
    floor, key = course.floor, (row.workshop, row.date)
    shift = floor.scenario.shift_of[floor.scenario.workshop_of[row.workshop].shift]
    was, now = floor.doors[key], doors_of(shift, hours)
    if now is None or now.breaks != was.breaks or last > now.closes:
        return False
    late = course.diary.of((row.workshop, ANYBODY), row.date, was.closes)[now.closes :]
    heads = heads_of(floor.scenario, _that_day(floor, row, hours))[key]
    return not late.any() and course.has_hands(key, heads, now)


def _that_day(floor: Floor, row: OpenedShift, hours: float) -> Plan:
    """The people of one day, with one workshop opened, and that for so many hours."""
    plan = floor.plan
    return replace(
        plan,
        shifts=(row.model_copy(update={"hours": hours}),),
        crew_days=tuple(come for come in plan.crew_days if come.date == row.date),
        borrowed=tuple(loan for loan in plan.borrowed if loan.date == row.date),
        temps=tuple(hired for hired in plan.temps if hired.date == row.date),
    )
