"""The doors: from which minute to which each workshop and resource runs, and when people eat."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time as Time
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import Shift
from planner.domain.scenario import Scenario
from planner.verify.hours import HoursLedger

Floats = NDArray[np.float64]
DAY = 24 * 60
LEAST = 1e-6  # minutes or hours: less is how a float writes a whole number


class Doors(NamedTuple):
    """Each array is workshops or resources x days, in minutes from 0:00 of the first day.

    Closed days end as they begin. `turn` is how long one person's day takes, breaks included.
    """

    opens: Floats
    closes: Floats
    turn: Floats
    breaks: tuple[tuple[Floats, Floats], ...] = ()


@dataclass(frozen=True, eq=False)
class DoorsBook:
    """Replays the doors from the shifts and the opened hours."""

    scenario: Scenario
    hours: HoursLedger

    @cached_property
    def workshops(self) -> Doors:
        """Doors and breaks in the order of `scenario.workshops`."""
        found = [self._doors_of(shop.code, shop.shift) for shop in self.scenario.workshops]
        opens, closes, turn = (np.stack([doors[part] for doors in found]) for part in (0, 1, 2))
        breaks = zip(*(doors.breaks for doors in found), strict=True)
        return Doors(
            opens,
            closes,
            turn,
            tuple((np.stack(begin), np.stack(end)) for begin, end in map(_paired, breaks)),
        )

    @cached_property
    def resources(self) -> Doors:
        """Hours in the order of `scenario.resources`: those of the workshop, or its own."""
        shops = {shop.code: row for row, shop in enumerate(self.scenario.workshops)}
        rows = [shops[resource.workshop] for resource in self.scenario.resources]
        opens, closes = self.workshops.opens[rows], self.workshops.closes[rows]
        for row, resource in enumerate(self.scenario.resources):
            if resource.hours_day is not None:
                opens[row] = self._midnights + _first_minute(self._shift(resource.workshop))
                closes[row] = opens[row] + 60 * resource.hours_day
        return Doors(opens, closes, closes - opens)

    @cached_property
    def last_minutes(self) -> Floats:
        """Where a resource's hours of a day end, with those of later days that follow without a gap."""
        opens, closes, _, _ = self.resources
        last = closes.copy()
        for day in range(last.shape[1] - 2, -1, -1):
            runs = (closes[:, day] > opens[:, day]) & (closes[:, day + 1] > opens[:, day + 1])
            touches = runs & (closes[:, day] >= opens[:, day + 1])
            last[touches, day] = np.maximum(last[touches, day], last[touches, day + 1])
        return last

    @property
    def _midnights(self) -> Floats:
        return np.arange(0.0, len(self.scenario.dates) * DAY, DAY)

    def _shift(self, workshop: str) -> Shift:
        return self.scenario.shift_of[self.scenario.workshop_of[workshop].shift]

    def _doors_of(self, workshop: str, code: str) -> Doors:
        shift = self.scenario.shift_of[code]
        starts = self._midnights + _minute(shift.starts)
        turn, breaks = _turns(shift, np.minimum(self.hours.open_hours[workshop], 24.0))
        latest = (_minute(shift.last_out) - _minute(shift.starts) - 1) % DAY + 1
        last = np.minimum(turn + shift.late_minutes, np.maximum(turn, latest))
        opens = self._midnights + _first_minute(shift)
        closes = np.where(turn > 0, starts + last, opens)
        return Doors(opens, closes, turn, tuple((starts + a, starts + b) for a, b in breaks))


def _turns(shift: Shift, hours: Floats) -> tuple[Floats, tuple[tuple[Floats, Floats], ...]]:
    """How long a person's day takes for its opened hours, and its breaks: minutes after the shift starts."""
    turn = np.floor(60 * hours + LEAST)
    late = hours > shift.regular_hours + LEAST
    breaks = []
    for begins, minutes, has in (
        (shift.lunch_from, shift.lunch_minutes, np.full(len(hours), fill_value=True)),
        (shift.dinner_from, shift.dinner_minutes, late),
    ):
        at = (_minute(begins) - _minute(shift.starts)) % DAY
        length = np.where(has & (turn > 0) & (at < turn), float(minutes), 0.0)
        breaks.append((np.full(len(hours), float(at)), at + length))
        turn = turn + length
    return turn, tuple(breaks)


def _paired(breaks: tuple[tuple[Floats, Floats], ...]) -> tuple[list[Floats], list[Floats]]:
    """The beginnings and the ends of one break, workshop by workshop."""
    return [begin for begin, _ in breaks], [end for _, end in breaks]


def _first_minute(shift: Shift) -> int:
    """The minute of the day at which the first people come."""
    return max(_minute(shift.starts) - shift.early_minutes, 0)


def _minute(time: Time) -> int:
    return time.hour * 60 + time.minute


def breaks_from(
    doors: Doors, rows: NDArray[np.int64], days: NDArray[np.int64]
) -> Iterator[tuple[Floats, Floats]]:
    """First and last minute of each break of some workshops on some days; after the last day, none."""
    there = days < doors.opens.shape[1]
    days = np.where(there, days, 0)
    for begins, ends in doors.breaks:
        yield np.where(there, begins[rows, days], np.inf), np.where(there, ends[rows, days], np.inf)
