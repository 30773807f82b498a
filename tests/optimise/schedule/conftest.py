"""Loops are loaded before any clock runs, as `planner solve` does."""

import pytest

from planner.optimise.minutes.dryrun import run_dry


@pytest.fixture(scope="session", autouse=True)
def loaded() -> None:
    run_dry()
