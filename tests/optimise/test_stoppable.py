"""An integer programme that is told to stop answers soon, with the best it has."""

import time
from threading import Event, Timer

import numpy as np
import pytest

from planner.optimise.linear import LinearModel
from planner.optimise.stoppable import solve_until


def a_knapsack(things: int, limits: int) -> LinearModel:
    """Things of random weights worth about what they weigh, under several limits: hard to prove best."""
    rng = np.random.default_rng(1)
    weights = rng.integers(10, 1000, (limits, things)).astype(float)
    model = LinearModel()
    columns = model.add_columns(
        0.0, 1.0, -weights.mean(axis=0) - rng.integers(0, 50, things), integer=True, count=things
    )
    rows = model.add_rows(-np.inf, weights.sum(axis=1) / 2, count=limits)
    model.add_entries(rows[:, None], columns[None, :], weights)
    return model


def test_two_coins_are_not_split() -> None:
    model = LinearModel()
    coins = model.add_columns(0.0, 5.0, np.array([-3.0, -2.0]), integer=True, count=2)
    model.add_entries(model.add_rows(-np.inf, 7.0, count=1), coins, np.array([2.0, 2.0]))
    found = solve_until(model, 10.0, Event())
    assert found.values is not None
    assert found.values.tolist() == [3.0, 0.0]
    assert found.objective == found.bound == -9.0


@pytest.mark.slow
def test_a_search_told_to_stop_gives_its_best_within_a_second() -> None:
    stop = Event()
    Timer(2.0, stop.set).start()
    began = time.monotonic()
    found = solve_until(a_knapsack(300, 30), 60.0, stop, gap=0.0)
    assert 2.0 <= time.monotonic() - began < 3.5
    assert found.values is not None
    assert found.bound < found.objective < 0.0
