"""The rules of rest: each person one day in seven, and a rest day worked is given back."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from planner.domain.calendar import DayKind
from planner.domain.people import Crew
from planner.domain.plan import Attendance
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.ledger import Ledger
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, crew_name, date_of

Floats = NDArray[np.float64]


def crew_rests_one_day_in_seven(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A crew rests one day in seven, days worked before the plan included."""
    in_row = scenario.settings.days_in_row
    for crew in scenario.crews:
        for day, too_many in _rests_missed(crew, ledger.hours.coming[crew.code], in_row):
            lacking = f"lacks {too_many:.0f} person-days of rest"
            text = f"{lacking} in the {in_row + 1} days up to {date_of(scenario, day)}"
            least = f"{crew.headcount} people need one day each"
            yield breach(
                crew_rests_one_day_in_seven, too_many, f"{crew_name(scenario, crew.code)} {text}; {least}."
            )


def _rests_missed(crew: Crew, coming: Floats, in_row: int) -> Iterator[tuple[int, float]]:
    """Days at the end of a window worked too much, and the people too many, as if each was then sent home."""
    before = np.zeros(in_row)
    before[in_row - min(crew.days_worked, in_row) :] = crew.headcount
    people = np.concatenate([before, coming])
    most = float(in_row * crew.headcount)
    for day in range(len(coming)):
        worked = float(people[day : day + in_row + 1].sum())
        if exceeds(worked, most):
            people[day + in_row] -= worked - most
            yield day, worked - most


def time_off_in_lieu_is_given_in_the_same_month(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A rest day worked at plain pay is given back as a workday off in the same month."""
    days = ledger.hours.crew_days
    lieu = days[(days["attendance"] == Attendance.IN_LIEU) & (days["kind"] == DayKind.REST)]
    for (crew, month), owed in ledger.hours.by_month(lieu, lieu["people"]).items():
        off = _workdays_off(ledger, crew, month)
        given = off if scenario.settings.time_off_in_lieu else 0.0
        if exceeds(owed, given):
            worked = f"works {owed:.0f} person-days of rest days in lieu in {month}"
            yield breach(
                time_off_in_lieu_is_given_in_the_same_month,
                owed - given,
                f"{crew_name(scenario, crew)} {worked}, and {given:.0f} of workdays off count for them.",
            )


def _workdays_off(ledger: Ledger, crew: str, month: str) -> float:
    """Person-days off of those present on the workdays of a month."""
    off = np.maximum(ledger.hours.present[crew] - ledger.hours.coming[crew], 0.0)
    return float(
        sum(
            off[day]
            for day, kind in enumerate(ledger.hours.kinds)
            if kind is DayKind.WORK and ledger.hours.months[day] == month
        )
    )
