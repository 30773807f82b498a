"""Every fault leaves with its message, its exit code, and no traceback unless asked."""

import sys

import pytest

from planner.cli.faults import code_of, faults_told, message_of
from planner.domain.errors import OutOfTime, PlannerError, RejectedPlan, WorkbookError


@pytest.fixture(autouse=True)
def hooks_as_before(monkeypatch):
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (ZeroDivisionError("a slip"), 1),
        (PlannerError("wrong use"), 2),
        (WorkbookError("a hole in the sheet"), 3),
        (OutOfTime("too late"), 5),
        (RejectedPlan("a rule is broken"), 6),
    ],
)
def test_each_fault_has_its_exit_code(fault, code, capsys):
    with pytest.raises(SystemExit) as left, faults_told(debug=False):
        raise fault
    assert left.value.code == code == code_of(fault)
    shown = capsys.readouterr()
    assert str(fault) in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_debug_shows_where_a_fault_arose_and_keeps_its_exit_code(capsys):
    with pytest.raises(SystemExit) as left, faults_told(debug=True):
        raise WorkbookError("a hole in the sheet")
    assert left.value.code == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_asks_for_the_details():
    assert "--debug" in message_of(KeyError("P1"))
