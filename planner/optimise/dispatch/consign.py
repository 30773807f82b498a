"""Which goods ride together to a customer: all in one stop if trucks can, else by temperature, else in parts."""

from collections.abc import Iterator, Sequence
from math import ceil

from planner.domain.fleet import Vehicle
from planner.optimise.dispatch.goods import Consignment, Piece, in_parts
from planner.optimise.dispatch.yard import Yard

PART_OF_A_TRUCK = 0.9
FEWER_TRUCKS = 0.5


def consignments_of(
    yard: Yard, customer: str, pieces: Sequence[Piece], label: str = "", room: float = 1.0
) -> list[Consignment]:
    """The stops a customer's goods of a day are brought in; what takes more of a narrow room rides by itself."""
    groups: list[tuple[Piece, ...]] = []
    for zone in _by_weight(pieces):
        mine = tuple(piece for piece in pieces if piece.zone == zone)
        home = next(
            (n for n, group in enumerate(groups) if _may_join(yard, customer, group, mine, room)), None
        )
        if home is None:
            groups.append(mine)
        else:
            groups[home] = (*groups[home], *mine)
    return [load for group in groups for load in _that_fit(yard, customer, group, label)]


def _by_weight(pieces: Sequence[Piece]) -> list[str]:
    """The zones, the heaviest first."""
    kg: dict[str, float] = {}
    for piece in pieces:
        kg[piece.zone] = kg.get(piece.zone, 0.0) + piece.kg
    return sorted(kg, key=lambda zone: (-kg[zone], zone))


def _may_join(
    yard: Yard, customer: str, group: tuple[Piece, ...], more: tuple[Piece, ...], room: float
) -> bool:
    """Whether enough trucks could carry both at once."""
    alone = _trucks(yard, Consignment("", customer, group), room)
    together = _trucks(yard, Consignment("", customer, (*group, *more)), room)
    return together > 0 and together >= FEWER_TRUCKS * alone


def _trucks(yard: Yard, load: Consignment, room: float) -> int:
    rows = yard.scenario.vehicles
    return sum(row.own + row.hire for row in rows if yard.takes(row, load) and _easily(yard, row, load, room))


def _easily(yard: Yard, vehicle: Vehicle, load: Consignment, part: float) -> bool:
    """Whether the load leaves most of each narrow room to others."""
    rooms = yard.compartments.get(vehicle.code, {})
    crates = load.crates_by_zone
    return all(crates.get(zone, 0) <= part * room.crates for zone, room in rooms.items())


def _that_fit(yard: Yard, customer: str, pieces: tuple[Piece, ...], label: str) -> Iterator[Consignment]:
    """One consignment if a truck has room for it, else equal parts."""
    name = f"{customer}/{label}{'+'.join(_by_weight(pieces))}"
    whole = Consignment(name, customer, pieces)
    if any(yard.takes(vehicle, whole) for vehicle in yard.scenario.vehicles):
        yield whole
        return
    parts = min((_parts(yard, vehicle, whole) for vehicle in _riders(yard, whole)), default=1)
    for number, part in enumerate(in_parts(pieces, parts), 1):
        yield Consignment(f"{name}/{number}", customer, part)


def _riders(yard: Yard, load: Consignment) -> list[Vehicle]:
    """Types that carry its temperatures, however much of it."""
    zones = set(load.kg_by_zone)
    rows = yard.scenario.vehicles
    return [row for row in rows if not row.carried_zones or row.carried_zones >= zones]


def _parts(yard: Yard, vehicle: Vehicle, load: Consignment) -> int:
    """How many parts of an easy size a load makes for a type of truck."""
    pairs = zip(yard.loads(load)[:-1], yard.holds(vehicle)[:-1], strict=True)
    return max(ceil(amount / max(1.0, PART_OF_A_TRUCK * most)) for amount, most in pairs)
