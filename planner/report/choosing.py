"""Which trips are asked for: by day, by truck or trip, by store; wrong names are refused with the nearest."""

from collections.abc import Iterable
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


def refuse_wrong_names(scenario: Scenario, plan: Plan, asked: Asked) -> None:
    """Raise PlannerError for a plan without routes, a day outside it, or a name nobody knows."""
    if not plan.is_routed:
        raise PlannerError(NOT_ROUTED)
    if asked.day is not None and asked.day not in scenario.dates:
        first, last = scenario.dates[0], scenario.dates[-1]
        raise PlannerError(
            f"{asked.day} 不在计划期内 is outside the plan. Maybe a day from {first} to {last}."
        )
    if asked.store is not None:
        _store(scenario, asked.store)
    trucks = {
        name for trip in plan.trips for name in (trip.vehicle, f"{trip.vehicle}-{trip.truck}", trip.code)
    }
    if asked.truck is not None and _truck_word(asked.truck) not in {
        name.casefold() for name in (*trucks, DOCK_TRUCK)
    }:
        raise PlannerError(
            f"没有这辆车或车次 No truck or trip is called {asked.truck!r}.{_nearest(asked.truck, trucks)}"
        )


def chosen_trips(scenario: Scenario, plan: Plan, asked: Asked) -> tuple[TripSheet, ...]:
    """The trips asked for, by day and time; none when nothing is like that."""
    routed = Routed(scenario, plan)
    days = scenario.dates if asked.day is None else (asked.day,)
    trips = [trip for day in days for trip in routed.sheets(day)]
    if asked.truck is not None:
        word = _truck_word(asked.truck)
        trips = [trip for trip in trips if word in _names_of(trip)]
    if asked.store is not None:
        trips = list(at_store(trips, _store(scenario, asked.store)))
    return tuple(trips)


def _truck_word(wanted: str) -> str:
    """A truck (`R42M-2`), a type (`R42M`), a trip, or the dock, as it is compared."""
    word = wanted.strip().casefold()
    return DOCK_TRUCK.casefold() if word in DOCK_WORDS else word


def _names_of(trip: TripSheet) -> tuple[str, ...]:
    truck = trip.truck.split(" ")[0].casefold()
    return trip.truck.casefold(), truck, truck.rpartition("-")[0], trip.code.casefold()


def _store(scenario: Scenario, wanted: str) -> str:
    """The code of a customer given by code or name."""
    codes = {customer.name: customer.code for customer in scenario.customers}
    codes |= {customer.code: customer.code for customer in scenario.customers}
    by_plain = {name.casefold(): code for name, code in codes.items()}
    code = by_plain.get(wanted.strip().casefold())
    if code is None:
        raise PlannerError(f"没有这个客户 No customer is called {wanted!r}.{_nearest(wanted, codes)}")
    return code


def _nearest(text: str, known: Iterable[str]) -> str:
    by_plain = {name.casefold(): name for name in known}
    found = get_close_matches(text.strip().casefold(), by_plain, n=1, cutoff=0.5)
    return f" Maybe {by_plain[found[0]]}." if found else ""
