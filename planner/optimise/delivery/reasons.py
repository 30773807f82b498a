"""Why a stop is left out, found by sending it alone with a vehicle of its own."""

from collections.abc import Sequence
from dataclasses import replace

from planner.optimise.delivery.insertion import carries, cheapest_place
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Reason, Tour
from planner.optimise.delivery.timing import is_drivable


def never_served(problem: Problem) -> dict[int, Reason]:
    """The stops that no vehicle could serve even if it had nothing else to do."""
    alone = [stop for stop in range(len(problem.stops)) if not _is_served_alone(problem, stop)]
    at_once = replace(problem, stops=tuple(replace(stop, ready=0) for stop in problem.stops))
    return {stop: _reason_alone(at_once, stop) for stop in alone}


def reason_left(problem: Problem, tours: Sequence[Tour], stop: int) -> Reason:
    """Why a stop that could be served alone is not: it costs too much, or every vehicle or door is busy."""
    place = cheapest_place(problem, tours, stop)
    return Reason.DEAR if place is not None and place[0] >= problem.leaving_out(stop) else Reason.TRUCK


def _reason_alone(at_once: Problem, stop: int) -> Reason:
    """Why nobody serves a stop, given the problem if everything were ready at once."""
    if not _fitting(at_once, stop):
        return Reason.TRUCK
    return Reason.READINESS if _is_served_alone(at_once, stop) else Reason.WINDOW


def _is_served_alone(problem: Problem, stop: int) -> bool:
    return any(is_drivable(problem, kind, ((stop,),)) for kind in _fitting(problem, stop))


def _fitting(problem: Problem, stop: int) -> list[int]:
    """The types of vehicles that may and can carry what a stop takes."""
    return [kind for kind in range(len(problem.vehicles)) if carries(problem, kind, (stop,))]
