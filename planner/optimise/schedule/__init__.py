"""From the lots of a plan to tasks in minutes: cut into batches, translated for the engine, day by day."""

from planner.optimise.schedule.days import Scheduled, packed_sooner, resources_in_the_way, schedule_days
from planner.optimise.schedule.resume import resumed

__all__ = ["Scheduled", "packed_sooner", "resources_in_the_way", "resumed", "schedule_days"]
