"""From a problem to routes: what can be served at all, PyVRP's search, exact minutes, and reasons for the rest."""

from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Event, Thread

from planner.optimise.delivery.budget import Effort, Limit
from planner.optimise.delivery.problem import Problem
from planner.optimise.delivery.reasons import never_served, reason_left
from planner.optimise.delivery.repair import driven
from planner.optimise.delivery.routes import Reason, Routes, Tour, cost_of
from planner.optimise.delivery.timing import Plan
from planner.optimise.delivery.walk import Day, walked_plan

OVERDUE, GRACE = 3.0, 10.0  # times the seconds meant, and seconds, after which a worker is not waited for


def route(problem: Problem, effort: Effort, stop: Event | None = None, start: Plan = ()) -> Routes:
    """The cheapest routes found; they always keep every rule. A start is tours as (type, stops by trip)."""
    never = never_served(problem)
    servable = frozenset(range(len(problem.stops))) - never.keys()
    begun = driven(problem, start)
    found = [_Found(begun, 0)]
    if servable:
        found += _by_all(Day(problem, servable, tuple(start), effort.workers), effort, stop or Event())
    best = min(found, key=lambda each: cost_of(problem, each.tours))
    return _answer(problem, best.tours, never, sum(each.iterations for each in found))


@dataclass(frozen=True)
class _Found:
    tours: tuple[Tour, ...]
    iterations: int


def _by_all(day: Day, effort: Effort, stop: Event) -> list[_Found]:
    """What each worker finds with a seed of its own; PyVRP lets threads run side by side.

    Its local search may go round in circles for ever (see its issue 683) and cannot be told to stop, so who is long
    overdue is left behind.
    """
    seeds = range(effort.workers * effort.seed, effort.workers * (effort.seed + 1))
    jobs = [_begun(day, effort, stop, seed) for seed in seeds]
    wait(jobs, timeout=OVERDUE * effort.seconds + GRACE)
    return [job.result() for job in jobs if job.done()]


def _begun(day: Day, effort: Effort, stop: Event, seed: int) -> "Future[_Found]":
    """One worker in a thread that nobody waits for when the program ends."""
    job: Future[_Found] = Future()

    def work() -> None:
        try:
            job.set_result(_by_one(day, Limit(effort, stop), seed))
        except BaseException as error:  # noqa: BLE001  whoever asks for the result gets it
            job.set_exception(error)

    Thread(target=work, daemon=True).start()
    return job


def _by_one(day: Day, limit: Limit, seed: int) -> _Found:
    plan = walked_plan(day, limit, seed)
    return _Found(driven(day.problem, plan), limit.iterations)


def _answer(problem: Problem, tours: tuple[Tour, ...], never: dict[int, Reason], iterations: int) -> Routes:
    served = {stop for tour in tours for order in tour.orders() for stop in order}
    missing = [stop for stop in range(len(problem.stops)) if stop not in served]
    reasons = {stop: never.get(stop) or reason_left(problem, tours, stop) for stop in missing}
    return Routes(cost_of(problem, tours), tours, reasons, iterations)
