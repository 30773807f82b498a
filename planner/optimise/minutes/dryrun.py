"""Every compiled loop of the minutes run once over a toy, so that it is compiled, or read from disk."""

from planner.optimise.minutes.arrays import facts_of
from planner.optimise.minutes.latest import with_latest
from planner.optimise.minutes.moves import kin_of
from planner.optimise.minutes.packer import new_packer
from planner.optimise.minutes.problem import Calendar, Job, Machine, Mode, Problem, Stage
from planner.optimise.minutes.schedule import line_of, schedule_of
from planner.optimise.minutes.starts import best_start
from planner.optimise.minutes.walker import new_walker

HOUR = 60


def run_dry() -> None:
    """Schedule two batches where there is time for one."""
    stages = (Stage((Mode(HOUR, calendar=0, machine=0),)),)
    jobs = tuple(Job(name, stages, deadline=HOUR, drop_price=1.0) for name in "ab")
    problem = Problem(HOUR, jobs, (Calendar(((0, HOUR),)),), (Machine("m"),))
    facts = with_latest(facts_of(problem))
    start = best_start(facts, kin_of(facts), thrifts=1)
    walker = new_walker(facts, kin_of(facts), start, seed=1)
    walker.usual_rise()
    walker.walk(lambda done: float(done > 0), warm=1.0, cold=1.0)
    packer = new_packer(facts, start, seed=1)
    packer.walk(lambda done: float(done > 0), warm=1.0, cold=1.0)
    tour = packer.tour()
    schedule_of(facts, tour, facts, line_of(facts, tour, held=True), 0)
