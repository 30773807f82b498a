"""The tiny world is what pencil and paper say: the sums stand in scenarios/SOURCES.md."""

from datetime import date as Date
from datetime import timedelta
from threading import Event

import pytest

from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions, plan_scenario
from planner.verify import judge
from scenarios.build import world

MONDAY = Date(2025, 1, 13)


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    return world("tiny")


def _ordered(tiny: Scenario, product: str) -> list[float]:
    """Kilograms by day of the week."""
    rows = tiny.demand[tiny.demand["product"] == product]
    by_day = rows.groupby(rows["date"].dt.date)["kg"].sum()
    return [float(by_day.get(MONDAY + timedelta(days=t), 0.0)) for t in range(5)]


def test_its_orders_by_day_are_those_of_the_table(tiny: Scenario) -> None:
    assert _ordered(tiny, "DATE") == [60, 120, 120, 160, 300]
    assert _ordered(tiny, "HAW") == [40, 80, 80, 120, 250]
    assert _ordered(tiny, "BOX") == [0, 0, 0, 20, 40]
    assert _ordered(tiny, "ROLL") == [24, 24, 24, 24, 36]
    assert _ordered(tiny, "MOUSSE") == [24, 24, 0, 0, 48]


def test_its_hand_hall_is_four_hours_short(tiny: Scenario) -> None:
    """123 h of crisps, 6 h of components and 3 h of boxing against four days of 5 people x 0.8 x 8 h."""
    crisps = sum(_ordered(tiny, "DATE")[1:]) + sum(_ordered(tiny, "HAW")[1:])
    boxes = sum(_ordered(tiny, "BOX"))
    needed = crisps / 10 + boxes / 10 + boxes / 20
    crew = next(crew for crew in tiny.crews if crew.workshop == "HAND")
    assert needed - 4 * crew.headcount * crew.efficiency * 8 == pytest.approx(4)


def test_its_cream_is_twelve_kilograms_of_rolls_short(tiny: Scenario) -> None:
    """Cream till Wednesday makes Monday to Thursday's rolls and Friday's mousse; 12 kg come on Thursday."""
    early = sum(_ordered(tiny, "ROLL")[:4]) * 0.5 + _ordered(tiny, "MOUSSE")[4] * 0.25
    lots = {lot.code: lot.quantity for lot in tiny.material_lots}
    assert early == pytest.approx(lots["CREAM-1"])
    assert _ordered(tiny, "ROLL")[4] - lots["CREAM-2"] / 0.5 == pytest.approx(12)


def test_its_store_covers_monday_and_the_frozen_orders_of_tuesday(tiny: Scenario) -> None:
    stock = {lot.product: lot.kg for lot in tiny.stock}
    assert stock["DATE"] == _ordered(tiny, "DATE")[0]
    assert stock["HAW"] == _ordered(tiny, "HAW")[0]
    assert stock["MOUSSE"] == sum(_ordered(tiny, "MOUSSE")[:2])


def test_the_plan_for_it_is_the_one_known_by_hand(tiny: Scenario) -> None:
    """384 for the rolls, 150 + 40 for four hours late on Thursday, 60 for set-ups, 201.8 for nights."""
    plan = plan_scenario(tiny, SolveOptions(time_limit=60, gap=0.0), lambda _: None, Event())
    bill = {line.line: line.yuan for line in plan.bill if line.yuan}
    assert bill == pytest.approx(
        {"shortage": 384, "overtime": 150, "extra_hours": 40, "setups": 60, "holding": 201.8}
    )
    assert plan.head.cost_yuan == pytest.approx(835.8)
    assert judge(tiny, plan).accepted
