"""A day's trips as people use them: truck, times, stops in driving order, and the lots for each stop."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime as DateTime
from datetime import time as Time
from datetime import timedelta
from math import fsum, inf

from planner.domain.supply import Zone
from planner.report.tasks import clock_words


@dataclass(frozen=True)
class ZoneMark:
    """A temperature zone as it is written on documents: its code, a short name and its temperature."""

    code: str
    name: str
    temperature: str


@dataclass(frozen=True)
class Line:
    """Kilograms of one lot for one stop; `yuan_kg` is the ex-factory price."""

    product: str
    name: str
    lot: str
    zone: str
    dated: Date | None
    expires: Date | None
    kg: float
    yuan_kg: float


@dataclass(frozen=True)
class StopSheet:
    """One stop: who, when (minutes after 0:00 of the trip's date), how many crates of each zone, which lots."""

    number: int
    customer: str
    name: str
    district: str
    place: tuple[float, float] | None
    window: str
    arrives: int
    starts: int
    departs: int
    crates: dict[str, int]
    lines: tuple[Line, ...]

    @property
    def kg(self) -> float:
        return fsum(line.kg for line in self.lines)


@dataclass(frozen=True)
class TripSheet:
    """One trip of one truck, or, with `dock`, what is fetched at our dock; `zones` are those that ride."""

    code: str
    date: Date
    wave: str
    note: str
    truck: str
    vehicle: str
    loads_from: int
    departs: int
    returns: int
    km: float
    zones: tuple[ZoneMark, ...]
    stops: tuple[StopSheet, ...]
    dock: bool = False

    @property
    def kg(self) -> float:
        return fsum(stop.kg for stop in self.stops)

    @property
    def crates(self) -> dict[str, int]:
        """Crates of each zone over all stops."""
        return {zone.code: sum(stop.crates.get(zone.code, 0) for stop in self.stops) for zone in self.zones}

    @property
    def leaves(self) -> str:
        return clock_words(self.departs)

    def moment(self, minute: int) -> DateTime:
        """A minute of the trip as a day and time."""
        return DateTime.combine(self.date, Time()) + timedelta(minutes=minute)


def by_truck(trips: Iterable[TripSheet]) -> dict[str, list[TripSheet]]:
    """Trips of each truck, in order."""
    found: dict[str, list[TripSheet]] = {}
    for trip in trips:
        found.setdefault(trip.truck, []).append(trip)
    return dict(sorted(found.items()))


def crate_words(trip: TripSheet, crates: dict[str, int]) -> str:
    """Crates by zone in words: `冷冻 12　常温 30`."""
    return "　".join(f"{zone.name} {crates[zone.code]}" for zone in trip.zones if crates.get(zone.code))


def zone_marks(zones: tuple[Zone, ...]) -> tuple[ZoneMark, ...]:
    """Zones with the temperature their name tells, the coldest first."""
    marks = []
    for zone in zones:
        name, _, temperature = zone.name.partition(" ")
        short = name.removesuffix("库").removesuffix("成品")
        marks.append(ZoneMark(zone.code, short or zone.code, temperature.strip()))
    return tuple(sorted(marks, key=_degrees))


def _degrees(mark: ZoneMark) -> float:
    """The first number of a temperature; a zone that tells none is the warmest."""
    found = re.search(r"[-−–]?\d+", mark.temperature)
    return float(found.group().replace("−", "-").replace("–", "-")) if found else inf
