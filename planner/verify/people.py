"""The people rules: shifts, attendance, overtime, and hands that come from elsewhere; rest has its own room."""

from collections.abc import Iterator

from planner.domain.calendar import DayKind
from planner.domain.people import Skill
from planner.domain.plan import Attendance
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.rest import crew_rests_one_day_in_seven, time_off_in_lieu_is_given_in_the_same_month
from planner.verify.tolerance import exceeds
from planner.verify.wording import breach, crew_name, date_of, workshop_name


def crew_works_only_in_an_opened_shift(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """A crew works only in an opened shift, and a shift opens no longer than its pattern allows."""
    check = crew_works_only_in_an_opened_shift
    for code, hours in ledger.hours.open_hours.items():
        longest = scenario.shift_of[scenario.workshop_of[code].shift].longest_hours
        for day in exceeds(hours, longest).nonzero()[0]:
            text = (
                f"is opened {hours[day]:.2f} h on {date_of(scenario, day)}; at the longest {longest:.2f} h."
            )
            yield breach(check, hours[day] - longest, f"{workshop_name(scenario, code)} {text}")
    columns = "crew", "workshop", "day", "kind", "attendance", "regular", "regular_hours", "overtime_hours"
    rows = ledger.hours.crew_days
    for crew, workshop, day, kind, attendance, regular, plain, overtime in rows_of(
        rows[rows["people"] > 0], *columns
    ):
        opened = ledger.hours.open_hours[workshop][day]
        beyond = plain + overtime - opened if exceeds(plain + overtime, opened) else 0.0
        unlawful = _hours_not_of_the_day(attendance, kind, plain, overtime, regular)
        if max(beyond, unlawful) > 0:
            who = f"{crew_name(scenario, crew)} on {date_of(scenario, day)}, a {kind} day: {attendance}"
            does = f"{plain:.2f} h plain and {overtime:.2f} h overtime"
            limits = f"{opened:.2f} h are opened, {regular:.2f} h are a plain shift"
            yield breach(check, max(beyond, unlawful), f"{who}, {does}; {limits}.")


def _hours_not_of_the_day(attendance: str, kind: str, plain: float, overtime: float, regular: float) -> float:
    """Hours of one person that this attendance may not have on this kind of day; 0 within tolerance."""
    wrong_days: dict[str, bool] = {
        Attendance.WORKS: kind != DayKind.WORK,
        Attendance.IN_LIEU: kind != DayKind.REST,
        Attendance.PREMIUM: kind == DayKind.WORK,
    }
    if wrong_days.get(attendance, False):
        return plain + overtime if exceeds(plain + overtime, 0.0) else 0.0
    most = 0.0 if attendance == Attendance.PREMIUM else regular
    return plain - most if exceeds(plain, most) else 0.0


def no_more_hands_in_use_than_present(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """No more hands are in use than are present with the skill; what loans cost is another rule's matter."""
    yield from _more_come_than_are_present(scenario, ledger)
    hands = ledger.hands
    for code in scenario.workshop_of:
        lacking, _ = hands.lacking(code)
        for day in lacking.max(axis=0).nonzero()[0]:
            rank = int(lacking[:, day].argmax())
            need, short = hands.need[code][rank, day], lacking[rank, day]
            asked = f"{need:.2f} person-hours of {list(Skill)[rank]} skill or above are asked"
            text = f"{asked} on {date_of(scenario, day)}, {short:.2f} more than are present."
            yield breach(
                no_more_hands_in_use_than_present,
                short,
                f"{workshop_name(scenario, code)}: {text}",
            )


def _more_come_than_are_present(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Crews of which more people come on a day than are not absent; a row without hours uses no hands."""
    worked: dict[tuple[str, int], float] = {}
    columns = "crew", "day", "people", "regular_hours", "overtime_hours"
    for crew, day, people, plain, overtime in rows_of(ledger.hours.crew_days, *columns):
        worked[crew, day] = worked.get((crew, day), 0.0) + people * (plain + overtime)
    for (crew, day), hours in worked.items():
        people, present = ledger.hours.coming[crew][day], ledger.hours.present[crew][day]
        too_many = hours * (1 - present / people) if exceeds(people, present) else 0.0
        if exceeds(too_many, 0.0):
            text = f"sends {people:.0f} people on {date_of(scenario, day)}; {present:.0f} are present."
            yield breach(no_more_hands_in_use_than_present, too_many, f"{crew_name(scenario, crew)} {text}")


def overtime_stays_within_three_hours_a_day(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Overtime stays within 3 hours a day; on a premium day, within those beyond a plain shift."""
    days = ledger.hours.crew_days
    days = days[days["people"] > 0]
    plain = days["regular"].where(days["attendance"] == Attendance.PREMIUM, 0.0)
    days = days.assign(most=plain + scenario.settings.overtime_hours_day)
    days = days[exceeds(days["overtime_hours"], days["most"])]
    for crew, day, overtime, most in rows_of(days, "crew", "day", "overtime_hours", "most"):
        text = (
            f"works {overtime:.2f} h overtime on {date_of(scenario, day)}; at most {most:.2f} h are allowed."
        )
        yield breach(
            overtime_stays_within_three_hours_a_day, overtime - most, f"{crew_name(scenario, crew)} {text}"
        )


def overtime_stays_within_thirty_six_hours_a_month(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Overtime stays within 36 hours a month for the average member, hours already worked included."""
    crews = {crew.code: crew for crew in scenario.crews}
    limit, first = scenario.settings.overtime_hours_month, ledger.hours.months[0]
    for (crew, month), person_hours in _counted_overtime(scenario, ledger).items():
        used = crews[crew].overtime_used_hours if month == first else 0.0
        left = max(limit - used, 0.0)
        hours = person_hours / max(crews[crew].headcount, 1)
        if exceeds(hours, left):
            works = f"works {hours:.2f} h overtime a person in {month}"
            text = f"{works} after {used:.2f} h before; {left:.2f} h were left."
            yield breach(
                overtime_stays_within_thirty_six_hours_a_month,
                hours - left,
                f"{crew_name(scenario, crew)} {text}",
            )


def _counted_overtime(scenario: Scenario, ledger: Ledger) -> dict[tuple[str, str], float]:
    """Overtime person-hours by crew and month, as far as they count towards the monthly limit."""
    days = ledger.hours.crew_days
    free = (days["attendance"] == Attendance.PREMIUM) & (days["kind"] == DayKind.REST)
    free &= not scenario.settings.rest_day_work_counts
    return ledger.hours.by_month(days[~free], (days["people"] * days["overtime_hours"])[~free])


def borrowed_worker_works_slower_and_leaves_a_gap(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Borrowed hands come only over an agreed lane, within its number, and are missed where they left."""
    check = borrowed_worker_works_slower_and_leaves_a_gap
    columns = "from_workshop", "to_workshop", "day", "hours"
    for giver, taker, day, hours in rows_of(ledger.hours.borrowed, *columns):
        most = _most_lent(scenario, ledger, giver, taker, day)
        if exceeds(hours, most):
            way = f"{workshop_name(scenario, giver)} lends {workshop_name(scenario, taker)} {hours:.2f} h"
            yield breach(
                check, hours - most, f"{way} on {date_of(scenario, day)}; at most {most:.2f} are agreed."
            )
    hands = ledger.hands
    for code in scenario.workshop_of:
        without, true = (lacking.max(axis=0) for lacking in hands.lacking(code))
        for day in exceeds(true, without).nonzero()[0]:
            lent, borrowed = hands.lent[code][0, day], hands.borrowed[code][0, day]
            loans = (
                f"with {lent:.2f} person-hours lent and {borrowed:.2f} borrowed on {date_of(scenario, day)}"
            )
            text = f"{loans}, slower work and the gap leave {true[day] - without[day]:.2f} too few."
            yield breach(check, true[day] - without[day], f"{workshop_name(scenario, code)}: {text}")


def _most_lent(scenario: Scenario, ledger: Ledger, giver: str, taker: str, day: int) -> float:
    lane = ledger.hours.lanes.get((giver, taker))
    if lane is None or not lane.from_date <= scenario.dates[day] <= lane.to_date:
        return 0.0
    return float(lane.people * ledger.hours.open_hours[giver][day])


def temporary_hands_stay_within_the_pool(scenario: Scenario, ledger: Ledger) -> Iterator[Finding]:
    """Temporary hands stay within the pool on offer that day."""
    for code, day, hours in rows_of(ledger.hours.temps, "workshop", "day", "hours"):
        pool = ledger.hours.pool_on(code, day)
        most = pool.people * min(pool.hours_day, ledger.hours.open_hours[code][day]) if pool else 0.0
        if exceeds(hours, most):
            text = f"hires {hours:.2f} person-hours on {date_of(scenario, day)}; the pool offers {most:.2f}."
            yield breach(
                temporary_hands_stay_within_the_pool, hours - most, f"{workshop_name(scenario, code)} {text}"
            )


CHECKS = (
    crew_works_only_in_an_opened_shift,
    no_more_hands_in_use_than_present,
    overtime_stays_within_three_hours_a_day,
    overtime_stays_within_thirty_six_hours_a_month,
    crew_rests_one_day_in_seven,
    time_off_in_lieu_is_given_in_the_same_month,
    borrowed_worker_works_slower_and_leaves_a_gap,
    temporary_hands_stay_within_the_pool,
)
