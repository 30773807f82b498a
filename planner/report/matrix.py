"""Days across: headings for them, frames turned so that they run across, and tables of kilograms by day."""

from collections.abc import Mapping

import pandas as pd

from planner.domain.page import Limits, Look, PageColumn, Section, Table
from planner.domain.scenario import Scenario
from planner.report.words import WEEKDAYS, cell_rows, day_mood, lunar_words

FILL = PageColumn("满足率", "Fill", Look.PERCENT, 8, limits=Limits(amber=0.98, red=0.90))
SHEET_DAYS = 14


def day_columns(
    scenario: Scenario, look: Look, width: float, heat: float | None = None, totalled: bool = False
) -> tuple[PageColumn, ...]:
    """One column for each day of the horizon: month/day, weekday, lunar day; rest days tinted."""
    found = []
    for date in scenario.dates:
        day = scenario.day_of.get(date)
        lunar = lunar_words(day.lunar).rpartition("月")[2] if day else ""
        found.append(
            PageColumn(
                zh=f"{date.month}/{date.day}",
                en=f"周{WEEKDAYS[date.weekday()]} {lunar}".strip(),
                look=look,
                width=width,
                heat=heat,
                totalled=totalled,
                mood=day_mood(scenario, date),
            )
        )
    return tuple(found)


def across_days(
    frame: pd.DataFrame, down: str, value: str, days: pd.DatetimeIndex, rows: pd.Index
) -> pd.DataFrame:
    """Sums of `value` with `down` as rows, in the order of `rows`, and all days as columns; gaps are NaN."""
    sums = frame.groupby([down, "date"])[value].sum()
    wide = sums.unstack("date") if len(sums) else pd.DataFrame(dtype=float)
    return wide.reindex(index=rows, columns=days).astype(float)


def kilogram_table(
    scenario: Scenario,
    head: tuple[PageColumn, ...],
    rows: pd.DataFrame,
    bands: Mapping[str, str],
    measure: str,
) -> Table:
    """Kilograms by day: the columns of `head`, then a column for each day.

    `rows` has a column `band` besides these; `bands` names them in order, and `measure` is what their rows
    are counted in: 家 or 种.
    """
    sections = []
    for code, name in bands.items():
        part = rows[rows["band"] == code].drop(columns="band")
        if len(part):
            sections.append(
                Section(cell_rows(part), f"{code} {name}（{len(part)} {measure}）", totalled=True)
            )
    return Table((*head, *day_columns(scenario, Look.KG, 7.5, totalled=True)), tuple(sections))


def fill_of(sums: pd.DataFrame) -> "pd.Series[float]":
    """Share of what was ordered that is delivered; missing where nothing was."""
    return (sums["delivered"] / sums["ordered"]).where(sums["ordered"] > 0)
