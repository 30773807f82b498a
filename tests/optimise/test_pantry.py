"""Materials are drawn from what expires first; what remains of every lot may be drawn besides, on its days."""

from datetime import timedelta

import numpy as np
import pytest

from planner.domain.scenario import Scenario
from planner.optimise.linear import solve
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.pantry import lacking, pantry_of, surplus
from tests.benchmarks.randomworlds import random_scenario
from tests.builders import START, a_bakery, a_material, a_material_lot, a_recipe_line, days


def larder(*lots: tuple[float, int, int]) -> Scenario:
    """Five days and lots of one material: kilograms, first and last day of use."""
    return a_bakery(
        days=days("wwwww"),
        materials=[a_material()],
        recipes=[a_recipe_line()],
        material_lots=[
            a_material_lot(
                code=f"L{n}",
                quantity=kg,
                arrives=START + timedelta(days=first),
                expires=START + timedelta(days=last),
            )
            for n, (kg, first, last) in enumerate(lots)
        ],
    )


def test_what_expires_first_is_drawn_first() -> None:
    world = larder((100.0, 0, 4), (30.0, 0, 1))
    pantry = pantry_of(world, GroupIndex(world))
    needs = np.array([[0.0, 30.0, 0.0, 0.0, 100.0]])
    assert lacking(pantry, needs) == pytest.approx([0.0])
    assert surplus(pantry, needs) == pytest.approx(np.zeros((1, 5)))


def test_what_is_left_of_a_lot_may_be_drawn_on_its_days() -> None:
    world = larder((100.0, 2, 4), (30.0, 0, 1))
    pantry = pantry_of(world, GroupIndex(world))
    needs = np.array([[20.0, 0.0, 0.0, 40.0, 0.0]])
    assert surplus(pantry, needs) == pytest.approx(np.array([[10.0, 10.0, 60.0, 60.0, 60.0]]))


def test_what_no_lot_gives_is_lacking() -> None:
    world = larder((100.0, 2, 4), (30.0, 0, 1))
    pantry = pantry_of(world, GroupIndex(world))
    assert lacking(pantry, np.array([[20.0, 20.0, 0.0, 0.0, 105.0]])) == pytest.approx([15.0])


@pytest.mark.parametrize("seed", range(3300, 3306))
def test_as_much_is_lacking_as_a_linear_programme_says(seed: int) -> None:
    world = random_scenario(seed)
    groups, rng = GroupIndex(world), np.random.default_rng(seed)
    factory = build_factory(world, groups)
    pantry, model = factory.pantry, factory.model
    rows = factory.rows[pantry.group]
    needs = rng.exponential(60.0, rows.shape)
    model.set_upper(rows.ravel(), -needs.ravel())
    missing = model.add_columns(0.0, 1e6, 1000.0, count=rows.size)
    model.add_entries(rows.ravel(), missing, -1.0)
    found = solve(model, 10.0)
    assert found.values is not None
    assert lacking(pantry, needs).sum() == pytest.approx(found.values[missing].sum(), abs=1e-4)
