"""The judge: replays a plan from the rule book alone, and names every breach."""

from planner.verify.bill import bill_of
from planner.verify.verdicts import CHECKS, judge

__all__ = ["CHECKS", "bill_of", "judge"]
