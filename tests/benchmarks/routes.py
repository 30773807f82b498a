"""Delivery routes: public multi-trip instances with release times, and the neutral workload's delivery day.

python -m tests.benchmarks.routes --data FOLDER [--seconds 60] [--workers 2] [--only NAME,S] [--seed 1] [--draw 1]
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from types import ModuleType

from planner.optimise.delivery import Effort, Problem, Routes, route
from tests.benchmarks.drops import as_trips, best_known, instance, workload_day
from tests.benchmarks.printed import Cell, Table, conditions, percent
from tests.benchmarks.workload import workload_module
from tests.optimise.delivery.checker import faults

SIZES = ("S", "M", "L")
TENTHS = 10

Wanted = Callable[[str], bool]


def instances(folder: Path, wanted: Wanted, effort: Effort) -> int:
    """Print one row for each instance and the mean gap; return how many answers break a rule."""
    print(conditions("multi-trip routes with release times", effort.seconds, effort.seed))
    table = Table("instance", "distance", "best known", "gap", "vehicles", "trips", "left out", "iterations",
                  "CPU s", "seconds", "checker")  # fmt: skip
    known, gaps, broken = best_known(folder), [], 0
    for path in sorted(folder.glob("*.vrp")):
        if not wanted(path.stem):
            continue
        problem = instance(path)
        found, spent = _timed(problem, effort)
        best = known.get(path.stem)
        distance = found.cost / TENTHS
        gap = None if best is None else distance / best - 1
        gaps += [] if gap is None else [gap]
        said = faults(problem, found)
        broken += bool(said or found.left_out)
        table.row(path.stem, distance, best, percent(gap), *_shape(found), *spent, _verdict(said))
    if gaps:
        print(f"mean gap {fmean(gaps):.3%} · worst {max(gaps):.3%}")
    return broken


def workloads(module: ModuleType, wanted: Wanted, effort: Effort, draw: int) -> int:
    """Print one row for each size; return how many answers break a rule or cost other than we say."""
    print(conditions(f"delivery day of the neutral workload, draw {draw}", effort.seconds, effort.seed))
    table = Table("size", "score", "our cost", "vehicles", "trips", "left out", "iterations", "CPU s",
                  "seconds", "checker", "scorer")  # fmt: skip
    broken = 0
    for size in filter(wanted, SIZES):
        scenario = module.generate(size, "core", draw)
        problem = workload_day(module, scenario)
        found, spent = _timed(problem, effort)
        score = module.score_delivery(scenario, as_trips(problem, found))
        agreed = score["feasible"] and abs(score["cost"] - found.cost) < 0.1
        said = faults(problem, found)
        broken += bool(said) or not agreed
        verdict = "agrees" if agreed else "DISAGREES"
        table.row(size, score["cost"], found.cost, *_shape(found), *spent, _verdict(said), verdict)
    return broken


def _timed(problem: Problem, effort: Effort) -> tuple[Routes, tuple[Cell, ...]]:
    """The routes, and iterations, processor seconds and seconds spent on them."""
    began, worked = time.monotonic(), time.process_time()
    found = route(problem, effort)
    return found, (found.iterations, time.process_time() - worked, time.monotonic() - began)


def _shape(found: Routes) -> tuple[Cell, ...]:
    return len(found.tours), sum(len(tour.trips) for tour in found.tours), len(found.left_out)


def _verdict(said: Sequence[str]) -> str:
    return said[0] if said else "silent"


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line and run; what is absent is skipped; 1 if an answer breaks a rule."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.routes", description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--draw", type=int, default=1)
    given = asked.parse_args(words)
    if not given.data.is_dir():
        print(f"skipped: there is no folder {given.data}")
        return 0
    names = {name for name in given.only.split(",") if name}
    effort = Effort(given.seconds, workers=given.workers, seed=given.seed)
    broken = 0
    for folder in (given.data, given.data / "routes"):
        if any(folder.glob("*.vrp")):
            broken += instances(folder, lambda name: not names or name in names, effort)
    for folder in (given.data, given.data / "schedule"):
        module = workload_module(folder)
        if module is not None:
            broken += workloads(module, lambda name: not names or name in names, effort, given.draw)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
