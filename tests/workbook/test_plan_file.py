"""The plan workbook: what is written is read back exactly, also after an edit by hand."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from planner.domain.dispatch import DropLoad, WhyLeft
from planner.domain.errors import WorkbookError
from planner.domain.noun import Noun
from planner.domain.plan import PLAN_TABLES, Attendance, Delivery, Plan, Task
from planner.domain.verdict import Verdict
from planner.report import pages_of
from planner.workbook.plan_file import read_plan, write_plan
from tests.builders import a_bakery, a_plan

WORDS = some.text("abcXYZ019-中文 ，。=+", min_size=1, max_size=12).map(str.strip).filter(bool)
CODES = some.from_regex(r"[A-Z]{1,3}-?[0-9]{0,6}[A-Z]", fullmatch=True)
AMOUNTS = some.floats(0.001, 24, allow_nan=False)
DAYS = some.integers(0, 400).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


def values_for(name: str, annotation: Any) -> some.SearchStrategy[Any]:
    if annotation is date:
        return DAYS
    if annotation is float:
        return AMOUNTS
    if annotation is int:
        return some.integers(1, 4000)
    if annotation in (Attendance, WhyLeft):
        return some.sampled_from(annotation)
    return WORDS if name in ("reason", "remedy") else CODES


def records_of(noun: type[Noun]) -> some.SearchStrategy[Noun]:
    fields = {name: values_for(name, info.annotation) for name, info in noun.model_fields.items()}
    return some.builds(noun, **fields)


def rows_of(noun: type[Noun]) -> some.SearchStrategy[tuple[Noun, ...]]:
    def key(row: Noun) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in noun.sheet.key)

    return some.lists(records_of(noun), max_size=4, unique_by=key).map(tuple)


def frame_of(noun: type[Noun], rows: tuple[Noun, ...]) -> pd.DataFrame:
    types = {date: "datetime64[us]", str: "str", float: float, int: int}
    columns = {name: types[info.annotation or str] for name, info in noun.model_fields.items()}
    return pd.DataFrame([row.model_dump() for row in rows], columns=list(columns)).astype(columns)


@some.composite
def plans(draw: some.DrawFn) -> Plan:
    parts: dict[str, Any] = {
        name: draw(rows_of(noun)) for name, noun in PLAN_TABLES.items() if name != "head"
    }
    for name, noun in (("deliveries", Delivery), ("tasks", Task), ("drop_loads", DropLoad)):
        parts[name] = frame_of(noun, parts[name])
    return Plan(head=draw(records_of(PLAN_TABLES["head"])), **parts)


@given(plan=plans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plan_written_and_read_is_the_same_plan(plan: Plan, tmp_path: Path):
    write_plan(plan, (), tmp_path / "plan.xlsx")
    found = read_plan(tmp_path / "plan.xlsx")
    assert found == plan
    pd.testing.assert_frame_equal(found.deliveries, plan.deliveries, check_dtype=False)
    pd.testing.assert_frame_equal(found.tasks, plan.tasks, check_dtype=False)


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """A small plan with all its pages."""
    world = a_bakery()
    plan = a_plan(world, lots=[("L1", "P1", 0, 80.0)], deliveries=[("S1", "L1", 0, 80.0)])
    write_plan(plan, pages_of(world, plan, Verdict((), 0.0)), tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def edit(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_pages_for_people_stand_before_the_tables(plan_path: Path):
    names = openpyxl.load_workbook(plan_path, read_only=True).sheetnames
    assert names[0] == "总览 Overview"
    assert names[-len(PLAN_TABLES) :] == [noun.sheet.name for noun in PLAN_TABLES.values()]


def test_a_quantity_changed_by_hand_is_read(plan_path: Path):
    before = read_plan(plan_path)
    edit(plan_path, "生产批次 Lots", "F4", 85)
    after = read_plan(plan_path)
    assert after == replace(before, lots=(before.lots[0].model_copy(update={"kg": 85.0}),))


def test_a_quantity_typed_as_text_is_read_as_a_number(plan_path: Path):
    edit(plan_path, "生产批次 Lots", "F4", "８５")
    assert read_plan(plan_path).lots[0].kg == 85.0


def test_a_delivery_changed_by_hand_is_read(plan_path: Path):
    edit(plan_path, "配送明细 Deliveries", "E4", 12.5)
    assert read_plan(plan_path).deliveries["kg"].tolist() == [12.5]


def test_edits_on_the_pages_change_nothing(plan_path: Path):
    before = read_plan(plan_path)
    edit(plan_path, "总览 Overview", "A1", "随便写")
    assert read_plan(plan_path) == before


def test_a_faulty_cell_is_named(plan_path: Path):
    edit(plan_path, "生产批次 Lots", "F4", "十二公斤半")
    with pytest.raises(WorkbookError, match="Lots!F4"):
        read_plan(plan_path)


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("D4", 2.5, "2.5 is not a whole number"),
        ("D5", -2, "-2 must be at least 0"),
        ("E4", -8, "-8 must be at least 0"),
        ("F4", -0.5, "-0.5 must be at least 0"),
    ],
)
def test_people_are_whole_and_hours_not_negative(plan_path: Path, cell: str, value: float, told: str):
    edit(plan_path, "班组出勤 Crew days", cell, value)
    with pytest.raises(WorkbookError, match=f"Crew days!{cell}: {told}"):
        read_plan(plan_path)


def test_a_missing_table_is_named(plan_path: Path):
    book = openpyxl.load_workbook(plan_path)
    del book["配送明细 Deliveries"]
    book.save(plan_path)
    with pytest.raises(WorkbookError, match="Deliveries"):
        read_plan(plan_path)


def test_a_scenario_is_not_mistaken_for_a_plan(tmp_path: Path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(WorkbookError):
        read_plan(tmp_path / "other.xlsx")


def test_some_tables_can_be_read_without_opening_the_others(tmp_path):
    world = a_bakery()
    plan = a_plan(world, lots=[("L1", "P1", 0, 50.0)], deliveries=[("S1", "L1", 0, 50.0)])
    write_plan(plan, (), tmp_path / "plan.xlsx")
    part = read_plan(tmp_path / "plan.xlsx", ("lots",))
    assert part.lots == plan.lots and part.head == plan.head
    assert part.deliveries.empty and part.crew_days == ()
