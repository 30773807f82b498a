"""Writes a scenario as the workbook a planner edits, or as a folder of CSV files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from planner.domain.calendar import Day, DayKind
from planner.domain.errors import WorkbookError
from planner.domain.noun import Noun
from planner.domain.scenario import SCENARIO_TABLES, Scenario
from planner.workbook.csvfiles import write_csv
from planner.workbook.csvrows import csv_rows
from planner.workbook.dropdowns import key_range
from planner.workbook.formats import looks_of
from planner.workbook.guide import write_guide
from planner.workbook.sheets import write_noun_sheet
from planner.workbook.sheetstyle import TOP, Style
from planner.workbook.strictbook import open_book

SPARE_ROWS = 30
LONGEST_MARK = 6
WEEKDAYS = "一二三四五六日"
FIRST_SHEETS = ("settings", "demand")
NEEDED_TAB, OTHER_TAB = "#2F5597", "#A6A6A6"
Records = Sequence[Noun] | pd.DataFrame


def write_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario to an .xlsx file, or as CSV files to a path without suffix (made if need be).

    Raises WorkbookError for any other suffix.
    """
    if path.suffix.lower() == ".xlsx" and not path.is_dir():
        _write_workbook(scenario, path)
        return
    if path.suffix and not path.is_dir():
        raise WorkbookError(f"{path.name} is neither a workbook nor a folder. Maybe {path.stem}.xlsx.")
    path.mkdir(parents=True, exist_ok=True)
    for name, noun in SCENARIO_TABLES.items():
        rows = csv_rows(noun, records_of(scenario, name), scenario.dates)
        write_csv(path / f"{noun.sheet.en}.csv", rows)


def records_of(scenario: Scenario, name: str) -> Records:
    """The records of a noun in a scenario, a form's one record as a sequence."""
    found: Any = getattr(scenario, name)
    return (found,) if isinstance(found, Noun) else found


def _write_workbook(scenario: Scenario, path: Path) -> None:
    order = [*FIRST_SHEETS, *(name for name in SCENARIO_TABLES if name not in FIRST_SHEETS)]
    records = {name: records_of(scenario, name) for name in order}
    style = Style(
        spare=SPARE_ROWS,
        extents=_extents(records),
        dates=scenario.dates,
        names=_names_for_people(scenario),
        marks={day.date: _mark_of(day) for day in scenario.days},
    )
    with open_book(path) as book:
        looks = looks_of(book)
        write_guide(book, scenario.settings.name, [SCENARIO_TABLES[name] for name in order], looks)
        for name in order:
            noun = SCENARIO_TABLES[name]
            sheet = write_noun_sheet(book, noun, records[name], looks, style)
            sheet.set_tab_color(NEEDED_TAB if noun.sheet.required else OTHER_TAB)


def _extents(records: Mapping[str, Records]) -> dict[str, str]:
    """The key cells of every sheet that others may refer to, spare rows included."""
    return {
        noun.sheet.en: key_range(noun, TOP, len(records[name]) + SPARE_ROWS)
        for name, noun in SCENARIO_TABLES.items()
        if len(noun.sheet.key) == 1
    }


def _mark_of(day: Day) -> str:
    """What stands above a day of the demand: its weekday, and its name or that nobody need work."""
    rest = "" if day.kind is DayKind.WORK else "休"
    return f"周{WEEKDAYS[day.date.weekday()]}\n{(day.label or rest)[:LONGEST_MARK]}".strip()


def _names_for_people(scenario: Scenario) -> dict[str, dict[str, str]]:
    return {
        "customer": {customer.code: customer.name for customer in scenario.customers},
        "product": {product.code: product.name for product in scenario.products},
    }
