"""The rule of units: what each resource has in use, minute by minute, and no unit twice."""

from collections.abc import Iterator

import pandas as pd

from planner.domain.plant import Downtime
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.doors import DAY, DoorsBook
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import ABSOLUTE, exceeds
from planner.verify.wording import breach, date_of, resource_name

USE = ["resource", "unit", "begins", "done", "units"]


def resource_unit_does_one_thing_at_a_time(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A unit of a resource does one thing at a time, and a group no more than its units can."""
    tasks = ledger.tasks.begun
    if tasks.empty:
        return
    uses = pd.concat([tasks[USE], _down(scenario, ledger.doors)], ignore_index=True)
    counts = uses["resource"].map({code: row.count for code, row in scenario.resource_of.items()})
    group = _excess(uses.assign(most=counts.astype(float)), ["resource"])
    single = _excess(uses[uses["unit"] > 0].assign(units=1.0, most=1.0), ["resource", "unit"])
    most = pd.concat([group, single], axis=1).fillna(0.0).max(axis=1).sort_index()
    over = most[most > ABSOLUTE].rename("minutes").reset_index()
    for code, day, minutes in rows_of(over, "resource", "day", "minutes"):
        text = f"{minutes:g} unit-minutes too many are in use on {_date(scenario, day)}."
        yield breach(
            resource_unit_does_one_thing_at_a_time, minutes, f"{resource_name(scenario, code)}: {text}"
        )


def _excess(uses: pd.DataFrame, of: list[str]) -> "pd.Series[float]":
    """Unit-minutes above `most` by resource and day; uses has USE and `most`, one for each group `of`."""
    change = [*of, "resource", "most"] if "resource" not in of else [*of, "most"]
    begins = uses[change].assign(time=uses["begins"], change=uses["units"])
    ends = uses[change].assign(time=uses["done"], change=-uses["units"])
    steps = pd.concat([begins, ends]).groupby([*change, "time"], as_index=False)["change"].sum()
    steps["used"] = steps.groupby(of)["change"].cumsum()
    lasts = (steps.groupby(of)["time"].shift(-1) - steps["time"]).fillna(0.0)
    above = (steps["used"] - steps["most"]).where(exceeds(steps["used"], steps["most"]), 0.0)
    steps = steps.assign(day=steps["time"] // DAY, excess=above * lasts)
    total: pd.Series[float] = steps.groupby(["resource", "day"])["excess"].sum()
    return total


def _down(scenario: Scenario, doors: DoorsBook) -> pd.DataFrame:
    """Units down, as uses from the first minute of their resource's hours: the last unit first."""
    rows = {resource.code: row for row, resource in enumerate(scenario.resources)}
    days = {date: day for day, date in enumerate(scenario.dates)}
    there = (row for row in scenario.downtimes if row.date in days and row.resource in rows)
    uses = [
        use
        for row in there
        for use in _units_down(scenario, doors, row, (rows[row.resource], days[row.date]))
    ]
    return pd.DataFrame(uses, columns=USE).astype(dict.fromkeys(USE[1:], float))


def _units_down(
    scenario: Scenario, doors: DoorsBook, downtime: Downtime, key: tuple[int, int]
) -> Iterator[tuple[str, float, float, float, float]]:
    opens, closes = doors.resources.opens[key], doors.resources.closes[key]
    left, unit = downtime.hours * 60, scenario.resource_of[downtime.resource].count
    while left > 0 and unit > 0 and closes > opens:
        minutes = min(left, closes - opens)
        yield downtime.resource, float(unit), opens, opens + minutes, 1.0
        left, unit = left - minutes, unit - 1


def _date(scenario: Scenario, day: float) -> str:
    """The date of a day; what runs past the last day counts there."""
    return date_of(scenario, min(day, len(scenario.dates) - 1))


CHECKS = (resource_unit_does_one_thing_at_a_time,)
