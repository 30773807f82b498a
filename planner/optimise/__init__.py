"""The only room that speaks to solvers: from a scenario to a plan with a proven bound."""

from planner.optimise.options import SolveOptions
from planner.optimise.lots.solve import plan_scenario

__all__ = ["SolveOptions", "plan_scenario"]
