"""Time handed out to the days that need it."""

import pytest

from planner.optimise.schedule.purse import Purse
from tests.builders import on

DAYS = [("W1", on(n)) for n in range(4)]


def taken(*hard: bool, workers: int = 1) -> list[float]:
    """What each of four like days gets of 1,000 seconds if it uses all of it, told one after the other."""
    purse = Purse(1000.0, workers, dict.fromkeys(DAYS, 1.0))
    return [purse.take(day, 0.0, is_hard=need) for day, need in zip(DAYS, hard, strict=True)]


def test_an_easy_day_leaves_its_time_to_others() -> None:
    """Half of those to come are expected to be hard; the only one that is gets all, being the last."""
    assert taken(False, False, False, True) == [0.0, 0.0, 0.0, pytest.approx(1000.0, rel=1e-3)]


def test_all_time_is_handed_out_and_no_more() -> None:
    shares = taken(True, True, True, True)
    assert sum(shares) == pytest.approx(1000.0, rel=1e-3)
    assert min(shares) > 80.0


def test_nobody_gets_more_than_there_is_by_the_clock() -> None:
    assert max(taken(False, False, False, True, workers=8)) <= 1000.0


def test_what_is_given_back_is_there_again() -> None:
    purse = Purse(1000.0, 1, dict.fromkeys(DAYS[:2], 1.0))
    purse.take(DAYS[0], 0.0, is_hard=True)
    purse.give_back(DAYS[0])
    assert purse.take(DAYS[1], 0.0, is_hard=True) == pytest.approx(1000.0, rel=1e-3)
