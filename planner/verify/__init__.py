"""The judge: replays a plan from the rule book alone, and names every breach."""

from planner.verify.bill import bill_of

__all__ = ["bill_of"]
