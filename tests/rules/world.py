"""What the world of a rule is: a place where breaking the rule is possible, and mostly tempting.

One oven bakes 100 kg an hour with two hands, a plain shift has 8 hours, a kilogram short costs 20 yuan.
"""

from typing import NamedTuple

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario

NO_OVERTIME = {"overtime_hours_day": 0.0}


class World(NamedTuple):
    """A scenario, a plan that obeys every rule, one that breaks one, and by how much in its unit."""

    scenario: Scenario
    good: Plan
    broken: Plan
    amount: float
