"""When goods are ready: packed, released and picked, lot by lot."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.verify.doors import DAY, DoorsBook
from planner.verify.stock import StockLedger
from planner.verify.tasks import TaskBook
from planner.verify.tolerance import ABSOLUTE, rounded_up

Floats = NDArray[np.float64]


def ready_minutes(scenario: Scenario, stock: StockLedger, doors: DoorsBook, tasks: TaskBook) -> Floats:
    """Minute, from 0:00 of the plan's first day, from which each row of `stock.lots` may be loaded."""
    lots = stock.lots
    packed = np.where(lots["made"], _doors_closed(scenario, lots, doors), lots["day"] * DAY)
    finished = lots["code"].map(_finished(tasks)).where(lots["made"])
    packed = np.where(finished.notna(), finished, packed)
    hours = {p.code: scenario.release_of[p.release].hold_hours for p in scenario.products}
    held = 60 * lots["product"].map(hours).to_numpy(dtype=float)
    return np.asarray(rounded_up(packed + held + scenario.settings.picking_minutes))


def _finished(tasks: TaskBook) -> "pd.Series[float]":
    """Minute at which the last task of a lot is done, of lots whose line tasks carry all of their kilograms."""
    line = tasks.tasks[tasks.tasks["is_line"]].groupby("lot")["kg"].sum()
    whole = line[(line - tasks.lots["lot_kg"].reindex(line.index)).abs() <= ABSOLUTE]
    last: pd.Series[float] = tasks.tasks.groupby("lot")["done"].max()
    return last[last.index.isin(whole.index)]


def _doors_closed(scenario: Scenario, lots: pd.DataFrame, doors: DoorsBook) -> Floats:
    """When the last people of a lot's workshop leave on its day; of a closed one, when its shift would end."""
    rows = {shop.code: row for row, shop in enumerate(scenario.workshops)}
    homes = {p.code: rows[scenario.family_of[p.family].workshop] for p in scenario.products}
    shop = lots["workshop"].map(rows).fillna(lots["product"].map(homes)).to_numpy(dtype=int)
    day = lots["day"].clip(lower=0).to_numpy(dtype=int)
    closes = doors.workshops.closes[shop, day]
    ends = np.array([_shift_end(scenario, row.shift) for row in scenario.workshops])
    return np.asarray(np.where(doors.workshops.turn[shop, day] > 0, closes, day * DAY + ends[shop]))


def _shift_end(scenario: Scenario, code: str) -> int:
    """Minute at which a plain shift ends, the next day's after 24:00."""
    shift = scenario.shift_of[code]
    starts, ends = (time.hour * 60 + time.minute for time in (shift.starts, shift.ends))
    return starts + (ends - starts - 1) % DAY + 1
