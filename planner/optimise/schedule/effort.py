"""How much of the time each workshop's day deserves: many batches, and machines or hands with little to spare."""

from planner.optimise.schedule.floor import Floor
from planner.optimise.schedule.order import Place

EASY, LEAST = 0.3, 0.1
FEW = 10


def weights(floor: Floor) -> dict[Place, float]:
    """Weight of each workshop's day: its batches (and a few) squared, more the fuller its busiest resource or skill."""
    return {
        place: (FEW + len(legs)) ** 2 * max(LEAST, fullness(floor, place) - EASY) ** 2
        for place, legs in floor.legs.items()
    }


def fullness(floor: Floor, place: Place) -> float:
    """Share of the day for which the busiest resource or skill is wanted; 1 for a closed workshop."""
    workshop, day = place
    doors, heads = floor.doors.get(place), floor.heads.get(place)
    if doors is None or heads is None:
        return 1.0
    machines: dict[str, float] = {}
    hands: dict[int, float] = {}
    for leg in floor.legs[place]:
        for step in leg.steps:
            resource = floor.scenario.resource_of[step.stage.resource]
            if resource.workshop != workshop:
                continue
            load = leg.batch.kg * step.unit_minutes
            machines[resource.code] = machines.get(resource.code, 0.0) + load / max(1, resource.count)
            for rank in range(step.stage.skill.rank + 1):
                hands[rank] = hands.get(rank, 0.0) + load * step.stage.workers
    most = max(machines.values(), default=0.0) / (doors.closes - doors.opens)
    people = max((load / max(heads[rank], 1e-3) for rank, load in hands.items()), default=0.0)
    return min(1.0, max(most, people / doors.shift_minutes))
