"""How seconds, memory and gap grow with the number of products, each size in a process of its own.

python -m tests.benchmarks.growth [--sizes 250,500,1000,2000,4000] [--seconds 240] [--gap 0.01] [--seed 1]
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Event

import numpy as np

from planner.domain.progress import Progress
from planner.optimise import SolveOptions, plan_scenario
from planner.verify import judge
from planner.workflows import read_sound, world_folder
from tests.benchmarks.printed import Table, conditions, percent
from tests.benchmarks.sizes import of_size

ROOT = Path(__file__).parents[2]
SIZES = "250,500,1000,2000,4000"
WORLD = "spring-festival"
KILOBYTES = 1024 if sys.platform == "darwin" else 1


@dataclass(frozen=True)
class Measured:
    """One size: products and orders, seconds in all and until the gap asked for was reached (None: never).

    `broken` names the rules the plan breaks.
    """

    products: int
    orders: int
    seconds: float
    reached: float | None
    cost: float
    bound: float
    gap: float
    broken: list[str]
    megabytes: float | None


@dataclass
class Watch:
    """Listens to a run and notes when the proven gap first was small enough."""

    gap: float
    reached: float | None = None
    stages: dict[str, float] = field(default_factory=dict)

    def __call__(self, beat: Progress) -> None:
        self.stages.setdefault(beat.stage, beat.seconds)
        if self.reached is None and beat.gap is not None and beat.gap <= self.gap:
            self.reached = beat.seconds


def measured(world: str, products: int, options: SolveOptions) -> Measured:
    """Plan one size in this process."""
    scenario = of_size(read_sound(world_folder(world))[0], products)
    watch, began = Watch(options.gap), time.monotonic()
    plan = plan_scenario(scenario, options, watch, Event())
    seconds, head = time.monotonic() - began, plan.head
    reached = watch.reached if head.gap > options.gap or watch.reached is not None else seconds
    return Measured(
        products=len(scenario.products),
        orders=len(scenario.demand),
        seconds=seconds,
        reached=reached,
        cost=head.cost_yuan,
        bound=head.bound_yuan,
        gap=head.gap,
        megabytes=peak_megabytes(),
        broken=sorted({finding.rule for finding in judge(scenario, plan).findings}),
    )


def peak_megabytes() -> float | None:
    """Most memory this process has held; None where the system does not count it."""
    if sys.platform == "win32":
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / KILOBYTES


def apart(world: str, products: int, options: SolveOptions) -> Measured | str:
    """Measure one size in a process of its own; the last line of its complaint if it fails."""
    words = [sys.executable, "-m", "tests.benchmarks.growth", "--world", world, "--one", str(products)]
    words += ["--seconds", str(options.time_limit), "--gap", str(options.gap), "--seed", str(options.seed)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        return (ran.stderr.strip() or f"exit code {ran.returncode}").splitlines()[-1]
    return Measured(**json.loads(ran.stdout.splitlines()[-1]))


def compare(world: str, sizes: Sequence[int], options: SolveOptions) -> list[Measured]:
    """Print one row a size; return those that were planned."""
    print(conditions(f"{world} in sizes, until a gap of {options.gap:.1%}", options.time_limit, options.seed))
    table = Table(
        "products", "orders", "seconds", "to gap", "cost", "bound", "gap", "peak MB", "judge", first=9
    )
    rows = []
    for size in sizes:
        row = apart(world, size, options)
        if isinstance(row, str):
            print(f"{size}: failed, {row}", flush=True)
            continue
        word = "REJECTED" if row.broken else "accepted"
        table.row(
            row.products,
            row.orders,
            row.seconds,
            row.reached,
            row.cost,
            row.bound,
            percent(row.gap),
            row.megabytes,
            word,
        )
        for rule in row.broken:
            print(f"    broken: {rule}", flush=True)
        rows.append(row)
    return rows


def power_of(sizes: Sequence[float], amounts: Sequence[float]) -> float:
    """The exponent p of the power law amount = a · size^p fitted by least squares on logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(amounts), 1)[0])


def conclude(rows: Sequence[Measured]) -> None:
    """Print the exponents that at least two sizes allow."""
    columns = {
        "seconds": [(row.products, row.seconds) for row in rows],
        "seconds to the gap": [(row.products, row.reached) for row in rows if row.reached is not None],
        "peak memory": [(row.products, row.megabytes) for row in rows if row.megabytes is not None],
    }
    for what, pairs in columns.items():
        if len(pairs) > 1:
            sizes, amounts = zip(*pairs, strict=True)
            print(f"{what} grow as products to the power {power_of(sizes, amounts):.2f} ({len(pairs)} sizes)")
    late = sum(row.reached is None for row in rows)
    if late:
        print(f"{late} of {len(rows)} sizes stopped at the time limit: no measure of growth")


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line; with --one measure a single size here and print it as JSON."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    asked.add_argument("--sizes", default=SIZES)
    asked.add_argument("--world", default=WORLD)
    asked.add_argument("--seconds", type=float, default=240.0)
    asked.add_argument("--gap", type=float, default=0.01)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = asked.parse_args(words)
    options = SolveOptions(time_limit=given.seconds, gap=given.gap, seed=given.seed)
    if given.one:
        print(json.dumps(asdict(measured(given.world, given.one, options))))
        return 0
    sizes = [int(size) for size in given.sizes.split(",")]
    conclude(compare(given.world, sizes, options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
