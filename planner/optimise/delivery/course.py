"""How a worker's effort is shared out: all vehicles, cheaper fleets, the best few of them, and the rest."""

from dataclasses import dataclass

from planner.optimise.delivery.budget import Effort

FEW = 10_000


@dataclass(frozen=True)
class Course:
    """Shares of the effort by which each part ends, how many fleets and of them how many go on, and the heats.

    `faith` is the part of a fleet's time by which it must have kept the rules; a heat is what a search accepts at
    first, in mean legs, None for one that does not cool. The mild ones are for days on which no fleet is cheaper:
    there is no vehicle to empty.
    """

    all_vehicles: float
    fleets: float
    most_fleets: int
    run_off: float
    in_run_off: int
    faith: float
    heat: float | None
    last_heat: float | None
    mild_heats: tuple[float | None, float | None]


BRISK = Course(0.25, 0.6, 5, 0.8, 2, 0.7, None, None, (None, None))
PATIENT = Course(0.2, 0.85, 3, 0.9, 1, 0.4, 0.3, 0.05, (0.1, 0.03))


def course_of(effort: Effort) -> Course:
    """Cooling takes its time: a few iterations do better without."""
    return BRISK if effort.iterations is not None and effort.iterations < FEW else PATIENT
