"""The front door as a test knocks on it: words in; exit code, stdout and stderr out."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from planner.cli.app import main


@dataclass(frozen=True)
class Screen:
    """What a command left behind."""

    code: int
    out: str
    err: str


Knock = Callable[..., Screen]


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Knock:
    """Run the command line in this process, on a terminal 80 columns wide."""
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")

    def knock(*words: object) -> Screen:
        monkeypatch.setattr(sys, "argv", ["planner", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        return Screen(int(left.value.code or 0), shown.out, shown.err)

    return knock
