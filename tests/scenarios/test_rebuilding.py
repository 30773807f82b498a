"""The worked worlds on file are exactly what the builder makes of the facts."""

from pathlib import Path

import pytest

from planner.workbook import read_scenario, write_scenario
from scenarios.build import BUILDERS, HERE, world

LARGEST_FILE_BYTES = 3_000_000


@pytest.mark.parametrize("name", BUILDERS)
def test_rebuilding_gives_exactly_the_folder_on_file(name: str, tmp_path: Path) -> None:
    write_scenario(world(name), tmp_path / name)
    rebuilt = {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
    on_file = {file.name: file.read_bytes() for file in (HERE / name).iterdir()}
    assert rebuilt.keys() == on_file.keys()
    assert [sheet for sheet in rebuilt if rebuilt[sheet] != on_file[sheet]] == []


@pytest.mark.parametrize(
    "name", ["tiny", *(pytest.param(name, marks=pytest.mark.slow) for name in BUILDERS if name != "tiny")]
)
def test_a_worked_world_is_read_back_without_a_fault(name: str) -> None:
    reading = read_scenario(HERE / name)
    assert [str(issue) for issue in reading.issues] == []
    assert reading.scenario is not None
    assert reading.scenario.same_as(world(name))


def test_no_file_is_too_large_to_keep_in_the_repository() -> None:
    large = [file for file in HERE.rglob("*.csv") if file.stat().st_size > LARGEST_FILE_BYTES]
    assert large == []
