"""What the papers of trips must hold together: stops of a trip, loads of a stop, trucks there are."""

from collections.abc import Iterator

from planner.domain.scenario import Scenario
from planner.verify.frames import Frames, rows_of

STOP = ["trip", "seq"]


def paper_faults(scenario: Scenario, frames: Frames) -> Iterator[str]:
    """Loads without a stop, stops out of count, and trucks beyond those owned and for hire, one sentence each."""
    yield from _loads_without_a_stop(frames)
    yield from _gaps_in_the_order(frames)
    yield from _trucks_too_many(scenario, frames)


def _loads_without_a_stop(frames: Frames) -> Iterator[str]:
    loads, trips = frames.raw["drop_loads"], set(frames.raw["trips"]["code"])
    stops = set(rows_of(frames.raw["drops"], *STOP))
    lost = {stop for stop in rows_of(loads, *STOP) if stop[0] in trips and stop not in stops}
    for trip, seq in sorted(lost, key=str):
        yield f"Goods ride to stop {seq:g} of trip {trip}, which it does not make."


def _gaps_in_the_order(frames: Frames) -> Iterator[str]:
    seqs: dict[str, set[float]] = {}
    for trip, seq in rows_of(frames.sound["drops"], *STOP):
        seqs.setdefault(trip, set()).add(seq)
    for trip, found in seqs.items():
        if found != set(range(1, len(found) + 1)):
            told = ", ".join(f"{seq:g}" for seq in sorted(found))
            yield f"The stops of trip {trip} are numbered {told}; they must count from 1."


def _trucks_too_many(scenario: Scenario, frames: Frames) -> Iterator[str]:
    vehicles = {vehicle.code: vehicle for vehicle in scenario.vehicles}
    for code, kind, truck in rows_of(frames.sound["trips"], "code", "vehicle", "truck"):
        vehicle = vehicles.get(kind)
        if vehicle is not None and not 1 <= truck <= vehicle.own + vehicle.hire:
            there = f"{vehicle.own} own ones and {vehicle.hire} for hire"
            yield f"Trip {code} is made by truck {truck:g} of {kind}; there are {there}."
