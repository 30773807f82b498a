"""Which trips are asked for: by day, by truck or trip, by store; wrong names are refused with the nearest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from difflib import get_close_matches

from planner.domain.errors import PlannerError
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.routed import DOCK_TRUCK, Routed, at_store
from planner.report.tripsheets import TripSheet

DOCK_WORDS = ("dock", "月台", "自提")
NOT_ROUTED = (
    "计划里没有车次 The plan has no trips. Maybe fill the sheets 车辆 Vehicle and 波次 Wave and solve again."
)


@dataclass(frozen=True)
class Asked:
    """What is asked for; None is all of it."""

    day: Date | None = None
    truck: str | None = None
    store: str | None = None

    @property
    def is_everything(self) -> bool:
        return self == Asked()


def chosen_trips(scenario: Scenario, plan: Plan, asked: Asked) -> tuple[TripSheet, ...]:
    """The trips asked for, by day and time; raises PlannerError where nothing is."""
    if not plan.is_routed:
        raise PlannerError(NOT_ROUTED)
    routed = Routed(scenario, plan)
    trips = [trip for day in _days(scenario, asked) for trip in routed.sheets(day)]
    if asked.truck:
        trips = _of_truck(routed, trips, asked.truck)
    if asked.store:
        trips = list(at_store(trips, _store(scenario, asked.store)))
    if not trips and not asked.is_everything:
        raise PlannerError("没有这样的车次 No trip is like that. Maybe another day, truck or store.")
    return tuple(trips)


def _days(scenario: Scenario, asked: Asked) -> Sequence[Date]:
    if asked.day is None:
        return scenario.dates
    if asked.day not in scenario.dates:
        first, last = scenario.dates[0], scenario.dates[-1]
        raise PlannerError(f"{asked.day} 不在计划期内 is outside the plan. Maybe a day from {first} to {last}.")
    return (asked.day,)


def _of_truck(routed: Routed, trips: Iterable[TripSheet], wanted: str) -> list[TripSheet]:
    """Trips of a truck (`R42M-2`), a type (`R42M`), of that number, or the dock's."""
    word = wanted.strip().casefold()
    if word in DOCK_WORDS:
        word = DOCK_TRUCK.casefold()
    chosen = [trip for trip in trips if word in _names_of(trip)]
    known = {name for trip in routed.plan.trips for name in (trip.vehicle, f"{trip.vehicle}-{trip.truck}", trip.code)}
    if not chosen and word not in {name.casefold() for name in known}:
        raise PlannerError(f"没有这辆车或车次 No truck or trip is called {wanted!r}.{_nearest(wanted, known)}")
    return chosen


def _names_of(trip: TripSheet) -> tuple[str, ...]:
    truck = trip.truck.split(" ")[0].casefold()
    return trip.truck.casefold(), truck, truck.rpartition("-")[0], trip.code.casefold()


def _store(scenario: Scenario, wanted: str) -> str:
    """The code of a customer given by code or name."""
    names = {customer.code.casefold(): customer.code for customer in scenario.customers}
    names |= {customer.name.casefold(): customer.code for customer in scenario.customers}
    code = names.get(wanted.strip().casefold())
    if code is None:
        raise PlannerError(f"没有这个客户 No customer is called {wanted!r}.{_nearest(wanted, names)}")
    return code


def _nearest(text: str, known: Iterable[str]) -> str:
    by_plain = {name.casefold(): name for name in known}
    found = get_close_matches(text.strip().casefold(), by_plain, n=1, cutoff=0.5)
    return f" Maybe {by_plain[found[0]]}." if found else ""
