"""From a problem to a schedule: simple rules first, then annealing by one or more workers that share their best."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import monotonic

from planner.optimise.minutes.arrays import Facts, facts_of
from planner.optimise.minutes.moves import kin_of
from planner.optimise.minutes.problem import Problem
from planner.optimise.minutes.schedule import MinuteSchedule, schedule_of
from planner.optimise.minutes.starts import best_start
from planner.optimise.minutes.tour import Tour, cost_of
from planner.optimise.minutes.walker import Walker, new_walker

ROUNDS = ((0.7, 1.0), (1.0, 0.2))
COOLING = 50.0


@dataclass(frozen=True)
class Effort:
    """How hard to try: wall seconds, changes tried per worker (None: as time allows), workers, seed.

    With one worker, and trials that end before the seconds do, the same seed gives the same schedule.
    """

    seconds: float = 30.0
    trials: int | None = None
    workers: int = 1
    seed: int = 1


def schedule(problem: Problem, effort: Effort, stop: Event | None = None) -> MinuteSchedule:
    """The cheapest schedule found; it always keeps every rule."""
    began = monotonic()
    facts = facts_of(problem)
    kin = kin_of(facts)
    start = best_start(facts, kin)
    walkers = [new_walker(facts, kin, start, effort.seed * 1000 + n) for n in range(effort.workers)]
    warm = _warmth(facts, start)
    if warm > 0.0:
        share_before = 0.0
        with ThreadPoolExecutor(effort.workers) as pool:
            for share, heat in ROUNDS:
                progress = _progress(effort, began, stop, share_before, share)
                list(pool.map(lambda w, p=progress, h=heat: w.walk(p, warm * h, warm / COOLING), walkers))
                share_before = share
                _share(walkers)
    best = min(walkers, key=lambda walker: walker.cost)
    return schedule_of(facts, best.best, sum(walker.trials for walker in walkers))


def _warmth(facts: Facts, start: Tour) -> float:
    """The temperature to begin with: the cost of an average batch of the start."""
    return float(cost_of(facts, start)) / max(facts.jobs, 1)


def _share(walkers: list[Walker]) -> None:
    """All go on from the best of all."""
    best = min(walkers, key=lambda walker: walker.cost)
    for walker in walkers:
        if walker is not best:
            walker.restart(best.best)
    best.restart(best.best)


def _progress(
    effort: Effort, began: float, stop: Event | None, low: float, high: float
) -> Callable[[int], float]:
    """How far a round has come, by its trials if they are limited, else by the clock; 1 ends it."""

    def progress(done: int) -> float:
        passed = (monotonic() - began) / effort.seconds
        if passed >= (high if effort.trials is None else 1.0) or (stop is not None and stop.is_set()):
            return 1.0
        if effort.trials is None:
            return max(0.0, (passed - low) / (high - low))
        return done / max(effort.trials * (high - low), 1.0)

    return progress
