"""A hard day of trucks spends what easy ones saved, never what later days need."""

import pytest

from planner.optimise.dispatch.days import _rows
from planner.optimise.dispatch.purse import LEAST, MOST, Purse
from tests.builders import on


def test_the_first_day_may_spend_all_but_what_is_kept_for_the_others():
    assert Purse(1.0, days=4).for_next_day() == pytest.approx(4.0 - 3 * LEAST, abs=0.1)


def test_a_day_after_one_that_spent_too_much_gets_the_least():
    purse = Purse(1.0, days=4)
    purse.for_next_day()
    purse.began -= 3.5
    assert purse.for_next_day() == LEAST


def test_the_last_day_may_spend_what_is_left():
    purse = Purse(1.0, days=3)
    purse.for_next_day()
    purse.for_next_day()
    purse.began -= 0.5
    assert purse.for_next_day() == pytest.approx(2.5, abs=0.1)


def test_no_day_spends_a_whole_month():
    assert Purse(1.0, days=31).for_next_day() == MOST


@pytest.mark.parametrize(("days", "rows"), [(0, []), (1, [1]), (9, [4, 5]), (14, [7, 7]), (42, [7] * 6)])
def test_rows_of_days_are_of_even_length_and_at_most_a_week(days, rows):
    assert [len(row) for row in _rows([on(day) for day in range(days)])] == rows
