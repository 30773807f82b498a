"""More of a crew on a day than planned: how many the law lets come, in which way, and what they cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.plan import Attendance, CrewDay
from planner.domain.scenario import Scenario

SMALL = 1e-6


@dataclass(frozen=True)
class Turnout:
    """The crew days of a plan, asked who else might come."""

    scenario: Scenario
    crew_days: tuple[CrewDay, ...]

    def more(self, workshop: str, day: Date, rank: int, people: int, hours: float) -> tuple[CrewDay, ...]:
        """Up to so many more people of a skill or above who may come on a day, and stay while it is open."""
        turnout = self
        found: list[CrewDay] = []
        for crew in sorted(self.scenario.crews, key=lambda crew: (crew.skill.rank, crew.code)):
            if crew.workshop != workshop or crew.skill.rank < rank:
                continue
            for way in self._ways(day):
                left = people - sum(row.people for row in found)
                come = min(left, turnout.spare(crew, day, way, hours))
                if come > 0:
                    found.append(self._row(crew, day, way, come, hours))
                    turnout = Turnout(self.scenario, joined(turnout.crew_days, found[-1]))
        return tuple(found)

    def spare(self, crew: Crew, day: Date, way: Attendance, hours: float) -> int:
        """How many more of a crew may come on a day in one way, there for so many hours."""
        spare = min(self._present(crew, day) - self._coming(crew, day), self._rests_to_spare(crew, day))
        if way != Attendance.PREMIUM:
            spare = min(spare, self._days_in_lieu_left(crew, day))
        elif (
            self.scenario.day_of[day].kind == DayKind.STATUTORY or self.scenario.settings.rest_day_work_counts
        ):
            spare = min(spare, int(self._overtime_left(crew, day) / max(hours, SMALL) + SMALL))
        return max(0, int(spare))

    def _ways(self, day: Date) -> tuple[Attendance, ...]:
        kind = self.scenario.day_of[day].kind
        if kind == DayKind.WORK:
            return (Attendance.WORKS,)
        if kind == DayKind.REST and self.scenario.settings.time_off_in_lieu:
            return (Attendance.IN_LIEU, Attendance.PREMIUM)
        return (Attendance.PREMIUM,)

    def _row(self, crew: Crew, day: Date, way: Attendance, people: int, hours: float) -> CrewDay:
        """Plain hours as far as they go; on premium days the hours it is open."""
        plain = self.scenario.shift_of[self.scenario.workshop_of[crew.workshop].shift].regular_hours
        most = plain + self.scenario.settings.overtime_hours_day
        return CrewDay(
            crew=crew.code,
            date=day,
            attendance=way,
            people=people,
            regular_hours=0.0 if way == Attendance.PREMIUM else min(plain, hours),
            overtime_hours=min(most, hours) if way == Attendance.PREMIUM else 0.0,
        )

    def _of(self, crew: Crew) -> Iterator[CrewDay]:
        return (row for row in self.crew_days if row.crew == crew.code)

    def _present(self, crew: Crew, day: Date) -> float:
        away = sum(a.people for a in self.scenario.absences if (a.crew, a.date) == (crew.code, day))
        return max(0.0, crew.headcount - away)

    def _coming(self, crew: Crew, day: Date) -> float:
        return sum(row.people for row in self._of(crew) if row.date == day)

    def _rests_to_spare(self, crew: Crew, day: Date) -> float:
        """How many more may come before somebody lacks a rest in some window that holds the day."""
        longest, start = self.scenario.settings.days_in_row, self.scenario.settings.start
        coming = {
            start - timedelta(days=n + 1): float(crew.headcount)
            for n in range(min(crew.days_worked, longest))
        }
        for row in self._of(crew):
            coming[row.date] = coming.get(row.date, 0.0) + row.people
        windows = (
            sum(coming.get(day + timedelta(days=first + n), 0.0) for n in range(longest + 1))
            for first in range(-longest, 1)
        )
        return longest * crew.headcount - max(windows)

    def _days_in_lieu_left(self, crew: Crew, day: Date) -> float:
        """Days off on workdays of the month that no rest day worked stands against."""
        left = 0.0
        for date in self.scenario.dates:
            if (date.year, date.month) == (day.year, day.month) and self.scenario.day_of[
                date
            ].kind == DayKind.WORK:
                left += max(0.0, self._present(crew, date) - self._coming(crew, date))
        lieu = (row for row in self._of(crew) if row.attendance == Attendance.IN_LIEU)
        return left - sum(
            row.people for row in lieu if (row.date.year, row.date.month) == (day.year, day.month)
        )

    def _overtime_left(self, crew: Crew, day: Date) -> float:
        """Person-hours of overtime left in the month."""
        settings, month = self.scenario.settings, (day.year, day.month)
        first = (settings.start.year, settings.start.month)
        used = crew.overtime_used_hours if month == first else 0.0
        mine = (row for row in self._of(crew) if (row.date.year, row.date.month) == month)
        worked = sum(row.people * row.overtime_hours for row in mine if self._counts(row))
        return max(settings.overtime_hours_month - used, 0.0) * crew.headcount - worked

    def _counts(self, row: CrewDay) -> bool:
        free = row.attendance == Attendance.PREMIUM and self.scenario.day_of[row.date].kind == DayKind.REST
        return not free or self.scenario.settings.rest_day_work_counts


def joined(rows: Sequence[CrewDay], more: CrewDay) -> tuple[CrewDay, ...]:
    """Crew days with more people in a row; all of its people share its overtime."""
    old = next((row for row in rows if _who(row) == _who(more)), None)
    if old is None:
        return (*rows, more)
    people = old.people + more.people
    overtime = (old.people * old.overtime_hours + more.people * more.overtime_hours) / people
    merged = old.model_copy(update={"people": people, "overtime_hours": overtime})
    return tuple(merged if row is old else row for row in rows)


def _who(row: CrewDay) -> tuple[str, Date, Attendance]:
    return row.crew, row.date, row.attendance
