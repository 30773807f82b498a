"""Minute schedules of the neutral bakery workload, and hybrid flow shops against the best makespans known.

python -m tests.benchmarks.schedule --data FOLDER [--seconds 30] [--workers 2] [--only core:M,shop:91] [--seed 1]
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from planner.optimise.minutes import Effort, schedule
from tests.benchmarks.flowshop import best_known, load
from tests.benchmarks.flowshop import problem_of as shop_problem
from tests.benchmarks.printed import Table, conditions, percent
from tests.benchmarks.workload import FILE, as_tasks, workload_module
from tests.benchmarks.workload import problem_of as workload_problem

SIZES = ("S", "M", "L", "XL")
RULES = ("core", "full")
WARM_UP = Effort(seconds=5.0, trials=100)

Wanted = Callable[[str], bool]


def workloads(module: ModuleType, wanted: Wanted, effort: Effort, load_name: str, draw: int) -> int:
    """Print one row for each size and set of rules; return how many schedules break a rule."""
    print(conditions(f"neutral bakery workload, {load_name} load, draw {draw}", effort.seconds, effort.seed))
    table = Table("workload", "our cost", "greedy EDD", "below", "late", "lateness", "cleaning", "left out",
                  "changes/s", "seconds", "scorer")  # fmt: skip
    broken = 0
    for rules in RULES:
        for size in SIZES:
            if not wanted(f"{rules}:{size}"):
                continue
            scenario = module.generate(size, rules, draw, load_name)
            greedy = module.score(scenario, module.edd(scenario))["cost"]
            began = time.monotonic()
            found = schedule(workload_problem(scenario), effort)
            taken = time.monotonic() - began
            score = module.score(scenario, as_tasks(scenario, found))
            agreed = score["feasible"] and abs(score["cost"] - found.cost) < 1e-6
            broken += not agreed
            table.row(
                f"{rules} {size}",
                score["cost"],
                greedy,
                percent(1 - score["cost"] / greedy),
                score["late_jobs"],
                score["weighted_tardiness"],
                score["setup_minutes"],
                score["unfilled_jobs"],
                found.trials / taken,
                taken,
                "agrees" if agreed else "DISAGREES",
            )
    return broken


def shops(folder: Path, wanted: Wanted, effort: Effort) -> None:
    """Print one row for each flow shop of a folder."""
    print(conditions("hybrid flow shops, makespan", effort.seconds, effort.seed))
    known = best_known(folder)
    table = Table(
        "instance", "makespan", "best known", "gap", "CP-SAT 900 s", "CPO 900 s", "changes/s", "seconds"
    )
    for path in sorted(folder.glob("*.txt"), key=lambda path: path.stem.zfill(9)):
        if not wanted(f"shop:{path.stem}"):
            continue
        began = time.monotonic()
        found = schedule(shop_problem(load(path)), effort)
        taken = time.monotonic() - began
        row = known.get(path.stem, {})
        best = float(row["bks"]) if row.get("bks") else None
        others = [float(row[name]) if row.get(name) else None for name in ("cpsat_900s", "cpo_900s")]
        gap = None if best is None else found.cost / best - 1
        table.row(path.stem, found.cost, best, percent(gap), *others, found.trials / taken, taken)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line and run; without the folder say so and stop; 1 if a schedule breaks a rule."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.schedule", description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--load", default="normal", choices=("normal", "tight"))
    asked.add_argument("--draw", type=int, default=1)
    given = asked.parse_args(words)
    if not given.data.is_dir():
        print(f"skipped: there is no folder {given.data}")
        return 0
    names = [name for name in given.only.split(",") if name]

    def wanted(name: str) -> bool:
        return not names or any(name == each or name.startswith(f"{each}:") for each in names)

    effort = Effort(given.seconds, workers=given.workers, seed=given.seed)
    module = workload_module(given.data)
    broken = 0
    if module is None:
        print(f"skipped the neutral workload: there is no {FILE} in {given.data}")
    else:
        schedule(workload_problem(module.generate("S", "full", 1)), WARM_UP)
        broken = workloads(module, wanted, effort, given.load, given.draw)
    shops(given.data, wanted, effort)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
