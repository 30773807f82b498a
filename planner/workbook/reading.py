"""Reads any set of nouns from a workbook or a folder of CSV files, all faults in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path
from typing import Any

import pandas as pd

from planner.domain.noun import Noun
from planner.workbook.days import Clock
from planner.workbook.doubt import BAD
from planner.workbook.grid import Grid, is_blank
from planner.workbook.grids import Opened, open_source
from planner.workbook.guard import Wanted, every_sheet
from planner.workbook.headings import nearest, plain
from planner.workbook.issue import Issue, issue
from planner.workbook.records import build_frame, build_records, empty_frame, keys_twice
from planner.workbook.references import resolve
from planner.workbook.sheethead import GUIDE_SHEET
from planner.workbook.sieve import Sift
from planner.workbook.sifting import sift
from planner.workbook.table import Built, Table

KEPT_AS_FRAME = frozenset(("demand", "deliveries", "tasks", "drop_loads"))
Records = tuple[Any, ...] | pd.DataFrame


@dataclass(frozen=True)
class World:
    """Everything read: the records of each noun with their places, and the issues."""

    built: Mapping[str, Built]
    issues: tuple[Issue, ...]
    clock: Clock
    opened: bool


def read_nouns(
    path: Path,
    tables: Mapping[str, type[Noun]],
    pages: frozenset[str] = frozenset(),
    *,
    others_unopened: bool = False,
) -> tuple[dict[str, Records], list[Issue]]:
    """The records of each noun by name, and all issues; sheets named in `pages` are passed over.

    With `others_unopened` a sheet that is none of these nouns is not even opened, which saves time.
    """
    titles = _titles_of(tables)
    wanted = (lambda sheet: plain(sheet) in titles) if others_unopened else every_sheet
    world = read_world(path, tables, pages, wanted)
    found: dict[str, Records] = {}
    for name, built in world.built.items():
        found[name] = tuple(built.records) if built.frame is None else built.frame
    return found, list(world.issues)


def read_world(
    path: Path,
    tables: Mapping[str, type[Noun]],
    pages: frozenset[str] = frozenset(),
    wanted: Wanted = every_sheet,
) -> World:
    """Read, match and build every noun; never raises for what is wrong in the source."""
    source = open_source(path, wanted)
    clock = Clock(epoch_1904=source.epoch_1904)
    if not source.grids:
        nothing = {name: _nothing(name, noun) for name, noun in tables.items()}
        return World(nothing, source.issues or tuple(_missing(tables, {})), clock, opened=False)
    grids, issues = _match(source, tables, pages)
    sifted, clock, more = _sift_all(grids, tables, clock)
    unreadable = frozenset(
        name
        for name, noun in tables.items()
        if (noun.sheet.required or name in grids) and _is_lost(noun, sifted.get(name))
    )
    resolved, matches = resolve(sifted, tables, unreadable)
    built, faults = _build_all(resolved, tables)
    everything = [*source.issues, *issues, *_missing(tables, grids), *more, *matches, *faults]
    return World(built, tuple(dict.fromkeys(everything)), clock, opened=True)


def _is_lost(noun: type[Noun], table: Table | None) -> bool:
    """Whether the codes of a sheet are unknown as a whole, which other sheets cannot help."""
    if table is None or not table.count:
        return table is None or noun.sheet.required
    return bool(noun.sheet.key) and all(value is BAD for value in table.values[noun.sheet.key[0]])


def _match(
    source: Opened, tables: Mapping[str, type[Noun]], pages: frozenset[str]
) -> tuple[dict[str, Grid], list[Issue]]:
    """Which sheet holds which noun; sheets nobody knows and sheets given twice."""
    names = _titles_of(tables)
    passed_over = {plain(page) for page in {*pages, GUIDE_SHEET}}
    grids: dict[str, Grid] = {}
    issues: list[Issue] = []
    for grid in source.grids:
        title = plain(Path(grid.name).stem if grid.plain_text else grid.name)
        name = names.get(title)
        if name is None:
            issues += [] if title in passed_over else _unknown(grid, tables)
        elif name in grids:
            message = f"this is {tables[name].sheet.name} again; first in '{grids[name].name}'."
            issues.append(issue("sheet_twice", grid.name, message))
        else:
            grids[name] = grid
            if grid.hidden:
                issues.append(
                    issue("sheet_hidden", grid.name, "the sheet is hidden; it is read all the same.")
                )
    return grids, issues


def _titles_of(tables: Mapping[str, type[Noun]]) -> dict[str, str]:
    """The plain names a sheet of each noun may have."""
    return {
        plain(title): name
        for name, noun in tables.items()
        for title in (noun.sheet.zh, noun.sheet.en, noun.sheet.name, f"{noun.sheet.en}{noun.sheet.zh}")
    }


def _unknown(grid: Grid, tables: Mapping[str, type[Noun]]) -> list[Issue]:
    """A warning for a sheet that is not read, unless it is empty."""
    if all(is_blank(cell) for row in grid.rows[:200] for cell in row):
        return []
    titles = [title for noun in tables.values() for title in (noun.sheet.name, noun.sheet.en, noun.sheet.zh)]
    name = Path(grid.name).stem if grid.plain_text else grid.name
    return [issue("sheet_unknown", grid.name, f"the sheet is unknown and not read.{nearest(name, titles)}")]


def _missing(tables: Mapping[str, type[Noun]], grids: Mapping[str, Grid]) -> list[Issue]:
    return [
        issue("sheet_missing", noun.sheet.name, "the sheet is missing.")
        for name, noun in tables.items()
        if noun.sheet.required and name not in grids
    ]


def _sift_all(
    grids: Mapping[str, Grid], tables: Mapping[str, type[Noun]], clock: Clock
) -> tuple[dict[str, Table], Clock, list[Issue]]:
    """The tables of all grids; a form with a first and last day sets the clock for those after it."""
    sifted: dict[str, Table] = {}
    issues: list[Issue] = []
    for name, noun in tables.items():
        if name in grids:
            table, found = sift(grids[name], Sift(name, noun, clock))
            issues += found
            if table is not None:
                sifted[name] = table
                clock = _clock_after(table, clock)
    return sifted, clock, issues


def _clock_after(table: Table, clock: Clock) -> Clock:
    """The clock with the days of a form that says when the plan starts and ends."""
    if table.noun.sheet.layout != "form" or not {"start", "end"} <= set(table.values):
        return clock
    start, end = table.values["start"][0], table.values["end"][0]
    return replace(clock, start=_day(start), end=_day(end))


def _day(value: Any) -> Date | None:
    return None if value is BAD else value


def _build_all(
    tables: Mapping[str, Table], nouns: Mapping[str, type[Noun]]
) -> tuple[dict[str, Built], list[Issue]]:
    built: dict[str, Built] = {}
    issues: list[Issue] = []
    for name, noun in nouns.items():
        if name not in tables:
            built[name] = _nothing(name, noun)
            continue
        build = build_frame if name in KEPT_AS_FRAME else build_records
        built[name], found = build(tables[name])
        issues += found
        if name in KEPT_AS_FRAME and not isinstance(tables[name].where[noun.sheet.key[0]][1], list):
            issues += keys_twice(tables[name]) if noun.sheet.layout == "rows" else []
    return built, issues


def _nothing(name: str, noun: type[Noun]) -> Built:
    return Built(frame=empty_frame(noun) if name in KEPT_AS_FRAME else None)
