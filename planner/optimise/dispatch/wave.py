"""One wave of a day as a routing problem, and its routes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from math import ceil

from planner.domain.fleet import Wave
from planner.optimise.delivery import (
    NO_LIMIT,
    Breaks,
    Effort,
    Problem,
    Routes,
    Stop,
    VehicleType,
    familiar,
    route,
)
from planner.optimise.dispatch.clock import Span
from planner.optimise.dispatch.fleet import Tier
from planner.optimise.dispatch.goods import Consignment
from planner.optimise.dispatch.yard import Yard

SMALL = 1e-6


@dataclass(frozen=True)
class Asked:
    """A wave of a day with the goods it may take, the trucks and doors it has, and whether all can wait."""

    wave: Wave
    date: Date
    loads: tuple[Consignment, ...]
    tiers: tuple[Tier, ...]
    doors: int
    may_wait: bool


@dataclass(frozen=True, eq=False)
class Driven:
    """What a wave found; the position of a load is its stop's number, that of a tier its vehicle type's."""

    asked: Asked
    problem: Problem
    routes: Routes

    def served(self) -> list[Consignment]:
        """The loads on its trips."""
        left = self.routes.left_out
        return [load for place, load in enumerate(self.asked.loads) if place not in left]


def drive(yard: Yard, asked: Asked, effort: Effort, before: Driven | None) -> Driven:
    """Route a wave, from the routes of the same wave of another day if there are any."""
    problem = problem_of(yard, asked)
    start = familiar(before.problem, before.routes, problem) if before else ()
    return Driven(asked, problem, route(problem, effort, start=start))


def problem_of(yard: Yard, asked: Asked) -> Problem:
    """The routing problem of a wave."""
    settings = yard.scenario.settings
    snow = yard.scenario.day_of[asked.date].snow_factor
    pace = yard.roads.pace([load.customer for load in asked.loads], snow)
    span = yard.spans[asked.wave.code]
    stops = tuple(_stop(yard, asked, load, span) for load in asked.loads)
    loading = min(tier.vehicle.load_minutes for tier in asked.tiers)
    leaves = [span[0] + loading, *((stop.windows[0][0] + stop.windows[-1][1]) // 2 for stop in stops)]
    pauses = settings.pause_minutes > 0
    return Problem(
        vehicles=tuple(_vehicle(yard, asked, tier, span) for tier in asked.tiers),
        stops=_priced(asked, stops, (pace.metres[0, 1:] + pace.metres[1:, 0]).tolist()),
        metres=pace.metres,
        minutes=pace.table(leaves),
        doors=asked.doors,
        breaks=Breaks(settings.drive_minutes, settings.pause_minutes) if pauses else None,
        pace=pace,
        may_leave=asked.may_wait,
    )


def _vehicle(yard: Yard, asked: Asked, tier: Tier, span: Span) -> VehicleType:
    vehicle = tier.vehicle
    return VehicleType(
        name=tier.name,
        number=len(tier.numbers),
        holds=yard.holds(vehicle),
        shift=span,
        longest_minutes=int(yard.scenario.settings.driver_hours * 60 + SMALL),
        most_trips=asked.wave.trips,
        load_minutes=vehicle.load_minutes,
        reload_minutes=vehicle.load_minutes,
        use_price=tier.yuan,
        km_price=vehicle.yuan_km,
    )


def _stop(yard: Yard, asked: Asked, load: Consignment, span: Span) -> Stop:
    settings, customer = yard.scenario.settings, yard.scenario.customer_of[load.customer]
    windows = [(max(opens, span[0]), min(closes, span[1])) for opens, closes in yard.windows[load.customer]]
    kinds = frozenset(n for n, tier in enumerate(asked.tiers) if yard.takes(tier.vehicle, load))
    return Stop(
        name=load.name,
        loads=yard.loads(load),
        windows=tuple((opens, closes) for opens, closes in windows if opens <= closes),
        service_minutes=ceil(customer.stop_minutes + load.crates * settings.minutes_crate - SMALL),
        ready=load.ready,
        kinds=None if len(kinds) == len(asked.tiers) else kinds,
    )


def _priced(asked: Asked, stops: Sequence[Stop], metres_there_and_back: Sequence[int]) -> tuple[Stop, ...]:
    """Stops with what leaving them out costs: more than any truck to them, and more for dearer goods."""
    dearest_day = max(tier.yuan for tier in asked.tiers)
    dearest_km = max(tier.vehicle.yuan_km for tier in asked.tiers)
    found = []
    for stop, load, metres in zip(stops, asked.loads, metres_there_and_back, strict=True):
        must = 2 * (dearest_day + dearest_km * int(metres) / 1000) + load.value_yuan
        found.append(_at(stop, round(must)))
    return tuple(found)


def _at(stop: Stop, price: float) -> Stop:
    return Stop(
        stop.name, stop.loads, stop.windows, stop.service_minutes, stop.ready, price, stop.kinds, stop.returns
    )


def doors_left(yard: Yard, wave: Wave, driven: Sequence[Driven]) -> int:
    """Doors free in a wave whatever the trucks of overlapping waves do; NO_LIMIT if there are always enough."""
    doors = yard.scenario.settings.dock_doors
    if doors is None:
        return NO_LIMIT
    others = [each for each in driven if yard.overlaps(wave.code, each.asked.wave.code)]
    loading = [
        (trip.loads_from, trip.leaves)
        for each in others
        for tour in each.routes.tours
        for trip in tour.trips
        if trip.leaves > trip.loads_from
    ]
    busy = max((sum(a <= at < b for a, b in loading) for at, _ in loading), default=0)
    return max(0, doors - busy)
