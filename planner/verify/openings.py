"""The rule of opened minutes: no work outside the doors, none by hand while people eat."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.doors import DoorsBook, breaks_from
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE
from planner.verify.wording import breach, clock_of, date_of, resource_name


def work_happens_only_in_opened_minutes_and_not_in_breaks(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Work happens only in opened minutes, and not in breaks."""
    tasks = ledger.tasks.begun
    tasks = tasks.assign(outside=_outside(ledger.doors, tasks), eating=_begun_in_breaks(ledger.doors, tasks))
    tasks = tasks[tasks["outside"] + tasks["eating"] > ABSOLUTE]
    columns = "lot", "batch", "resource", "day", "starts", "ends", "outside", "eating"
    for lot, batch, code, day, starts, ends, outside, eating in rows_of(tasks, *columns):
        when = f"on {date_of(scenario, day)} from {clock_of(starts)} to {clock_of(ends)}"
        what = f"Lot {lot}, batch {batch:.0f} on {resource_name(scenario, code)} {when}"
        text = f"{what}: {outside:g} minutes outside its hours, {eating:g} in a break."
        yield breach(work_happens_only_in_opened_minutes_and_not_in_breaks, outside + eating, text)


def _outside(doors: DoorsBook, tasks: pd.DataFrame) -> NDArray[np.float64]:
    """Minutes of each task outside its resource's hours; all of one that begins after those of its day."""
    key = tasks["row"].to_numpy(), tasks["day"].to_numpy()
    opens, closes, last = doors.resources.opens[key], doors.resources.closes[key], doors.last_minutes[key]
    begins, done = tasks["begins"].to_numpy(), tasks["done"].to_numpy()
    inside = np.maximum(np.minimum(done, last) - np.maximum(begins, opens), 0.0)
    return np.asarray(done - begins - np.where(begins < closes, inside, 0.0))


def _begun_in_breaks(doors: DoorsBook, tasks: pd.DataFrame) -> NDArray[np.float64]:
    """Minutes of a break at the beginning of bench tasks."""
    begins, done = tasks["begins"].to_numpy(), tasks["done"].to_numpy()
    eating = np.zeros(len(tasks))
    for rest, back in breaks_from(doors.workshops, tasks["shop"].to_numpy(), tasks["day"].to_numpy()):
        within = (rest <= begins) & (begins < back)
        eating += np.where(within, np.minimum(back, done) - begins, 0.0)
    return np.where(tasks["pauses"].to_numpy(), eating, 0.0)


CHECKS = (work_happens_only_in_opened_minutes_and_not_in_breaks,)
