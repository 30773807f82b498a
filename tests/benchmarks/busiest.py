"""The busiest delivery evening of a worked world, side by side with OR-Tools routing in the same time.

python -m tests.benchmarks.busiest [--world festival-week] [--seconds 60] [--seed 1]
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence

from planner.optimise.delivery import Effort, Problem, Reason, Routes, Tour, route
from planner.optimise.delivery.routes import cost_of
from tests.benchmarks.busyday import busiest_evening
from tests.benchmarks.ortoolsroutes import tours_by_ortools
from tests.benchmarks.printed import Table, conditions
from tests.optimise.delivery.checker import faults


def side_by_side(problem: Problem, seconds: float, seed: int) -> int:
    """Print one row for each solver, each alone on one core; return how many answers break a rule."""
    table = Table("solver", "cost", "money", "vehicles", "trips", "left out", "CPU s", "seconds", "checker")
    solvers: dict[str, Callable[[], tuple[Tour, ...]]] = {
        "planner": lambda: route(problem, Effort(seconds, seed=seed)).tours,
        "OR-Tools routing": lambda: tours_by_ortools(problem, seconds),
    }
    return sum(_row(table, problem, name, solver) for name, solver in solvers.items())


def _row(table: Table, problem: Problem, name: str, solver: Callable[[], tuple[Tour, ...]]) -> bool:
    began, worked = time.monotonic(), time.process_time()
    tours = solver()
    spent = time.process_time() - worked, time.monotonic() - began
    served = {stop for tour in tours for order in tour.orders() for stop in order}
    left = [stop for stop in range(len(problem.stops)) if stop not in served]
    cost = cost_of(problem, tours)
    money = cost - sum(problem.leaving_out(stop) for stop in left)
    said = faults(problem, Routes(cost, tours, dict.fromkeys(left, Reason.TRUCK)))
    trips = sum(len(tour.trips) for tour in tours)
    table.row(name, cost, money, len(tours), trips, len(left), *spent, said[0] if said else "silent")
    return bool(said)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line and run; 1 if an answer breaks a rule."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.busiest", description=__doc__)
    asked.add_argument("--world", default="festival-week")
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args(words)
    day, problem = busiest_evening(given.world)
    stops, trucks = len(problem.stops), sum(kind.number for kind in problem.vehicles)
    print(
        conditions(f"evening of {day}: {stops} stops, {trucks} trucks, one core", given.seconds, given.seed)
    )
    return int(side_by_side(problem, given.seconds, given.seed) > 0)


if __name__ == "__main__":
    sys.exit(main())
