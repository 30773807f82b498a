"""Counting whole batches of a day: where hours would allow a part of one more, and only there."""

import numpy as np
import pytest

from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.supply import build_supply
from planner.optimise.lots.wholebatches import WholeBatches
from tests.builders import a_bakery, a_product, a_stage, an_oven, days


def kitchen(batch_kg: float | None = 40.0, big_kg: float = 80.0, hours: float = 9.0) -> WholeBatches:
    """An oven open so long that bakes 10 kg an hour, and two cakes."""
    return WholeBatches(
        a_bakery(
            days=days("ww"),
            resources=[an_oven(hours_day=hours)],
            routing=[a_stage(kg_per_hour=10.0)],
            products=[a_product("A", batch_kg=batch_kg), a_product("B", batch_kg=big_kg)],
            demand=[("S1", "A", 1, 60.0)],
        )
    )


def test_nine_hours_hold_two_batches_of_four_hours() -> None:
    whole = kitchen()
    assert whole.shortest == {"OVN1": 4.0}
    assert whole.most("OVN1", np.array([0.0, 2.0])).tolist() == [2.0, 1.0]


@pytest.mark.parametrize(("big_kg", "counts"), [(80.0, 2.0), (79.0, 1.0), (120.0, 3.0)])
def test_a_longer_batch_counts_for_as_many_as_surely_fit_in_it(big_kg: float, counts: float) -> None:
    whole = kitchen(big_kg=big_kg)
    stage = whole.scenario.stages_of["F1"][0]
    assert [whole.counts(product, stage) for product in whole.scenario.products] == [1.0, counts]


def test_where_whole_batches_fill_the_day_nothing_is_counted() -> None:
    assert kitchen(hours=8.0).shortest == {}


def test_what_is_made_in_any_amount_is_not_counted() -> None:
    whole = kitchen(batch_kg=None)
    stage = whole.scenario.stages_of["F1"][0]
    assert whole.counts(whole.scenario.product_of["A"], stage) == 0.0


def test_the_limit_is_a_group_that_lots_use() -> None:
    whole = kitchen()
    groups = GroupIndex(whole.scenario)
    number = groups.number("batches", "OVN1")
    (mode,) = groups.modes_of(whole.scenario.product_of["A"])
    assert [use for use in mode[1] if use[0] == number] == [(number, 0, pytest.approx(1 / 40.0), 0.0)]


def alike(hours: float, setup_minutes: float, batches: tuple[float, ...] = (40.0, 40.0)) -> WholeBatches:
    """Cakes of these batches, all set up for so long, on an oven with so many hours that bakes 10 kg an hour."""
    cakes = [a_product(f"P{n}", batch_kg=kg, setup_minutes=setup_minutes) for n, kg in enumerate(batches, 1)]
    return WholeBatches(
        a_bakery(resources=[an_oven(hours_day=hours)], routing=[a_stage(kg_per_hour=10.0)], products=cakes)
    )


def test_what_lots_fill_at_most_counts_where_it_is_just_less_than_all() -> None:
    """Two batches of four hours and two set-ups of half an hour: 9 of 9.05 hours, for a third is nobody's."""
    assert alike(9.05, 30.0).filled() == {"OVN1": pytest.approx(9.0 / 9.05)}


@pytest.mark.parametrize(
    ("hours", "setup_minutes", "batches"),
    [
        (9.0, 30.0, (40.0, 40.0)),
        (9.5, 30.0, (40.0, 40.0)),
        (9.05, 30.0, (40.0, 30.0)),
        (8.05, 0.0, (40.0, 40.0)),
    ],
)
def test_all_hours_count_if_lots_fill_them_or_far_less_or_differ(
    hours: float, setup_minutes: float, batches: tuple[float, ...]
) -> None:
    assert alike(hours, setup_minutes, batches).filled() == {}


def test_plans_fill_only_that_part_of_a_machine_that_is_open_with_its_workshop() -> None:
    """Five batches of two hours and three set-ups of 0.3 fill 10.9 of 11 hours; bounds do without."""
    cake = a_product(batch_kg=20.0, min_lot_kg=20.0, setup_minutes=18.0)
    scenario = a_bakery(days=days("wr"), routing=[a_stage(kg_per_hour=10.0)], products=[cake])
    groups = GroupIndex(scenario)
    share = groups.batches.filled()["OVN1"]
    assert share * 11.0 == pytest.approx(10.9)
    supply = build_supply(scenario, groups, (), whole_lots=False)
    group = groups.number("machine", "OVN1")
    assert supply.plain[group].tolist() == pytest.approx([share * 8.0, 0.0])
    assert supply.factory.most[group].tolist() == pytest.approx([share * 11.0, share * 11.0])
    row, column, value = supply.model.entry_arrays()
    opened = (row == supply.factory.rows[group, 1]) & (column == supply.factory.extra_open["W1"][1])
    assert value[opened].tolist() == pytest.approx([-share])
