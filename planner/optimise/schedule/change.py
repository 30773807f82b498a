"""A day with other hours opened than planned, or more people: what it costs, and the floor then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import reduce

from planner.domain.calendar import DayKind
from planner.domain.plan import CrewDay, OpenedShift
from planner.optimise.schedule.floor import Floor
from planner.optimise.schedule.turnout import joined

SMALL = 1e-6
UNCHANGED = (
    "legs",
    "group_of",
    "helped",
    "product_of",
    "wanted",
    "down",
    "_ladders",
    "_cleaned_away",
    "_cleaning",
)
"""What a floor knows that depends neither on the hours opened nor on who comes."""


@dataclass(frozen=True)
class Change:
    """Hours opened by workshop on a day, and who comes besides those planned."""

    day: Date
    hours: Mapping[str, float]
    more: tuple[CrewDay, ...] = ()

    def made(self, floor: Floor) -> Floor:
        """The floor with the change made."""
        shifts = tuple(self._opened(row) for row in floor.plan.shifts)
        crew_days = reduce(joined, self.more, floor.plan.crew_days)
        other = replace(floor, plan=replace(floor.plan, shifts=shifts, crew_days=crew_days))
        vars(other).update({name: vars(floor)[name] for name in UNCHANGED if name in vars(floor)})
        return other

    def yuan(self, floor: Floor) -> float:
        """What the change costs."""
        wage = {crew.code: crew.wage_yuan_hour for crew in floor.scenario.crews}
        multiple = floor.scenario.day_of[self.day].overtime_multiple
        pay = sum(row.overtime_hours * row.people * wage[row.crew] * multiple for row in self.more)
        return pay + sum(_yuan_for(floor, code, self.day, hours) for code, hours in self.hours.items())

    def _opened(self, row: OpenedShift) -> OpenedShift:
        if row.date != self.day or row.workshop not in self.hours:
            return row
        return row.model_copy(update={"hours": round(self.hours[row.workshop], 6)})


def hours_opened(floor: Floor, workshop: str, day: Date) -> float:
    """Hours a workshop is open on a day."""
    rows = (row.hours for row in floor.plan.shifts if (row.workshop, row.date) == (workshop, day))
    return next(rows, 0.0)


def hours_if_longer(floor: Floor, workshop: str, day: Date, longer: float) -> float:
    """Hours if the workshop is opened so much longer, as far as its shift goes; 0 if it is closed that day."""
    hours = hours_opened(floor, workshop, day)
    longest = floor.scenario.shift_of[floor.scenario.workshop_of[workshop].shift].longest_hours
    return min(hours + longer, longest) if hours > SMALL else 0.0


def _yuan_for(floor: Floor, workshop: str, day: Date, hours: float) -> float:
    house = floor.scenario.workshop_of[workshop]
    plain = floor.scenario.shift_of[house.shift].regular_hours
    free = plain if floor.scenario.day_of[day].kind == DayKind.WORK else 0.0
    now = hours_opened(floor, workshop, day)
    return (max(hours - free, 0.0) - max(now - free, 0.0)) * house.extra_yuan_hour
