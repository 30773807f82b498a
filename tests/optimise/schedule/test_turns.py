"""Hands who come in turns: never more than those present, and whoever has come early has gone before the last."""

from datetime import time as Time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from planner.optimise.schedule.doors import Doors, doors_of
from planner.optimise.schedule.turns import TURNS, Turns, are_there, hands_by_minute
from tests.builders import a_shift

parts = some.tuples(some.floats(0, 0.5), some.floats(0, 0.5))
ALL_RANKS = (0, 1, 2)
NOBODY = np.zeros(2000, np.int32)


def plain_day(hours: float = 8.0) -> Doors:
    """From 6:00 to 19:00 for one who works 7:30 to 16:30."""
    found = doors_of(a_shift(early_minutes=90, late_minutes=150), hours)
    assert found is not None
    return found


def test_doors_open_for_the_first_and_close_behind_the_last() -> None:
    day = plain_day()
    assert (day.opens, day.starts, day.closes, day.shift_minutes, day.turns) == (360, 450, 1140, 540, 240)


@pytest.mark.parametrize(
    ("hours", "last_out", "closes"),
    [(8.0, 21, 1140), (8.0, 18, 1080), (11.0, 21, 1260), (11.0, 19, 1200), (4.5, 21, 870)],
    ids=["plain", "not after six", "long", "long and nobody later", "half a day"],
)
def test_doors_close_for_the_last_but_not_before_the_day_ends(
    hours: float, last_out: int, closes: int
) -> None:
    shift = a_shift(early_minutes=90, late_minutes=150, last_out=Time(last_out, 0))
    found = doors_of(shift, hours)
    assert found is not None
    assert found.closes == closes


def test_the_early_the_day_and_the_late_crew_come_and_go_each_for_his_own_hours() -> None:
    """Of ten, five come at 6:00, three at 7:30, two at 10:00; they go at 15:00, 16:30 and 19:00."""
    there = hands_by_minute([10.0, 0.0, 0.0], 0, plain_day(), Turns((0.0, 0.0), (0.5, 0.3)), NOBODY)
    at = [360, 449, 450, 599, 600, 899, 900, 989, 990, 1139]
    assert [there[minute - 360] for minute in at] == [500, 500, 800, 800, 1000, 1000, 500, 500, 200, 200]


def test_the_narrowest_turn_is_the_shift_itself() -> None:
    there = hands_by_minute([10.0, 4.0, 0.0], 0, plain_day(), TURNS[0], NOBODY)
    assert there.nonzero()[0].tolist() == list(range(450 - 360, 990 - 360))


@given(
    skilled=parts,
    general=parts,
    heads=some.tuples(some.floats(0, 30), some.floats(0, 30), some.floats(0, 30)),
    hours=some.floats(0.5, 11),
    early=some.integers(0, 240),
    late=some.integers(0, 360),
    rank=some.sampled_from(ALL_RANKS),
    overnight=some.integers(0, 400),
    tail=some.integers(0, 300),
)
def test_whoever_was_there_by_a_minute_has_gone_a_shift_later(
    skilled: tuple[float, float],
    general: tuple[float, float],
    heads: tuple[float, float, float],
    hours: float,
    early: int,
    late: int,
    rank: int,
    overnight: int,
    tail: int,
) -> None:
    day = doors_of(a_shift(early_minutes=early, late_minutes=late), hours)
    assert day is not None
    present = [sum(heads), heads[1] + heads[2], heads[2]]
    taken = np.full(day.closes - day.opens, overnight, np.int32)
    taken[tail:] = 0
    there = hands_by_minute(present, rank, day, Turns(skilled, general), taken)
    most = int(100 * present[rank] + 1e-6)
    assert there.size == day.closes - day.opens
    assert 0 <= there.min() <= there.max() <= most
    for minute in range(max(0, there.size - day.shift_minutes)):
        assert there[: minute + 1].max() + there[minute + day.shift_minutes :].max() <= most
    assert are_there(there, present[rank], day)
    assert (there[: day.shift_minutes] >= np.minimum(taken, most)[: day.shift_minutes]).all()


@given(skilled=parts, general=parts, heads=some.tuples(*3 * [some.floats(0, 30)]))
def test_the_skilled_are_among_those_who_are_there(
    skilled: tuple[float, float], general: tuple[float, float], heads: tuple[float, float, float]
) -> None:
    present = [sum(heads), heads[1] + heads[2], heads[2]]
    all_, fewer = (
        hands_by_minute(present, rank, plain_day(), Turns(skilled, general), NOBODY) for rank in (0, 1)
    )
    assert (all_ >= fewer - 100).all()


def test_what_began_the_day_before_is_tended_by_somebody_who_came_early_and_has_gone_in_time() -> None:
    """Four come for 141 minutes; one tends until 9:00 what went on overnight, so only three are left to pack then."""
    day = doors_of(a_shift(early_minutes=90, late_minutes=150), 2.35)
    assert day is not None
    taken = np.zeros(day.closes - day.opens, np.int32)
    taken[: 540 - day.opens] = 30
    there = hands_by_minute([4.0, 1.0, 0.0], 0, day, TURNS[0], taken)
    assert there[0] == 30
    assert there[540 - day.opens] == 370
    packing = taken.astype(np.int64)
    packing[540 - day.opens : 555 - day.opens] = 400
    assert not are_there(packing, 4.0, day)
    packing[540 - day.opens : 555 - day.opens] = 370
    assert are_there(packing, 4.0, day)
