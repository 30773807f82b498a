"""A component's batches made on another day: where the boxes still get them, and no lot becomes too small."""

import numpy as np
import pytest

from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.explicit import Explicit
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.moving import Move, moved
from planner.optimise.lots.standing import Standing
from planner.optimise.lots.supply import Served
from tests.builders import a_bakery, a_kit_part, a_product, a_stage, an_oven, days


def problem() -> Large:
    """A box of the last of three days holds a cake of which at least two batches of 50 kg make a lot."""
    scenario = a_bakery(
        days=days("www"),
        resources=[an_oven()],
        routing=[a_stage(workers=1.0)],
        products=[a_product("BOX"), a_product("CAKE", batch_kg=50.0, min_lot_kg=100.0)],
        kits=[a_kit_part("BOX", "A", "CAKE")],
        demand=[("S1", "BOX", 2, 150.0)],
    )
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def held(found: Large) -> tuple[Explicit, np.ndarray]:
    """Three batches of cake held on the first day, for boxes of the last."""
    (cake,) = found.supply.components
    values = np.zeros(found.supply.model.columns)
    values[[cake.amount[0, 0], cake.setup[0, 0]]] = 3.0, 1.0
    found.supply.exact = True
    found.supply.hold_lots(values)
    load = np.zeros_like(found.supply.plain)
    load[found.groups.are_slots, 2] = 150.0
    return cake, load


def after(less: float, allowed: set[int]) -> tuple[Served | None, list[float]]:
    """The answer once so many batches are moved to one of the days allowed, and what is made on each day then."""
    found = problem()
    cake, load = held(found)
    answer = moved(
        found.supply, Standing(found.supply), load, Move(cake, 0, 0, less), lambda day: day in allowed
    )
    return answer, found.supply.model.column_arrays()[0][cake.amount[0]].tolist()


def test_the_whole_lot_is_made_on_a_day_allowed() -> None:
    answer, made = after(3.0, {1})
    assert answer is not None
    assert made == [0.0, 3.0, 0.0]
    assert answer.missing.max() == pytest.approx(0.0, abs=1e-6)


def test_it_stays_where_no_other_day_is_allowed() -> None:
    assert after(3.0, set()) == (None, [3.0, 0.0, 0.0])


@pytest.mark.parametrize("less", [1.0, 2.0])
def test_neither_what_is_moved_nor_what_is_left_is_less_than_the_smallest_lot(less: float) -> None:
    assert after(less, {1, 2}) == (None, [3.0, 0.0, 0.0])
