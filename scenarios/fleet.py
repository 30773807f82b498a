"""The trucks, the waves they drive in, and the roads."""

from datetime import time as Time

from planner.domain.fleet import Compartment, Distance, Speed, Vehicle, Wave
from scenarios.facts_table import number, table


def vehicles() -> tuple[Vehicle, ...]:
    return tuple(
        Vehicle(
            code=row["code"],
            name=row["name"],
            zones=row["zones"],
            channels=row["channels"],
            own=int(row["own"]),
            hire=int(row["hire"]),
            payload_kg=float(row["payload_kg"]),
            crates=int(row["crates"]),
            yuan_day=float(row["yuan_day"]),
            hire_yuan_day=number(row["hire_yuan_day"]),
            yuan_km=float(row["yuan_km"]),
            crew=int(row["crew"]),
            load_minutes=int(row["load_minutes"]),
            most_stops=int(row["most_stops"]) if row["most_stops"] else None,
        )
        for row in table("vehicles")
    )


def compartments() -> tuple[Compartment, ...]:
    return tuple(
        Compartment(
            vehicle=row["vehicle"],
            zone=row["zone"],
            payload_kg=float(row["payload_kg"]),
            crates=int(row["crates"]),
        )
        for row in table("compartments")
    )


def waves() -> tuple[Wave, ...]:
    return tuple(
        Wave(
            code=row["code"],
            name=row["name"],
            starts=Time.fromisoformat(row["starts"]),
            ends=Time.fromisoformat(row["ends"]),
            channels=row["channels"],
            trips=int(row["trips"]),
            note=row["note"],
        )
        for row in table("waves")
    )


def distances() -> tuple[Distance, ...]:
    return tuple(
        Distance(
            from_place=row["from_place"],
            to_place=row["to_place"],
            km=float(row["km"]),
            minutes=number(row["minutes"]),
        )
        for row in table("distances")
    )


def speeds() -> tuple[Speed, ...]:
    """Harbin by the hour in winter."""
    return tuple(
        Speed(from_time=Time.fromisoformat(row["from_time"]), km_hour=float(row["km_hour"]))
        for row in table("speeds")
    )
