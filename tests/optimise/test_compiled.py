"""Loops are compiled even where nothing may be written; then they are kept nowhere."""

from typing import Any

from planner.optimise.compiled import outer


def test_a_loop_without_a_place_to_be_kept_still_counts() -> None:
    nowhere: dict[str, Any] = {}
    exec("def doubled(number):\n    return 2 * number", nowhere)
    assert outer(nowhere["doubled"])(21) == 42
