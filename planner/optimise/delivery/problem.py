"""One delivery day (or wave) as plain records: whole minutes, whole metres, loads in whole units by dimension.

Place 0 is the depot, place k + 1 is stop k. Vehicles and stops are named by their position in the `Problem`.
"""

from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isfinite

import numpy as np

from planner.optimise.delivery.arrays import Facts, facts_of
from planner.optimise.delivery.pace import Matrix, Pace

NO_LIMIT = -1
NEVER = 2**31 - 1

Windows = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class VehicleType:
    """So many vehicles of one kind; `holds` is what one carries, by load dimension.

    A vehicle is away (loading included) within `shift`, for at most `longest_minutes`; loading begins when
    everything on the trip is ready and takes `load_minutes`, from the second trip on `reload_minutes`.
    """

    name: str
    number: int
    holds: tuple[int, ...]
    shift: tuple[int, int] = (0, NEVER)
    longest_minutes: int = NO_LIMIT
    most_trips: int = 1
    load_minutes: int = 0
    reload_minutes: int = 0
    use_price: float = 0.0
    km_price: float = 0.0
    minute_price: float = 0.0


@dataclass(frozen=True)
class Stop:
    """One drop: what it takes and gives back, when it may begin (both ends included), where goods wait.

    `ready` is the minute from which all its goods may be loaded; `price` is that of leaving it out, infinite
    if it must be served whenever it can be; `kinds` are the vehicle types allowed, None for all.
    """

    name: str
    loads: tuple[int, ...]
    windows: Windows = ((0, NEVER),)
    service_minutes: int = 0
    ready: int = 0
    price: float = inf
    kinds: frozenset[int] | None = None
    returns: tuple[int, ...] = ()

    def allows(self, kind: int) -> bool:
        """Whether a type of vehicle may serve it."""
        return self.kinds is None or kind in self.kinds


@dataclass(frozen=True)
class Breaks:
    """After so many minutes of driving without a pause, a pause of so many minutes."""

    drive_minutes: int
    pause_minutes: int


@dataclass(frozen=True, eq=False)
class Problem:
    """Vehicles, stops, and metres and minutes between places: square tables of stops + 1 rows.

    With a `pace`, a leg lasts what the clock says; `minutes` then only guide the search. `may_leave` says that
    serving every stop is not to be hoped for, so that nothing is lost by not trying.
    """

    vehicles: tuple[VehicleType, ...]
    stops: tuple[Stop, ...]
    metres: Matrix
    minutes: Matrix
    doors: int = NO_LIMIT
    breaks: Breaks | None = None
    pace: Pace | None = None
    may_leave: bool = False
    dimensions: int = field(init=False)

    def __post_init__(self) -> None:
        if not self.vehicles:
            raise ValueError("A delivery day needs at least one type of vehicle.")
        object.__setattr__(self, "dimensions", len(self.vehicles[0].holds))
        for sentence in [*self._vehicle_faults(), *self._stop_faults(), *self._table_faults()]:
            raise ValueError(sentence)

    def _vehicle_faults(self) -> list[str]:
        faults = []
        for kind in self.vehicles:
            if len(kind.holds) != self.dimensions:
                faults.append(f"{kind.name}: every vehicle holds the same {self.dimensions} kinds of load.")
            if kind.number < 1 or kind.most_trips < 1:
                faults.append(f"{kind.name}: at least one vehicle and one trip. Maybe leave the type out.")
        return faults

    def _stop_faults(self) -> list[str]:
        faults = []
        for stop in self.stops:
            if len(stop.loads) != self.dimensions or len(stop.returns) not in {0, self.dimensions}:
                faults.append(f"{stop.name}: loads and returns need {self.dimensions} figures.")
            if not stop.windows or any(opens > closes for opens, closes in stop.windows):
                faults.append(f"{stop.name}: a window must end after it begins, and there must be one.")
            if list(stop.windows) != sorted(stop.windows):
                faults.append(f"{stop.name}: windows must be in rising order.")
            if stop.price < 0:
                faults.append(f"{stop.name}: leaving out cannot earn money.")
        return faults

    def _table_faults(self) -> list[str]:
        places = len(self.stops) + 1
        tables = {"metres": self.metres, "minutes": self.minutes}
        return [
            f"{name} need {places} rows and columns of whole numbers, none negative."
            for name, table in tables.items()
            if table.shape != (places, places) or table.dtype != np.int64 or (table < 0).any()
        ]

    @cached_property
    def facts(self) -> Facts:
        """The same as arrays for the compiled loops."""
        return facts_of(self)

    def leaving_out(self, stop: int) -> float:
        """What leaving a stop out costs; for one that must be served, more than any plan that serves all."""
        price = self.stops[stop].price
        return price if isfinite(price) else self._ceiling()

    def _ceiling(self) -> float:
        """Twice what serving every stop by a trip and a vehicle of its own may cost."""
        metres = self.metres[0, 1:] + self.metres[1:, 0]
        dearest = max(kind.use_price for kind in self.vehicles) * len(self.stops)
        dearest += max(kind.km_price for kind in self.vehicles) * float(metres.sum()) / 1000
        dearest += max(kind.minute_price for kind in self.vehicles) * 1440.0 * len(self.stops)
        finite = sum(stop.price for stop in self.stops if isfinite(stop.price))
        return 2.0 * (dearest + finite) + 1.0
