"""However little time there is, a plan keeps every rule and its bound is no less than nothing."""

from threading import Event

import numpy as np
import pytest

from planner.domain.plan import Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions, plan_scenario, plan_to_the_minute
from planner.optimise.clock import Clock
from planner.optimise.lots.anew import assembled
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns, problem_of
from planner.optimise.lots.coming import hold_people
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.mend import mend, over
from planner.optimise.lots.search import begin, plans_from, settle
from planner.verify import judge
from scenarios.build import world
from tests.benchmarks.randomworlds import random_scenario

NO_TIME = 0.05
BOXES_BELOW_THEIR_SMALLEST_LOT, STORE_FULL_OF_COMPONENTS, BOUND_BELOW_NOTHING = 2, 71, 24


def _planned(scenario: Scenario, seconds: float) -> Plan:
    groups = GroupIndex(scenario)
    options = SolveOptions(time_limit=seconds)
    clock = Clock(seconds, silent, Event())
    return plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed",
    [BOXES_BELOW_THEIR_SMALLEST_LOT, STORE_FULL_OF_COMPONENTS, BOUND_BELOW_NOTHING, 270, *range(1000, 1008)],
)
def test_a_plan_of_a_made_up_bakery_without_time_is_accepted(seed: int) -> None:
    scenario = random_scenario(seed)
    plan = _planned(scenario, NO_TIME)
    assert judge(scenario, plan).findings == ()
    assert 0.0 <= plan.head.bound_yuan <= plan.head.cost_yuan


@pytest.mark.slow
@pytest.mark.parametrize(("seconds", "seed"), [(1.0, 1), (6.0, 2)])
def test_a_plan_of_the_festival_week_without_time_is_accepted(seconds: float, seed: int) -> None:
    scenario = world("festival-week")
    options = SolveOptions(time_limit=seconds, seed=seed)
    plan = plan_to_the_minute(scenario, options, silent, Event())
    assert judge(scenario, plan).findings == ()
    assert plan.head.bound_yuan >= 0.0


@pytest.mark.slow
def test_prices_of_one_round_leave_nobody_at_home() -> None:
    """After one round most hours have no price; crews rested and three times as much went missing."""
    scenario = world("festival-week")
    plan = plan_scenario(scenario, SolveOptions(time_limit=3.0), silent, Event())
    ordered, delivered = scenario.demand["kg"].sum(), plan.deliveries["kg"].sum()
    assert delivered >= 0.9 * ordered


@pytest.mark.slow
def test_components_give_way_too_when_nobody_comes() -> None:
    scenario = random_scenario(STORE_FULL_OF_COMPONENTS)
    groups = GroupIndex(scenario)
    problem = problem_of(scenario, groups, articles_of(scenario, groups))
    supply = problem.supply
    prices = np.zeros(supply.plain.shape)
    search = begin(problem.deck, plans_from(nothing(problem.deck)), supply, prices, 1)
    lots = np.zeros(supply.model.columns)
    for component in supply.components:
        amount, setup = component.lots()[0]
        lots[amount], lots[setup] = component.least, 1.0
    supply.hold_lots(lots)
    at_home = np.zeros(supply.model.columns)
    for crew in scenario.crews:
        off = supply.factory.rosters[crew.code].off
        at_home[off] = supply.model.column_arrays()[1][off]
    hold_people(supply, at_home)
    served = settle(search, 30.0)[1]
    assert over(search, served) > 0.1
    served = mend(search, served)
    assert over(search, served) <= 1e-4
    plan = assembled(problem, search.plans, served, 0.0)
    assert judge(scenario, plan).findings == ()
