"""The book of hands: person-hours asked for and present, by workshop, least skill and day."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.people import Skill
from planner.domain.scenario import Scenario
from planner.verify.frames import rows_of
from planner.verify.hours import HoursLedger
from planner.verify.tolerance import exceeds

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Hands:
    """Person-hours at a skill or above: each array is skills x days, by workshop.

    A loan counts as `lent` where it comes from, as `borrowed` hours where it goes, and there yields `output`.
    """

    need: dict[str, Floats]
    own: dict[str, Floats]
    lent: dict[str, Floats]
    borrowed: dict[str, Floats]
    output: dict[str, Floats]

    def lacking(self, workshop: str) -> tuple[Floats, Floats]:
        """Hours lacking if loans were free and full, and in truth: skills x days, 0 within tolerance."""
        need, own = self.need[workshop], self.own[workshop]
        generous = own + self.borrowed[workshop]
        true = own - self.lent[workshop] + self.output[workshop]
        return _above(need, generous), _above(need, true)


def hands_of(scenario: Scenario, loads: pd.DataFrame, hours: HoursLedger) -> Hands:
    """Replay who was asked for, who came, and who was lent."""
    shape = len(Skill), len(scenario.dates)
    books: list[dict[str, Floats]] = [
        {code: np.zeros(shape) for code in scenario.workshop_of} for _ in range(5)
    ]
    hands = Hands(*books)
    _ask(hands, loads)
    _attend(hands, scenario, hours)
    _hire(hands, hours)
    _lend(hands, hours)
    return hands


def _ask(hands: Hands, loads: pd.DataFrame) -> None:
    asked = loads.groupby(["workshop", "rank", "day"], as_index=False)[["person_hours"]].sum()
    for workshop, rank, day, hours in rows_of(asked, "workshop", "rank", "day", "person_hours"):
        hands.need[workshop][: rank + 1, day] += hours


def _attend(hands: Hands, scenario: Scenario, clock: HoursLedger) -> None:
    crews = {crew.code: crew for crew in scenario.crews}
    columns = "crew", "workshop", "day", "people", "regular_hours", "overtime_hours"
    for code, workshop, day, people, regular, overtime in rows_of(clock.crew_days, *columns):
        crew = crews[code]
        hands.own[workshop][: crew.skill.rank + 1, day] += people * crew.efficiency * (regular + overtime)


def _hire(hands: Hands, clock: HoursLedger) -> None:
    for workshop, day, hours in rows_of(clock.temps, "workshop", "day", "hours"):
        pool = clock.pool_on(workshop, day)
        rank, productivity = (pool.skill.rank, pool.productivity) if pool else (0, 1.0)
        hands.own[workshop][: rank + 1, day] += hours * productivity


def _lend(hands: Hands, clock: HoursLedger) -> None:
    columns = "from_workshop", "to_workshop", "day", "hours"
    for giver, taker, day, hours in rows_of(clock.borrowed, *columns):
        lane = clock.lanes.get((giver, taker))
        rank, productivity = (lane.skill.rank, lane.productivity) if lane else (0, 1.0)
        hands.lent[giver][: rank + 1, day] += hours
        hands.borrowed[taker][: rank + 1, day] += hours
        hands.output[taker][: rank + 1, day] += hours * productivity


def _above(need: Floats, supply: Floats) -> Floats:
    return np.where(exceeds(need, supply), need - supply, 0.0)
