"""Tours as they can be driven: what breaks a rule is taken out, and put in where it fits and pays."""

from planner.optimise.delivery.docks import at_doors
from planner.optimise.delivery.insertion import carries, cheapest_place
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.routes import Tour
from planner.optimise.delivery.timing import Orders, Plan, is_drivable, timed


def driven(problem: Problem, plan: Plan) -> tuple[Tour, ...]:
    """The plan in exact minutes; stops that cannot stay where they are move, or are left out."""
    tours: list[Tour] = []
    for kind, orders in plan:
        number = sum(tour.kind == kind for tour in tours)
        tour = _within_rules(problem, kind, orders, number)
        if tour is not None and number < problem.vehicles[kind].number:
            tours.append(tour)
    return tuple(at_doors(problem, _with_more_stops(problem, tours)))


def _with_more_stops(problem: Problem, tours: list[Tour]) -> list[Tour]:
    """Put in every stop left out that costs less to serve than to leave out, the dearest first."""
    served = {stop for tour in tours for order in tour.orders() for stop in order}
    missing = [stop for stop in range(len(problem.stops)) if stop not in served]
    for stop in sorted(missing, key=lambda stop: (-problem.leaving_out(stop), stop)):
        place = cheapest_place(problem, tours, stop)
        if place is not None and place[0] < problem.leaving_out(stop):
            tours[place[1] : place[1] + 1] = [place[2]]
    return tours


def _within_rules(problem: Problem, kind: int, orders: Orders, number: int) -> Tour | None:
    """The tour with as few and as cheap stops taken out as a greedy hand manages."""
    orders = tuple(order for order in orders if order)[: problem.vehicles[kind].most_trips]
    while orders:
        if _keeps_rules(problem, kind, orders):
            return timed(problem, kind, orders, number)
        orders = _without_one(problem, kind, orders)
    return None


def _without_one(problem: Problem, kind: int, orders: Orders) -> Orders:
    """Take out the cheapest stop that makes the tour whole; if none does, the cheapest of all."""
    stops = sorted((stop for order in orders for stop in order), key=lambda s: (problem.leaving_out(s), s))
    for stop in stops:
        left = _without(orders, stop)
        if not left or _keeps_rules(problem, kind, left):
            return left
    return _without(orders, stops[0])


def _keeps_rules(problem: Problem, kind: int, orders: Orders) -> bool:
    return all(carries(problem, kind, order) for order in orders) and is_drivable(problem, kind, orders)


def _without(orders: Orders, stop: int) -> Orders:
    thinned = (tuple(each for each in order if each != stop) for order in orders)
    return tuple(order for order in thinned if order)
