"""The judge needs no solver and nothing of the optimiser."""

import subprocess
import sys

WITHOUT_SOLVERS = """
import sys
for name in ("ortools", "numba", "highspy", "planner.optimise"):
    sys.modules[name] = None
from planner.verify import judge
from tests.rules.worlds import WORLDS
world = WORLDS["no_more_hands_in_use_than_present"]()
assert judge(world.scenario, world.good).accepted
assert not judge(world.scenario, world.broken).accepted
print("judged")
"""


def test_the_judge_runs_where_no_solver_can_be_imported() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVERS], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.stdout.strip() == "judged", run.stderr
