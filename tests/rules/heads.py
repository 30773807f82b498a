"""The smallest world in which the rule of heads bites."""

from tests.builders import a_bakery, a_plan, an_oven, days
from tests.rules.world import World
from tests.timetable import Work, timed


def hands_in_use_at_any_minute_stay_within_those_present() -> World:
    """Three ovens of two hands each, and four people: the third waits until one of the others is done."""
    scenario = a_bakery(days=days("w"), resources=[an_oven(count=3)], demand=[("S1", "P1", 0, 300.0)])
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 300.0)], deliveries=[("S1", "L1", 0, 300.0)])
    two = [Work("L1", n, 10, 480, 540, 100.0, unit=n) for n in (1, 2)]
    good, broken = (
        timed(scenario, plan, [*two, Work("L1", 3, 10, at, at + 60, 100.0, unit=3)]) for at in (540, 500)
    )
    return World(scenario, good, broken, 2.0)


WORLDS = (hands_in_use_at_any_minute_stay_within_those_present,)
