"""Which workshop's day is scheduled after which: the day before if it goes on from there, and whoever is tighter."""

from collections.abc import Container, Iterable
from datetime import date as Date

from planner.optimise.schedule.doors import DAY
from planner.optimise.schedule.floor import Floor, Leg

Place = tuple[str, Date]


def users_of(floor: Floor) -> dict[str, list[str]]:
    """The workshops that use each resource used by several."""
    users: dict[str, set[str]] = {}
    for (workshop, _), legs in floor.legs.items():
        for leg in legs:
            for step in leg.steps:
                users.setdefault(step.stage.resource, set()).add(workshop)
    return {code: sorted(found) for code, found in users.items() if len(found) > 1}


def order(floor: Floor, users: dict[str, list[str]]) -> dict[Place, set[Place]]:
    """For each workshop's day, what must be done before it; those who share nothing may run side by side."""
    spare = {place: (spare_minutes(floor, place, users), place[0]) for place in floor.legs}
    needs: dict[Place, set[Place]] = {}
    before: dict[str, Place] = {}
    overnight = {place[0] for place, legs in floor.legs.items() if _goes_on_overnight(floor, legs)}
    sharing = [*users.values(), *map(sorted, floor.helped.values())]
    for workshop, day in sorted(floor.legs, key=lambda place: (place[1], place[0])):
        rivals = {(v, day) for each in sharing if workshop in each for v in each if v != workshop}
        tighter = {place for place in rivals & spare.keys() if spare[place] < spare[workshop, day]}
        needs[workshop, day] = tighter | ({before[workshop]} if workshop in before else set())
        if workshop in overnight:
            before[workshop] = (workshop, day)
    return needs


def _goes_on_overnight(floor: Floor, legs: Iterable[Leg]) -> bool:
    """Whether anything made on a day goes on with the next, or works through the night."""
    return any(
        not leg.is_final
        or any((floor.scenario.resource_of[s.stage.resource].hours_day or 0.0) * 60 >= DAY for s in leg.steps)
        for leg in legs
    )


def spare_minutes(floor: Floor, place: Place, shared: Container[str]) -> float:
    """Minutes the doors are open beyond what the busiest resource of those who use something shared needs."""
    doors = floor.doors.get(place)
    if doors is None:
        return 0.0
    load: dict[str, float] = {}
    for leg in floor.legs[place]:
        if any(step.stage.resource in shared for step in leg.steps):
            for step in leg.steps:
                code = step.stage.resource
                load[code] = load.get(code, 0.0) + leg.batch.kg * step.unit_minutes
    count = {code: max(1, floor.scenario.resource_of[code].count) for code in load}
    busiest = max((load[code] / count[code] for code in load if code not in shared), default=0.0)
    return doors.closes - doors.opens - busiest
