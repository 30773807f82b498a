"""From the deliveries of a plan to trips: goods into consignments, days into waves, routes into records."""

from planner.optimise.dispatch.days import STAGE, Dispatched, dispatch_days, goods_by_day

__all__ = ["STAGE", "Dispatched", "dispatch_days", "goods_by_day"]
