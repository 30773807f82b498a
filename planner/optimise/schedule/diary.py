"""What is taken so far of everything shared, minute by minute from the first day's 0:00 on."""

from dataclasses import dataclass, field
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

SCALE = 10_000
HEAD_SCALE = 100
DAY = 24 * 60
Minutes = NDArray[np.int32]
Key = tuple[str, int]


@dataclass(eq=False)
class Diary:
    """Units of a resource under (code, -1), hands at a skill under (workshop, rank); both scaled to integers.

    Whoever writes here is alone with what it writes: see the order in `days`.
    """

    start: Date
    days: int
    taken: dict[Key, Minutes] = field(default_factory=dict)
    busy: dict[Key, dict[Date, int]] = field(default_factory=dict)
    kept: dict[tuple[str, Date], dict[str, Minutes]] = field(default_factory=dict)

    def first(self, day: Date) -> int:
        """0:00 of a day in minutes of the diary."""
        return DAY * (day - self.start).days

    def of(self, key: Key, day: Date, minutes: int) -> Minutes:
        """What is taken from 0:00 of a day on."""
        at = self.first(day)
        return self._taken(key)[at : at + minutes]

    def take(self, key: Key, day: Date, start: int, end: int, amount: int) -> None:
        at = self.first(day)
        self._taken(key)[at + start : at + end] += np.int32(amount)

    def unit_busy(self, resource: str, unit: int, day: Date) -> int:
        """The minute of a day until which a unit still works on what was begun on days before."""
        ends = self.busy.get((resource, unit), {})
        return max((end for begun, end in ends.items() if begun < day), default=0) - self.first(day)

    def keep_busy(self, resource: str, unit: int, day: Date, end: int) -> None:
        ends = self.busy.setdefault((resource, unit), {})
        ends[day] = max(ends.get(day, 0), self.first(day) + end)

    def set_free(self, resource: str, unit: int, day: Date) -> None:
        """Nothing begun on a day keeps a unit busy any more."""
        self.busy.get((resource, unit), {}).pop(day, None)

    def keep(self, resource: str, day: Date, units: dict[str, Minutes]) -> None:
        """Hand out units of a shared resource on a day to workshops that will come for them."""
        self.kept[resource, day] = units

    def kept_for_others(self, resource: str, day: Date, workshop: str, minutes: int) -> Minutes:
        """Scaled units kept for workshops that have not come yet; whoever asks needs no more keeping."""
        waiting = self.kept.get((resource, day), {})
        waiting.pop(workshop, None)
        total = np.zeros(minutes, np.int32)
        for units in waiting.values():
            total += SCALE * units[:minutes]
        return total

    def _taken(self, key: Key) -> Minutes:
        """What is taken of something at every minute of the diary."""
        if key not in self.taken:
            self.taken.setdefault(key, np.zeros(DAY * (self.days + 4), np.int32))
        return self.taken[key]
