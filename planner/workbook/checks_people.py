"""Checks of days, shifts, crews and lanes."""

from collections.abc import Iterator, Mapping
from datetime import date as Date
from datetime import time as Time
from datetime import timedelta

from planner.domain.people import TempPool
from planner.workbook.doubt import BAD
from planner.workbook.issue import Issue, issue
from planner.workbook.table import Built

World = Mapping[str, Built]
LONGEST_HORIZON = 400


def horizon(built: World) -> tuple[Date, Date] | None:
    """The first and last day of the plan; None while they are faulty."""
    records = built["settings"].records
    return (records[0].start, records[0].end) if len(records) else None


def last_day_follows_the_first(built: World) -> Iterator[Issue]:
    """No horizon and no dated range ends before it starts."""
    for record, settings in enumerate(built["settings"].records):
        days = (settings.end - settings.start).days + 1
        if days < 1:
            message = f"the last day {settings.end} is before the first, {settings.start}."
            yield built["settings"].issue("end_before_start", record, "end", message, settings.end)
        elif days > LONGEST_HORIZON:
            message = (
                f"the plan would span {days} days; {LONGEST_HORIZON} is the most. Maybe check the years."
            )
            yield built["settings"].issue("horizon_too_long", record, "end", message, settings.end)
    for name in ("borrowing", "temps"):
        for record, row in enumerate(built[name].records):
            if row.to_date < row.from_date:
                message = f"the last day {row.to_date} is before the first, {row.from_date}."
                yield built[name].issue("end_before_start", record, "to_date", message, row.to_date)


def calendar_covers_the_horizon(built: World) -> Iterator[Issue]:
    """Every day of the horizon stands in the calendar."""
    span, table = horizon(built), built["days"].table
    if span is None or table is None or BAD in table.values["date"]:
        return
    if (span[1] - span[0]).days >= LONGEST_HORIZON:
        return
    known = set(table.values["date"])
    wanted = (span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1))
    missing = [day for day in wanted if day not in known]
    if missing:
        first = f"{missing[0]}" + (f" … {missing[-1]}" if len(missing) > 1 else "")
        message = f"days of the plan are missing ({len(missing)}): {first}. Maybe add a row for each."
        yield issue("calendar_has_gap", table.sheet, message)


def fair_floor_is_below_the_ceiling(built: World) -> Iterator[Issue]:
    """The fair floor lies below the fair ceiling."""
    for record, settings in enumerate(built["settings"].records):
        if settings.fair_low >= settings.fair_high:
            message = f"the fair floor {settings.fair_low:g} is not below the ceiling {settings.fair_high:g}."
            yield built["settings"].issue(
                "fair_band_reversed", record, "fair_low", message, settings.fair_low
            )


def shift_ends_in_order(built: World) -> Iterator[Issue]:
    """A shift has paid hours, its latest end is no earlier than its plain one, and nobody has to leave before it."""
    for record, shift in enumerate(built["shifts"].records):
        if shift.regular_hours <= 0:
            message = (
                f"shift {shift.code} has no paid hours: {shift.starts:%H:%M}–{shift.ends:%H:%M} less lunch."
            )
            yield built["shifts"].issue("break_contradicts", record, "ends", message, shift.ends)
        elif shift.starts < shift.ends and shift.starts < shift.latest_end < shift.ends:
            message = f"the latest end {shift.latest_end:%H:%M} is before the plain end, {shift.ends:%H:%M}."
            yield built["shifts"].issue("break_contradicts", record, "latest_end", message, shift.latest_end)
        elif _after(shift.starts, shift.last_out) < _after(shift.starts, shift.latest_end):
            message = (
                f"the last leave at {shift.last_out:%H:%M}, before the latest end {shift.latest_end:%H:%M}."
            )
            yield built["shifts"].issue("break_contradicts", record, "last_out", message, shift.last_out)


def _after(start: Time, end: Time) -> int:
    """Minutes from start to end; an end at or before the start lies on the next day."""
    span = (end.hour - start.hour) * 60 + end.minute - start.minute
    return span if span > 0 else span + 24 * 60


def absence_is_no_larger_than_its_crew(built: World) -> Iterator[Issue]:
    """No more people are absent than a crew has."""
    headcount = {crew.code: crew.headcount for crew in built["crews"].records}
    for record, absence in enumerate(built["absences"].records):
        present = headcount.get(absence.crew, absence.people)
        if absence.people > present:
            message = f"{absence.people} of {absence.crew} are absent on {absence.date}; it has {present}."
            yield built["absences"].issue("absence_exceeds_crew", record, "people", message, absence.people)


def lane_joins_two_workshops(built: World) -> Iterator[Issue]:
    """A workshop does not borrow from itself."""
    for record, lane in enumerate(built["borrowing"].records):
        if lane.from_workshop == lane.to_workshop:
            message = f"{lane.from_workshop} lends to itself; the row has no effect."
            yield built["borrowing"].issue("lane_to_itself", record, "to_workshop", message, lane.to_workshop)


def pools_of_a_workshop_follow_each_other(built: World) -> Iterator[Issue]:
    """A workshop has at most one pool of temporary hands on a day, so that an hour of them has one price."""
    pools = [
        (record, row) for record, row in enumerate(built["temps"].records) if row.from_date <= row.to_date
    ]
    for place, (record, pool) in enumerate(pools):
        earlier = (row for _, row in pools[:place] if row.workshop == pool.workshop)
        other = next((row for row in earlier if _overlap(row, pool)), None)
        if other is not None:
            span = f"{other.from_date} to {other.to_date}"
            message = f"{pool.workshop} has a pool from {span} already. Maybe let one end before the other."
            yield built["temps"].issue("pools_overlap", record, "from_date", message, pool.from_date)


def _overlap(one: TempPool, other: TempPool) -> bool:
    """Whether two pools have a day in common."""
    return one.from_date <= other.to_date and other.from_date <= one.to_date
