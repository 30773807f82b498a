"""Loops are compiled once, before any clock runs: a dry run leaves nothing to compile later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMME = """
from threading import Event
from numba.core.event import RecordingListener, register
from planner.domain.progress import silent
from planner.optimise import SolveOptions, plan_to_the_minute
from planner.optimise.clock import Clock
from planner.optimise.firstuse import compile_once
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.groups import GroupIndex
from tests.benchmarks.randomworlds import random_scenario

stages = []
compile_once(lambda progress: stages.append(progress.stage), lots=True, minutes=True, routes=True)()
print(len(stages))
later = RecordingListener()
register("numba:compile", later)
scenario = random_scenario(2)
groups = GroupIndex(scenario)
options = SolveOptions(time_limit=2.0)
clock = Clock(1.0, silent, Event())
plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)
plan_to_the_minute(scenario, options, silent, Event())
for _, event in later.buffer:
    print(event.data["dispatcher"])
"""


def _said(cache: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAMME],
        cwd=ROOT,
        env={**os.environ, "NUMBA_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split("\n")[:-1]


@pytest.mark.slow
def test_loops_are_compiled_once_and_none_is_left_for_later(tmp_path: Path) -> None:
    assert _said(tmp_path) == ["1"]
    assert _said(tmp_path) == ["0"]
