"""A plan of much the same lots goes on from known minutes: what is as it was stays, the rest is searched."""

from dataclasses import replace
from threading import Event

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.lots.assemble import billed
from planner.optimise.schedule import Scheduled, resumed, schedule_days
from planner.verify import judge
from tests.builders import a_plan, a_shift
from tests.optimise.schedule.test_repair import L1, bakery

L2 = "20250107-OVN1-P1"
COLUMNS = ["lot", "batch", "seq", "starts", "ends"]


def plan_of(world: Scenario, monday: float, tuesday: float) -> Plan:
    lots = [(code, "P1", day, kg) for code, day, kg in ((L1, 0, monday), (L2, 1, tuesday)) if kg]
    return a_plan(world, lots=lots, deliveries=[("S1", code, day, kg) for code, _, day, kg in lots])


def world() -> Scenario:
    return bakery(demand=[("S1", "P1", 0, 900.0), ("S1", "P1", 1, 900.0)])


def gone_on(found: Scheduled, plan: Plan) -> Scheduled:
    other = resumed(found, plan, 3.0, 1, 1, Event())
    assert other is not None
    return other


def tasks_of(found: Scheduled, lot: str) -> list[list[object]]:
    tasks = found.tasks[found.tasks["lot"] == lot]
    return tasks[COLUMNS].sort_values(COLUMNS).values.tolist()


def is_accepted(scenario: Scenario, plan: Plan, found: Scheduled) -> bool:
    return judge(scenario, billed(scenario, found.put_into(plan))).accepted


def test_a_lot_more_on_tuesday_leaves_monday_as_it_is() -> None:
    scenario = world()
    found = schedule_days(scenario, plan_of(scenario, 300.0, 0.0), seconds=1.0)
    plan = plan_of(scenario, 300.0, 200.0)
    other = gone_on(found, plan)
    assert tasks_of(other, L1) == tasks_of(found, L1)
    assert len(tasks_of(other, L2)) > 0
    assert is_accepted(scenario, plan, other)


def test_a_lot_that_is_made_no_more_leaves_its_room() -> None:
    """Eight batches fill the oven on each of both days; without Monday's there is room for other eight."""
    scenario = world()
    found = schedule_days(scenario, plan_of(scenario, 800.0, 300.0), seconds=1.0)
    plan = plan_of(scenario, 0.0, 300.0)
    other = gone_on(found, plan)
    assert tasks_of(other, L1) == []
    again = gone_on(other, plan_of(scenario, 800.0, 300.0))
    assert not again.unplaced
    assert is_accepted(scenario, plan_of(scenario, 800.0, 300.0), again)


def test_batches_without_minutes_are_gone_where_no_more_is_made_than_has_them() -> None:
    """Nobody may stay longer here, so the ninth batch finds no minutes."""
    short = a_shift(latest_end=a_shift().ends, early_minutes=0, late_minutes=0)
    scenario = bakery(shifts=[short])
    found = schedule_days(scenario, plan_of(scenario, 900.0, 0.0), seconds=0.5)
    assert [row.kg for row in found.unplaced] == [100.0]
    other = gone_on(found, plan_of(scenario, 800.0, 0.0))
    assert not other.unplaced
    assert tasks_of(other, L1) == tasks_of(found, L1)


def test_a_day_with_other_hours_is_searched_again() -> None:
    """Eleven hours give room for eleven batches where eight had minutes."""
    scenario = bakery(demand=[("S1", "P1", 0, 1100.0)])
    found = schedule_days(scenario, plan_of(scenario, 800.0, 0.0), seconds=1.0)
    plan = plan_of(scenario, 1100.0, 0.0)
    longer = tuple(row.model_copy(update={"hours": 11.0}) for row in plan.shifts)
    plan = replace(plan, shifts=longer)
    other = gone_on(found, plan)
    assert not other.unplaced
    assert is_accepted(scenario, plan, other)


def test_minutes_known_before_are_not_touched() -> None:
    scenario = world()
    found = schedule_days(scenario, plan_of(scenario, 300.0, 200.0), seconds=1.0)
    before = {key: array.copy() for key, array in found.course.diary.taken.items()}
    gone_on(found, plan_of(scenario, 200.0, 300.0))
    assert all((found.course.diary.taken[key] == array).all() for key, array in before.items())
    assert len(tasks_of(found, L1)) == len(found.tasks[found.tasks["lot"] == L1])
