"""What the engine answers: tours with their minutes, and the stops left out with a reason."""

from dataclasses import dataclass
from enum import StrEnum

from planner.optimise.delivery.problem import Problem


class Reason(StrEnum):
    """Why a stop is left out."""

    TRUCK = "truck"
    WINDOW = "window"
    READINESS = "readiness"
    DEAR = "dear"


@dataclass(frozen=True)
class Visit:
    """One stop as it is served: it may wait between arriving and beginning."""

    stop: int
    arrives: int
    begins: int
    leaves: int


@dataclass(frozen=True)
class Trip:
    """Loading, leaving, the stops in order, and back at the depot."""

    loads_from: int
    leaves: int
    visits: tuple[Visit, ...]
    back: int


@dataclass(frozen=True)
class Tour:
    """The day of one vehicle: its type, its number within the type, its trips, the driver's pauses [from, to)."""

    kind: int
    number: int
    trips: tuple[Trip, ...]
    pauses: tuple[tuple[int, int], ...] = ()

    @property
    def minutes(self) -> int:
        """From the beginning of the first loading to the last return."""
        return self.trips[-1].back - self.trips[0].loads_from

    def orders(self) -> tuple[tuple[int, ...], ...]:
        """The stops of each trip in order."""
        return tuple(tuple(visit.stop for visit in trip.visits) for trip in self.trips)


@dataclass(frozen=True)
class Routes:
    """All tours of a day, and why a stop is on none of them; `iterations` says how long was searched."""

    cost: float
    tours: tuple[Tour, ...]
    left_out: dict[int, Reason]
    iterations: int = 0


def cost_of(problem: Problem, tours: tuple[Tour, ...]) -> float:
    """Vehicles, kilometres, minutes and stops left out, in the problem's money."""
    served = {stop for tour in tours for trip in tour.orders() for stop in trip}
    missing = (problem.leaving_out(stop) for stop in range(len(problem.stops)) if stop not in served)
    return sum(tour_cost(problem, tour) for tour in tours) + sum(missing)


def tour_cost(problem: Problem, tour: Tour) -> float:
    """Using the vehicle, its kilometres and its minutes."""
    kind = problem.vehicles[tour.kind]
    metres = sum(trip_metres(problem, trip) for trip in tour.orders())
    return kind.use_price + kind.km_price * metres / 1000 + kind.minute_price * tour.minutes


def trip_metres(problem: Problem, order: tuple[int, ...]) -> int:
    """From the depot through the stops and back."""
    places = [0, *(stop + 1 for stop in order), 0]
    return int(problem.metres[places[:-1], places[1:]].sum())
