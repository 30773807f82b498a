"""What is dispatched: pieces of lots, and consignments, which are what one stop takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

SMALL = 1e-6


@dataclass(frozen=True)
class Piece:
    """Kilograms of one lot for one customer; `ready` is the minute of the dispatch day they may be loaded."""

    lot: str
    product: str
    zone: str
    kg: float
    kg_per_crate: float
    ready: int
    value_yuan: float = 0.0

    def part(self, kg: float) -> "Piece":
        """So many of its kilograms."""
        share = kg / self.kg
        return Piece(
            self.lot, self.product, self.zone, kg, self.kg_per_crate, self.ready, self.value_yuan * share
        )


@dataclass(frozen=True)
class Consignment:
    """Pieces that ride to a customer together."""

    name: str
    customer: str
    pieces: tuple[Piece, ...]

    @cached_property
    def crates_by_zone(self) -> dict[str, int]:
        return crates_by_zone(self.pieces)

    @cached_property
    def kg_by_zone(self) -> dict[str, float]:
        return kg_by_zone(self.pieces)

    @property
    def crates(self) -> int:
        return sum(self.crates_by_zone.values())

    @property
    def kg(self) -> float:
        return sum(self.kg_by_zone.values())

    @cached_property
    def ready(self) -> int:
        return max(piece.ready for piece in self.pieces)

    @property
    def value_yuan(self) -> float:
        """What not delivering it would cost."""
        return sum(piece.value_yuan for piece in self.pieces)

    def weight(self, crate_kg: float) -> float:
        """Goods and crates in kilograms."""
        return self.kg + self.crates * crate_kg

    def zone_weight(self, zone: str, crate_kg: float) -> float:
        """Goods and crates of a zone."""
        return self.kg_by_zone.get(zone, 0.0) + self.crates_by_zone.get(zone, 0) * crate_kg


def crates_by_zone(pieces: Sequence[Piece]) -> dict[str, int]:
    """Whole crates of each zone; pieces of a zone share crates."""
    parts: dict[str, float] = {}
    for piece in pieces:
        parts[piece.zone] = parts.get(piece.zone, 0.0) + piece.kg / piece.kg_per_crate
    return {zone: ceil(amount - SMALL) for zone, amount in parts.items()}


def kg_by_zone(pieces: Sequence[Piece]) -> dict[str, float]:
    """Kilograms of each zone."""
    kg: dict[str, float] = {}
    for piece in pieces:
        kg[piece.zone] = kg.get(piece.zone, 0.0) + piece.kg
    return kg


def in_parts(pieces: Sequence[Piece], parts: int) -> Iterator[tuple[Piece, ...]]:
    """The pieces in so many parts of about as many crates, cut at whole crates, the first ready first."""
    rows = sorted(pieces, key=lambda piece: (piece.ready, piece.product, piece.lot))
    room = ceil(sum(piece.kg / piece.kg_per_crate for piece in rows) / parts - SMALL)
    part: list[Piece] = []
    left = float(room)
    for row in rows:
        piece: Piece | None = row
        while piece is not None:
            crates = piece.kg / piece.kg_per_crate
            if crates <= left + SMALL:
                part.append(piece)
                left -= crates
                piece = None
                continue
            whole = int(left + SMALL)
            if whole:
                part.append(piece.part(whole * piece.kg_per_crate))
                piece = piece.part(piece.kg - whole * piece.kg_per_crate)
            yield tuple(part)
            part, left = [], float(room)
    if part:
        yield tuple(part)
