"""Trips edited by hand: whatever a cell holds, the judge names it and goes on."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pandas as pd
import pytest

from planner.domain.market import Carriage
from planner.domain.noun import Noun
from planner.domain.plan import PLAN_TABLES, Plan
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import a_class, a_customer, a_plan, a_stock_lot, days, on
from tests.fleets import Run, Stop, routed
from tests.rules.trucks import with_a_van

UNKNOWN = "every_name_in_the_plan_is_known"
TABLES = ["trips", "drops", "hand_overs", "undelivered"]
NAMES = [
    ("trips", "wave"),
    ("trips", "vehicle"),
    ("drops", "trip"),
    ("drops", "customer"),
    ("hand_overs", "customer"),
    ("undelivered", "customer"),
    ("undelivered", "zone"),
    ("undelivered", "reason"),
]
CELLS = [(table, column) for table in (*TABLES, "drop_loads") for column in PLAN_TABLES[table].model_fields]
STRANGE = [None, "?", "", 7, -5, 2.5, float("nan"), float("inf"), 10**308, on(-1), on(9), time(14, 0)]


@pytest.fixture
def scenario() -> Scenario:
    """A shop the van goes to, and a distributor who fetches."""
    return with_a_van(
        days=days("ww"),
        classes=[a_class(), a_class("DIST", carriage=Carriage.DOCK)],
        customers=[a_customer(), a_customer("D1", name="经销商", customer_class="DIST")],
        stock=[a_stock_lot("L1", kg=200.0)],
        demand=[("S1", "P1", 0, 100.0), ("D1", "P1", 0, 100.0)],
    )


@pytest.fixture
def plan(scenario: Scenario) -> Plan:
    """A plan with a row in every table of trucks."""
    plan = a_plan(scenario, deliveries=[("S1", "L1", 0, 100.0), ("D1", "L1", 0, 100.0)])
    stop = Stop("S1", 1150, 1159, (("L1", 60.0),))
    return routed(
        scenario,
        plan,
        [Run("T1", 1080, 1120, (stop,), 1189)],
        hand_overs=[("D1", 0, 1080, 100.0)],
        undelivered=[("S1", 0, 40.0)],
    )


def edited(plan: Plan, table: str, **cells: Any) -> Plan:
    """The plan with cells of the last row of a table overwritten, unchecked."""
    rows = getattr(plan, table)
    if isinstance(rows, pd.DataFrame):
        changed = rows.astype(object)
        for column, value in cells.items():
            changed.at[changed.index[-1], column] = value
        return replace(plan, **{table: changed})
    last: Noun = rows[-1]
    return replace(plan, **{table: (*rows[:-1], last.model_copy(update=cells))})


def unknown_rows(scenario: Scenario, plan: Plan) -> list[float]:
    return [finding.amount for finding in judge(scenario, plan).findings if finding.rule == UNKNOWN]


def test_the_plan_is_accepted_as_it_stands(scenario: Scenario, plan: Plan) -> None:
    assert judge(scenario, plan).findings == ()


@pytest.mark.parametrize(("table", "column"), NAMES)
def test_an_unknown_name_is_named(scenario: Scenario, plan: Plan, table: str, column: str) -> None:
    assert 1.0 in unknown_rows(scenario, edited(plan, table, **{column: "?"}))


@pytest.mark.parametrize("table", ["trips", "hand_overs", "undelivered"])
def test_a_day_outside_the_plan_is_named(scenario: Scenario, plan: Plan, table: str) -> None:
    assert 1.0 in unknown_rows(scenario, edited(plan, table, date=on(9)))


@pytest.mark.parametrize(
    ("table", "column"), [("trips", "leaves"), ("drops", "starts"), ("hand_overs", "minute")]
)
def test_minutes_are_whole(scenario: Scenario, plan: Plan, table: str, column: str) -> None:
    assert 1.0 in unknown_rows(scenario, edited(plan, table, **{column: 1130.5}))


@pytest.mark.parametrize("table", [*TABLES, "drop_loads"])
def test_a_row_written_twice_is_named_and_counted_once(scenario: Scenario, plan: Plan, table: str) -> None:
    rows = getattr(plan, table)
    again = pd.concat([rows, rows.tail(1)]) if table == "drop_loads" else (*rows, rows[-1])
    findings = judge(scenario, replace(plan, **{table: again})).findings
    assert [(finding.rule, finding.amount) for finding in findings] == [(UNKNOWN, 1.0)]


def test_another_hour_is_no_other_day(scenario: Scenario, plan: Plan) -> None:
    trip = plan.trips[0].model_copy(update={"date": datetime.combine(plan.trips[0].date, time(14, 0))})
    assert judge(scenario, replace(plan, trips=(trip,))).findings == ()


@pytest.mark.parametrize("missing", ["trips", "drops", "drop_loads"])
def test_papers_that_are_lost_are_missed(scenario: Scenario, plan: Plan, missing: str) -> None:
    empty: Any = plan.drop_loads.iloc[:0] if missing == "drop_loads" else ()
    rules = {finding.rule for finding in judge(scenario, replace(plan, **{missing: empty})).findings}
    assert "every_kilogram_dispatched_rides_is_fetched_or_is_reported" in rules
    assert (UNKNOWN in rules) == (missing != "drop_loads")


def test_loads_without_their_columns_are_judged(scenario: Scenario, plan: Plan) -> None:
    bare = replace(plan, drop_loads=plan.drop_loads[["trip", "kg"]])
    assert UNKNOWN in {finding.rule for finding in judge(scenario, bare).findings}


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), CELLS)
def test_whatever_a_cell_holds_the_judge_goes_on(
    scenario: Scenario, plan: Plan, table: str, column: str
) -> None:
    for value in STRANGE:
        assert judge(scenario, edited(plan, table, **{column: value})).cost_yuan == pytest.approx(0.0)
