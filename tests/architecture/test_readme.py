"""The README's two commands are the ones that are run."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def commands_of_the_readme():
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if "venv" in line]


def test_the_readme_names_one_command_to_plan_and_one_to_test():
    plan, test = commands_of_the_readme()
    assert plan.endswith("planner solve scenarios/festival-week -o plan.xlsx")
    assert test.endswith("pytest -q")


def test_the_checks_run_the_readme_test_command_word_for_word():
    _, test = commands_of_the_readme()
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert test in script.splitlines()
    assert "set -euo pipefail" in script


def test_the_readme_points_only_at_files_that_are_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links and all((ROOT / link).exists() for link in links)
