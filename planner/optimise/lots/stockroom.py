"""Lots as they leave the store: oldest first, released, young enough for whoever takes them."""

from dataclasses import dataclass, field

SMALL = 1e-6


@dataclass
class Batch:
    """A lot with something left; days are indices, `dated` counts its age, `free` its first day out."""

    code: str
    dated: int
    free: int
    last: int
    made: int
    kg: float
    left: float = field(default=-1.0)

    def __post_init__(self) -> None:
        if self.left < 0:
            self.left = self.kg


def take(batches: list[Batch], day: int, oldest: int, wanted: float) -> list[tuple[Batch, float]]:
    """Take up to `wanted` kg on `day` from released batches at most `oldest` days old; oldest first."""
    taken = []
    for batch in batches:
        if wanted <= SMALL:
            break
        if batch.left > SMALL and batch.free <= day and batch.made <= day and day - batch.dated <= oldest:
            kg = min(batch.left, wanted)
            batch.left -= kg
            wanted -= kg
            taken.append((batch, kg))
    return taken


def in_order(batches: list[Batch]) -> list[Batch]:
    """First expired, first out."""
    return sorted(batches, key=lambda b: (b.dated, b.made, b.code))
