"""A day's trips as a calendar file: one event for each trip, its stops in the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from datetime import datetime as DateTime
from typing import TYPE_CHECKING

from planner.report.tasks import clock_words
from planner.report.tripsheets import StopSheet, TripSheet, crate_words

if TYPE_CHECKING:
    from icalendar import Event


def calendar_text(trips: Sequence[TripSheet], title: str, made: DateTime) -> str:
    """An iCalendar file in the factory's own clock time; an event keeps its identity when written again."""
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//bakery planner//deliveries//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(title))
    for trip in trips:
        calendar.add_component(_event(trip, made.astimezone(UTC)))
    return str(calendar.to_ical(), "utf-8")


def _event(trip: TripSheet, made: DateTime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{trip.date:%Y%m%d}-{trip.code}@bakery-planner")
    event.add("dtstamp", made)
    event.add("dtstart", trip.moment(trip.loads_from))
    event.add("dtend", trip.moment(trip.returns))
    event.add("summary", f"{trip.truck} 发车 {trip.leaves}　{len(trip.stops)} 站 stops")
    event.add("categories", [trip.wave])
    event.add("description", "\n".join([*_head(trip), *(_stop_words(trip, stop) for stop in trip.stops)]))
    return event


def _head(trip: TripSheet) -> list[str]:
    crates = crate_words(trip, trip.crates)
    head = f"装车 load {clock_words(trip.loads_from)}　发车 leave {trip.leaves}　回厂 back {clock_words(trip.returns)}"
    return [head, f"{crates}　{trip.kg:,.0f} kg　{trip.km:,.0f} km", *([trip.note] if trip.note else []), ""]


def _stop_words(trip: TripSheet, stop: StopSheet) -> str:
    window = f"（收货 {stop.window}）" if stop.window else ""
    crates = crate_words(trip, stop.crates)
    who = f"{stop.number}. {clock_words(stop.arrives)} {stop.customer} {stop.name}{window}"
    return f"{who}　{crates}　{stop.kg:,.1f} kg"
