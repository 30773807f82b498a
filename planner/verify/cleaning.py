"""The rule of cleaning: minutes between two lots on one unit, by what they contain."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from planner.domain.noun import words_in
from planner.domain.plant import Changeover
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE
from planner.verify.wording import breach, clock_of, date_of, product_name, resource_name

UNIT = ["resource", "unit", "day"]


def cleaning_happens_between_lots_as_contents_demand(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Cleaning and set-up happen between lots as contents demand; tasks at one time are another rule's matter."""
    pairs = _neighbours(ledger)
    cleaning = {
        key: cleaning_minutes(scenario, *key)
        for key in set(rows_of(pairs, "before", "product"))
        if isinstance(key[0], str)
    }
    minutes = [cleaning.get(key, 0.0) for key in rows_of(pairs, "before", "product")]
    pairs = pairs.assign(needed=pairs["setup_minutes"] + np.array(minutes, dtype=float))
    pairs = pairs[(pairs["gap"] >= 0) & (pairs["gap"] < pairs["needed"] - ABSOLUTE)]
    columns = "resource", "unit", "day", "starts", "lot", "product", "needed", "gap"
    for code, unit, day, starts, lot, product, needed, gap in rows_of(pairs, *columns):
        who = f"Lot {lot} of {product_name(scenario, product)} begins on {date_of(scenario, day)}"
        where = f"at {clock_of(starts)} on unit {unit:.0f} of {resource_name(scenario, code)}"
        text = f"{who} {where}: set-up and cleaning take {needed:g} minutes, and {gap:g} are left."
        yield breach(cleaning_happens_between_lots_as_contents_demand, needed - gap, text)


def _neighbours(ledger: Ledger) -> pd.DataFrame:
    """Line tasks that follow another lot or the first minute of their day: product `before` and the `gap`."""
    tasks = ledger.tasks.begun
    tasks = tasks[tasks["is_line"] & ~tasks["is_chamber"] & (tasks["unit"] > 0)]
    tasks = tasks.sort_values([*UNIT, "begins", "done"]).reset_index(drop=True)
    before = tasks.groupby(UNIT)[["lot", "product", "done"]].shift(1)
    opens = ledger.doors.resources.opens[tasks["row"].to_numpy(), tasks["day"].to_numpy()]
    since = before["done"].astype(float).fillna(pd.Series(opens, index=tasks.index))
    tasks = tasks.assign(before=before["product"], gap=tasks["begins"] - since)
    return tasks[before["lot"] != tasks["lot"]]


def cleaning_minutes(scenario: Scenario, before: str, after: str) -> float:
    """Minutes of the longest cleaning from one product to another; 0 where nothing needs it."""
    left, comes = scenario.contents_of[before], scenario.contents_of[after]
    return max((row.minutes for row in scenario.changeovers if _applies(row, left, comes)), default=0.0)


def _applies(rule: Changeover, left: frozenset[str], comes: frozenset[str]) -> bool:
    """Whether some word that is left is to be gone and is, or the rule's words are all absent."""
    gone = words_in(rule.entering_free_of)
    words = words_in(rule.leaving) & left
    return any(word not in comes if word in gone else not gone & comes for word in words)


CHECKS = (cleaning_happens_between_lots_as_contents_demand,)
