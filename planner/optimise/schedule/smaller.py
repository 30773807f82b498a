"""Batches that find no minutes are cut into the smallest there may be: those find room where the whole does not."""

from dataclasses import dataclass, replace

from planner.domain.scenario import Scenario
from planner.optimise.minutes import Line
from planner.optimise.schedule.batches import Batch, smallest_parts
from planner.optimise.schedule.floor import Floor, Leg


@dataclass(frozen=True)
class Smaller:
    """Legs with some cut into several; `parts` are the new positions of each old one."""

    legs: tuple[Leg, ...]
    parts: tuple[tuple[int, ...], ...]

    def line(self, before: Line) -> Line:
        """Where to go on from: parts stand where the whole stood, free to choose anew."""
        order = tuple(n for job in before.order for n in self.parts[job])
        since = self._of_parts(before.since, 0) if before.since else ()
        return Line(order, self._of_parts(before.choices, -1), since)

    def _of_parts(self, known: tuple[tuple[int, ...], ...], nothing: int) -> tuple[tuple[int, ...], ...]:
        """What is known of the stages of each job that is whole still, and nothing of those of parts."""
        return tuple(
            each if len(parts) == 1 else (nothing,) * len(each)
            for parts, each in zip(self.parts, known, strict=True)
            for _ in parts
        )


def made_smaller(floor: Floor, legs: tuple[Leg, ...], blocked: set[int]) -> Smaller | None:
    """The legs with the blocked ones cut, as far as they are not begun yet; None if none can be."""
    found: list[Leg] = []
    positions: list[tuple[int, ...]] = []
    numbers = _highest(legs)
    for n, leg in enumerate(legs):
        batches = _parts(floor.scenario, leg, numbers) if n in blocked and leg.first == 0 else ()
        parts = [replace(leg, batch=batch) for batch in batches] or [leg]
        positions.append(tuple(range(len(found), len(found) + len(parts))))
        found += parts
    return Smaller(tuple(found), tuple(positions)) if len(found) > len(legs) else None


def _highest(legs: tuple[Leg, ...]) -> dict[str, int]:
    """The highest number of a batch by lot."""
    highest: dict[str, int] = {}
    for leg in legs:
        lot, number = leg.key
        highest[lot] = max(highest.get(lot, 0), number)
    return highest


def _parts(scenario: Scenario, leg: Leg, numbers: dict[str, int]) -> tuple[Batch, ...]:
    """A batch in parts; the first keeps its number, the others get the next of their lot."""
    batch, lot = leg.batch, leg.batch.lot.code
    sizes = smallest_parts(scenario, batch)
    new = [batch.number, *range(numbers[lot] + 1, numbers[lot] + len(sizes))]
    numbers[lot] += len(sizes) - 1
    return tuple(
        replace(batch, number=n, kg=kg, yuan=batch.yuan * kg / batch.kg)
        for n, kg in zip(new, sizes, strict=True)
    )
