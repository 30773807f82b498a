"""The other side of the hinge: in every rule's world the optimiser finds a plan the judge accepts."""

from threading import Event

import pytest

from planner.domain.progress import silent
from planner.optimise import SolveOptions, plan_scenario, plan_to_the_minute
from planner.verify import judge
from tests.rules import trucks
from tests.rules.worlds import WORLDS


@pytest.mark.parametrize("rule", sorted(WORLDS))
def test_the_optimiser_keeps_the_rule_and_is_no_dearer_than_the_plan_by_hand(rule):
    world = WORLDS[rule]()
    plan = plan_scenario(world.scenario, SolveOptions(time_limit=20, gap=1e-6), silent, Event())
    verdict = judge(world.scenario, plan)
    assert verdict.findings == ()
    assert plan.head.cost_yuan <= world.good.head.cost_yuan + 0.01
    assert plan.head.bound_yuan <= plan.head.cost_yuan


@pytest.mark.slow
@pytest.mark.parametrize("world", trucks.WORLDS, ids=lambda world: world.__name__)
def test_the_optimiser_brings_as_much_as_the_trips_by_hand_and_is_no_dearer(world):
    scenario, good, _, _ = world()
    plan = plan_to_the_minute(scenario, SolveOptions(time_limit=8, gap=1e-6, days=0), silent, Event())
    assert plan.is_routed
    assert judge(scenario, plan).findings == ()
    assert plan.undelivered == ()
    assert good.undelivered or plan.head.delivery_yuan <= good.head.delivery_yuan + 0.01
