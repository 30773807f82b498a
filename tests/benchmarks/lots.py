"""The classic lot-sizing instances as ordinary scenarios, against the best costs known.

python -m tests.benchmarks.lots --data FOLDER [--seconds 30] [--only F1,G3] [--seed 1]
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from planner.domain.plan import Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions, plan_scenario
from planner.verify import judge
from tests.benchmarks.printed import Table, conditions, gap_of, percent
from tests.benchmarks.trigeiro import Instance, as_scenario, evaluate, load, quantities

GAP = 1e-4
OPTIMAL = "optimal"
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Known:
    """The best cost known of an instance, and whether it is proven."""

    cost: float
    proven: bool


@dataclass(frozen=True)
class Trial:
    """One instance planned: its cost in its own terms, our bound, the judge's word.

    The cost is None if the plan is infeasible in the instance's own terms.
    """

    name: str
    cost: float | None
    bound: float
    seconds: float
    accepted: bool
    known: Known | None

    @property
    def gap(self) -> float | None:
        """Distance from the best cost known, as a share of that cost."""
        if self.cost is None or self.known is None:
            return None
        return (self.cost - self.known.cost) / self.known.cost

    @property
    def is_proven(self) -> bool:
        """Whether our own bound proves our cost within the gap asked for."""
        return self.cost is not None and (gap_of(self.cost, self.bound) or 0.0) <= GAP

    @property
    def overshoots(self) -> bool:
        """Whether our bound lies above a cost that somebody has reached."""
        return self.known is not None and self.bound > self.known.cost * (1 + TOLERANCE)


def planned(scenario: Scenario, seconds: float, seed: int) -> tuple[Plan, float]:
    """The plan of a scenario and the seconds it took."""
    began = time.monotonic()
    options = SolveOptions(time_limit=seconds, gap=GAP, seed=seed)
    plan = plan_scenario(scenario, options, silent, Event())
    return plan, time.monotonic() - began


def tried(instance: Instance, known: Known | None, seconds: float, seed: int) -> Trial:
    """Plan one instance and weigh the plan twice: by the judge and in the instance's own terms."""
    scenario = as_scenario(instance)
    plan, taken = planned(scenario, seconds, seed)
    cost, feasible = evaluate(instance, quantities(instance, plan))
    accepted = judge(scenario, plan).accepted
    bound = plan.head.bound_yuan
    return Trial(instance.name, cost if feasible else None, bound, taken, accepted, known)


def best_known(folder: Path) -> dict[str, Known]:
    """Best costs by instance from bks.csv (columns instance, bks, kind); empty without that file."""
    path = folder / "bks.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["instance"]: Known(float(row["bks"]), row["kind"] == OPTIMAL) for row in rows}


def instances(folder: Path, only: Sequence[str]) -> Iterator[Instance]:
    """The instances of a folder by name, or those named alone."""
    for path in sorted(folder.glob("*.DAT")):
        if not only or path.stem in only:
            yield load(path)


def compare(folder: Path, only: Sequence[str], seconds: float, seed: int) -> list[Trial]:
    """Print one row an instance; return them all."""
    known = best_known(folder)
    print(conditions("lot sizing after Trigeiro, Thomas & McClain (1989)", seconds, seed))
    table = Table(
        "instance", "cost", "best known", "gap", "our bound", "is optimum?", "we prove?", "seconds", "judge"
    )
    trials = []
    for instance in instances(folder, only):
        trial = tried(instance, known.get(instance.name), seconds, seed)
        table.row(*_cells(trial))
        trials.append(trial)
    return trials


def _cells(trial: Trial) -> tuple[str | float | None, ...]:
    known = trial.known
    return (
        trial.name,
        trial.cost,
        known.cost if known else None,
        percent(trial.gap),
        trial.bound,
        "yes" if known and known.proven else "no",
        "yes" if trial.is_proven else "no",
        trial.seconds,
        "accepted" if trial.accepted and trial.cost is not None else "REJECTED",
    )


def conclude(trials: Sequence[Trial]) -> int:
    """Print mean and worst gap and whatever cannot be; 1 if a bound is above a cost that was reached."""
    gaps = [trial.gap for trial in trials if trial.gap is not None]
    if gaps:
        print(f"{len(gaps)} compared: mean gap {sum(gaps) / len(gaps):.3%}, worst {max(gaps):.3%}")
    for trial in trials:
        if trial.overshoots and trial.known is not None:
            kind = "proven optimum" if trial.known.proven else "best known cost"
            print(f"{trial.name}: OUR BOUND {trial.bound:,.2f} IS ABOVE THE {kind} {trial.known.cost:,.2f}")
    return int(any(trial.overshoots for trial in trials))


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line and run; without the folder say so and stop."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.lots", description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--only", default="")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args(words)
    if not given.data.is_dir():
        print(f"skipped: there is no folder {given.data}")
        return 0
    only = [name for name in given.only.split(",") if name]
    return conclude(compare(given.data, only, given.seconds, given.seed))


if __name__ == "__main__":
    sys.exit(main())
