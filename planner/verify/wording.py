"""How findings name things: the code, and the Chinese name people know it by."""

from collections.abc import Callable, Iterator

from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.ledger import Ledger
from planner.verify.trips import TripBook

Check = Callable[[Scenario, Ledger], Iterator[Finding]]


def breach(check: Check, amount: float, sentence: str) -> Finding:
    """A finding of the rule that a check is named after."""
    return Finding(check.__name__, float(amount), sentence)


def product_name(scenario: Scenario, code: str) -> str:
    return _named(code, scenario.product_of[code].name)


def workshop_name(scenario: Scenario, code: str) -> str:
    return _named(code, scenario.workshop_of[code].name)


def customer_name(scenario: Scenario, code: str) -> str:
    return _named(code, scenario.customer_of[code].name)


def resource_name(scenario: Scenario, code: str) -> str:
    resource = scenario.resource_of[code]
    return f"{_named(code, resource.name)} in {workshop_name(scenario, resource.workshop)}"


def crew_name(scenario: Scenario, code: str) -> str:
    crew = next(crew for crew in scenario.crews if crew.code == code)
    return f"{_named(code, crew.name)} of {workshop_name(scenario, crew.workshop)}"


def truck_name(scenario: Scenario, vehicle: str, truck: float) -> str:
    """A truck of a known type by its number."""
    kind = next(row for row in scenario.vehicles if row.code == vehicle)
    return f"truck {truck:.0f} of {_named(vehicle, kind.name)}"


def trip_name(trips: TripBook, code: str) -> str:
    """A trip in the log with its truck and day."""
    day, vehicle, truck = (trips.trips[what][code] for what in ("day", "vehicle", "truck"))
    return f"Trip {code} on {date_of(trips.scenario, day)}, truck {truck:.0f} of {vehicle},"


def date_of(scenario: Scenario, day: float) -> str:
    """The date of a day of the horizon, as findings print it."""
    return scenario.dates[int(day)].isoformat()


def clock_of(minute: float) -> str:
    """A minute of a day as the time findings print; the next day's go on after 24:00."""
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def _named(code: str, name: str) -> str:
    return f"{code} {name}" if name and name != code else code
