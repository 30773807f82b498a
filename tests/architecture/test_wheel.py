"""What an installed copy holds."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from planner.workflows import WORLDS

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_wheel_carries_the_program_and_the_worlds_and_no_tests(tmp_path):
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    names = set(ZipFile(built).namelist())
    assert {f"planner/templates/{world}/Demand.csv" for world in WORLDS} <= names
    assert "planner/MODEL.md" in names
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"planner"}
