"""From a problem to a schedule: simple rules first, then batches repacked, or their orders annealed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from time import monotonic

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.budget import Budget, Effort
from planner.optimise.minutes.moves import Kin, kin_of
from planner.optimise.minutes.packer import new_packer
from planner.optimise.minutes.prepared import Prepared, prepared
from planner.optimise.minutes.problem import Problem
from planner.optimise.minutes.schedule import Line, MinuteSchedule, line_of, schedule_of, tour_of
from planner.optimise.minutes.split import split, split_tour
from planner.optimise.minutes.starts import best_start
from planner.optimise.minutes.tour import Tour, cost_of
from planner.optimise.minutes.walker import SAMPLE, Walker, new_walker, twin

WHOLE_SHARE = 0.65
COOLING = 50.0  # times lower is the temperature in the end
HEAT = 1.3  # times what a batch costs on average: as warm as orders are annealed at most
LEAST_WARMTH = 1e-3  # yuan
REHEAT = 0.1
TRIALS_A_BATCH = 8000.0
MOST_ROUNDS = 6


def schedule(
    problem: Problem | Prepared, effort: Effort, stop: Event | None = None, line: Line | None = None
) -> MinuteSchedule:
    """The cheapest schedule found, from a line or from simple rules on; it always keeps every rule."""
    if isinstance(problem, Problem):
        if not problem.jobs:
            return MinuteSchedule(0.0, (), {}, 0, Line((), ()))
        problem = prepared(problem)
    budget = Budget(effort, stop or Event())
    facts = problem.facts
    start = best_start(facts, problem.kin) if line is None else tour_of(facts, line)
    if cost_of(facts, start) <= 0.0:
        return schedule_of(facts, start, facts, line_of(facts, start, held=line is not None), 0)
    if _order_matters(facts):
        return _annealed(problem, start, budget)
    return _repacked(facts, start, budget)


def _repacked(facts: Facts, start: Tour, budget: Budget) -> MinuteSchedule:
    """A few batches at a time taken off and put on again, where nothing hangs on what stands beside a batch."""
    warm = max(cost_of(facts, start) / facts.jobs, LEAST_WARMTH)
    effort, progress = budget.effort, budget.part(0.0, 1.0)
    crew = [new_packer(facts, start, 1000 * effort.seed + n) for n in range(effort.workers)]
    _side_by_side([partial(packer.walk, progress, warm, warm / COOLING) for packer in crew])
    best = min(crew, key=lambda packer: packer.cost).tour()
    trials = sum(packer.trials for packer in crew)
    return schedule_of(facts, best, facts, line_of(facts, best, held=True), trials)


def _annealed(problem: Prepared, start: Tour, budget: Budget) -> MinuteSchedule:
    """Orders of batches annealed, then orders of their pieces."""
    facts, effort = problem.facts, budget.effort
    crew = _crew(facts, problem.kin, start, effort, 0)
    began = monotonic()
    warm = _warmth(crew[0], start)
    seconds_each = (monotonic() - began) / SAMPLE
    rounds = int(WHOLE_SHARE * budget.trials(seconds_each) / (TRIALS_A_BATCH * facts.jobs))
    rounds = min(max(rounds, 1), MOST_ROUNDS)
    whole = start
    for n in range(rounds):
        part = budget.part(WHOLE_SHARE * n / rounds, WHOLE_SHARE * (n + 1) / rounds)
        whole = _walked(crew, start, whole, part, warm, warm / COOLING)
    line = line_of(facts, whole)
    if cost_of(facts, whole) <= 0.0:
        return schedule_of(facts, whole, facts, line, sum(walker.trials for walker in crew))
    pieces = split(facts, whole.placed.astype(bool))
    first = split_tour(pieces, facts, whole)
    fine = _crew(pieces, kin_of(pieces), first, effort, 1)
    best = _walked(fine, first, first, budget.part(WHOLE_SHARE, 1.0), warm * REHEAT, warm / COOLING)
    return schedule_of(facts, best, pieces, line, sum(walker.trials for walker in [*crew, *fine]))


def simple_cost(problem: Prepared) -> float:
    """What the cheapest schedule of the simple rules costs, to compare problems in brief."""
    return float(cost_of(problem.facts, best_start(problem.facts, problem.kin, thrifts=1)))


def _order_matters(facts: Facts) -> bool:
    """Whether anything costs that hangs on what stands beside a batch: cleaning, or the last minute of all."""
    return bool(facts.minute_price.any() or facts.end_price)


def _warmth(walker: Walker, start: Tour) -> float:
    """The temperature to begin with: what a small change costs, but not much more than an average batch."""
    average = HEAT * cost_of(walker.facts, start) / walker.facts.jobs
    return min(walker.usual_rise() or average, average)


def _crew(facts: Facts, kin: Kin, start: Tour, effort: Effort, phase: int) -> list[Walker]:
    return [new_walker(facts, kin, start, 1000 * effort.seed + 2 * n + phase) for n in range(effort.workers)]


def _walked(
    crew: list[Walker], start: Tour, best: Tour, part: Callable[[int], float], warm: float, cold: float
) -> Tour:
    """All walk from the start, each by itself; the best of all and of the one known."""
    _side_by_side([partial(_walk, walker, start, part, warm, cold) for walker in crew])
    winner = min(crew, key=lambda walker: walker.cost)
    facts = winner.facts
    return twin(facts, winner.best) if winner.cost < cost_of(facts, best) else best


def _walk(walker: Walker, start: Tour, part: Callable[[int], float], warm: float, cold: float) -> None:
    walker.restart(start)
    walker.walk(part, warm, cold)


def _side_by_side(walks: list[Callable[[], None]]) -> None:
    with ThreadPoolExecutor(len(walks)) as pool:
        for done in [pool.submit(walk) for walk in walks]:
            done.result()
