"""Every rule of the book has a check and a world, and a broken plan is caught by exactly its rule."""

from functools import cache

import pytest

from planner.domain.rulebook import RULES
from planner.verify import CHECKS, judge
from tests.rules import heads, minutes, trucks
from tests.rules.worlds import WORLDS, World


@cache
def built(rule: str) -> World:
    """The world of a rule, built once for all tests; nobody changes it."""
    return WORLDS[rule]()


def test_every_rule_has_a_check_of_its_name() -> None:
    assert [check.__name__ for check in CHECKS] == [rule.name for rule in RULES]


def test_every_rule_has_a_world_of_its_name() -> None:
    assert list(WORLDS) == [rule.name for rule in RULES]


def test_every_check_says_its_rule_first() -> None:
    for check in CHECKS:
        assert check.__doc__


@pytest.mark.parametrize("rule", WORLDS)
def test_a_plan_that_obeys_every_rule_is_accepted(rule: str) -> None:
    world = built(rule)
    verdict = judge(world.scenario, world.good)
    assert verdict.findings == ()
    assert verdict.cost_yuan == pytest.approx(world.good.head.cost_yuan)


@pytest.mark.parametrize("rule", WORLDS)
def test_a_plan_that_breaks_one_rule_is_caught_by_that_rule_alone(rule: str) -> None:
    world = built(rule)
    findings = judge(world.scenario, world.broken).findings
    assert [finding.rule for finding in findings] == [rule]
    assert findings[0].amount == pytest.approx(world.amount)


FREE_TO_BREAK = {
    "kit_lives_as_long_as_its_oldest_component",
    "goods_are_kept_only_in_their_zone",
    "older_lot_is_never_delivered_after_a_younger_one",
    "no_customer_starves_while_a_peer_feasts",
    "shortages_are_what_orders_lack",
    "every_name_in_the_plan_is_known",
    *(world.__name__ for room in (heads, minutes, trucks) for world in room.WORLDS),
}


@pytest.mark.parametrize("rule", [rule for rule in WORLDS if rule not in FREE_TO_BREAK])
def test_breaking_the_rule_would_pay(rule: str) -> None:
    world = built(rule)
    assert world.broken.head.cost_yuan < world.good.head.cost_yuan
