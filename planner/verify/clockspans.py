"""Times of a dispatch day: minutes after 0:00 of its date, from the time it begins to the same time next day."""

from datetime import time as Time
from typing import NamedTuple

from planner.domain.fleet import Wave
from planner.domain.market import Customer
from planner.domain.scenario import Scenario
from planner.verify.doors import DAY


class Span(NamedTuple):
    """From one minute of a dispatch day to another, both included."""

    first: int
    last: int


def windows_of(scenario: Scenario, customer: Customer) -> tuple[Span, ...]:
    """When a customer receives or fetches."""
    return tuple(span_of(scenario, begin, end) for begin, end in customer.windows)


def hours_of(scenario: Scenario, wave: Wave) -> Span:
    """When the trucks of a wave may be busy; a wave that ends when it starts lasts a day."""
    first, last = span_of(scenario, wave.starts, wave.ends)
    return Span(first, last if last > first else first + DAY)


def span_of(scenario: Scenario, begin: Time | None, end: Time | None) -> Span:
    """A span between two times of day; without a begin from the dispatch day's, without an end to its end."""
    begins = _minute(scenario.settings.dispatch_from)
    first = begins if begin is None else begins + (_minute(begin) - begins) % DAY
    last = begins + DAY if end is None else first + (_minute(end) - first) % DAY
    return Span(first, last)


def _minute(time: Time) -> int:
    return time.hour * 60 + time.minute
