"""Golden texts of faulty workbooks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FAULTY = Path(__file__).parents[1] / "golden" / "faulty"


@pytest.fixture
def same_faults() -> Callable[[str, str], None]:
    """Compare the faults of a workbook with those on file; REWRITE_GOLDEN=1 keeps the new ones."""

    def compare(name: str, told: str) -> None:
        kept = FAULTY / f"{name}.txt"
        if os.environ.get("REWRITE_GOLDEN"):
            kept.write_text(told, encoding="utf-8", newline="\n")
        assert told == kept.read_text(encoding="utf-8"), (
            f"{kept.name} differs; REWRITE_GOLDEN=1 keeps the new one"
        )

    return compare
