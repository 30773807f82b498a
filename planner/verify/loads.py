"""What every lot asks of resources and people, stage by stage and day by day."""

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario

LOAD = ["lot", "resource", "day", "workshop", "rank", "unit_hours", "person_hours"]


def loads_of(scenario: Scenario, lots: pd.DataFrame) -> pd.DataFrame:
    """Unit-hours and person-hours of each lot at each stage with a resource, on the stage's day.

    `lots` has code, product, line, day, kg; a line stage counts only on the line the lot names.
    """
    rows = lots[["code", "product", "line", "day", "kg"]].rename(columns={"code": "lot", "day": "lot_day"})
    rows = rows.join(_paces(scenario), on="product").merge(_stages(scenario), on="family")
    rows = rows[~rows["is_line"] | (rows["resource"] == rows["line"])]
    setup = np.where(rows["is_line"], rows["setup_hours"], 0.0)
    running = rows["kg"] * rows["hours_per_kg"] / rows["pace"]
    return rows.assign(
        day=rows["lot_day"] - rows["days_before"],
        unit_hours=running + setup,
        person_hours=running * rows["workers"] + setup * rows["setup_workers"],
    )[LOAD]


def _paces(scenario: Scenario) -> pd.DataFrame:
    rows = {p.code: (p.family, p.pace, p.setup_minutes / 60, p.setup_workers) for p in scenario.products}
    columns = ["family", "pace", "setup_hours", "setup_workers"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _stages(scenario: Scenario) -> pd.DataFrame:
    rows = [
        (
            s.family,
            s.resource,
            scenario.resource_of[s.resource].workshop,
            s.is_line,
            s.hours_per_kg,
            s.workers,
            s.skill.rank,
            s.days_before,
        )
        for s in scenario.routing
        if s.resource
    ]
    columns = ["family", "resource", "workshop", "is_line", "hours_per_kg", "workers", "rank", "days_before"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"is_line": bool, "hours_per_kg": float, "workers": float, "rank": int, "days_before": float}
    )
