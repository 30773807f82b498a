"""What the judge finds, in short."""

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.verify import judge


def breaches(scenario: Scenario, plan: Plan) -> list[tuple[str, float]]:
    """Rule and amount of each finding."""
    return [(finding.rule, round(finding.amount, 3)) for finding in judge(scenario, plan).findings]
