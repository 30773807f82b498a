"""Kits and their components at once: kits' lots grow, shrink or go so that no half batch of cakes is written off."""

from dataclasses import replace

import numpy as np

from planner.optimise.lots.answers import Answers
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.jointly import Together, together
from planner.optimise.lots.large import Large
from planner.optimise.lots.realise import realised
from tests.optimise.test_components import boxes, large, made


def packed(problem: Large, batches: list[int]) -> Answers:
    """The one kit with so many batches a day."""
    meant = replace(nothing(problem.deck), batches=np.array([batches]), sold=problem.deck.demand.copy())
    return realised(problem.deck, meant)


def baked(problem: Large, batches: list[float]) -> np.ndarray:
    """Columns of the supply with so many batches of cakes a day."""
    (cakes,) = problem.supply.components
    columns = np.zeros(problem.supply.model.columns)
    columns[cakes.amount[0]] = batches
    columns[cakes.setup[0]] = np.array(batches) > 0
    return columns


def better(
    problem: Large, kits: list[int], cakes: list[float], price: float = 0.0
) -> tuple[list[int], list[float]]:
    """Batches of kits, and kilograms of cakes, that are made instead, while limits cost nothing but slots."""
    now = Together(packed(problem, kits), baked(problem, cakes))
    free = np.zeros((len(problem.groups.groups), problem.horizon))
    found = together(problem, free, free + 1e6, now, 5.0)
    return found.kits.batches[0].tolist(), made(problem, found.lots)


def test_kits_are_packed_together_where_one_batch_of_cakes_fills_them_all() -> None:
    kits, cakes = better(large(boxes()), [0, 3, 0, 0, 2], [0, 1, 0, 0, 1])
    assert kits == [0, 5, 0, 0, 0]
    assert (cakes[0] + cakes[1], cakes[4]) == (50, 0)


def test_what_is_as_good_as_can_be_stays() -> None:
    assert better(large(boxes()), [5, 0, 0, 0, 0], [1, 0, 0, 0, 0]) == ([5, 0, 0, 0, 0], [50, 0, 0, 0, 0])


def test_kits_are_not_packed_where_no_cakes_could_be() -> None:
    problem = large(boxes())
    problem = replace(problem, components=tuple(replace(each, first_day=3) for each in problem.components))
    kits, cakes = better(problem, [0, 3, 0, 0, 5], [0, 0, 0, 0, 1])
    assert (kits[1], cakes[1]) == (0, 0)
