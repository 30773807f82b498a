"""From a problem to routes: what can be served at all, PyVRP's search, exact minutes, and reasons for the rest."""

import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

from pyvrp.exceptions import PenaltyBoundWarning

from planner.optimise.delivery.budget import Effort, Limit
from planner.optimise.delivery.insertion import cheapest_place
from planner.optimise.delivery.model import Model, model_of, plan_of, solution_of
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.reasons import never_served, reason_left
from planner.optimise.delivery.repair import driven
from planner.optimise.delivery.routes import Reason, Routes, Tour, cost_of
from planner.optimise.delivery.search import searched
from planner.optimise.delivery.timing import Plan

PATIENCE = 0.3


def route(problem: Problem, effort: Effort, stop: Event | None = None, start: Plan = ()) -> Routes:
    """The cheapest routes found; they always keep every rule. A start is tours as (type, stops by trip)."""
    never = never_served(problem)
    servable = frozenset(range(len(problem.stops))) - never.keys()
    begun = driven(problem, start)
    found = [_Found(begun, 0)]
    if servable:
        found += _by_all(_Day(problem, servable, tuple(start)), effort, stop or Event())
    best = min(found, key=lambda each: cost_of(problem, each.tours))
    return _answer(problem, best.tours, never, sum(each.iterations for each in found))


@dataclass(frozen=True)
class _Found:
    tours: tuple[Tour, ...]
    iterations: int


@dataclass(frozen=True)
class _Day:
    """The problem, the stops that can be served, and where to begin."""

    problem: Problem
    servable: frozenset[int]
    start: Plan

    def model(self, musts: frozenset[int]) -> Model:
        return model_of(self.problem, self.servable, musts)


def _by_all(day: _Day, effort: Effort, stop: Event) -> list[_Found]:
    """What each worker finds with a seed of its own; PyVRP lets threads run side by side."""
    with warnings.catch_warnings(), ThreadPoolExecutor(effort.workers) as pool:
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        seeds = range(effort.workers * effort.seed, effort.workers * (effort.seed + 1))
        jobs = [pool.submit(_by_one, day, Limit(effort, stop, PATIENCE), seed) for seed in seeds]
        return [job.result() for job in jobs]


def _by_one(day: _Day, limit: Limit, seed: int) -> _Found:
    """First as if everything worth a vehicle of its own had to be served; if that cannot be, at its price."""
    plan, whole = _searched(day.model(_worth_a_trip(day)), day.start, limit, seed)
    if not whole:
        limit.patience = 1.0
        begun = [(tour.kind, tour.orders()) for tour in driven(day.problem, plan)]
        plan, _ = _searched(day.model(frozenset()), begun, limit, seed)
    return _Found(driven(day.problem, plan), limit.iterations)


def _searched(model: Model, start: Plan, limit: Limit, seed: int) -> tuple[Plan, bool]:
    """What PyVRP finds, and whether it keeps PyVRP's rules."""
    begin = solution_of(model, start) if start else None
    solution = searched(model, begin, limit, seed)
    return plan_of(model, solution), solution.is_feasible()


def _worth_a_trip(day: _Day) -> frozenset[int]:
    """The stops that cost less to serve alone, with a vehicle of their own, than to leave out."""
    places = {stop: cheapest_place(day.problem, (), stop) for stop in day.servable}
    leaving_out = day.problem.leaving_out
    return frozenset(stop for stop, place in places.items() if place and place[0] < leaving_out(stop))


def _answer(problem: Problem, tours: tuple[Tour, ...], never: dict[int, Reason], iterations: int) -> Routes:
    served = {stop for tour in tours for order in tour.orders() for stop in order}
    missing = [stop for stop in range(len(problem.stops)) if stop not in served]
    reasons = {stop: never.get(stop) or reason_left(problem, tours, stop) for stop in missing}
    return Routes(cost_of(problem, tours), tours, reasons, iterations)
