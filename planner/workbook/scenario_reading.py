"""Reads a scenario: cells first, then sense; a scenario comes out only when no fault is left."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from planner.domain.calendar import Settings
from planner.domain.scenario import SCENARIO_TABLES, Scenario
from planner.workbook.checks import check_sense
from planner.workbook.checks_demand import demand_of
from planner.workbook.issue import Issue, faults_in, issue
from planner.workbook.reading import World, read_world


@dataclass(frozen=True)
class Reading:
    """What was read: the scenario, None when there are faults, and every issue."""

    scenario: Scenario | None
    issues: tuple[Issue, ...]


def read_scenario(path: Path) -> Reading:
    """Read a workbook or a folder of CSV files; never raises for what is wrong in it."""
    world = read_world(path, SCENARIO_TABLES)
    if not world.opened:
        return Reading(None, world.issues)
    world = _with_demand_in_order(world)
    issues = (*world.issues, *_empty_sheets(world), *check_sense(world.built))
    if faults_in(issues):
        return Reading(None, issues)
    scenario = _scenario_of(world)
    return Reading(scenario, issues)


def _empty_sheets(world: World) -> list[Issue]:
    """A fault for each required sheet without data, unless its own faults say more."""
    faulty = {found.sheet for found in faults_in(world.issues)}
    tables = [built.table for built in world.built.values() if built.table is not None]
    return [
        issue("sheet_empty", table.sheet, "the sheet holds no data yet.")
        for table in tables
        if table.noun.sheet.required and not table.count and table.sheet not in faulty
    ]


def _with_demand_in_order(world: World) -> World:
    """The demand sorted by customer, product and date, without zeros; entries follow their rows."""
    built = world.built["demand"]
    frame = built.frame
    if frame is None or frame.empty:
        return world
    kept = frame[frame["kg"] > 0].sort_values(["customer", "product", "date"], kind="stable")
    entries = [built.entries[position] for position in kept.index.tolist()]
    ordered = replace(built, entries=entries, frame=kept.reset_index(drop=True))
    return replace(world, built={**world.built, "demand": ordered})


def _scenario_of(world: World) -> Scenario:
    """The scenario of a world without faults; demand outside the horizon is left out."""
    records: dict[str, Any] = {name: tuple(built.records) for name, built in world.built.items()}
    settings: Settings = records.pop("settings")[0]
    demand = demand_of(world.built)
    inside = demand["date"].between(pd.Timestamp(settings.start), pd.Timestamp(settings.end))
    return Scenario(**(records | {"settings": settings, "demand": demand[inside].reset_index(drop=True)}))
