"""A workshop opened longer on a day than planned: what that costs, and the floor as it is then."""

from dataclasses import replace
from datetime import date as Date

from planner.domain.calendar import DayKind
from planner.domain.plan import OpenedShift
from planner.optimise.schedule.floor import Floor

LONGER_HOURS = 1.0
SMALL = 1e-6
UNCHANGED = ("legs", "group_of", "helped", "down", "_ladders", "_cleaned_away")
"""What a floor knows that does not depend on the hours opened."""


def hours_opened(floor: Floor, workshop: str, day: Date) -> float:
    """Hours a workshop is open on a day."""
    return next((row.hours for row in floor.plan.shifts if (row.workshop, row.date) == (workshop, day)), 0.0)


def hours_if_longer(floor: Floor, workshop: str, day: Date) -> float:
    """Hours if the workshop is opened a little longer, as far as its shift goes; 0 if it is closed that day."""
    hours = hours_opened(floor, workshop, day)
    longest = floor.scenario.shift_of[floor.scenario.workshop_of[workshop].shift].longest_hours
    return min(hours + LONGER_HOURS, longest) if hours > SMALL else 0.0


def yuan_for(floor: Floor, workshop: str, day: Date, hours: float) -> float:
    """What opening a workshop for so many hours costs more than the hours it is open now."""
    house = floor.scenario.workshop_of[workshop]
    plain = floor.scenario.shift_of[house.shift].regular_hours
    free = plain if floor.scenario.day_of[day].kind == DayKind.WORK else 0.0
    now = hours_opened(floor, workshop, day)
    return (max(hours - free, 0.0) - max(now - free, 0.0)) * house.extra_yuan_hour


def opened_longer(floor: Floor, hours: dict[str, float], day: Date) -> Floor:
    """The floor if these workshops were open for so many hours on a day."""

    def changed(row: OpenedShift) -> OpenedShift:
        if row.date != day or row.workshop not in hours:
            return row
        return row.model_copy(update={"hours": round(hours[row.workshop], 6)})

    shifts = tuple(changed(row) for row in floor.plan.shifts)
    other = replace(floor, plan=replace(floor.plan, shifts=shifts))
    vars(other).update({name: value for name, value in vars(floor).items() if name in UNCHANGED})
    return other
