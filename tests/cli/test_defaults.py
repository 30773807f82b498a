"""The command line tries as hard as the optimiser would by itself."""

import inspect
from dataclasses import asdict

from planner.cli.solve import solve
from planner.optimise import SolveOptions


def test_the_settings_of_solve_have_the_defaults_of_the_optimiser():
    offered = inspect.signature(solve).parameters
    assert {name: offered[name].default for name in asdict(SolveOptions())} == asdict(SolveOptions())
