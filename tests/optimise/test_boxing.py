"""Kits and their components annealed together: whole batches, just enough of them, where and when they are cheap."""

from dataclasses import replace
from time import monotonic

import numpy as np
import pytest

from planner.domain.plant import ResourceKind
from planner.domain.scenario import Scenario
from planner.optimise.lots.anneal import anneal, begin
from planner.optimise.lots.answers import Answers
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.boxing import Together, task_of_kits, together_in
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.realise import realised
from planner.optimise.lots.supply import answer
from planner.optimise.lots.task import Task
from tests.builders import (
    a_bakery,
    a_family,
    a_kit_part,
    a_product,
    a_stage,
    a_stock_lot,
    an_oven,
    days,
)

HEAT = (30.0, 0.1)


def boxes(component_age_days: int = 2, **parts: object) -> Scenario:
    """Boxes that are half cakes, packed on any of five days; cakes may lie so many days."""
    usual: dict[str, object] = {
        "days": days("wwwww"),
        "settings": {"component_age_days": component_age_days},
        "families": [a_family(), a_family("BOX")],
        "resources": [an_oven(), an_oven("PCK", kind=ResourceKind.PACKING)],
        "routing": [a_stage(), a_stage(family="BOX", resource="PCK")],
        "products": [
            a_product("C1", batch_kg=50.0, min_lot_kg=50.0, setup_yuan=10.0),
            a_product("C2", batch_kg=50.0, min_lot_kg=50.0, setup_yuan=10.0),
            a_product("K1", family="BOX", batch_kg=20.0, min_lot_kg=20.0, holding_yuan_kg_day=1.0),
        ],
        "kits": [a_kit_part(kit="K1", slot="cake", component="C1", kg_per_kg=0.5)],
        "demand": [("S1", "K1", day, 60.0) for day in range(5)],
    }
    return a_bakery(**(usual | parts))


def large(scenario: Scenario) -> Large:
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def packed(problem: Large, batches: list[int]) -> Answers:
    """The one kit with so many batches a day."""
    kit, *_ = problem.blocks()
    meant = nothing(problem.deck).take(kit)
    meant = replace(meant, batches=np.array([batches]), sold=problem.deck.demand[kit].copy())
    return realised(problem.deck, meant)


def baked(problem: Large, batches: list[float]) -> np.ndarray:
    """Columns of the supply with so many batches of the first cakes a day."""
    cakes = problem.supply.components[0]
    columns = np.zeros(problem.supply.model.columns)
    columns[cakes.amount[0]] = batches
    columns[cakes.setup[0]] = np.array(batches) > 0
    return columns


def cheap(problem: Large) -> np.ndarray:
    """(groups, T) prices: ten yuan an hour, nothing for a pallet."""
    hours = [group.kind == "machine" for group in problem.groups.groups]
    return np.repeat(10.0 * np.array(hours)[:, None], problem.horizon, axis=1)


def task_with(
    problem: Large, kits: list[int], cakes: list[float], prices: np.ndarray | None = None, seed: int = 1
) -> Task:
    now = Together(packed(problem, kits), baked(problem, cakes))
    prices = cheap(problem) if prices is None else prices
    plenty = cheap(problem) + 1e6
    return task_of_kits(problem, prices, plenty, plenty, now, seed)


def better(
    problem: Large, kits: list[int], cakes: list[float], prices: np.ndarray | None = None
) -> tuple[list[int], list[float]]:
    """Batches of kits, and kilograms of cakes, that are made instead."""
    task = task_with(problem, kits, cakes, prices)
    task.run(1.0, monotonic() + 10.0, HEAT, lambda: False, 0.03)
    found = together_in(problem, task, problem.blocks()[0])
    return found.kits.batches[0].tolist(), problem.supply.components[0].kilograms(found.lots)[0].tolist()


def test_kits_are_packed_together_where_one_batch_of_cakes_fills_them_all() -> None:
    kits, cakes = better(large(boxes(demand=[("S1", "K1", 4, 100.0)])), [0, 3, 0, 0, 2], [0, 1, 0, 0, 1])
    assert sum(kits) == 5
    assert sorted(cakes) == [0, 0, 0, 0, 50]


