"""Who may import whom, and what must not be loaded."""

import subprocess
import sys
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "ortools", "sqlalchemy", "pydantic", "numba", "xlsxwriter")


def test_every_import_contract_is_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    code = lint_imports(no_cache=True)
    assert code == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_help_is_shown_without_loading_anything_heavy():
    command = [sys.executable, "-X", "importtime", "-m", "planner", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = {line.rsplit("|", 1)[-1].strip() for line in shown.stderr.splitlines()}
    assert "typer" in loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}
