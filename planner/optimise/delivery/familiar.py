"""Yesterday's routes as a start for today: the same stops by name, in the same order, on the same vehicles."""

from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Routes
from planner.optimise.delivery.timing import Orders, Plan


def familiar(before: Problem, found: Routes, problem: Problem) -> Plan:
    """The plan for another problem; stops and vehicles that are not in it fall away, new ones stay out."""
    place_of = {stop.name: place for place, stop in enumerate(problem.stops)}
    kind_of = {kind.name: place for place, kind in enumerate(problem.vehicles)}
    plan: list[tuple[int, Orders]] = []
    for tour in found.tours:
        kind = kind_of.get(before.vehicles[tour.kind].name)
        named = ((before.stops[stop].name for stop in order) for order in tour.orders())
        orders = tuple(tuple(place_of[name] for name in names if name in place_of) for names in named)
        if kind is not None and any(orders):
            plan.append((kind, tuple(order for order in orders if order)))
    return plan
