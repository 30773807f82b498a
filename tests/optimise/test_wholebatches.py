"""Counting whole batches of a day: where hours would allow a part of one more, and only there."""

import numpy as np
import pytest

from planner.optimise.lots.groups import GroupIndex
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
