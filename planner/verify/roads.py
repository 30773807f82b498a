"""Roads: how far it is from one place to another, and how long it takes at the hour and in the snow."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.fleet import Distance
from planner.domain.scenario import Scenario
from planner.verify.doors import DAY
from planner.verify.tolerance import rounded_up

Floats = NDArray[np.float64]
EARTH_KM = 6371.0088
FACTORY = ""


@dataclass(frozen=True, eq=False)
class RoadBook:
    """Kilometres and minutes between places by code, the factory's being blank; NaN where nobody knows."""

    scenario: Scenario

    def km(self, starts: "pd.Series[str]", ends: "pd.Series[str]") -> Floats:
        """Kilometres from each start to its end, in whole metres."""
        told = [self._row(a, b) for a, b in zip(starts, ends, strict=True)]
        known = np.array([np.nan if row is None else row.km for row in told], dtype=float)
        flown = _great_circle_km(self._degrees(starts), self._degrees(ends))
        road = np.where(np.isnan(known), flown * self.scenario.settings.circuity, known)
        km = np.round(road * 1000) / 1000
        return np.where(starts.to_numpy() == ends.to_numpy(), 0.0, km)

    def minutes(self, legs: pd.DataFrame) -> Floats:
        """Whole minutes of each leg; legs has start, end, km, `departs` in minutes of its dispatch day, and day."""
        snow = self._snow[legs["day"].to_numpy(dtype=int)]
        departs = legs["departs"].to_numpy(dtype=float)
        told = [self._row(a, b) for a, b in zip(legs["start"], legs["end"], strict=True)]
        clear = np.array([np.nan if row is None or row.minutes is None else row.minutes for row in told])
        driven = self._clock.reached(departs, legs["km"].to_numpy(dtype=float) / snow) - departs
        minutes = np.where(np.isnan(clear), driven, clear / snow)
        minutes = np.where(legs["start"].to_numpy() == legs["end"].to_numpy(), 0.0, minutes)
        return np.asarray(rounded_up(minutes))

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Distance]:
        return {(row.from_place, row.to_place): row for row in self.scenario.distances}

    def _row(self, start: str, end: str) -> Distance | None:
        return self._rows.get((start, end)) or self._rows.get((end, start))

    def _degrees(self, places: "pd.Series[str]") -> Floats:
        return self._places.reindex(places).to_numpy()

    @cached_property
    def _places(self) -> pd.DataFrame:
        settings = self.scenario.settings
        rows = {FACTORY: (settings.depot_latitude, settings.depot_longitude)}
        rows |= {who.code: (who.latitude, who.longitude) for who in self.scenario.customers}
        places = pd.DataFrame.from_dict(rows, orient="index", columns=["latitude", "longitude"])
        return places.astype(float)

    @cached_property
    def _snow(self) -> Floats:
        return np.array([self.scenario.day_of[date].snow_factor for date in self.scenario.dates])

    @cached_property
    def _clock(self) -> "SpeedClock":
        rows = {row.from_time.hour * 60 + row.from_time.minute: row.km_hour for row in self.scenario.speeds}
        return SpeedClock.of(rows or {0: self.scenario.settings.km_hour})


@dataclass(frozen=True, eq=False)
class SpeedClock:
    """How far a truck that never stops has come since 0:00 on a clear day; `km` at each of `minutes` of the day."""

    minutes: Floats
    km: Floats

    @classmethod
    def of(cls, speeds: dict[int, float]) -> "SpeedClock":
        """A clock from km an hour by the minute of the day from which they hold; the last holds past midnight."""
        changes = sorted(speeds)
        marks = np.unique([0, *changes, DAY]).astype(float)
        row = np.searchsorted(changes, marks[:-1], side="right") - 1
        speed = np.array([speeds[changes[place]] for place in row])
        return cls(marks, np.concatenate([[0.0], np.cumsum(np.diff(marks) * speed / 60)]))

    def reached(self, departs: Floats, km: Floats) -> Floats:
        """The minutes at which so many kilometres are covered."""
        days, minutes = np.divmod(departs, DAY)
        target = days * self.km[-1] + np.interp(minutes, self.minutes, self.km) + km
        days, rest = np.divmod(target, self.km[-1])
        return np.asarray(days * DAY + np.interp(rest, self.km, self.minutes))


def _great_circle_km(starts: Floats, ends: Floats) -> Floats:
    """Kilometres as the crow flies between rows of degrees north and east."""
    (north_a, east_a), (north_b, east_b) = np.radians(starts).T, np.radians(ends).T
    half = np.sin((north_b - north_a) / 2) ** 2
    half += np.cos(north_a) * np.cos(north_b) * np.sin((east_b - east_a) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))
