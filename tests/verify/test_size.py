"""The judge on a factory of full size."""

import pytest

from planner.verify import judge
from tests.verify.large import Size, a_large_world

SMALL = Size(products=60, days=14, customers=20, lots=200, deliveries=2000)


def test_a_made_up_factory_obeys_every_rule() -> None:
    scenario, plan = a_large_world(SMALL)
    assert judge(scenario, plan).findings == ()


@pytest.mark.slow
def test_one_delivery_too_many_is_found_among_two_hundred_thousand() -> None:
    scenario, plan = a_large_world()
    assert len(plan.deliveries) == 200_000
    plan.deliveries.loc[123_456, "kg"] += 5.0
    rules = {finding.rule for finding in judge(scenario, plan).findings}
    assert rules == {"nothing_is_delivered_that_was_not_made_or_in_stock", "nobody_gets_more_than_ordered"}
