"""The smallest worlds in which the rules of minutes bite.

Doors are open from 6:30 to 17:30; a batch of 100 kg is kneaded on the bench in an hour, waits 30 to 90
minutes, and takes another hour of two hands on the oven, the lot's line.
"""

from typing import Any

from planner.domain.plan import Plan
from planner.domain.plant import Changeover, Resource, ResourceKind
from planner.domain.scenario import Scenario
from tests.builders import a_bakery, a_plan, a_product, a_stage, an_oven, days
from tests.rules.world import World
from tests.timetable import Work, timed

NOON, HOUR = 12 * 60, 60
BENCH = Resource(code="BENCH", name="案台", workshop="W1", kind=ResourceKind.BENCH, availability=1.0)


def kneaded_and_baked(**parts: Any) -> Scenario:
    usual: dict[str, Any] = {
        "days": days("w"),
        "resources": [BENCH, an_oven()],
        "routing": [
            a_stage(seq=10, resource="BENCH", is_line=False, wait_min_minutes=30, wait_max_minutes=90),
            a_stage(seq=20),
        ],
        "products": [a_product(batch_kg=50.0)],
    }
    return a_bakery(**(usual | parts))


def one_lot(scenario: Scenario) -> Plan:
    return a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])


def at(kneading: int, baking: int, batch: int = 1, kg: float = 100.0) -> tuple[Work, Work]:
    """A batch by the minutes at which its stages begin."""
    minutes = round(kg * HOUR / 100)
    return (
        Work("L1", batch, 10, kneading, kneading + minutes, kg),
        Work("L1", batch, 20, baking, baking + minutes, kg, unit=1),
    )


def against(scenario: Scenario, good: tuple[Work, ...], broken: tuple[Work, ...], amount: float) -> World:
    plan = one_lot(scenario)
    return World(scenario, timed(scenario, plan, good), timed(scenario, plan, broken), amount)


def every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced() -> World:
    """Half of the lot found no minutes, and is forgotten."""
    scenario = kneaded_and_baked()
    plan, half = one_lot(scenario), at(480, 540, kg=50.0)
    good = timed(scenario, plan, half, unplaced=[("L1", 50.0)])
    return World(scenario, good, timed(scenario, plan, half), 50.0)


def batch_goes_through_every_stage_on_its_day_and_long_enough() -> World:
    """The oven is left ten minutes early."""
    kneading, baking = at(480, 570)
    return against(kneaded_and_baked(), (kneading, baking), (kneading, baking._replace(ends=620)), 1.0)


def batch_waits_at_least_and_at_most_as_its_routing_says() -> World:
    """It is baked after 20 minutes and not after 30."""
    return against(kneaded_and_baked(), at(480, 570), at(480, 560), 10.0)


def work_happens_only_in_opened_minutes_and_not_in_breaks() -> World:
    """The last leave at 17:30, and the oven runs until 17:45."""
    return against(kneaded_and_baked(), at(900, 990), at(900, 1005), 15.0)


def resource_unit_does_one_thing_at_a_time() -> World:
    """Two batches are in the oven at once for ten minutes."""
    first = at(480, 570, batch=1, kg=50.0)
    good, broken = at(510, 600, batch=2, kg=50.0), at(510, 590, batch=2, kg=50.0)
    scenario = kneaded_and_baked(
        routing=[a_stage(seq=10, resource="BENCH", is_line=False, workers=1.0), a_stage(seq=20, workers=1.0)]
    )
    return against(scenario, (*first, *good), (*first, *broken), 10.0)


def cleaning_happens_between_lots_as_contents_demand() -> World:
    """After nuts, 40 minutes of cleaning and 5 of set-up: 45 are needed, 30 are left."""
    scenario = a_bakery(
        days=days("w"),
        products=[a_product(contains="nut"), a_product("P2", setup_minutes=5.0)],
        changeovers=[Changeover(code="NUT", leaving="nut", entering_free_of="nut", minutes=40.0)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "P2", 0, 100.0)],
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0), ("L2", "P2", 0, 100.0)],
        deliveries=[("S1", "L1", 0, 100.0), ("S1", "L2", 0, 100.0)],
    )
    good, broken = (
        timed(
            scenario, plan, [Work("L1", 1, 10, 480, 540, 100.0, 1), Work("L2", 1, 10, at, at + 60, 100.0, 1)]
        )
        for at in (585, 570)
    )
    return World(scenario, good, broken, 15.0)


WORLDS = (
    every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced,
    batch_goes_through_every_stage_on_its_day_and_long_enough,
    batch_waits_at_least_and_at_most_as_its_routing_says,
    work_happens_only_in_opened_minutes_and_not_in_breaks,
    resource_unit_does_one_thing_at_a_time,
    cleaning_happens_between_lots_as_contents_demand,
)
