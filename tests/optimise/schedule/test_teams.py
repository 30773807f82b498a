"""How many hands run a line."""

import pytest

from planner.optimise.schedule.teams import teams


@pytest.mark.parametrize(
    ("workers", "heads", "found"),
    [
        (5.0, 30.0, (5.0,)),
        (5.0, 9.0, (5.0, 4.0, 3.0, 2.0)),
        (3.0, 2.0, (2.0, 1.0)),
        (1.5, 1.1, (1.0,)),
        (1.0, 0.5, (1.0,)),
        (8.0, 1.0, (8.0,)),
        (13.0, 4.98765, (4.98,)),
    ],
    ids=[
        "plenty",
        "scarce",
        "too few for all",
        "one",
        "cannot be fewer",
        "a third is not there",
        "just a third is there",
    ],
)
def test_fewer_hands_run_a_line_only_where_hands_are_scarce(
    workers: float, heads: float, found: tuple[float, ...]
) -> None:
    assert teams(workers, heads) == found
