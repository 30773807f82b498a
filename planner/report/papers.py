"""`planner deliveries`: the trips asked for as tables, printed documents, a phone page and a calendar."""

from dataclasses import dataclass, replace
from datetime import datetime as DateTime
from functools import cached_property

from planner.domain.dispatch import Undelivered
from planner.domain.document import Binder
from planner.domain.page import Page
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.books import Books
from planner.report.choosing import Asked, chosen_trips, refuse_wrong_names
from planner.report.diary import calendar_text
from planner.report.dispatchboard import dispatch_board_pages
from planner.report.loadinglist import trip_binder
from planner.report.phone import phone_page
from planner.report.trip_pages import days_page, lines_page, stops_page
from planner.report.tripsheets import TripSheet
from planner.report.words import day_words


@dataclass(frozen=True, eq=False)
class Papers:
    """The trips asked for, ready in every form."""

    scenario: Scenario
    plan: Plan
    asked: Asked

    @cached_property
    def trips(self) -> tuple[TripSheet, ...]:
        return chosen_trips(self.scenario, self.plan, self.asked)

    @property
    def title(self) -> str:
        """What was asked for, in words."""
        day = day_words(self.scenario, self.asked.day) if self.asked.day else ""
        parts = [self.scenario.settings.name, day, self.asked.truck or "", self.asked.store or ""]
        return "　".join(part for part in parts if part)

    @property
    def shown(self) -> tuple[Page, ...]:
        """For a screen: days when everything was asked, else stops, and lots too for a truck or store."""
        if self.asked.is_everything:
            return (days_page(self.scenario, self.plan, self.title),)
        lines = (self.rows,) if self.asked.truck or self.asked.store else ()
        return (self.stops, *lines)

    @property
    def stops(self) -> Page:
        return stops_page(self.trips, self.title)

    @property
    def rows(self) -> Page:
        return lines_page(self.trips, self.title)

    @property
    def boards(self) -> tuple[Page, ...]:
        """The dispatch board and the dock's hand-overs of the trips asked for."""
        trips = {trip.code for trip in self.trips}
        fetched = {(trip.date, stop.customer) for trip in self.trips if trip.dock for stop in trip.stops}
        part = replace(
            self.plan,
            trips=tuple(row for row in self.plan.trips if row.code in trips),
            hand_overs=tuple(row for row in self.plan.hand_overs if (row.date, row.customer) in fetched),
            undelivered=tuple(row for row in self.plan.undelivered if self._concerns(row)),
        )
        return dispatch_board_pages(Books(self.scenario, part), self.title)

    def _concerns(self, row: Undelivered) -> bool:
        """Whether goods left behind belong to the day asked for, when a whole day was."""
        return self.asked == Asked(self.asked.day) and self.asked.day in (None, row.date)

    @property
    def binders(self) -> tuple[Binder, ...]:
        """A loading list and delivery notes for each trip; for a store only its notes."""
        return tuple(
            trip_binder(self.scenario, trip, only_notes=bool(self.asked.store)) for trip in self.trips
        )

    def phone(self) -> str:
        """The phone page."""
        return phone_page(self.trips, f"配送 Deliveries　{self.asked.day or ''}".strip(), self.title)

    def calendar(self) -> str:
        """The calendar file."""
        return calendar_text(self.trips, f"配送 {self.title}", DateTime.now().astimezone())


def papers_of(scenario: Scenario, plan: Plan, asked: Asked) -> Papers:
    """The trips asked for; raises PlannerError for names nobody knows."""
    refuse_wrong_names(scenario, plan, asked)
    return Papers(scenario, plan, asked)
