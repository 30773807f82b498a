"""The judge on a factory of full size."""

import pytest

from planner.verify import judge
from tests.verify.driven import a_large_routed_world
from tests.verify.large import Size, a_large_world
from tests.verify.minutely import a_large_timed_world

SMALL = Size(products=60, days=14, customers=20, lots=200, deliveries=2000)


def test_a_made_up_factory_obeys_every_rule() -> None:
    scenario, plan = a_large_world(SMALL)
    assert judge(scenario, plan).findings == ()


def test_a_made_up_factory_keeps_its_minutes() -> None:
    scenario, plan = a_large_timed_world(SMALL)
    assert judge(scenario, plan).findings == ()


def test_a_made_up_factory_keeps_its_trucks() -> None:
    scenario, plan = a_large_routed_world(SMALL)
    assert judge(scenario, plan).findings == ()


@pytest.mark.slow
def test_one_load_too_heavy_is_found_among_two_hundred_thousand() -> None:
    scenario, plan = a_large_routed_world()
    assert len(plan.drop_loads) == 200_000
    plan.drop_loads.loc[123_456, "kg"] += 0.5
    rules = [finding.rule for finding in judge(scenario, plan).findings]
    assert set(rules) == {"every_kilogram_dispatched_rides_is_fetched_or_is_reported"}


@pytest.mark.slow
def test_one_task_too_early_is_found_among_ninety_six_thousand() -> None:
    scenario, plan = a_large_timed_world()
    assert len(plan.tasks) == 96_000
    plan.tasks.loc[4 * 11_111 + 3, ["starts", "ends"]] -= 1
    rules = [finding.rule for finding in judge(scenario, plan).findings]
    assert rules == ["batch_waits_at_least_and_at_most_as_its_routing_says"]


@pytest.mark.slow
def test_one_delivery_too_many_is_found_among_two_hundred_thousand() -> None:
    scenario, plan = a_large_world()
    assert len(plan.deliveries) == 200_000
    plan.deliveries.loc[123_456, "kg"] += 5.0
    rules = {finding.rule for finding in judge(scenario, plan).findings}
    assert rules == {"nothing_is_delivered_that_was_not_made_or_in_stock", "nobody_gets_more_than_ordered"}
