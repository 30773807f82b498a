"""Which batch on which resource at which minute: a serial decoder under two searches; see `problem` for what it holds.

After changing a compiled loop delete `__pycache__`: a cached caller does not see that what it calls has changed.
"""

from planner.optimise.minutes.budget import Effort
from planner.optimise.minutes.prepared import Prepared, prepared
from planner.optimise.minutes.problem import (
    NEVER,
    NO_LIMIT,
    Calendar,
    Hold,
    Job,
    Machine,
    Mode,
    Need,
    Pool,
    Problem,
    Stage,
)
from planner.optimise.minutes.schedule import Line, MinuteSchedule, Run
from planner.optimise.minutes.solve import schedule, simple_cost

__all__ = [
    "NEVER",
    "NO_LIMIT",
    "Calendar",
    "Effort",
    "Hold",
    "Job",
    "Line",
    "Machine",
    "MinuteSchedule",
    "Mode",
    "Need",
    "Pool",
    "Prepared",
    "Problem",
    "Run",
    "Stage",
    "prepared",
    "schedule",
    "simple_cost",
]
