"""Exact minutes of one vehicle's day, driver's pauses included: back as early as can be, out as late as that allows."""

from collections.abc import Callable, Sequence
from functools import partial

from planner.optimise.delivery.problem import NO_LIMIT, Breaks, Problem, Stop
from planner.optimise.delivery.routes import Tour, Trip, Visit

Orders = tuple[tuple[int, ...], ...]
Plan = Sequence[tuple[int, Orders]]


class Driver:
    """Where the clock stands, and how long was driven since the last pause."""

    def __init__(self, breaks: Breaks | None, now: int) -> None:
        self.now = now
        self.pauses: list[tuple[int, int]] = []
        self._breaks = breaks
        self._driven = 0

    def wait(self, until: int) -> None:
        """Stand idle; long enough, it counts as a pause."""
        if self._breaks and until - self.now >= self._breaks.pause_minutes:
            self._driven = 0
        self.now = max(self.now, until)

    def work(self, minutes: int) -> None:
        """Load or serve."""
        self.now += minutes

    def drive(self, minutes_at: Callable[[int], int]) -> None:
        """Drive, with a pause before leaving if it would become too long, and on the way if it must be.

        `minutes_at` says how long the way is when leaving at a minute; all its pauses are taken to shift it.
        """
        minutes = minutes_at(self.now)
        if self._breaks is None:
            self.now += minutes
            return
        if self._driven + minutes > self._breaks.drive_minutes and self._driven:
            self._pause(self._breaks)
            minutes = minutes_at(self.now)
        if minutes > self._breaks.drive_minutes:
            self._far(self._breaks, minutes_at)
            return
        self.now += minutes
        self._driven += minutes

    def _far(self, breaks: Breaks, minutes_at: Callable[[int], int]) -> None:
        """A way so long that it takes pauses, as long as if all of them were taken before it."""
        pauses, begun = 1, self.now
        while minutes_at(begun + pauses * breaks.pause_minutes) > (pauses + 1) * breaks.drive_minutes:
            pauses += 1
        minutes = minutes_at(begun + pauses * breaks.pause_minutes)
        for _ in range(pauses):
            self.now += breaks.drive_minutes
            self._pause(breaks)
        self.now = begun + pauses * breaks.pause_minutes + minutes
        self._driven = max(0, minutes - pauses * breaks.drive_minutes)

    def _pause(self, breaks: Breaks) -> None:
        self.pauses.append((self.now, self.now + breaks.pause_minutes))
        self.now += breaks.pause_minutes
        self._driven = 0


def timed(problem: Problem, kind: int, orders: Orders, number: int = 0) -> Tour | None:
    """The day with the earliest return and, given that, the latest departures; None if it cannot be driven."""
    loads_from = [problem.vehicles[kind].shift[0]] * len(orders)
    first = walked(problem, kind, orders, loads_from, number)
    if first is None:
        return None
    for trip in range(len(orders)):
        watched = len(orders) - 1 if trip == 0 else trip
        _load_late(problem, kind, orders, loads_from, (trip, watched))
    tour = walked(problem, kind, orders, loads_from, number)
    return tour if tour and not too_long(problem, tour) else None


def too_long(problem: Problem, tour: Tour) -> bool:
    """Whether the driver is away longer than he may be."""
    longest = problem.vehicles[tour.kind].longest_minutes
    return longest != NO_LIMIT and tour.minutes > longest


def _load_late(
    problem: Problem, kind: int, orders: Orders, loads_from: list[int], places: tuple[int, int]
) -> None:
    """Put the loading of one trip as late as the return of a watched one stays what it is."""
    trip, watched = places
    standing = walked(problem, kind, orders, loads_from)
    if standing is None:
        return
    back = standing.trips[watched].back
    low, high = standing.trips[trip].loads_from, standing.trips[trip].back
    while low < high:
        middle = (low + high + 1) // 2
        later = walked(problem, kind, orders, [*loads_from[:trip], middle, *loads_from[trip + 1 :]])
        if later is not None and later.trips[watched].back <= back:
            low = middle
        else:
            high = middle - 1
    loads_from[trip] = low


def walked(
    problem: Problem, kind: int, orders: Orders, loads_from: Sequence[int], number: int = 0
) -> Tour | None:
    """The day when each trip loads as soon as it may, not before the minutes given; None if a window is missed."""
    vehicle = problem.vehicles[kind]
    driver = Driver(problem.breaks, max(vehicle.shift[0], loads_from[0]))
    trips: list[Trip] = []
    for order, earliest in zip(orders, loads_from, strict=True):
        loading = vehicle.reload_minutes if trips else vehicle.load_minutes
        driver.wait(max(earliest, *(problem.stops[stop].ready for stop in order)))
        began = driver.now
        driver.work(loading)
        trip = _out_and_back(problem, driver, order, began)
        if trip is None or trip.back > vehicle.shift[1]:
            return None
        trips.append(trip)
    return Tour(kind, number, tuple(trips), tuple(driver.pauses))


def _out_and_back(problem: Problem, driver: Driver, order: Sequence[int], began: int) -> Trip | None:
    leaves, place, visits = driver.now, 0, []
    for stop in order:
        driver.drive(partial(problem.leg_minutes, place, stop + 1))
        arrives, place = driver.now, stop + 1
        begins = _begins(problem.stops[stop], arrives)
        if begins is None:
            return None
        driver.wait(begins)
        driver.work(problem.stops[stop].service_minutes)
        visits.append(Visit(stop, arrives, begins, driver.now))
    driver.drive(partial(problem.leg_minutes, place, 0))
    return Trip(began, leaves, tuple(visits), driver.now)


def _begins(stop: Stop, arrives: int) -> int | None:
    """The first minute from arrival on at which a window is open."""
    return next((max(arrives, opens) for opens, closes in stop.windows if closes >= arrives), None)
