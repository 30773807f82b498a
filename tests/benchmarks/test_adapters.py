"""What the benchmarks measure with is itself right: instances, random worlds, sizes; nothing is timed."""

import numpy as np
import pytest

from planner.optimise import SolveOptions
from planner.verify import judge
from planner.workbook import read_scenario, write_scenario
from planner.workflows import read_sound, world_folder
from tests.benchmarks.growth import power_of
from tests.benchmarks.lots import Known, Trial, planned, tried
from tests.benchmarks.lots import main as lots
from tests.benchmarks.randomworlds import random_scenario
from tests.benchmarks.sizes import cloned, of_size, scaled, subset
from tests.benchmarks.small import TOLERANCE, above, by_columns, optimum_of
from tests.benchmarks.trigeiro import as_scenario, evaluate, load, quantities

# Two items, three periods of 100: one unit takes 1 of capacity, a set-up takes 10 and costs 50 or 40.
# Item 1 wants 20, 30, 0 and holds at 1; item 2 wants 10, 0, 60 and holds at 2.
# Item 1: all at once 50 + 30 held = 80, against two set-ups at 100. Item 2: two set-ups at 80, since
# holding 60 for two periods costs 240. Use of period 1: 50 + 10 + two set-ups of 10 = 80. Optimum 160.
TWO_BY_THREE = """ 2 3
 0
 100
 1 1 10 50
 1 2 10 40
 20 10
 30 0
 0 60
"""
PERIODS_BY_HAND = [[50, 0, 0], [10, 0, 60]]
OPTIMUM = 160.0


@pytest.fixture
def instance(tmp_path):
    path = tmp_path / "HAND.DAT"
    path.write_text(TWO_BY_THREE, encoding="latin1")
    return load(path)


@pytest.fixture(scope="module")
def festival_week():
    return read_sound(world_folder("festival-week"))[0]


def test_an_instance_is_read_as_it_is_written(instance):
    assert instance.name == "HAND" and instance.capacity == 100
    assert instance.demand.tolist() == [[20, 30, 0], [10, 0, 60]]
    assert instance.holding.tolist() == [1, 2] and instance.setup_cost.tolist() == [50, 40]


def test_a_plan_by_hand_costs_what_its_sum_says_and_one_that_is_late_is_infeasible(instance):
    assert evaluate(instance, np.array(PERIODS_BY_HAND, dtype=float)) == (OPTIMUM, True)
    assert evaluate(instance, np.array([[0, 50, 0], [10, 0, 60]], dtype=float))[1] is False


def test_an_instance_is_planned_to_its_known_optimum_and_accepted(instance):
    scenario = as_scenario(instance)
    plan, _ = planned(scenario, seconds=10, seed=1)
    assert judge(scenario, plan).findings == ()
    assert evaluate(instance, quantities(instance, plan)) == (pytest.approx(OPTIMUM), True)
    assert plan.head.bound_yuan == pytest.approx(OPTIMUM, rel=1e-3)


def test_a_trial_tells_gap_and_proof_and_flags_a_bound_above_what_was_reached(instance):
    trial = tried(instance, Known(OPTIMUM, proven=True), seconds=10, seed=1)
    assert trial.gap == pytest.approx(0.0) and trial.is_proven and not trial.overshoots
    assert Trial("X", 110.0, 101.0, 1.0, True, Known(100.0, proven=True)).overshoots


def test_without_the_folder_the_lots_benchmark_skips(tmp_path, capsys):
    assert lots(["--data", str(tmp_path / "nowhere")]) == 0
    assert "skipped" in capsys.readouterr().out


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    assert random_scenario(3).same_as(random_scenario(3))
    assert not random_scenario(3).same_as(random_scenario(4))


def test_random_worlds_keep_to_their_sizes_and_some_have_kits():
    worlds = [random_scenario(seed) for seed in range(1, 31)]
    assert {4 <= len(world.products) <= 10 for world in worlds} == {True}
    assert {5 <= len(world.dates) <= 8 for world in worlds} == {True}
    assert {bool(world.kits) for world in worlds} == {True, False}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_world_is_written_and_read_back_without_an_issue(seed, tmp_path):
    world = random_scenario(seed)
    write_scenario(world, tmp_path / "world")
    reading = read_scenario(tmp_path / "world")
    assert list(reading.issues) == []
    assert reading.scenario is not None and reading.scenario.same_as(world)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [6, 9, 14])
def test_a_bound_by_columns_is_below_the_optimum_and_a_plan_not_better_than_it(seed):
    world = random_scenario(seed)
    plan = by_columns(world, SolveOptions(time_limit=120, gap=1e-6))
    optimum = optimum_of(world, seconds=60)
    assert optimum.is_proven and judge(world, plan).findings == ()
    assert plan.head.bound_yuan <= optimum.cost * (1 + TOLERANCE)
    assert not above(optimum.bound, plan.head.cost_yuan)


def test_fewer_products_keep_every_component_of_their_kits_and_nothing_of_the_others(festival_week):
    world = subset(festival_week, 100)
    codes = set(world.product_of)
    assert 100 <= len(codes) <= 140 and world.kits
    assert world.component_codes | world.kit_codes <= codes
    assert set(world.demand["product"]) | {lot.product for lot in world.stock} <= codes
    assert {line.owner for line in world.recipes} <= codes | set(world.family_of)


def test_copies_have_the_orders_stock_kits_and_recipes_of_what_they_copy():
    world = random_scenario(2)
    twice = cloned(world, 2)
    assert twice.demand["kg"].sum() == 2 * world.demand["kg"].sum()
    for table in ("products", "kits", "stock"):
        assert len(getattr(twice, table)) == 2 * len(getattr(world, table))
    assert all(len(fillings) % 2 == 0 for fillings in (twice.kit_codes, twice.component_codes))


def test_capacity_shrinks_in_exact_proportion(festival_week):
    quarter = scaled(festival_week, 0.25)
    for whole, part in zip(festival_week.crews, quarter.crews, strict=True):
        productive = part.headcount * part.efficiency
        assert productive == pytest.approx(0.25 * whole.headcount * whole.efficiency)
        assert part.wage_yuan_hour / part.efficiency == pytest.approx(whole.wage_yuan_hour / whole.efficiency)
    for whole, part in zip(festival_week.resources, quarter.resources, strict=True):
        assert part.count * part.availability == pytest.approx(0.25 * whole.count * whole.availability)


@pytest.mark.slow
@pytest.mark.parametrize("products", [80, 1500])
def test_a_factory_of_another_size_is_a_sound_scenario(festival_week, products, tmp_path):
    world = of_size(festival_week, products)
    assert products <= len(world.products) <= 1.6 * products
    write_scenario(world, tmp_path / "world")
    reading = read_scenario(tmp_path / "world")
    assert list(reading.issues) == []
    assert reading.scenario is not None and reading.scenario.same_as(world)


def test_a_power_law_is_found_again():
    assert power_of([10, 20, 40], [3.0, 12.0, 48.0]) == pytest.approx(2.0)
