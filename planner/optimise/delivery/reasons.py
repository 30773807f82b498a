"""Why a stop is left out, found by sending it alone with a vehicle of its own."""

from collections.abc import Sequence
from dataclasses import replace

from planner.optimise.delivery.insertion import carries, cheapest_place
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Reason, Tour
from planner.optimise.delivery.timing import is_drivable


def never_served(problem: Problem) -> dict[int, Reason]:
    """The stops that no vehicle could serve even if it had nothing else to do."""
    reasons = {stop: _alone(problem, stop) for stop in range(len(problem.stops))}
    return {stop: reason for stop, reason in reasons.items() if reason is not None}


def reason_left(problem: Problem, tours: Sequence[Tour], stop: int) -> Reason:
    """Why a stop that could be served alone is not: it costs too much, or every vehicle or door is busy."""
    place = cheapest_place(problem, tours, stop)
    return Reason.DEAR if place is not None and place[0] >= problem.leaving_out(stop) else Reason.TRUCK


def _alone(problem: Problem, stop: int) -> Reason | None:
    fitting = [kind for kind in range(len(problem.vehicles)) if carries(problem, kind, (stop,))]
    if not fitting:
        return Reason.TRUCK
    if any(is_drivable(problem, kind, ((stop,),)) for kind in fitting):
        return None
    stops = list(problem.stops)
    stops[stop] = replace(stops[stop], ready=0)
    at_once = replace(problem, stops=tuple(stops))
    ready_in_time = any(is_drivable(at_once, kind, ((stop,),)) for kind in fitting)
    return Reason.READINESS if ready_in_time else Reason.WINDOW
