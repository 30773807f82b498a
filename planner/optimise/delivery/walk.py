"""One worker's search: with every vehicle, then with cheaper fleets, then on with the best of them.

Stops worth a vehicle of their own must be served; if that cannot be, all are at their price instead.
"""

from dataclasses import dataclass, field, replace

from planner.optimise.delivery.budget import Limit
from planner.optimise.delivery.course import Course, course_of
from planner.optimise.delivery.fleets import Fleet, cheaper_fleets, is_part, used_by, whole_fleet, within
from planner.optimise.delivery.insertion import cheapest_place
from planner.optimise.delivery.model import model_of, plan_of, solution_of
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.repair import driven
from planner.optimise.delivery.search import Penalties, searched
from planner.optimise.delivery.timing import Plan

PATIENCE = 0.3
EXCHANGE = 0.7


@dataclass(frozen=True)
class Day:
    """The problem, the stops that can be served, where to begin, and the board on which all its workers write.

    On the board stand what was found, the fleets that somebody tried, so that two workers try different ones, and
    those of them that kept no rules.
    """

    problem: Problem
    servable: frozenset[int]
    start: Plan
    workers: int = 1
    found: "list[_Stand]" = field(default_factory=list)
    tried: set[Fleet] = field(default_factory=set)
    hopeless: set[Fleet] = field(default_factory=set)


@dataclass(frozen=True)
class _Stand:
    """What was found so far: PyVRP's cost in steps of money, None if it breaks a rule; the penalties by then."""

    plan: Plan
    cost: int | None
    penalties: Penalties | None


def walked_plan(day: Day, limit: Limit, seed: int) -> Plan:
    """The best plan one worker finds within the limit; it may still break a rule."""
    fleet = whole_fleet(day.problem)
    if day.problem.may_leave:
        return _at_their_price(day, fleet, day.start, limit, seed)
    musts = _worth_a_trip(day)
    stand = _Stand(day.start, None, None)
    if not cheaper_fleets(day.problem, fleet):
        return _in_turns(day, musts, stand, limit, seed).plan
    course = course_of(limit.effort)
    part = limit.part(course.all_vehicles, PATIENCE)
    stand = _on(day, musts, fleet, stand, part, seed, course.heat)
    if stand.cost is None:
        return _at_their_price(day, fleet, stand.plan, limit, seed)
    stand = _with_cheaper_fleets(day, musts, stand, course, limit, seed)
    return _on(day, musts, fleet, stand, limit.part(1.0), seed + 1, course.last_heat).plan


def _in_turns(day: Day, musts: frozenset[int], stand: _Stand, limit: Limit, seed: int) -> _Stand:
    """With all vehicles; of several workers each goes on, for the last part, from the best that any has found."""
    fleet = whole_fleet(day.problem)
    heats = course_of(limit.effort).mild_heats
    for turn, until in enumerate((EXCHANGE, 1.0) if day.workers > 1 else (1.0,)):
        part = limit.part(until, PATIENCE)
        stand = _on(day, musts, fleet, stand, part, seed + turn, heats[turn])
        if stand.cost is None:
            return replace(stand, plan=_at_their_price(day, fleet, stand.plan, limit, seed))
        day.found.append(stand)
        stand = _ranked(day.found)[0]
    return stand


def _at_their_price(day: Day, fleet: Fleet, start: Plan, limit: Limit, seed: int) -> Plan:
    """The best plan that may leave out any stop, from what can be driven of a start and what still fits in."""
    begun = [(tour.kind, tour.orders()) for tour in driven(day.problem, start)]
    return _on(day, frozenset(), fleet, _Stand(begun, None, None), limit.part(1.0), seed).plan


def _with_cheaper_fleets(
    day: Day, musts: frozenset[int], best: _Stand, course: Course, limit: Limit, seed: int
) -> _Stand:
    """Try fleets one step away while the time for it lasts, from a better one on; the best few go on.

    Where none is left, a search that cools may end elsewhere with the same fleet.
    """
    spell = (course.fleets - course.all_vehicles) / course.most_fleets
    day.found.append(best)
    day.tried.add(used_by(day.problem, best.plan))
    again = 0
    while limit.passed < course.fleets:
        best = _ranked(day.found)[0]
        fleet = _untried(day, best)
        if fleet is None and course.heat is None:
            break
        start = _Stand(best.plan if fleet is None else within(fleet, best.plan), None, None)
        again += fleet is None
        fleet = fleet or used_by(day.problem, best.plan)
        day.tried.add(fleet)
        until = min(limit.passed + spell, course.run_off)
        part = limit.part(until, limit.passed + course.faith * spell)
        found = _on(day, musts, fleet, start, part, seed + 2 * day.workers * again, course.heat)
        day.found.append(found)
        if found.cost is None and course.heat is not None:
            day.hopeless.add(fleet)
    return _run_off(day, musts, _ranked(day.found)[: course.in_run_off], course.run_off, limit, seed)


def _untried(day: Day, best: _Stand) -> Fleet | None:
    """The nearest cheaper fleet that nobody tried, and that is not part of one that was hopeless."""
    for fleet in cheaper_fleets(day.problem, used_by(day.problem, best.plan)):
        if fleet not in day.tried and not any(is_part(fleet, vain) for vain in tuple(day.hopeless)):
            return fleet
    return None


def _run_off(
    day: Day, musts: frozenset[int], stands: list[_Stand], until: float, limit: Limit, seed: int
) -> _Stand:
    """Each goes on with its own fleet for as long as the others; the cheapest. A new fleet needs time to settle."""
    share = (until - limit.passed) / len(stands)
    after = list(stands)
    for stand in stands if len(stands) > 1 else []:
        fleet = used_by(day.problem, stand.plan)
        after.append(_on(day, musts, fleet, stand, limit.part(limit.passed + share), seed))
    return _ranked(after)[0]


def _ranked(stands: list[_Stand]) -> list[_Stand]:
    """Those that keep the rules, the cheapest first."""
    whole = [(stand.cost, place) for place, stand in enumerate(stands) if stand.cost is not None]
    return [stands[place] for _, place in sorted(whole)]


def _on(
    day: Day,
    musts: frozenset[int],
    fleet: Fleet,
    stand: _Stand,
    limit: Limit,
    seed: int,
    heat: float | None = None,
) -> _Stand:
    """Search on from a stand with a fleet; without a vehicle there is nothing to search."""
    if not any(fleet):
        return stand
    model = model_of(day.problem, day.servable, musts, fleet)
    begin = solution_of(model, stand.plan) if stand.plan else None
    solution, penalties = searched(model, begin, limit, seed, stand.penalties, heat)
    cost = solution.distance_cost() + solution.duration_cost() + solution.fixed_vehicle_cost()
    whole = solution.is_feasible()
    return _Stand(
        plan_of(model, solution), cost + solution.uncollected_prizes() if whole else None, penalties
    )


def _worth_a_trip(day: Day) -> frozenset[int]:
    """The stops that cost less to serve alone, with a vehicle of their own, than to leave out."""
    places = {stop: cheapest_place(day.problem, (), stop) for stop in day.servable}
    leaving_out = day.problem.leaving_out
    return frozenset(stop for stop, place in places.items() if place and place[0] < leaving_out(stop))
