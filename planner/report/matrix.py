"""Days across: headings for them and frames turned so that they run across."""

import pandas as pd

from planner.domain.page import Look, PageColumn
from planner.domain.scenario import Scenario
from planner.report.words import WEEKDAYS, day_mood, lunar_words


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
