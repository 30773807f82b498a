"""The rule of drivers: how long each is away, and how long he drives without a pause."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from planner.domain.calendar import Settings
from planner.domain.scenario import Scenario
from planner.domain.verdict import Finding
from planner.verify.frames import rows_of
from planner.verify.ledger import Ledger
from planner.verify.tolerance import exceeds
from planner.verify.trips import TripBook
from planner.verify.wording import breach, date_of, truck_name

DRIVER = ["day", "wave", "vehicle", "truck"]


class Leg(NamedTuple):
    """Minutes at the wheel, the pause on the way, and how long the truck then stands for other reasons."""

    minutes: float
    pause: float
    stands: float


def driver_drives_no_longer_than_allowed_with_his_break(
    scenario: Scenario, ledger: Ledger
) -> Iterator[Finding]:
    """A driver is away no longer than allowed and pauses when he must."""
    check = driver_drives_no_longer_than_allowed_with_his_break
    settings = scenario.settings
    trips = ledger.trips.driven.sort_values("loads_from")
    legs = _legs_by_trip(ledger.trips)
    for driver, own in trips.groupby(DRIVER):
        day, wave, vehicle, truck = _driver(driver)
        who = (
            f"The driver of {truck_name(scenario, vehicle, truck)} in wave {wave} on {date_of(scenario, day)}"
        )
        away, allowed = own["back"].max() - own["loads_from"].min(), 60 * settings.driver_hours
        if exceeds(away, allowed):
            text = f"{who} is away {away / 60:.2f} hours, not at most {settings.driver_hours:g}."
            yield breach(check, away - allowed, text)
        longest = _longest_stretch(settings, _day_of(own, legs))
        if exceeds(longest, settings.drive_minutes):
            text = f"{who} drives {longest:g} minutes without a pause, not at most {settings.drive_minutes}."
            yield breach(check, longest - settings.drive_minutes, text)


def _driver(key: Any) -> tuple[int, str, str, float]:
    day, wave, vehicle, truck = key
    return int(day), str(wave), str(vehicle), float(truck)


def _legs_by_trip(trips: TripBook) -> dict[str, list[Leg]]:
    """Legs of each trip in order; the last stands for no time yet, and an unknown road takes none."""
    stands = (trips.legs["starts"] - trips.legs["arrives"]).fillna(0.0)
    legs = trips.legs.assign(stands=stands, minutes=trips.legs["minutes"].fillna(0.0))
    found: dict[str, list[Leg]] = {}
    for trip, *leg in rows_of(legs, "trip", "minutes", "pause_minutes", "stands"):
        found.setdefault(trip, []).append(Leg(*leg))
    return found


def _day_of(own: pd.DataFrame, legs: dict[str, list[Leg]]) -> Iterator[Leg]:
    """A driver's legs, trip after trip, standing from his return to the next loading."""
    waits = own["loads_from"].shift(-1) - own["back"]
    for code, wait in waits.fillna(0.0).items():
        *out, home = legs.get(str(code), [Leg(0.0, 0.0, 0.0)])
        yield from out
        yield home._replace(stands=wait)


def _longest_stretch(settings: Settings, legs: Iterable[Leg]) -> float:
    """Most minutes at the wheel since the last pause; each pause on the way is made as late as it may."""
    driven, longest = 0.0, 0.0
    if settings.pause_minutes == 0:
        return longest
    for leg in legs:
        pauses = leg.pause // settings.pause_minutes
        driven = max(0.0, driven + leg.minutes - settings.drive_minutes * pauses)
        longest = max(longest, driven)
        if leg.stands >= settings.pause_minutes:
            driven = 0.0
    return longest


CHECKS = (driver_drives_no_longer_than_allowed_with_his_break,)
