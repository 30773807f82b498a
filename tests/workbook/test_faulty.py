"""Every fault a workbook can have is named with its cell, and nothing crashes the reader."""

from pathlib import Path

import pytest

from planner.workbook.catalogue import CATALOGUE, Severity
from planner.workbook.issue import issue_lines
from planner.workbook.scenario_reading import Reading, read_scenario
from tests.workbook.conftest import FAULTY
from tests.workbook.faulty_cells import CELL_CASES
from tests.workbook.faulty_files import FILE_CASES
from tests.workbook.faulty_sense import SENSE_CASES
from tests.workbook.faulty_sheets import SHEET_CASES

CASES = CELL_CASES | SHEET_CASES | FILE_CASES | SENSE_CASES
NEVER_SHOWN = {"file_unreadable", "file_is_old"}  # tested beside: what the disk says, and what .xls holds


def told(reading: Reading) -> str:
    """The issues as lines with their codes, and whether a scenario came of it."""
    lines = []
    for severity in Severity:
        by_code: dict[str, list] = {}
        for found in reading.issues:
            if found.severity is severity:
                by_code.setdefault(found.code, []).append(found)
        lines += [
            f"{severity} {code}: {line}" for code, group in by_code.items() for line in issue_lines(group)
        ]
    return "\n".join([*lines, "no scenario" if reading.scenario is None else "a scenario", ""])


@pytest.mark.parametrize("name", CASES)
def test_a_faulty_workbook_is_told_as_on_file(name, tmp_path, same_faults):
    reading = read_scenario(CASES[name](tmp_path))
    same_faults(name, told(reading))


@pytest.mark.parametrize("name", CASES)
def test_a_scenario_comes_out_only_without_faults(name):
    lines = (FAULTY / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert (lines[-1] == "no scenario") == any(line.startswith("fault ") for line in lines)


def test_every_kind_of_issue_is_shown_by_some_workbook():
    shown = {line.split()[1].rstrip(":") for path in FAULTY.glob("*.txt") for line in lines_of(path)}
    assert set(CATALOGUE) - shown == NEVER_SHOWN


def test_every_golden_text_has_its_workbook():
    assert {path.stem for path in FAULTY.glob("*.txt")} == set(CASES)


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if ": " in line]
