"""The only room that speaks to solvers: from a scenario to a plan with a proven bound, and to its minutes."""

from planner.optimise.journey import plan_to_the_minute
from planner.optimise.lots.solve import plan_scenario
from planner.optimise.options import SolveOptions

__all__ = ["SolveOptions", "plan_scenario", "plan_to_the_minute"]
