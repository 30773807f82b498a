"""Small worlds solved to the proven optimum, against both of our ways; every plan is judged.

python -m tests.benchmarks.small [--count 20] [--first 1] [--seconds 60]
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from threading import Event

from planner.domain.plan import Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.optimise import SolveOptions, plan_scenario
from planner.optimise.clock import Clock
from planner.optimise.linear import solve
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.whole import build_whole
from planner.verify import judge
from planner.workflows import read_sound, world_folder
from tests.benchmarks.printed import Table, conditions, gap_of, percent
from tests.benchmarks.randomworlds import random_scenario

EXACT = 1e-7
TOLERANCE = 1e-4
SHOWN = 3


@dataclass(frozen=True)
class Optimum:
    """Least cost of the whole model and its proven bound; they agree unless time ran out."""

    cost: float
    bound: float
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.cost - self.bound <= TOLERANCE * max(abs(self.cost), 1.0)


@dataclass(frozen=True)
class Answered:
    """What one of our ways claims, the seconds it took, and what the judge found."""

    cost: float
    bound: float
    seconds: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Comparison:
    """One world: its optimum and what both ways made of it."""

    name: str
    optimum: Optimum
    whole: Answered
    columns: Answered

    def faults(self) -> Iterator[str]:
        """Whatever cannot be: a bound above a cost reached, a plan below the optimum, a rejection."""
        ways = (("whole path", self.whole), ("column path", self.columns))
        for way, found in ways:
            for finding in found.findings[:SHOWN]:
                yield f"{way}: REJECTED, {finding.rule}: {finding.sentence}"
        reached = [self.optimum.cost, *(found.cost for _, found in ways if not found.findings)]
        for way, found in ways:
            if above(found.bound, min(reached)):
                yield f"{way}: BOUND {found.bound:.4f} ABOVE a cost of {min(reached):.4f} that can be reached"
            if above(self.optimum.bound, found.cost) and not found.findings:
                yield f"{way}: PLAN {found.cost:.4f} BELOW the proven bound {self.optimum.bound:.4f}"


def above(one: float, other: float) -> bool:
    """Whether one is larger by more than solvers' tolerance."""
    return one > other + TOLERANCE * max(abs(other), 1.0)


def optimum_of(scenario: Scenario, seconds: float) -> Optimum:
    """Cost and bound of the whole model by HiGHS; kits at their widest, so no plan costs less."""
    began = time.monotonic()
    groups = GroupIndex(scenario)
    whole = build_whole(scenario, groups, articles_of(scenario, groups), integer=True)
    answer = solve(whole.factory.model, seconds, gap=EXACT)
    return Optimum(answer.objective, answer.bound, time.monotonic() - began)


def by_columns(scenario: Scenario, options: SolveOptions) -> Plan:
    """A plan by the way meant for large scenarios, however small this one is."""
    groups = GroupIndex(scenario)
    clock = Clock(options.time_limit, silent, Event())
    return plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)[0]


def by_whole(scenario: Scenario, options: SolveOptions) -> Plan:
    """A plan by the way the planner itself takes for small scenarios."""
    return plan_scenario(scenario, options, silent, Event())


def compared(name: str, scenario: Scenario, seconds: float) -> Comparison:
    """Solve one world three times."""
    options = SolveOptions(time_limit=seconds, gap=1e-6, seed=1)
    answers = []
    for way in (by_whole, by_columns):
        began = time.monotonic()
        plan = way(scenario, options)
        taken = time.monotonic() - began
        findings = judge(scenario, plan).findings
        answers.append(Answered(plan.head.cost_yuan, plan.head.bound_yuan, taken, findings))
    return Comparison(name, optimum_of(scenario, seconds), answers[0], answers[1])


def worlds(count: int, first: int) -> Iterator[tuple[str, Scenario]]:
    """The tiny world, then random ones by seed."""
    yield "tiny", read_sound(world_folder("tiny"))[0]
    for seed in range(first, first + count):
        yield f"seed {seed}", random_scenario(seed)


def compare(named: Iterable[tuple[str, Scenario]], seconds: float) -> list[Comparison]:
    """Print one row a world, its faults below it; return them all."""
    table = Table(
        "world",
        "products",
        "optimum",
        "seconds",
        "whole",
        "seconds",
        "columns",
        "above",
        "bound",
        "below",
        "seconds",
        first=8,
    )
    rows = []
    for name, scenario in named:
        row = compared(name, scenario, seconds)
        best = row.optimum
        table.row(
            name,
            len(scenario.products),
            best.cost if best.is_proven else None,
            best.seconds,
            row.whole.cost,
            row.whole.seconds,
            row.columns.cost,
            percent(_distance(row.columns.cost, best)),
            row.columns.bound,
            percent(_below(row.columns.bound, best)),
            row.columns.seconds,
        )
        for fault in row.faults():
            print(f"    {fault}", flush=True)
        rows.append(row)
    return rows


def _distance(cost: float, best: Optimum) -> float | None:
    return (cost - best.cost) / best.cost if best.cost > 0 and best.is_proven else None


def _below(bound: float, best: Optimum) -> float | None:
    return gap_of(best.cost, bound) if best.is_proven else None


def conclude(rows: Sequence[Comparison]) -> int:
    """Print mean distances and the number of faults; 1 if there is any."""
    for way, found in (("whole path", [r.whole for r in rows]), ("column path", [r.columns for r in rows])):
        pairs = list(zip(found, (row.optimum for row in rows), strict=True))
        over = [d for answer, best in pairs if (d := _distance(answer.cost, best)) is not None]
        under = [d for answer, best in pairs if (d := _below(answer.bound, best)) is not None]
        if over:
            print(
                f"{way}: cost {mean(over):.3%} above the optimum in the mean, worst {max(over):.3%}; "
                f"bound {mean(under):.3%} below it, worst {max(under):.3%} ({len(over)} worlds)"
            )
    faults = sum(1 for row in rows for _ in row.faults())
    print(f"faults: {faults}")
    return int(faults > 0)


def main(words: Sequence[str] | None = None) -> int:
    """Read the command line and run."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.small", description=__doc__)
    asked.add_argument("--count", type=int, default=20)
    asked.add_argument("--first", type=int, default=1, help="seed of the first random world")
    asked.add_argument("--seconds", type=float, default=60.0)
    given = asked.parse_args(words)
    by_columns(next(worlds(0, 0))[1], SolveOptions(time_limit=given.seconds))  # compiles what it needs
    print(conditions(f"tiny and {given.count} random worlds to the optimum (HiGHS)", given.seconds, 1))
    return conclude(compare(worlds(given.count, given.first), given.seconds))


if __name__ == "__main__":
    sys.exit(main())
