"""Who may import whom, and what must not be loaded."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    "pandas", "numpy", "ortools", "sqlalchemy", "pydantic", "numba", "xlsxwriter", "pyvrp", "highspy",
    "jinja2", "icalendar",
)  # fmt: skip


def run(*words):
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )


def test_every_import_contract_is_kept():
    checked = run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


def test_help_is_shown_without_loading_anything_heavy():
    shown = run("-X", "importtime", "-m", "planner", "--help")
    assert shown.returncode == 0
    loaded = {line.rsplit("|", 1)[-1].strip() for line in shown.stderr.splitlines()}
    assert "typer" in loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}
