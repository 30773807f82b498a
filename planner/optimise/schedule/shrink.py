"""Tasks cut down to lots that became smaller: last batches first, a batch shrunk or taken off."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from planner.domain.plan import Lot
from planner.domain.scenario import Scenario
from planner.optimise.schedule.steps import steps_of

SMALL = 1e-6


def shrunk(
    scenario: Scenario, tasks: pd.DataFrame, before: tuple[Lot, ...], kept: Mapping[str, float]
) -> pd.DataFrame:
    """The tasks of the lots before, less what is no longer kept of them; what is left stays where it is."""
    lots = {lot.code: lot for lot in before}
    batches = tasks.drop_duplicates(["lot", "batch"]).sort_values(["lot", "batch"], ascending=False)
    over = {
        str(code): kg - kept.get(str(code), 0.0) for code, kg in batches.groupby("lot")["kg"].sum().items()
    }
    smaller: dict[tuple[str, int], float] = {}
    for code, number, kg in zip(batches["lot"], batches["batch"], batches["kg"], strict=True):
        if over[code] > SMALL:
            less = min(kg, over[code])
            smaller[code, number] = kg - less
            over[code] -= less
    if not smaller:
        return tasks
    keys = list(zip(tasks["lot"], tasks["batch"], strict=True))
    gone = [smaller.get(key, 1.0) <= SMALL for key in keys]
    chambers = {
        code: {step.stage.seq for step in _steps(scenario, lots[code]) if step.is_chamber}
        for code in {code for code, _ in smaller}
    }
    rows = [
        _smaller(row, smaller.get(key), chambers)
        for key, row, is_gone in zip(keys, tasks.to_dict("records"), gone, strict=True)
        if not is_gone
    ]
    return pd.DataFrame(rows, columns=tasks.columns).astype(tasks.dtypes)


def _steps(scenario: Scenario, lot: Lot) -> Any:
    return steps_of(scenario, scenario.product_of[lot.product], lot.line)


def _smaller(row: dict[Any, Any], kg: float | None, chambers: Mapping[str, set[int]]) -> dict[Any, Any]:
    """A task with fewer kilograms; in a chamber it takes less room and fewer hands."""
    if kg is None:
        return row
    part = kg / row["kg"] if row["seq"] in chambers[row["lot"]] else 1.0
    return row | {"kg": kg, "units": row["units"] * part, "people": row["people"] * part}
