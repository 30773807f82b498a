"""Blocked batches in smaller parts."""

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.minutes import Line
from planner.optimise.schedule.floor import Floor, Leg
from planner.optimise.schedule.smaller import made_smaller
from tests.builders import a_bakery, a_plan, a_product, a_stage, an_oven, on


def world(batch_kg: float, **stage: object) -> tuple[Scenario, Plan]:
    """A lot of 200 kg at 100 kg an hour: two batches of an hour each."""
    scenario = a_bakery(
        resources=[an_oven("MIX1"), an_oven()],
        routing=[a_stage(seq=5, resource="MIX1", is_line=False, **stage), a_stage()],
        products=[a_product(batch_kg=batch_kg)],
    )
    return scenario, a_plan(scenario, lots=[("L1", "P1", 1, 200.0)])


def legs_of(floor: Floor, day: int) -> tuple[Leg, ...]:
    return tuple(floor.legs["W1", on(day)])


def test_a_blocked_batch_is_cut_into_parts_of_a_quarter_of_an_hour() -> None:
    floor = Floor(*world(5.0))
    smaller = made_smaller(floor, legs_of(floor, 1), {1})
    assert smaller is not None
    assert [(leg.batch.number, leg.batch.kg) for leg in smaller.legs] == [
        (1, 100.0),
        (2, 25.0),
        (3, 25.0),
        (4, 25.0),
        (5, 25.0),
    ]


def test_parts_are_whole_batches_of_the_product() -> None:
    floor = Floor(*world(50.0))
    smaller = made_smaller(floor, legs_of(floor, 1), {0})
    assert smaller is not None
    assert [(leg.batch.number, leg.batch.kg) for leg in smaller.legs] == [(1, 50.0), (3, 50.0), (2, 100.0)]


def test_parts_stand_where_the_whole_stood_and_choose_anew() -> None:
    floor = Floor(*world(50.0))
    smaller = made_smaller(floor, legs_of(floor, 1), {0})
    assert smaller is not None
    line = smaller.line(Line(order=(1, 0), choices=((0, 1), (2, -3))))
    assert line == Line(order=(2, 0, 1), choices=((-1, -1), (-1, -1), (2, -3)))


def test_what_cannot_be_smaller_stays_as_it_is() -> None:
    floor = Floor(*world(100.0))
    assert made_smaller(floor, legs_of(floor, 1), {0, 1}) is None


def test_what_was_begun_the_day_before_stays_as_it_is() -> None:
    floor = Floor(*world(50.0, days_before=1))
    assert made_smaller(floor, legs_of(floor, 1), {0, 1}) is None
    assert made_smaller(floor, legs_of(floor, 0), {0, 1}) is not None
