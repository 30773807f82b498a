"""What a file is called, and what no file may say."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("planner", "tests", "scenarios")
EMPTY_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "base", "core", "misc"}
WRITTEN = {".py", ".md", ".toml", ".txt"}
MACHINE_PATHS = ["/" + "work/", "/" + "tmp/", "/" + "home/", "/" + "root/", "sha" + "red/"]


def files_of(*rooms):
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*")) if path.is_file()]


def test_no_module_has_a_name_that_says_nothing():
    names = {path for path in files_of(*ROOMS) if path.suffix == ".py" and path.stem in EMPTY_NAMES}
    folders = {path.parent for path in files_of(*ROOMS) if path.parent.name in EMPTY_NAMES}
    assert not names | folders


def test_no_file_knows_the_machine_it_was_written_on():
    pages = [path for path in files_of(*ROOMS) if path.suffix in WRITTEN] + [
        ROOT / "README.md",
        ROOT / "pyproject.toml",
    ]
    guilty = {
        (str(path.relative_to(ROOT)), word)
        for path in pages
        for word in MACHINE_PATHS
        if word in path.read_text(encoding="utf-8")
    }
    assert not guilty


def test_the_top_level_holds_what_it_should_and_nothing_else():
    made_by_tools = {"build", "dist", "venv"}
    shown = [
        path for path in ROOT.iterdir() if not path.name.startswith((".", "~")) and path.suffix != ".xlsx"
    ]
    seen = {path.name for path in shown} - made_by_tools
    assert seen == {"pyproject.toml", "README.md", "LICENSE", "planner", "scenarios", "tests"}


def test_every_module_opens_with_what_it_is_for():
    modules = [path for path in files_of("planner") if path.suffix == ".py" and path.stat().st_size]
    silent = [path.name for path in modules if not path.read_text(encoding="utf-8").startswith('"""')]
    assert not silent
