"""Public multi-trip routing instances and the neutral workload's delivery part, as days of our own records."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pyvrp

from planner.optimise.delivery import NEVER, NO_LIMIT, Problem, Routes, Stop, VehicleType

Scenario = dict[str, Any]
METRES_A_UNIT = 1000


def instance(path: Path) -> Problem:
    """One VRPLIB file, distances and times in tenths; a tenth of distance costs 1, every stop must be served."""
    data = pyvrp.read(path, round_func="dimacs")
    stops = tuple(
        Stop(
            str(number),
            loads=tuple(client.delivery),
            windows=((client.tw_early, min(client.tw_late, NEVER)),),
            service_minutes=client.service_duration,
            ready=client.release_time,
        )
        for number, client in enumerate(data.clients(), start=1)
    )
    tenths = np.array(data.distance_matrix(0), dtype=np.int64)
    kinds = tuple(_kind(kind, len(stops)) for kind in data.vehicle_types())
    return Problem(kinds, stops, tenths * METRES_A_UNIT, np.array(data.duration_matrix(0), dtype=np.int64))


def _kind(kind: pyvrp.VehicleType, stops: int) -> VehicleType:
    return VehicleType(
        kind.name,
        kind.num_available,
        holds=tuple(kind.capacity),
        shift=(kind.tw_early, min(kind.tw_late, NEVER)),
        longest_minutes=kind.max_duration if kind.max_duration < NEVER else NO_LIMIT,
        most_trips=min(kind.max_trips, stops),
        km_price=1.0,
    )


def best_known(folder: Path) -> dict[str, float]:
    """Best values by instance; nothing without the file."""
    path = folder / "bks.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {row["instance"]: float(row["bks"]) for row in csv.DictReader(lines)}


def workload_day(module: Any, scenario: Scenario) -> Problem:
    """The delivery part of the neutral workload: two loads (all, and cold), reloading, a fleet of three types."""
    day = scenario["delivery"]
    places = [day["depot"], *day["stores"]]
    legs = [[(module.dist_units(day, a, b), module.drive_min(day, a, b)) for b in places] for a in places]
    table = np.array(legs, dtype=np.int64)
    kinds = (
        VehicleType(
            kind["type"],
            kind["count"],
            holds=(kind["total"], kind["cold"]),
            shift=(day["depart_from"], day["back_by"]),
            longest_minutes=kind["max_shift"],
            most_trips=kind["max_trips"],
            reload_minutes=day["reload"],
            use_price=kind["fixed"],
            km_price=kind["per_km"],
        )
        for kind in day["vehicles"]
    )
    stops = (
        Stop(
            store["id"],
            loads=(store["ambient"] + store["cold"], store["cold"]),
            windows=((store["open"], store["close"]),),
            service_minutes=store["service"],
            price=day["unserved"],
        )
        for store in day["stores"]
    )
    return Problem(tuple(kinds), tuple(stops), table[..., 0] * day["metre_per_unit"], table[..., 1].copy())


def as_trips(problem: Problem, found: Routes) -> Scenario:
    """The routes as the workload's scorer reads them."""
    tours = []
    for tour in found.tours:
        trips = [
            {"depart": trip.leaves, "stores": [problem.stops[visit.stop].name for visit in trip.visits]}
            for trip in tour.trips
        ]
        tours.append({"type": problem.vehicles[tour.kind].name, "trips": trips})
    return {"vehicles": tours}
