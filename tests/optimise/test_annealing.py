"""Lots and people annealed together: priced as the supply would, never dearer, within every rule, for the better."""

from collections.abc import Callable
from threading import Event
from time import monotonic

import numpy as np
import pytest

from planner.domain.plan import Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions
from planner.optimise.clock import Clock
from planner.optimise.compiled import outer
from planner.optimise.lots import annealing, columns
from planner.optimise.lots.anneal import anneal, begin, finish, price
from planner.optimise.lots.annealing import anneal_all, task_of
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.dayhours import Floats
from planner.optimise.lots.floor import Shop
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.scene import Desks, Scene
from planner.optimise.lots.search import Search, settle, whole_cost
from planner.optimise.lots.supply import Served
from planner.optimise.lots.task import Task
from planner.verify import judge
from tests.benchmarks.randomworlds import random_scenario
from tests.builders import a_bakery, a_crew, a_product, a_stage, a_workshop, an_oven, days

SEEDS = range(3200, 3205)
Watched = Callable[[Large, Search, Served], Served | None]


def planned(scenario: Scenario, watched: Watched, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan whose annealing is watched, or done by who watches."""

    def instead(problem: Large, search: Search, served: Served, clock: Clock, workers: int) -> Served:
        found = watched(problem, search, served)
        return anneal_all(problem, search, served, clock, workers) if found is None else found

    monkeypatch.setattr(columns, "anneal_all", instead)
    groups = GroupIndex(scenario)
    options, clock = SolveOptions(time_limit=2.0), Clock(2.0, silent, Event())
    return plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)[0]


def tasks(problem: Large, search: Search, served: Served) -> list[tuple[Shop, Task]]:
    """All workshops that have articles, as they are."""
    shops = [(Shop.of(problem, problem.home_of(block)), block) for block in problem.blocks()[1:]]
    return [(shop, task_of(problem, search, served, shop, block)) for shop, block in shops]


def paid(problem: Large, served: Served, shop: Shop) -> float:
    """Yuan that a workshop's own hours cost in an answer."""
    own = shop.own(problem.supply.factory)
    return float(problem.supply.model.column_arrays()[2][own] @ served.values[own])


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_hours_cost_what_the_supply_would_pay(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[float, float]] = []

    def watched(problem: Large, search: Search, served: Served) -> None:
        now = settle(search, 30.0)[1]
        for shop, task in tasks(problem, search, now):
            begin(task.scene, task.marks, task.desks, 1)
            if task.scene.hours.lacks.sum() == 0.0 and now.missing.sum() < 1e-9:
                compared.append((float(task.scene.hours.yuan.sum()), paid(problem, now, shop)))

    planned(random_scenario(seed), watched, monkeypatch)
    for told, least in compared:
        assert least - 1e-3 <= told <= 1.02 * least + 1.0


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_kept_along_the_way_is_what_adding_up_anew_gives(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Task] = []

    def watched(problem: Large, search: Search, served: Served) -> None:
        now = settle(search, 30.0)[1]
        for _, task in tasks(problem, search, now):
            begin(task.scene, task.marks, task.desks, seed)
            anneal(task.scene, task.note, task.marks, task.desks, 20_000, 20.0, 3.0, 3.0)
            _adds_up(task)
            looked.append(task)

    planned(random_scenario(seed), watched, monkeypatch)
    assert looked


@outer
def price_anew(scene: Scene, desks: Desks, own: Floats) -> None:
    """What each article costs but for hours."""
    for i in range(own.shape[0]):
        own[i] = price(scene, desks, i, np.inf)


def _adds_up(task: Task) -> None:
    scene = task.scene
    hands, machines = np.zeros_like(scene.loads.hands), np.zeros_like(scene.loads.machines)
    lines = scene.lines.largest.shape[1]
    for i, day in np.argwhere(scene.plans.batches > 0):
        row = i * lines + scene.plans.mode[i, day]
        for k in range(scene.lines.start[row], scene.lines.start[row + 1]):
            group, when = scene.lines.group[k], day - scene.lines.before[k]
            use = scene.lines.batch[k] * scene.plans.batches[i, day] + scene.lines.lot[k]
            if scene.loads.hand[group] >= 0:
                hands[scene.loads.hand[group], when] += use
            elif scene.loads.machine[group] >= 0:
                machines[scene.loads.machine[group], when] += use
    assert scene.loads.hands == pytest.approx(hands, abs=1e-6)
    assert scene.loads.machines == pytest.approx(machines, abs=1e-6)
    own = scene.own.copy()
    price_anew(scene, task.desks, own)
    assert own == pytest.approx(scene.own)
    overtime = np.zeros_like(scene.hours.used)
    for month in range(overtime.shape[1]):
        overtime[:, month] = scene.hours.overtime[:, scene.floor.month == month].sum(axis=1)
    assert scene.hours.used == pytest.approx(overtime, abs=1e-6)
    come = np.where(
        scene.floor.work, scene.floor.people - scene.hours.off, scene.hours.lieu + scene.hours.paid
    )
    for rank, there in enumerate(scene.hours.there):
        assert (there == come[scene.floor.rank >= rank].sum(axis=0)).all()


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_annealed_plans_cost_no_more_and_keep_all_rules(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[float, float]] = []
    monkeypatch.setattr(annealing, "FORBIDDING", 1.0)  # else what lacks costs more afterwards than before

    def watched(problem: Large, search: Search, served: Served) -> Served:
        before = whole_cost(search, settle(search, 30.0)[1])
        clock = Clock(1.0, silent, Event(), started=monotonic())
        now = anneal_all(problem, search, served, clock, 2)
        seen.append((before, whole_cost(search, now)))
        return now

    scenario = random_scenario(seed)
    plan = planned(scenario, watched, monkeypatch)
    assert judge(scenario, plan).accepted
    ((before, after),) = seen
    assert after <= before + 1e-6


def two_ways() -> Scenario:
    """One product, ordered on two workdays; a set-up costs 100 yuan, keeping half of it for a night 20."""
    product = a_product(batch_kg=10.0, min_lot_kg=10.0, setup_yuan=100.0, holding_yuan_kg_day=1.0)
    return a_bakery(
        days=days("wwww"),
        workshops=[a_workshop()],
        resources=[an_oven(count=4)],
        crews=[a_crew(headcount=4)],
        routing=[a_stage(workers=1.0, kg_per_hour=10.0)],
        products=[product],
        demand=[("S1", "P1", 1, 20.0), ("S1", "P1", 2, 20.0)],
    )


def _with_lots(scenario: Scenario, batches: Floats, monkeypatch: pytest.MonkeyPatch) -> Floats:
    """Batches of the only product by day once it was annealed from these."""
    found: list[Floats] = []

    def watched(problem: Large, search: Search, served: Served) -> None:
        block = np.array([0])
        shop = Shop.of(problem, problem.home_of(block))
        task = task_of(problem, search, settle(search, 30.0)[1], shop, block)
        scene = task.scene
        scene.loads.hands[:], scene.loads.machines[:] = 0.0, 0.0
        scene.plans.batches[0] = batches
        lines = scene.lines
        for day in np.flatnonzero(batches):
            for k in range(lines.start[0], lines.start[1]):
                use = lines.batch[k] * batches[day] + lines.lot[k]
                if scene.loads.hand[lines.group[k]] >= 0:
                    scene.loads.hands[scene.loads.hand[lines.group[k]], day] += use
                elif scene.loads.machine[lines.group[k]] >= 0:
                    scene.loads.machines[scene.loads.machine[lines.group[k]], day] += use
        scene.plans.sold[0] = scene.cases.demand[0]
        begin(scene, task.marks, task.desks, 1)
        for temperature in (5.0, 1.0, 0.1):
            anneal(scene, task.note, task.marks, task.desks, 3000, temperature, 10.0, 10.0)
        finish(scene, task.desks)
        found.append(scene.plans.batches[0].copy())

    planned(scenario, watched, monkeypatch)
    return found[0]


def test_two_lots_become_one_where_a_set_up_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = _with_lots(two_ways(), np.array([0, 2, 2, 0]), monkeypatch)
    assert sorted(batches) == [0, 0, 0, 4]


def test_lots_that_nobody_made_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _with_lots(two_ways(), np.array([0, 0, 0, 0]), monkeypatch).sum() == 4


def test_lots_that_nobody_wants_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _with_lots(two_ways(), np.array([2, 3, 2, 3]), monkeypatch).sum() == 4
