"""The hours ledger: open hours, people and their hours, and what every resource and skill is asked for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import BorrowLane, TempPool
from planner.domain.scenario import Scenario
from planner.verify.frames import Frames, rows_of

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class HoursLedger:
    """Replays the clock; days are counted from the first day of the plan."""

    scenario: Scenario
    frames: Frames

    @cached_property
    def kinds(self) -> tuple[DayKind, ...]:
        """How each day of the horizon counts."""
        return tuple(self.scenario.day_of[date].kind for date in self.scenario.dates)

    @cached_property
    def open_hours(self) -> dict[str, Floats]:
        """Hours each workshop is opened, day by day."""
        found = {code: np.zeros(len(self.scenario.dates)) for code in self.scenario.workshop_of}
        for workshop, day, hours in rows_of(self.frames.sound["shifts"], "workshop", "day", "hours"):
            if workshop in found:
                found[workshop][int(day)] = hours
        return found

    @cached_property
    def present(self) -> dict[str, Floats]:
        """People of each crew who are not absent, day by day."""
        days = {date: day for day, date in enumerate(self.scenario.dates)}
        found = {crew.code: np.full(len(days), float(crew.headcount)) for crew in self.scenario.crews}
        for absence in self.scenario.absences:
            if absence.date in days:
                found[absence.crew][days[absence.date]] -= absence.people
        return {code: np.maximum(people, 0.0) for code, people in found.items()}

    @cached_property
    def crew_days(self) -> pd.DataFrame:
        """Crew days of known crews with `workshop`, its `regular` hours, the day's `kind`."""
        days = self.frames.sound["crew_days"]
        crews = {crew.code: crew for crew in self.scenario.crews}
        days = days[days["crew"].isin(crews)].astype({"day": int}).reset_index(drop=True)
        return days.assign(
            workshop=[crews[code].workshop for code in days["crew"]],
            regular=[self.regular_hours(crews[code].workshop) for code in days["crew"]],
            kind=[self.kinds[day] for day in days["day"]],
        )

    @cached_property
    def coming(self) -> dict[str, Floats]:
        """People of each crew who come, however they come, day by day."""
        found = {crew.code: np.zeros(len(self.scenario.dates)) for crew in self.scenario.crews}
        for crew, day, people in rows_of(self.crew_days, "crew", "day", "people"):
            found[crew][day] += people
        return found

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The month of each day of the horizon, such as 2025-02."""
        return tuple(date.strftime("%Y-%m") for date in self.scenario.dates)

    def by_month(self, rows: pd.DataFrame, amounts: "pd.Series[float]") -> dict[tuple[str, str], float]:
        """Amounts of some crew days, added up by crew and month."""
        totals: dict[tuple[str, str], float] = {}
        for crew, day, amount in zip(rows["crew"], rows["day"], amounts, strict=True):
            key = crew, self.months[day]
            totals[key] = totals.get(key, 0.0) + float(amount)
        return totals

    def regular_hours(self, workshop: str) -> float:
        """Hours of a workshop's plain shift."""
        return self.scenario.shift_of[self.scenario.workshop_of[workshop].shift].regular_hours

    def pool_on(self, workshop: str, day: int) -> TempPool | None:
        """The pool of temporary hands on offer in a workshop on a day."""
        date = self.scenario.dates[day]
        pools = (pool for pool in self.scenario.temps if pool.workshop == workshop)
        return next((pool for pool in pools if pool.from_date <= date <= pool.to_date), None)

    @cached_property
    def lanes(self) -> dict[tuple[str, str], BorrowLane]:
        """Agreed borrowing by lending and borrowing workshop."""
        return {(lane.from_workshop, lane.to_workshop): lane for lane in self.scenario.borrowing}

    @cached_property
    def borrowed(self) -> pd.DataFrame:
        """Loans between known workshops."""
        return self._in_workshops("borrowed", ["from_workshop", "to_workshop"])

    @cached_property
    def temps(self) -> pd.DataFrame:
        """Hours of temporary hands in known workshops."""
        return self._in_workshops("temps", ["workshop"])

    def _in_workshops(self, table: str, columns: list[str]) -> pd.DataFrame:
        frame = self.frames.sound[table]
        known = frame[columns].isin(list(self.scenario.workshop_of)).all(axis=1)
        return frame[known].astype({"day": int}).reset_index(drop=True)
