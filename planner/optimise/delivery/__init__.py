"""Which truck, which stop, at what minute: PyVRP's search, then exact minutes; see `problem` for what it holds."""

from planner.optimise.delivery.budget import Effort
from planner.optimise.delivery.familiar import familiar
from planner.optimise.delivery.pace import BY_SPEED, Matrix, Pace, driven_by
from planner.optimise.delivery.problem import NEVER, NO_LIMIT, Breaks, Problem, Stop, VehicleType
from planner.optimise.delivery.routes import Reason, Routes, Tour, Trip, Visit
from planner.optimise.delivery.solve import route

__all__ = [
    "BY_SPEED",
    "NEVER",
    "NO_LIMIT",
    "Breaks",
    "Effort",
    "Matrix",
    "Pace",
    "Problem",
    "Reason",
    "Routes",
    "Stop",
    "Tour",
    "Trip",
    "VehicleType",
    "Visit",
    "driven_by",
    "familiar",
    "route",
]
