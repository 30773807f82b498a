"""Components for decided kits: whole batches, just enough of them, where they are cheap."""

import numpy as np
import pytest

from planner.domain.plant import ResourceKind
from planner.domain.scenario import Scenario
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.components import used_by_components, whole_lots
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.wanted import as_ordered
from tests.builders import a_bakery, a_family, a_kit_part, a_product, a_stage, an_oven, days


def boxes(batch_kg: float = 50.0, component_age_days: int = 2) -> Scenario:
    """Boxes that are half cakes, packed on any of five days; cakes may lie so many days."""
    return a_bakery(
        days=days("wwwww"),
        settings={"component_age_days": component_age_days},
        families=[a_family(), a_family("BOX")],
        resources=[an_oven(), an_oven("PCK", kind=ResourceKind.PACKING)],
        routing=[a_stage(), a_stage(family="BOX", resource="PCK")],
        products=[
            a_product("C1", batch_kg=batch_kg, min_lot_kg=batch_kg, setup_yuan=10.0),
            a_product("K1", family="BOX", batch_kg=20.0, min_lot_kg=20.0),
        ],
        kits=[a_kit_part(kit="K1", slot="cake", component="C1", kg_per_kg=0.5)],
        demand=[("S1", "K1", day, 60.0) for day in range(5)],
    )


def large(scenario: Scenario) -> Large:
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def wanting(problem: Large, kg: list[float]) -> np.ndarray:
    """What kits take of the one slot there is, by day."""
    need = np.zeros((len(problem.groups.groups), problem.horizon))
    need[problem.groups.number("slot", "0")] = kg
    return need


def made(problem: Large, columns: np.ndarray) -> list[float]:
    return problem.supply.components[0].kilograms(columns)[0].tolist()


def test_cakes_for_days_that_one_lot_can_serve_are_one_lot() -> None:
    problem = large(boxes())
    need = wanting(problem, [0.0, 60.0, 0.0, 40.0, 0.0])
    free = np.zeros_like(need)
    assert made(problem, whole_lots(problem, free, need, free)) == [0.0, 50.0, 0.0, 0.0, 0.0]


def test_cakes_too_old_for_the_second_day_are_made_again() -> None:
    problem = large(boxes(component_age_days=1))
    need = wanting(problem, [0.0, 60.0, 0.0, 40.0, 0.0])
    free = np.zeros_like(need)
    kg = made(problem, whole_lots(problem, free, need, free))
    assert sum(kg) == 100.0
    assert kg[0] + kg[1] == 50.0
    assert kg[2] + kg[3] == 50.0


def test_cakes_are_made_on_the_day_whose_hours_are_cheap() -> None:
    problem = large(boxes())
    need = wanting(problem, [0.0, 0.0, 100.0, 0.0, 0.0])
    prices = np.zeros_like(need)
    prices[:, [0, 2]] = 100.0
    prices[problem.groups.number("slot", "0")] = 0.0
    assert made(problem, whole_lots(problem, prices, need, np.zeros_like(need)))[1] == 50.0


@pytest.mark.parametrize("batch_kg", [50.0, 37.5, 48.0, 7.0])
def test_what_is_wanted_is_counted_in_parts_of_a_batch_and_never_too_little(batch_kg: float) -> None:
    problem = large(boxes(batch_kg))
    need = wanting(problem, [0.0, 61.7, 33.3, 0.0, 12.1])
    (cakes,) = as_ordered(problem, np.zeros_like(need), need, np.zeros_like(need))
    wanted = cakes.demand.sum(axis=0)
    assert (wanted >= 0.5 * need[problem.groups.number("slot", "0")] - 1e-6).all()
    assert wanted.sum() <= 0.5 * need.sum() + 3 * batch_kg / 20
    counted = (
        batch_kg / np.gcd.reduce(np.round(np.r_[wanted[wanted > 0], batch_kg] * 1000).astype(int)) * 1000
    )
    assert counted == pytest.approx(round(counted))


def test_what_components_use_is_what_their_lots_take() -> None:
    problem = large(boxes())
    own = np.zeros(problem.supply.model.columns)
    lots = problem.supply.components[0]
    own[lots.amount[0, 1]] = 2.0
    used = used_by_components(problem, own)
    oven = used[problem.groups.number("machine", "OVN1")]
    assert oven[1] > 0
    assert oven[[0, 2, 3, 4]].tolist() == [0.0] * 4
