"""Loading at so many doors: who would find them all taken loads later, or earlier, as his stops allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.optimise.delivery.problem import NO_LIMIT, Problem
from planner.optimise.delivery.routes import Tour
from planner.optimise.delivery.timing import may_load_until, too_long, walked

Loading = tuple[int, int]


def at_doors(problem: Problem, tours: Sequence[Tour]) -> list[Tour]:
    """The tours with loadings that fit the doors; a trip for which none is free in time falls away.

    Trips are placed one by one, the one that may wait least first, as near as can be to the minute they had.
    """
    if problem.doors == NO_LIMIT:
        return list(tours)
    taken: list[Loading] = []
    waiting = [_Standing(problem, tour, 0) for tour in tours]
    placed: list[Tour] = []
    while waiting:
        first = min(waiting, key=lambda each: (each.latest, each.tour.kind, each.tour.number))
        waiting.remove(first)
        moved = first.at_a_door(taken)
        if moved is not None:
            trip = moved.tour.trips[first.trip]
            taken.append((trip.loads_from, trip.leaves))
        left = moved or first.without_the_trip()
        if left is not None and left.trip < len(left.tour.trips):
            waiting.append(left)
        elif left is not None:
            placed.append(left.tour)
    return sorted(placed, key=lambda tour: (tour.kind, tour.number))


@dataclass(frozen=True)
class _Standing:
    """A tour of which the trips before `trip` have their doors."""

    problem: Problem
    tour: Tour
    trip: int

    @cached_property
    def latest(self) -> int:
        """The last minute at which the trip may begin to load."""
        return may_load_until(self.problem, self.tour, self.trip)

    @property
    def earliest(self) -> int:
        """The first minute at which everything is there: goods, vehicle and driver."""
        ready = max(self.problem.stops[stop].ready for stop in self.tour.orders()[self.trip])
        before = self.tour.trips[self.trip - 1].back if self.trip else 0
        return max(ready, before, self.problem.vehicles[self.tour.kind].shift[0])

    def at_a_door(self, taken: Sequence[Loading]) -> "_Standing | None":
        """The same with the trip at the free door nearest to its minute, later before earlier."""
        wished = self.tour.trips[self.trip].loads_from
        later = range(wished, self.latest + 1)
        earlier = range(wished - 1, self.earliest - 1, -1)
        for minute in (*later, *earlier):
            if _free(self.problem.doors, taken, (minute, minute + self._minutes)):
                tour = self._loading_at(minute)
                if tour is not None:
                    return _Standing(self.problem, tour, self.trip + 1)
        return None

    def without_the_trip(self) -> "_Standing | None":
        """The same without the trip, None if it was the only one."""
        begun = [trip.loads_from for trip in self.tour.trips]
        orders = (*self.tour.orders()[: self.trip], *self.tour.orders()[self.trip + 1 :])
        del begun[self.trip]
        tour = walked(self.problem, self.tour.kind, orders, begun, self.tour.number) if orders else None
        return None if tour is None else _Standing(self.problem, tour, self.trip)

    @property
    def _minutes(self) -> int:
        vehicle = self.problem.vehicles[self.tour.kind]
        return vehicle.reload_minutes if self.trip else vehicle.load_minutes

    def _loading_at(self, minute: int) -> Tour | None:
        """The tour with this trip loading at a minute, trips before as they are, trips after as they may."""
        begun = [trip.loads_from for trip in self.tour.trips]
        begun[self.trip] = minute
        tour = walked(self.problem, self.tour.kind, self.tour.orders(), begun, self.tour.number)
        return None if tour is None or too_long(self.problem, tour) else tour


def _free(doors: int, taken: Sequence[Loading], wanted: Loading) -> bool:
    """Whether a door is free all the time wanted."""
    begin, end = wanted
    near = [loading for loading in taken if loading[0] < end and begin < loading[1]]
    moments = [begin, *(start for start, _ in near if start > begin)]
    return begin == end or all(sum(a <= moment < b for a, b in near) < doors for moment in moments)
