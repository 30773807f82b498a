"""The same lots model handed whole to HiGHS and to SCIP, beside our own way; same machine, same time.

python -m tests.benchmarks.whole SCENARIO [--products N] [--seconds 120] [--solvers HIGHS,SCIP] [--seed 1]
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from planner.domain.scenario import Scenario
from planner.optimise.linear import Answer, solve
from planner.optimise.lots.articles import Article, articles_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.whole import Whole, arcs_of, build_whole
from planner.verify import judge
from planner.workflows import WORLDS, read_sound, world_folder
from tests.benchmarks.lots import GAP, planned
from tests.benchmarks.printed import Table, conditions, gap_of, percent
from tests.benchmarks.sizes import of_size

BYTES_PER_ARC = 6_000
SOLVER_TYPE = {"SCIP": "GSCIP"}
LARGEST_GIGABYTES = 10.0
SHOWN = 3


def world(name: str, products: int | None) -> Scenario:
    """A worked world by name, or any scenario by path; with `products`, about so many of them."""
    scenario, _ = read_sound(world_folder(name) if name in WORLDS else Path(name))
    return of_size(scenario, products) if products else scenario


def estimated(articles: tuple[Article, ...], scenario: Scenario) -> tuple[int, float]:
    """Columns the whole model would roughly have, and gigabytes to build and solve it."""
    arcs = arcs_of(articles, len(scenario.dates))
    return arcs, arcs * BYTES_PER_ARC / 1e9


def built(scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...]) -> tuple[Whole, float]:
    """The whole integer model, kits at their widest so that bounds hold, and the seconds it took to write."""
    began = time.monotonic()
    whole = build_whole(scenario, groups, articles, integer=True)
    return whole, time.monotonic() - began


def handed_over(whole: Whole, solver: str, seconds: float, seed: int) -> tuple[Answer, float]:
    """A solver's answer to the whole model and the seconds it took, hand-over included."""
    began = time.monotonic()
    answer = solve(whole.factory.model, seconds, solver=SOLVER_TYPE.get(solver, solver), gap=GAP, seed=seed)
    return answer, time.monotonic() - began


def compare(scenario: Scenario, solvers: Sequence[str], seconds: float, seed: int) -> None:
    """Print one row a way of solving."""
    groups = GroupIndex(scenario)
    articles = articles_of(scenario, groups)
    print(conditions(f"{scenario.settings.name}, {len(scenario.products)} products", seconds, seed))
    table = Table("solved by", "cost", "bound", "gap", "seconds", "build s", "columns", "rows", "judge")
    plan, taken = planned(scenario, seconds, seed)
    findings = judge(scenario, plan).findings
    verdict = "REJECTED" if findings else "accepted"
    head = plan.head
    table.row("planner", head.cost_yuan, head.bound_yuan, percent(head.gap), taken, None, None, None, verdict)
    for finding in findings[:SHOWN]:
        print(f"    {finding.rule}: {finding.sentence}", flush=True)
    whole, build = built(scenario, groups, articles)
    model = whole.factory.model
    for solver in solvers:
        answer, taken = handed_over(whole, solver, seconds, seed)
        cost = answer.objective if answer.values is not None else None
        gap = percent(gap_of(cost, answer.bound)) if cost is not None else None
        table.row(f"{solver} whole", cost, answer.bound, gap, taken, build, model.columns, model.rows, None)


def main(words: Sequence[str] | None = None) -> int:
    """Estimate first; refuse what would not fit into memory."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.whole", description=__doc__)
    asked.add_argument("scenario")
    asked.add_argument("--products", type=int)
    asked.add_argument("--seconds", type=float, default=120.0)
    asked.add_argument("--solvers", default="HIGHS,SCIP")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--gigabytes", type=float, default=LARGEST_GIGABYTES)
    given = asked.parse_args(words)
    scenario = world(given.scenario, given.products)
    arcs, gigabytes = estimated(articles_of(scenario, GroupIndex(scenario)), scenario)
    print(f"the whole model would have about {arcs:,} columns and take some {gigabytes:.1f} GB")
    if gigabytes > given.gigabytes:
        print(f"more than {given.gigabytes:g} GB: not built. Maybe fewer with --products, or --gigabytes.")
        return 2
    compare(scenario, given.solvers.split(","), given.seconds, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
