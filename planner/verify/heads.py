"""The rule of heads: hands in use at every minute, and those present, who come and go in turns."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.people import Skill
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.doors import DAY, Doors, breaks_from
from planner.verify.frames import rows_of
from planner.verify.hours import HoursLedger
from planner.verify.ledger import Ledger
from planner.verify.tasks import days_spanned
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, clock_of, date_of, workshop_name

Floats = NDArray[np.float64]


def hands_in_use_at_any_minute_stay_within_those_present(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """Hands in use at any minute stay within those present, who come in turns and leave after their hours."""
    pieces = _pieces(ledger.tasks.begun, ledger.doors.workshops)
    heads = _heads(scenario, ledger.hours)
    for key, work in pieces.groupby(["shop", "on"]):
        shop, day = key = _row_and_day(key)
        used = _in_use(work, ledger.doors.workshops, key)
        turned = _in_turns(used, int(ledger.doors.workshops.turn[key]))
        present = heads[scenario.workshops[shop].code][:, day]
        wanted = np.maximum(used.max(axis=1), turned)
        short = np.where(exceeds(wanted, present), wanted - present, 0.0)
        if short.max() > 0:
            rank = int(short.argmax())
            peak = ledger.doors.workshops.opens[key] + used[rank].argmax() - day * DAY
            who = f"{workshop_name(scenario, scenario.workshops[shop].code)} on {date_of(scenario, day)}"
            need = f"{wanted[rank]:.2f} hands of {list(Skill)[rank]} skill or above are needed"
            turns = f"in turns, most at {clock_of(peak)} ({used[rank].max():.2f})"
            text = f"{who}: {need}, {turns}; {present[rank]:.2f} are present."
            yield breach(hands_in_use_at_any_minute_stay_within_those_present, short[rank], text)


def _row_and_day(key: Any) -> tuple[int, int]:
    row, day = key
    return int(row), int(day)


def _pieces(tasks: pd.DataFrame, doors: Doors) -> pd.DataFrame:
    """Minutes at work within the doors, cut at midnight's doors and at breaks: shop, on, first, last, rank, people."""
    found = []
    for later in range(days_spanned(tasks, doors) + 1):
        rows = tasks[tasks["day"] + later < doors.opens.shape[1]]
        key = rows["shop"].to_numpy(), (rows["day"] + later).to_numpy()
        first = np.maximum(rows["begins"], doors.opens[key])
        if later:
            first = np.maximum(first, doors.closes[key[0], key[1] - 1])
        rows = rows.assign(on=key[1], first=first, last=np.minimum(rows["done"], doors.closes[key]))
        found.extend(_without_breaks(rows, doors))
    columns = ["shop", "on", "first", "last", "rank", "people"]
    pieces = pd.concat([rows.loc[rows["first"] < rows["last"], columns] for rows in found])
    return pieces[pieces["people"] > 0].astype({"first": int, "last": int})


def _without_breaks(rows: pd.DataFrame, doors: Doors) -> list[pd.DataFrame]:
    """The rows, those that pause cut in two at each break that begins after their task did."""
    parts = [rows]
    for number in range(len(doors.breaks)):
        parts = [piece for part in parts for piece in _cut(part, doors, number)]
    return parts


def _cut(rows: pd.DataFrame, doors: Doors, number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    rest, back = [*breaks_from(doors, rows["shop"].to_numpy(), rows["on"].to_numpy())][number]
    cut = rows["pauses"].to_numpy() & (rest > rows["begins"].to_numpy()) & (rest < back)
    before = rows.assign(last=np.where(cut, np.minimum(rows["last"], rest), rows["last"]))
    after = rows.assign(first=np.where(cut, np.maximum(rows["first"], back), rows["last"]))
    return before, after


def _in_use(work: pd.DataFrame, doors: Doors, key: tuple[int, int]) -> Floats:
    """Hands in use at a skill or above at every minute of one workshop's day: skills x minutes."""
    opens = int(doors.opens[key])
    steps = np.zeros((len(Skill), int(doors.closes[key]) - opens + 1))
    rank, people = work["rank"].to_numpy(), work["people"].to_numpy()
    for level in range(len(Skill)):
        hands = np.where(rank >= level, people, 0.0)
        np.add.at(steps[level], work["first"].to_numpy() - opens, hands)
        np.add.at(steps[level], work["last"].to_numpy() - opens, -hands)
    return np.cumsum(steps, axis=1)[:, :-1]


def _in_turns(used: Floats, turn: int) -> Floats:
    """Most hands needed by skill when whoever was there by some minute has gone a turn later."""
    by_then = np.maximum.accumulate(used, axis=1)
    from_then = np.maximum.accumulate(used[:, ::-1], axis=1)[:, ::-1]
    both = by_then[:, : max(used.shape[1] - turn, 0)] + from_then[:, turn:]
    return np.asarray(both.max(axis=1, initial=0.0))


def _heads(scenario: Scenario, clock: HoursLedger) -> dict[str, Floats]:
    """Heads present at a skill or above, by workshop: skills x days."""
    heads = {code: np.zeros((len(Skill), len(scenario.dates))) for code in scenario.workshop_of}
    crews = {crew.code: crew for crew in scenario.crews}
    for code, workshop, day, people in rows_of(clock.crew_days, "crew", "workshop", "day", "people"):
        crew = crews[code]
        heads[workshop][: crew.skill.rank + 1, day] += people * max(1.0, crew.efficiency)
    for workshop, rank, day, hours in _spread(clock):
        opened = clock.open_hours[workshop][day]
        heads[workshop][: rank + 1, day] += hours / opened if opened > 0 else 0.0
    return {code: np.maximum(people, 0.0) for code, people in heads.items()}


def _spread(clock: HoursLedger) -> Iterator[tuple[str, int, int, float]]:
    """Workshop, rank, day and productive hours of temps and loans; hours lent are below zero."""
    for workshop, day, hours in rows_of(clock.temps, "workshop", "day", "hours"):
        pool = clock.pool_on(workshop, day)
        rank, productivity = (pool.skill.rank, pool.productivity) if pool else (0, 1.0)
        yield workshop, rank, day, hours * productivity
    columns = "from_workshop", "to_workshop", "day", "hours"
    for giver, taker, day, hours in rows_of(clock.borrowed, *columns):
        lane = clock.lanes.get((giver, taker))
        rank, productivity = (lane.skill.rank, lane.productivity) if lane else (0, 1.0)
        yield taker, rank, day, hours * productivity
        yield giver, rank, day, -hours


CHECKS = (hands_in_use_at_any_minute_stay_within_those_present,)
