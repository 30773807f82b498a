"""`planner trace`: tables on a terminal, JSON, CSV and a workbook; unknown codes name the nearest."""

import csv
import json
from io import StringIO

import pytest

from planner.verify import judge
from planner.workbook import write_scenario
from planner.workflows import write_judged
from tests.builders import a_bakery, a_customer, a_plan


@pytest.fixture
def books(tmp_path):
    """A scenario and a plan workbook: lot L1 for a shop whose name looks like a formula."""
    world = a_bakery(customers=[a_customer(name="=1+1店")], demand=[("S1", "P1", 0, 10.0)])
    plan = a_plan(world, lots=[("L1", "P1", 0, 10.0)], deliveries=[("S1", "L1", 0, 10.0)])
    scenario = tmp_path / "world.xlsx"
    write_scenario(world, scenario)
    return scenario, write_judged(world, plan, judge(world, plan), tmp_path / "world.plan.xlsx")


def test_a_lot_is_told_in_tables(planner, books):
    shown = planner("trace", *books, "L1")
    assert shown.code == 0, shown.err
    assert "涉及客户 Customers: 1" in shown.out and "=1+1店" in shown.out


def test_json_is_one_object_with_rows_by_heading(planner, books):
    told = json.loads(planner("trace", *books, "S1", "2025-01-06", "--json").out)
    (received,) = [page for page in told["pages"] if page["table"] == "received"]
    assert (received["rows"][0]["lot"], received["rows"][0]["quantity"]) == ("L1", 10.0)


def test_csv_is_one_table_in_which_nothing_executes(planner, books):
    rows = list(csv.reader(StringIO(planner("trace", *books, "L1", "--csv").out)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert "'=1+1店" in rows[-1]


@pytest.mark.parametrize("name", ["found.xlsx", "found.csv"])
def test_a_file_is_written_once_and_never_over(planner, books, tmp_path, name):
    assert planner("trace", *books, "L1", "-o", tmp_path / name).code == 0
    again = planner("trace", *books, "L1", "-o", tmp_path / name)
    assert again.code == 2 and "will not be overwritten" in again.err


def test_a_file_of_another_kind_is_refused(planner, books, tmp_path):
    shown = planner("trace", *books, "L1", "-o", tmp_path / "found.doc")
    assert shown.code == 2 and "Maybe found.xlsx" in shown.err


def test_an_unknown_lot_is_wrong_use_and_names_the_nearest(planner, books):
    shown = planner("trace", *books, "L2")
    assert shown.code == 2 and "Maybe L1" in shown.err


def test_what_is_no_date_is_wrong_use(planner, books):
    assert planner("trace", *books, "S1", "tomorrow").code == 2
