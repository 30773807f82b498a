"""The only room that speaks to solvers: from a scenario to a plan with a proven bound."""

from planner.optimise.lots.solve import plan_scenario
from planner.optimise.options import SolveOptions

__all__ = ["SolveOptions", "plan_scenario"]
