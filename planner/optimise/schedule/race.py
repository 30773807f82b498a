"""A workshop's day tried with hands in several turns: each a little, the best of them more, the best of all most."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from planner.optimise.minutes import Effort, MinuteSchedule, Prepared, schedule, simple_cost
from planner.optimise.schedule.floor import Leg
from planner.optimise.schedule.smaller import made_smaller
from planner.optimise.schedule.translate import NEVER_LEFT_OUT, Translation
from planner.optimise.schedule.turns import TURNS, Turns

RUNGS = ((9, 0.35), (3, 0.3))
LAST = 0.35
BEGINNING = 0.001
FEW = 12  # batches of a day on which all may be cut
Translator = Callable[[tuple[Leg, ...]], Translation]


@dataclass(frozen=True)
class Runner:
    """A day with hands in certain turns, and the best known of it: what the simple rules find, or a schedule."""

    cost: float
    given: Translation
    turns: Turns
    problem: Prepared
    found: MinuteSchedule | None = None


def line_up(given: Translation) -> list[Runner]:
    """All turns by what the simple rules make of them, of equals the widest first.

    The narrowest that leaves nothing out runs alone.
    """
    runners: list[Runner] = []
    for turns in TURNS:
        problem = given.in_turns(turns)
        runners.insert(0, Runner(simple_cost(problem), given, turns, problem))
        if runners[0].cost <= 0:
            return runners[:1]
    return sorted(runners, key=lambda runner: runner.cost)


def race(runners: list[Runner], effort: Effort, stop: Event, anew: Translator) -> Runner:
    """The runner with the best schedule found: fewer and fewer go on, the winner with smaller batches.

    The effort is that of all together; `anew` translates other legs of the same day.
    """
    for rung, (most, share) in enumerate(RUNGS):
        runners = runners[: _affordable(runners[0], share * effort.seconds, most)]
        going = []
        for runner in runners:
            going.append(_gone_on(runner, _part(effort, share / len(runners), rung), stop))
            if going[-1].cost <= 0:
                break
        runners = sorted(going, key=lambda runner: runner.cost)
        if runners[0].cost <= 0:
            break
    best = runners[0]
    if best.cost > 0:
        best = _cheaper(best, _blocked(best), anew, effort, stop)
        few = _all_of_few(best)
        best = _cheaper(best, few, anew, effort, stop) if few else best
    return best


def _cheaper(runner: Runner, cut: set[int], anew: Translator, effort: Effort, stop: Event) -> Runner:
    """The runner, or the same gone on with some jobs cut into smaller batches if that is cheaper."""
    last = _gone_on(_with_smaller(runner, cut, anew), _part(effort, LAST, len(RUNGS)), stop)
    return min(runner, last, key=lambda each: each.cost)


def _affordable(runner: Runner, seconds: float, most: int) -> int:
    """How many may run at once: beginning alone takes its time."""
    return max(1, min(most, int(seconds / (BEGINNING * len(runner.given.legs)))))


def _part(effort: Effort, share: float, rung: int) -> Effort:
    trials = None if effort.trials is None else int(share * effort.trials)
    return Effort(share * effort.seconds, trials, seed=(len(RUNGS) + 1) * effort.seed + rung)


def _gone_on(runner: Runner, effort: Effort, stop: Event) -> Runner:
    """The runner after so much effort more."""
    found = schedule(runner.problem, effort, stop, runner.found.line if runner.found else None)
    return replace(runner, cost=found.cost, found=found)


def _blocked(runner: Runner) -> set[int]:
    """Jobs that found no minutes."""
    assert runner.found is not None
    return set(runner.found.blocked)


def _all_of_few(runner: Runner) -> set[int]:
    """All jobs of a day on which something is blocked and few hands make a little: a large batch binds them all."""
    jobs = len(runner.given.legs)
    return set(range(jobs)) if _blocked(runner) and jobs <= FEW else set()


def _with_smaller(runner: Runner, cut: set[int], anew: Translator) -> Runner:
    """The runner with some jobs cut into smaller batches, if any can be."""
    assert runner.found is not None
    given = runner.given
    cut = {n for n in cut if given.problem.jobs[n].drop_price < NEVER_LEFT_OUT}
    smaller = made_smaller(given.supply.floor, given.legs, cut)
    if smaller is None:
        return runner
    given = anew(smaller.legs)
    found = replace(runner.found, line=smaller.line(runner.found.line))
    return Runner(runner.cost, given, runner.turns, given.in_turns(runner.turns), found)