def test_cakes_too_old_for_the_second_day_are_made_again() -> None:
    """Each day's boxes are ordered fresh, so that cakes a day old at most serve two days."""
    world = boxes(component_age_days=0, demand=[("S1", "K1", 1, 100.0), ("S1", "K1", 3, 100.0)])
    problem = large(world)
    dear = cheap(problem)
    dear[problem.groups.number("machine", "PCK"), [0, 2, 4]] = 1e5
    kits, cakes = better(problem, [0, 5, 0, 5, 0], [0, 1, 0, 1, 0], dear)
    assert (kits[0], kits[2], kits[4]) == (0, 0, 0)
    assert cakes == [0, 50.0 * (kits[1] > 0), 0, 50.0 * (kits[3] > 0), 0]


def test_cakes_are_made_on_the_day_whose_hours_are_cheap() -> None:
    problem = large(boxes(demand=[("S1", "K1", 2, 100.0)]))
    prices = cheap(problem)
    prices[problem.groups.number("machine", "OVN1"), [0, 2]] = 1000.0
    _, cakes = better(problem, [0, 0, 5, 0, 0], [0, 0, 1, 0, 0], prices)
    assert cakes[1] == 50.0


def test_kits_are_not_packed_where_no_cakes_could_be() -> None:
    problem = large(boxes())
    problem = replace(problem, components=tuple(replace(each, first_day=3) for each in problem.components))
    kits, cakes = better(problem, [0, 3, 0, 0, 5], [0, 0, 0, 0, 1])
    assert kits[:3] == [0, 0, 0]
    assert cakes[:3] == [0, 0, 0]


@pytest.mark.parametrize(
    ("kits", "cakes", "short"),
    [([0, 5, 0, 0, 0], [1, 0, 0, 0, 0], 0.0), ([0, 0, 0, 5, 0], [1, 0, 0, 0, 0], 101.0)],
)
def test_kits_filled_with_cakes_that_are_too_old_count_for_all_they_lack(
    kits: list[int], cakes: list[float], short: float
) -> None:
    task = task_with(large(boxes()), kits, cakes)
    begin(task.scene, task.marks, task.desks, 1)
    assert task.scene.filled[1] == pytest.approx(short)


def test_cakes_that_no_zone_has_room_for_overnight_count_as_lacking() -> None:
    """Fifty kilograms, 0.2 pallets, lie from Monday to Tuesday where there is room for 0.1."""
    problem = large(boxes())
    plenty = cheap(problem) + 1e6
    for pallets, lacks in ((0.2, 0.0), (0.1, 25.0)):
        room = np.full_like(plenty, pallets)
        now = Together(packed(problem, [0, 5, 0, 0, 0]), baked(problem, [1, 0, 0, 0, 0]))
        task = task_of_kits(problem, cheap(problem), plenty, room, now, 1)
        begin(task.scene, task.marks, task.desks, 1)
        assert task.scene.filled[1] == pytest.approx(lacks)


@pytest.mark.parametrize("seed", range(5))
def test_filling_kits_costs_what_the_supply_would_pay(seed: int) -> None:
    """Cakes that swap, opening stock, cakes kept and written off: at the lots annealing comes by."""
    kits = [
        a_kit_part(kit="K1", slot="cake", component="C1", kg_per_kg=0.5),
        a_kit_part(kit="K1", slot="cake", component="C2", kg_per_kg=0.5, swap_yuan_kg=3.0),
    ]
    problem = large(boxes(kits=kits, stock=[a_stock_lot("C0", product="C1", kg=30.0)]))
    task = task_with(problem, [2, 3, 3, 3, 3], [1, 2, 1, 2, 1], seed=seed)
    scene = task.scene
    begin(scene, task.marks, task.desks, seed)
    anneal(scene, task.note, task.marks, task.desks, 200, 100.0, 100.0, 1.0)
    made, kept = scene.loads.made.copy(), scene.filled.copy()
    begin(scene, task.marks, task.desks, seed)
    assert scene.filled == pytest.approx(kept)
    assert made == pytest.approx(scene.plans.batches[1:] * 50.0)
    found = together_in(problem, task, problem.blocks()[0])
    problem.supply.hold_lots(found.lots)
    problem.supply.exact = True
    served = answer(problem.supply, problem.taken(found.kits), 10.0, relaxed=True)
    setups = sum(np.count_nonzero(found.lots[each.setup]) for each in problem.supply.components)
    if kept[1] == 0.0:
        assert served.missing.sum() < 1e-6
        assert served.cost - 10.0 * setups - 1e-6 <= kept[0]
        assert kept[0] <= served.cost - 10.0 * setups + 100.0
