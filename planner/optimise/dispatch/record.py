"""Routes as the plan writes them: trips of numbered trucks, their drops, and what rides to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from planner.domain.dispatch import Drop, Trip
from planner.optimise.delivery import Tour, Visit
from planner.optimise.delivery import Trip as Round
from planner.optimise.dispatch.fleet import Tier, price_of
from planner.optimise.dispatch.goods import Piece, crates_by_zone
from planner.optimise.dispatch.wave import Driven

LoadRow = tuple[str, int, str, str, str, float]


@dataclass(frozen=True)
class Records:
    """Trips, drops and rows of loads (trip, seq, lot, product, zone, kg)."""

    trips: list[Trip] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    loads: list[LoadRow] = field(default_factory=list)


def recorded(waves: Sequence[Driven]) -> Records:
    """The trips of a dispatch day, each truck's first one bearing the cost of its day."""
    records = Records()
    for driven in waves:
        for tour in driven.routes.tours:
            for number, trip in enumerate(tour.trips, 1):
                _enter(records, driven, tour, trip, number)
    first: set[tuple[str, int]] = set()
    for place in sorted(range(len(records.trips)), key=lambda n: (records.trips[n].loads_from, n)):
        trip_row = records.trips[place]
        if (trip_row.vehicle, trip_row.truck) in first:
            records.trips[place] = trip_row.model_copy(update={"truck_yuan": 0.0})
        first.add((trip_row.vehicle, trip_row.truck))
    return records


def truck_of(tour: Tour, tiers: Sequence[Tier]) -> tuple[str, int]:
    """The type and number of the truck that drives a tour."""
    tier = tiers[tour.kind]
    return tier.vehicle.code, tier.numbers[tour.number]


def _enter(records: Records, driven: Driven, tour: Tour, trip: Round, number: int) -> None:
    asked = driven.asked
    vehicle, truck = asked.tiers[tour.kind].vehicle, truck_of(tour, asked.tiers)[1]
    code = f"{asked.date:%Y%m%d}-{asked.wave.code}-{vehicle.code}-{truck}-{number}"
    drops = list(_drops(records, driven, tour, trip, code))
    records.drops.extend(drops)
    last = trip.visits[-1]
    places = [0, *(visit.stop + 1 for visit in trip.visits), 0]
    km = round(float(driven.problem.metres[places[:-1], places[1:]].sum()) / 1000, 3)
    records.trips.append(
        Trip(
            code=code,
            date=asked.date,
            wave=asked.wave.code,
            vehicle=vehicle.code,
            truck=truck,
            loads_from=trip.loads_from,
            leaves=trip.leaves,
            back=trip.back,
            pause_minutes=_paused(tour, last.leaves, trip.back),
            km=km,
            kg=round(sum(drop.kg for drop in drops), 3),
            crates=sum(drop.crates for drop in drops),
            truck_yuan=price_of(vehicle, truck),
            km_yuan=round(km * vehicle.yuan_km, 2),
        )
    )


def _drops(records: Records, driven: Driven, tour: Tour, trip: Round, code: str) -> Iterator[Drop]:
    loads = driven.asked.loads
    left = trip.leaves
    stays = groupby(trip.visits, key=lambda visit: loads[visit.stop].customer)
    for seq, (customer, group) in enumerate(stays, 1):
        visits: list[Visit] = list(group)
        pieces = [piece for visit in visits for piece in loads[visit.stop].pieces]
        rows = _by_lot(pieces)
        records.loads.extend((code, seq, *row) for row in rows)
        yield Drop(
            trip=code,
            seq=seq,
            customer=customer,
            pause_minutes=_paused(tour, left, visits[0].arrives),
            arrives=visits[0].arrives,
            starts=visits[0].begins,
            leaves=visits[-1].leaves,
            kg=round(sum(row[-1] for row in rows), 3),
            crates=sum(crates_by_zone(pieces).values()),
        )
        left = visits[-1].leaves


def _by_lot(pieces: Sequence[Piece]) -> list[tuple[str, str, str, float]]:
    """Lot, product, zone and kilograms, each lot once."""
    kg: dict[tuple[str, str, str], float] = {}
    for piece in pieces:
        key = (piece.lot, piece.product, piece.zone)
        kg[key] = kg.get(key, 0.0) + piece.kg
    return [(*key, round(amount, 6)) for key, amount in kg.items()]


def _paused(tour: Tour, start: int, end: int) -> int:
    """Minutes of the driver's pauses between two minutes."""
    return sum(max(0, min(b, end) - max(a, start)) for a, b in tour.pauses)
