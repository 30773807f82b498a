"""The factory of full size to the minute: each lot in two batches of four stages, 96,000 tasks."""

from dataclasses import replace
from itertools import accumulate

import numpy as np
import pandas as pd

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.verify.large import FULL, LOT_KG, Size, a_large_world

SEQS, LINE = (10, 20, 30, 40), 30
UNITS = np.array([2.0, 2.0, 1.0, 2.0])
MINUTES = (LOT_KG / 2 * 60 / 100 / UNITS).astype(int)
STARTS = np.array([450, *accumulate(MINUTES[:-1].tolist(), initial=450)][1:])


def a_large_timed_world(size: Size = FULL, seed: int = 1) -> tuple[Scenario, Plan]:
    """The large world, every batch on an oven of its own at the line stage and on two at the others."""
    scenario, plan = a_large_world(size, seed)
    lots = pd.DataFrame(
        [(row.code, row.line, row.date) for row in plan.lots], columns=["lot", "resource", "date"]
    )
    batches = lots.loc[lots.index.repeat(2)].reset_index(drop=True).assign(kg=LOT_KG / 2)
    batches["batch"] = batches.groupby("lot").cumcount() + 1
    batches["unit"] = batches.groupby(["resource", "date"]).cumcount() + 1
    step = np.tile(np.arange(len(SEQS)), len(batches))
    tasks = batches.loc[batches.index.repeat(len(SEQS))].reset_index(drop=True)
    seq = np.array(SEQS)[step]
    return scenario, replace(
        plan,
        tasks=tasks.assign(
            seq=seq,
            unit=tasks["unit"].where(seq == LINE, 0),
            date=pd.to_datetime(tasks["date"]),
            starts=STARTS[step],
            ends=STARTS[step] + MINUTES[step],
            units=UNITS[step],
            people=2 * UNITS[step],
        ),
    )
