"""The map: metres between places, roads known better, and how far a truck gets by the clock."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from planner.domain.scenario import Scenario
from planner.optimise.delivery import BY_SPEED, Matrix, Pace, driven_by
from planner.optimise.dispatch.clock import minute_of

EARTH_KM = 6371.0088
FACTORY = ""
NO_WAY = 10**8
LAST_MINUTE = 3 * 24 * 60


class Roads:
    """All customers and the factory as places; distances are computed once, paces once for each kind of road."""

    def __init__(self, scenario: Scenario) -> None:
        self.codes = [FACTORY, *(customer.code for customer in scenario.customers)]
        self.place_of = {code: place for place, code in enumerate(self.codes)}
        self._scenario = scenario
        self._metres = _by_map(scenario)
        self._clear = np.full(self._metres.shape, np.nan)
        for row in reversed(scenario.distances):
            here, there = self.place_of[row.from_place], self.place_of[row.to_place]
            self._enter(there, here, row.km, row.minutes)
        for row in scenario.distances:
            here, there = self.place_of[row.from_place], self.place_of[row.to_place]
            self._enter(here, there, row.km, row.minutes)
        self.driven = lru_cache(maxsize=16)(self._driven)

    def is_known(self, customer: str) -> bool:
        """Whether there is a way to a customer and back."""
        place = self.place_of[customer]
        return bool(self._metres[0, place] < NO_WAY and self._metres[place, 0] < NO_WAY)

    def pace(self, customers: Sequence[str], snow: float) -> Pace:
        """Driving between the factory and some customers, in this order, on a day with a snow factor."""
        places = [0, *(self.place_of[code] for code in customers)]
        metres = self._metres[np.ix_(places, places)]
        clear = self._clear[np.ix_(places, places)]
        known = np.where(np.isnan(clear), BY_SPEED, np.ceil(np.nan_to_num(clear) / snow - 1e-6))
        return Pace(self.driven(snow), metres, known.astype(np.int64))

    def _enter(self, here: int, there: int, km: float, minutes: float | None) -> None:
        if here != there:
            self._metres[here, there] = round(km * 1000)
            self._clear[here, there] = np.nan if minutes is None else minutes

    def _driven(self, snow: float) -> tuple[float, ...]:
        rows = sorted((minute_of(row.from_time), row.km_hour) for row in self._scenario.speeds)
        rows = rows or [(0, self._scenario.settings.km_hour)]

        def at(minute: int) -> float:
            passed = [speed for begins, speed in rows if begins <= minute]
            return passed[-1] if passed else rows[-1][1]

        of_day = [at(minute) * snow * 1000 / 60 for minute in range(24 * 60)]
        return driven_by([of_day[minute % (24 * 60)] for minute in range(LAST_MINUTE)])


def _by_map(scenario: Scenario) -> Matrix:
    """Whole metres as the crow flies times circuity; NO_WAY where a place is unknown."""
    settings = scenario.settings
    places = [(settings.depot_latitude, settings.depot_longitude)]
    places += [(customer.latitude, customer.longitude) for customer in scenario.customers]
    degrees = np.array([[np.nan if x is None else x for x in place] for place in places], dtype=float)
    north, east = np.radians(degrees).T
    half = np.sin((north[:, None] - north[None, :]) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north[None, :]) * np.sin((east[:, None] - east[None, :]) / 2) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))) * settings.circuity
    metres = np.where(np.isnan(km), NO_WAY, np.round(np.nan_to_num(km) * 1000)).astype(np.int64)
    np.fill_diagonal(metres, 0)
    return metres
