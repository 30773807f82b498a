"""The rules of batches: every kilogram of a lot on tasks, through every stage, with its waits."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE, differs, exceeds
from planner.verify.wording import breach, date_of, product_name

Mask = pd.Series
BATCH = ["lot", "batch"]
LEAST_PART = 1 / 3


def every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Every kilogram of a lot is on tasks or reported unplaced, and none on both."""
    if not ledger.tasks.is_kept:
        return
    lots, unplaced = ledger.tasks.lots, ledger.frames.sound["unplaced"]
    on_tasks = ledger.tasks.batches.groupby(level="lot")["kg"].sum()
    lots = lots.assign(
        placed=on_tasks.reindex(lots.index).fillna(0.0),
        unplaced=unplaced.groupby("lot")["kg"].sum().reindex(lots.index).fillna(0.0),
    )
    lots = lots[differs(lots["placed"] + lots["unplaced"], lots["lot_kg"])].reset_index(names="code")
    columns = "code", "product", "lot_kg", "placed", "unplaced"
    for code, product, kg, placed, rest in rows_of(lots, *columns):
        lot = f"Lot {code} of {product_name(scenario, product)} is {kg:.3f} kg"
        text = f"{lot}; {placed:.3f} kg are on tasks and {rest:.3f} kg are reported unplaced."
        yield breach(every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced, abs(placed + rest - kg), text)


def batch_goes_through_every_stage_on_its_day_and_long_enough(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """A batch goes through every stage on its day, long enough, with the units and hands it takes."""
    tasks = ledger.tasks.tasks
    if tasks.empty:
        return
    faults = _task_faults(ledger, tasks)
    tasks = tasks.assign(faulty=tasks["fits"] & np.any([*faults.values()], axis=0), strays=~tasks["fits"])
    found = tasks.groupby(BATCH)[["fits", "strays", "faulty"]].sum()
    asked = ledger.tasks.stages.groupby("family")["seq"].nunique()
    families = ledger.tasks.lots["family"].reindex(found.index.get_level_values("lot"))
    missing = asked.reindex(families).to_numpy() - found["fits"].to_numpy()
    found["off"] = found["faulty"] + np.maximum(missing, found["strays"])
    whys = {why: set(map(tuple, tasks.loc[mask, BATCH].to_numpy())) for why, mask in faults.items()}
    found = found[found["off"] > 0].reset_index()
    for lot, batch, off in rows_of(found, *BATCH, "off"):
        reasons = [why for why, batches in whys.items() if (lot, batch) in batches]
        text = f"Lot {lot}, batch {batch:.0f}: {'; '.join(reasons or ['a stage has no task'])}."
        yield breach(batch_goes_through_every_stage_on_its_day_and_long_enough, off, text)


def _task_faults(ledger: Ledger, tasks: pd.DataFrame) -> dict[str, Mask]:
    """What may be wrong with a task, and the tasks of which it is true."""
    whole = ledger.tasks.batches["kg"].reindex(pd.MultiIndex.from_frame(tasks[BATCH])).to_numpy()
    size = tasks["product_batch_kg"]
    loads = np.maximum((whole / size).round(), 1.0) * size
    fits, chamber, line = tasks["fits"], tasks["is_chamber"], tasks["is_line"] & ~tasks["is_chamber"]
    space = tasks["kg"] / (tasks["load_kg"] * tasks["pace"])
    units = (tasks["units"] == 1) & tasks["unit"].between(1, tasks["count"])
    group = (tasks["unit"] == 0) & (tasks["units"] >= 1) & (tasks["units"] % 1 == 0)
    claims = units.where(line, group).where(~chamber, (tasks["unit"] == 0) & ~differs(tasks["units"], space))
    return {
        "a task is on no stage of its routing, or not on the lot's line": ~fits,
        "batches are numbered from 1": tasks["batch"] < 1,
        "it is no whole number of its product's batches": size.notna() & differs(whole, loads),
        "a task has other kilograms than its batch": fits & differs(tasks["kg"], whole),
        "a task is on another day": fits & (tasks["day"] != tasks["lot_day"] - tasks["days_before"]),
        "a task claims other units than its stage takes": fits & ~claims,
        "a task claims other hands than its units take": fits & _other_hands(tasks),
        "a task is shorter than its work": fits & _too_short(tasks),
    }


def _other_hands(tasks: pd.DataFrame) -> Mask:
    """Tasks with more hands than all their units take, or fewer than a third of them; in a chamber: with other ones."""
    full: pd.Series[float] = tasks["workers"] * tasks["units"]
    least: pd.Series[float] = full.where(tasks["is_chamber"], full * LEAST_PART)
    other: Mask = exceeds(tasks["people"], full) | exceeds(least, tasks["people"])
    return other


def _too_short(tasks: pd.DataFrame) -> Mask:
    """Tasks that work fewer minutes than their kilograms take with their hands, or leave the chamber early."""
    full: pd.Series[float] = tasks["workers"] * tasks["units"]
    manned: pd.Series[float] = (tasks["people"] / full.where(full > 0, np.nan)).fillna(1.0).clip(upper=1.0)
    units = np.maximum(tasks["units"] * manned, ABSOLUTE)
    work: pd.Series[float] = tasks["kg"] * tasks["hours_per_kg"] * 60 / tasks["pace"] / units
    needed: pd.Series[float] = work.where(~tasks["is_chamber"], tasks["cycle_minutes"])
    return tasks["working"] < needed - ABSOLUTE


def batch_waits_at_least_and_at_most_as_its_routing_says(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """A batch waits at least and at most as its routing says; a missing stage or a wrong day is another rule's."""
    tasks = ledger.tasks.tasks
    on_day = tasks["day"] == tasks["lot_day"] - tasks["days_before"]
    tasks = tasks[tasks["fits"] & on_day].sort_values([*BATCH, "seq"])
    after = tasks.groupby(BATCH, sort=False)[["seq", "begins"]].shift(-1)
    spent = tasks["length"].where(tasks["is_chamber"], 0.0)
    least = np.maximum(tasks["wait_min"] - spent, 0.0)
    most = np.maximum(tasks["wait_max"] - spent, 0.0)
    tasks = tasks.assign(gap=after["begins"] - tasks["done"], least=least, most=most)
    tasks = tasks[after["seq"] == tasks["next_seq"]]
    off = np.maximum(tasks["least"] - tasks["gap"], tasks["gap"] - tasks["most"])
    tasks = tasks.assign(off=off)[off > ABSOLUTE]
    columns = "lot", "batch", "seq", "next_seq", "day", "gap", "least", "most", "off"
    for lot, batch, seq, following, day, gap, least, most, off in rows_of(tasks, *columns):
        who = f"Lot {lot}, batch {batch:.0f}: from stage {seq:.0f} on {date_of(scenario, day)}"
        allowed = f"at least {least:g}" + (f", at most {most:g}" if exceeds(np.inf, most) else "")
        text = f"{who} to stage {following:.0f} it waits {gap:g} minutes; {allowed}."
        yield breach(batch_waits_at_least_and_at_most_as_its_routing_says, off, text)


CHECKS = (
    every_kilogram_of_a_lot_is_on_tasks_or_reported_unplaced,
    batch_goes_through_every_stage_on_its_day_and_long_enough,
    batch_waits_at_least_and_at_most_as_its_routing_says,
)
