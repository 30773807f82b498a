"""What several workshops share is handed out beforehand in slots, so that the first served cannot take it all."""

from dataclasses import dataclass
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

from planner.optimise.schedule.doors import DAY
from planner.optimise.schedule.floor import NO_WAY, Floor
from planner.optimise.schedule.order import Place

SLOT = 15
MARGIN = 0.9  # more kept for some is less for others, and what is left over comes late
LEAD = 60
HASTE = 0.85
Minutes = NDArray[np.int32]


@dataclass
class _Claim:
    """What a workshop still wants of a resource, and in which minutes it is of use to it."""

    workshop: str
    opens: int
    closes: int
    wanted: float
    given: int = 0

    def urgency(self, minute: int) -> float:
        """Share of the time it has left that it needs; nothing outside its time or when it is ahead of its pace."""
        if not self.opens <= minute < self.closes:
            return 0.0
        pace = (minute + LEAD - self.opens) / (HASTE * (self.closes - self.opens))
        if self.given >= self.wanted * min(1.0, pace):
            return 0.0
        return (self.wanted - self.given) / (self.closes - minute)


def handed_out(floor: Floor, day: Date, workshops: list[str], resource: str) -> dict[str, Minutes]:
    """Units of a shared resource kept for each workshop, by minute of the day."""
    given = floor.hours(floor.scenario.resource_of[resource], day)
    kept = {workshop: np.zeros(4 * DAY, np.int32) for workshop in workshops}
    if given is None:
        return kept
    claims = [_claim(floor, (workshop, day), resource) for workshop in workshops]
    for start in range(given.begins[0], given.begins[1], SLOT):
        for _ in range(floor.scenario.resource_of[resource].count):
            claim = max(claims, key=lambda each: each.urgency(start))
            if claim.urgency(start) > 0:
                claim.given += SLOT
                kept[claim.workshop][start : start + SLOT] += 1
    return kept


def _claim(floor: Floor, place: Place, resource: str) -> _Claim:
    """The claim of a workshop's day: all its runs on the resource, while its batches can still be finished."""
    workshop, day = place
    doors = floor.doors.get(place)
    claim = _Claim(workshop, doors.opens if doors else 0, 0, 0.0)
    for leg in floor.legs.get(place, ()):
        for n, step in enumerate(leg.steps, leg.first):
            if step.stage.resource == resource:
                claim.wanted += MARGIN * leg.batch.kg * step.unit_minutes
                latest = floor.latest_starts(leg.batch)[n]
                claim.closes = max(claim.closes, 0 if latest == NO_WAY else latest)
    return claim
