"""Plans edited by hand: whatever a cell holds, the judge names it once and goes on."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pandas as pd
import pytest

from planner.domain.givenup import GivenUp
from planner.domain.noun import Noun
from planner.domain.plan import PLAN_TABLES, Plan, Unplaced
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import (
    a_lane,
    a_material,
    a_material_lot,
    a_plan,
    a_pool,
    a_recipe_line,
    a_stock_lot,
    a_workshop,
    on,
)
from tests.kitchens import boxes

UNKNOWN = "every_name_in_the_plan_is_known"
ROUTED = {"trips", "drops", "drop_loads", "hand_overs", "undelivered"}
TABLES = [name for name in PLAN_TABLES if name not in {"head", "deliveries", "tasks"} | ROUTED]
DATED = [name for name in TABLES if "date" in PLAN_TABLES[name].model_fields]
NAMES = [
    ("lots", "workshop"),
    ("lots", "line"),
    ("lots", "product"),
    ("lots", "zone"),
    ("shifts", "workshop"),
    ("crew_days", "crew"),
    ("crew_days", "attendance"),
    ("borrowed", "from_workshop"),
    ("temps", "workshop"),
    ("components", "kit_lot"),
    ("components", "component_lot"),
    ("materials", "workshop"),
    ("materials", "material"),
    ("materials", "material_lot"),
    ("write_offs", "lot"),
    ("shortages", "customer_class"),
    ("shortages", "product"),
    ("bill", "line"),
    ("unplaced", "lot"),
    ("unplaced", "resource"),
    ("given_up", "product"),
    ("given_up", "resource"),
]


@pytest.fixture
def scenario() -> Scenario:
    """A bakery with every kind of thing a plan can name."""
    return boxes(
        workshops=[a_workshop(), a_workshop("W2", name="西点车间")],
        borrowing=[a_lane(productivity=1.0)],
        temps=[a_pool(productivity=1.0)],
        materials=[a_material()],
        material_lots=[a_material_lot()],
        recipes=[a_recipe_line()],
        stock=[a_stock_lot(kg=50.0)],
        demand=[("S1", "P1", 0, 100.0), ("S1", "BOX", 1, 10.0), ("S1", "P1", 2, 10.0)],
    )


@pytest.fixture
def plan(scenario: Scenario) -> Plan:
    """A plan with a row in every table of records."""
    unplaced = (
        Unplaced(lot="B1", seq=10, resource="PACK", date=on(1), latest=900, kg=10.0),
        Unplaced(lot="L1", seq=10, resource="OVN1", date=on(0), latest=900, kg=80.0),
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 80.0), ("B1", "BOX", 1, 10.0)],
        components=[("B1", "a", "L1", 10.0)],
        deliveries=[("S1", "K1", 0, 50.0), ("S1", "L1", 0, 50.0), ("S1", "B1", 1, 10.0)],
        write_offs=[("L1", 1, 20.0)],
        borrowed=[("W2", "W1", 0, 0.0)],
        temps=[("W1", 0, 0.0)],
    )
    lost = GivenUp(lot="L9", product="P1", seq=10, resource="OVN1", date=on(0), latest=900, kg=10.0)
    return replace(plan, unplaced=unplaced, given_up=(lost,))


def edited(plan: Plan, table: str, **cells: Any) -> Plan:
    """The plan with cells of the last row of a table overwritten, unchecked."""
    rows: tuple[Noun, ...] = getattr(plan, table)
    return replace(plan, **{table: (*rows[:-1], rows[-1].model_copy(update=cells))})


def delivered(plan: Plan, **cells: Any) -> Plan:
    """The plan with cells of the first delivery overwritten."""
    table = plan.deliveries.astype(object)
    for column, value in cells.items():
        table.loc[0, column] = value
    return replace(plan, deliveries=table)


def unknown_rows(scenario: Scenario, plan: Plan) -> list[float]:
    return [finding.amount for finding in judge(scenario, plan).findings if finding.rule == UNKNOWN]


def test_the_plan_is_accepted_as_it_stands(scenario: Scenario, plan: Plan) -> None:
    assert judge(scenario, plan).findings == ()


@pytest.mark.parametrize(("table", "column"), NAMES)
def test_an_unknown_name_is_named(scenario: Scenario, plan: Plan, table: str, column: str) -> None:
    assert 1.0 in unknown_rows(scenario, edited(plan, table, **{column: "?"}))


@pytest.mark.parametrize("value", [None, 7, float("nan")], ids=str)
def test_a_name_that_is_no_text_is_named_wherever_it_stands(
    scenario: Scenario, plan: Plan, value: object
) -> None:
    for table, column in NAMES:
        plan = edited(plan, table, **{column: value})
    assert len(unknown_rows(scenario, plan)) >= len(NAMES)


@pytest.mark.parametrize(
    "cells",
    [
        {"customer": "?"},
        {"product": "?"},
        {"lot": "?"},
        {"lot": None},
        {"date": pd.Timestamp(on(99))},
        {"date": "tomorrow"},
        {"date": None},
        {"kg": float("nan")},
        {"kg": -5.0},
        {"kg": float("inf")},
        {"kg": "ten"},
        {"product": "BOX"},
    ],
    ids=str,
)
def test_a_delivery_that_makes_no_sense_is_named(
    scenario: Scenario, plan: Plan, cells: dict[str, Any]
) -> None:
    assert 1.0 in unknown_rows(scenario, delivered(plan, **cells))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"people": 2.5}, "people is 2.5 at C1 · 2025-01-08 · works; it must be a whole number, at least 0."),
        ({"people": -1}, "people is -1 at C1 · 2025-01-08 · works; it must be a whole number, at least 0."),
        (
            {"people": None},
            "people is nan at C1 · 2025-01-08 · works; it must be a whole number, at least 0.",
        ),
        (
            {"regular_hours": -8.0},
            "regular_hours is -8 at C1 · 2025-01-08 · works; it must be a number, at least 0.",
        ),
        (
            {"overtime_hours": -0.5},
            "overtime_hours is -0.5 at C1 · 2025-01-08 · works; it must be a number, at least 0.",
        ),
    ],
    ids=str,
)
def test_people_are_whole_and_hours_not_negative(
    scenario: Scenario, plan: Plan, cells: dict[str, Any], told: str
) -> None:
    findings = judge(scenario, edited(plan, "crew_days", **cells)).findings
    assert [finding.sentence for finding in findings] == [f"班组出勤 Crew days: {told}"]


@pytest.mark.parametrize("table", DATED)
def test_a_day_outside_the_plan_is_named(scenario: Scenario, plan: Plan, table: str) -> None:
    assert 1.0 in unknown_rows(scenario, edited(plan, table, date=on(3)))


@pytest.mark.parametrize("date", [on(-1), None, "soon"], ids=str)
def test_what_is_no_day_of_the_plan_is_named_wherever_it_stands(
    scenario: Scenario, plan: Plan, date: object
) -> None:
    for table in DATED:
        plan = edited(plan, table, date=date)
    assert len(unknown_rows(scenario, plan)) >= len(DATED)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_written_twice_is_named_and_counted_once(scenario: Scenario, plan: Plan, table: str) -> None:
    rows = getattr(plan, table)
    findings = judge(scenario, replace(plan, **{table: (*rows, rows[-1])})).findings
    assert [(finding.rule, finding.amount) for finding in findings] == [(UNKNOWN, 1.0)]


def test_a_delivery_written_twice_is_named_and_counted_once(scenario: Scenario, plan: Plan) -> None:
    table = pd.concat([plan.deliveries, plan.deliveries.tail(1)])
    findings = judge(scenario, replace(plan, deliveries=table)).findings
    assert [(finding.rule, finding.amount) for finding in findings] == [(UNKNOWN, 1.0)]


def test_one_unknown_name_in_many_rows_is_one_finding(scenario: Scenario, plan: Plan) -> None:
    table = plan.deliveries.assign(customer="S9")
    assert unknown_rows(scenario, replace(plan, deliveries=table)) == [3.0]


@pytest.mark.parametrize("table", ["shifts", "crew_days", "borrowed", "temps", "materials", "write_offs"])
def test_another_hour_is_no_other_day(scenario: Scenario, plan: Plan, table: str) -> None:
    """A second row of the same day is one too many, whatever the clock says."""
    last = getattr(plan, table)[-1]
    later = last.model_copy(update={"date": datetime.combine(last.date, time(14, 0))})
    assert unknown_rows(scenario, replace(plan, **{table: (*getattr(plan, table), later)})) == [1.0]


@pytest.mark.parametrize("day", [-30, -1, 0])
def test_a_box_in_stock_is_not_filled_again(scenario: Scenario, plan: Plan, day: int) -> None:
    """Whenever it was packed, nothing goes into it now, and it keeps its date."""
    packed = replace(scenario, stock=(*scenario.stock, a_stock_lot("B0", day, product="BOX", kg=1.0)))
    refilled = edited(plan, "components", kit_lot="B0", kg=1.0)
    found = {finding.rule for finding in judge(packed, refilled).findings}
    assert {UNKNOWN, "kit_is_assembled_only_from_released_components"} <= found


def test_two_lots_of_one_product_on_one_line_and_day_are_named(scenario: Scenario, plan: Plan) -> None:
    twin = plan.lots[0].model_copy(update={"code": "L9"})
    assert unknown_rows(scenario, replace(plan, lots=(*plan.lots, twin))) == [1.0]


def test_a_lot_may_not_take_the_number_of_one_in_stock(scenario: Scenario, plan: Plan) -> None:
    assert unknown_rows(scenario, edited(plan, "lots", code="K1"))[0] == 1.0


def test_a_plan_made_for_another_scenario_is_named(scenario: Scenario, plan: Plan) -> None:
    head = plan.head.model_copy(update={"scenario": "another"})
    assert unknown_rows(scenario, replace(plan, head=head)) == [1.0]


@pytest.mark.parametrize("columns", [[], ["date", "customer"]], ids=["none", "two"])
def test_deliveries_without_their_columns_are_judged(
    scenario: Scenario, plan: Plan, columns: list[str]
) -> None:
    rules = {
        finding.rule
        for finding in judge(scenario, replace(plan, deliveries=plan.deliveries[columns])).findings
    }
    assert UNKNOWN in rules and "bill_adds_up" in rules


def test_an_empty_plan_is_judged(scenario: Scenario) -> None:
    empty = a_plan(scenario)
    tables = {name: () for name in PLAN_TABLES if name not in {"head", "deliveries"}}
    plan = replace(empty, deliveries=pd.DataFrame(), **tables)
    rules = [finding.rule for finding in judge(scenario, plan).findings]
    assert rules == ["shortages_are_what_orders_lack"] * 3 + ["bill_adds_up"] * 2


def test_findings_name_things_as_people_do(scenario: Scenario, plan: Plan) -> None:
    over = plan.deliveries.assign(kg=plan.deliveries["kg"] + 5.0)
    sentences = " ".join(f.sentence for f in judge(scenario, replace(plan, deliveries=over)).findings)
    assert "S1 中央大街店 gets 110.00 kg of P1 长白糕 on 2025-01-06, and ordered 100.00 kg." in sentences


def test_endless_hands_are_too_many(scenario: Scenario, plan: Plan) -> None:
    """Numbers so large that their product has no end are still above every limit."""
    found = {finding.rule for finding in judge(scenario, edited(plan, "crew_days", people=10**308)).findings}
    assert {"no_more_hands_in_use_than_present", "crew_rests_one_day_in_seven"} <= found
