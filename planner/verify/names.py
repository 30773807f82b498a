"""Every name, day, number and key of the plan that is not sound, once for each value."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.domain.dispatch import WhyLeft
from planner.domain.noun import columns_of
from planner.domain.plan import BILL_LINES, Attendance
from planner.domain.scenario import Scenario
from planner.verify.frames import SHEETS, Frames, Mask, rows_of, whole_columns
from planner.verify.papers import paper_faults

OTHER_REFERENCES = {
    ("components", "kit_lot"): "Lots made",
    ("components", "component_lot"): "Lots made or in stock",
    ("deliveries", "lot"): "Lots made or in stock",
    ("write_offs", "lot"): "Lots made or in stock",
    ("materials", "material_lot"): "Material lot",
    ("crew_days", "attendance"): "Attendance",
    ("bill", "line"): "Bill",
    ("tasks", "lot"): "Lots made",
    ("unplaced", "lot"): "Lots made",
    ("drops", "trip"): "Trips",
    ("drop_loads", "trip"): "Trips",
    ("drop_loads", "lot"): "Lots made or in stock",
    ("undelivered", "reason"): "Reason",
}


@dataclass(frozen=True)
class RowFault:
    """Rows of one sheet that share one fault."""

    rows: int
    sentence: str


def name_faults(scenario: Scenario, frames: Frames) -> Iterator[RowFault]:
    """Every unsound name, day, number and key of the plan."""
    yield from _other_scenario(scenario, frames)
    known = _known_names(scenario, frames)
    for sheet in (name for name, frame in frames.raw.items() if not frame.empty):
        yield from _unknown_names(sheet, frames, known)
        yield from _days_outside(sheet, frames)
        yield from _bad_numbers(sheet, frames)
        yield from _repeated_rows(sheet, frames)
    yield from _two_lots_of_a_product(frames)
    yield from _another_product_than_the_lot(scenario, frames)
    yield from _another_material_than_the_lot(scenario, frames)
    yield from (RowFault(1, sentence) for sentence in paper_faults(scenario, frames))


def _known_names(scenario: Scenario, frames: Frames) -> dict[str, frozenset[str]]:
    """Codes that exist, by the English name of the sheet they stand in."""
    made = frozenset(frames.raw["lots"]["code"])
    return {
        "Workshop": frozenset(scenario.workshop_of),
        "Crew": frozenset(crew.code for crew in scenario.crews),
        "Resource": frozenset(scenario.resource_of),
        "Product": frozenset(scenario.product_of),
        "Zone": frozenset(zone.code for zone in scenario.zones),
        "Customer": frozenset(scenario.customer_of),
        "Class": frozenset(scenario.class_of),
        "Material": frozenset(material.code for material in scenario.materials),
        "Material lot": frozenset(lot.code for lot in scenario.material_lots),
        "Lots made": made,
        "Lots made or in stock": made | {lot.code for lot in scenario.stock},
        "Attendance": frozenset(Attendance),
        "Bill": frozenset(BILL_LINES),
        "Vehicle": frozenset(vehicle.code for vehicle in scenario.vehicles),
        "Wave": frozenset(wave.code for wave in scenario.waves),
        "Trips": frozenset(frames.raw["trips"]["code"]),
        "Reason": frozenset(WhyLeft),
    }


def _other_scenario(scenario: Scenario, frames: Frames) -> Iterator[RowFault]:
    claimed, name = frames.plan.head.scenario, scenario.settings.name
    if claimed != name:
        yield RowFault(1, f"The plan was made for scenario {claimed!r}, not for {name!r}.")


def _unknown_names(sheet: str, frames: Frames, known: dict[str, frozenset[str]]) -> Iterator[RowFault]:
    refers = {column.name: column.refers for column in columns_of(SHEETS[sheet]) if column.refers}
    refers |= {column: to for (owner, column), to in OTHER_REFERENCES.items() if owner == sheet}
    for column, to in refers.items():
        values = frames.raw[sheet][column]
        for value, rows in _counted(values[~values.isin(known[to])]):
            yield RowFault(rows, f"{_title(sheet)}: {column} {value!r} is in no row of {to}.{_in_rows(rows)}")


def _days_outside(sheet: str, frames: Frames) -> Iterator[RowFault]:
    dates = frames.scenario.dates
    outside = frames.outside(sheet)
    if outside.any():
        for value, rows in _counted(frames.raw[sheet].loc[outside, "date"]):
            span = f"{dates[0]} to {dates[-1]}"
            yield RowFault(rows, f"{_title(sheet)}: day {value} is not in the plan's {span}.{_in_rows(rows)}")


def _bad_numbers(sheet: str, frames: Frames) -> Iterator[RowFault]:
    whole = whole_columns(SHEETS[sheet])
    doubts = frames.bad_numbers(sheet)
    for column in doubts:
        bad = doubts[column]
        rows = int(bad.sum())
        if rows:
            value = frames.raw[sheet][column][bad].iloc[0]
            must = "a whole number" if column in whole else "a number"
            least = "" if sheet == "bill" else ", at least 0"
            first = f"{column} is {value:g} at {_key_text(sheet, frames, bad)}"
            yield RowFault(rows, f"{_title(sheet)}: {first}; it must be {must}{least}.{_in_rows(rows)}")


def _repeated_rows(sheet: str, frames: Frames) -> Iterator[RowFault]:
    rows = int(frames.repeated(sheet).sum())
    if rows:
        first = _key_text(sheet, frames, frames.repeated(sheet))
        yield RowFault(rows, f"{_title(sheet)}: {first} stands there more than once.{_in_rows(rows)}")


def _two_lots_of_a_product(frames: Frames) -> Iterator[RowFault]:
    lots = frames.sound["lots"]
    again = lots[lots.duplicated(["product", "line", "day"])]
    for code, product, line, day in rows_of(again, "code", "product", "line", "day"):
        date = frames.scenario.dates[int(day)]
        yield RowFault(1, f"Lot {code}: {product} is already made on {line} on {date}. Maybe one lot.")


def _another_product_than_the_lot(scenario: Scenario, frames: Frames) -> Iterator[RowFault]:
    lots = frames.raw["lots"]
    product_of = {lot.code: lot.product for lot in scenario.stock} | dict(
        zip(lots["code"], lots["product"], strict=True)
    )
    for sheet in ("deliveries", "drop_loads"):
        yield from _mismatches(sheet, "lot", "product", frames, product_of)


def _another_material_than_the_lot(scenario: Scenario, frames: Frames) -> Iterator[RowFault]:
    material_of = {lot.code: lot.material for lot in scenario.material_lots}
    yield from _mismatches("materials", "material_lot", "material", frames, material_of)


def _mismatches(sheet: str, lot: str, what: str, frames: Frames, owner: dict[str, str]) -> Iterator[RowFault]:
    frame = frames.raw[sheet]
    true = frame[lot].map(owner)
    wrong = frame[true.notna() & (true != frame[what])]
    for (code, named), rows in Counter(rows_of(wrong, lot, what)).items():
        yield RowFault(rows, f"{_title(sheet)}: lot {code} is {owner[code]}, not {named}.{_in_rows(rows)}")


def _counted(values: "pd.Series[Any]") -> Iterator[tuple[Any, int]]:
    for value, rows in values.value_counts(dropna=False, sort=False).items():
        yield value, int(rows)


def _key_text(sheet: str, frames: Frames, mask: Mask) -> str:
    row = frames.raw[sheet][mask].iloc[0]
    return " · ".join(str(row[name]) for name in SHEETS[sheet].sheet.key)


def _title(sheet: str) -> str:
    return SHEETS[sheet].sheet.name


def _in_rows(rows: int) -> str:
    return f" ({rows} rows)" if rows > 1 else ""
