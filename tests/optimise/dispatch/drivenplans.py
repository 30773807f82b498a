"""A plan with the trucks the optimiser finds for it."""

from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.delivery import Effort
from planner.optimise.dispatch import dispatch_days

BRIEF = Effort(seconds=60.0, iterations=30)


def with_trucks(scenario: Scenario, plan: Plan, effort: Effort = BRIEF) -> Plan:
    found = dispatch_days(scenario, plan, effort)
    return replace(
        plan,
        head=plan.head.model_copy(update={"delivery_yuan": found.yuan}),
        trips=found.trips,
        drops=found.drops,
        drop_loads=found.drop_loads,
        hand_overs=found.hand_overs,
        undelivered=found.undelivered,
    )
