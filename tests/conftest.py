"""What every test may ask for: screens that are kept as files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SCREENS = Path(__file__).parent / "golden" / "screens"
REWRITE = "REWRITE_GOLDEN"


@pytest.fixture
def same_screen() -> Callable[[str, str], None]:
    """Compare a screen with the one on file; with REWRITE_GOLDEN=1 in the environment, keep it instead."""

    def compare(name: str, screen: str) -> None:
        kept = SCREENS / f"{name}.txt"
        if os.environ.get(REWRITE):
            kept.write_text(screen, encoding="utf-8", newline="\n")
        assert screen == kept.read_text(encoding="utf-8"), (
            f"{kept.name} differs; {REWRITE}=1 keeps the new one"
        )

    return compare
