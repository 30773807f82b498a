"""Workshops, machines and routings; and the crews, whose efficiency is fitted to the known capacities."""

from collections.abc import Sequence
from datetime import date as Date
from functools import cache

from planner.domain.people import Absence, BorrowLane, Crew, Skill, TempPool, Workshop
from planner.domain.plant import Changeover, Downtime, Resource, ResourceKind, RoutingStage
from scenarios.facts_table import Row, by_code, day, number, table

WAGE_YUAN_HOUR = 25.86
REGULAR_HOURS = 8.0
BOX_KG = 1.52
TARGET = {"exact": 0.985, "high": 1.02}
WAVE_EFFICIENCY = 0.88


def workshops() -> tuple[Workshop, ...]:
    return tuple(
        Workshop(
            code=row["code"],
            name=row["name"],
            shift=row["shift"],
            extra_yuan_hour=float(row["extra_yuan_hour"]),
        )
        for row in table("workshops")
    )


def resources() -> tuple[Resource, ...]:
    return tuple(
        Resource(
            code=row["code"],
            name=row["name"],
            workshop=row["workshop"],
            kind=ResourceKind(row["kind"]),
            count=int(row["count"]),
            availability=float(row["availability"]),
            hours_day=number(row["hours_day"]),
        )
        for row in table("resources")
    )


def downtimes(start: Date, end: Date) -> tuple[Downtime, ...]:
    return tuple(
        Downtime(resource=row["resource"], date=day(row["date"]), hours=float(row["hours"]))
        for row in table("downtimes")
        if start <= day(row["date"]) <= end
    )


def changeovers() -> tuple[Changeover, ...]:
    return tuple(
        Changeover(
            code=row["code"],
            name=row["name"],
            leaving=row["leaving"],
            entering_free_of=row["entering_free_of"],
            minutes=float(row["minutes"]),
            workers=float(row["workers"]),
        )
        for row in table("changeovers")
    )


@cache
def routing() -> tuple[RoutingStage, ...]:
    """Routings of all families; counter goods copy their parent's, box components leave out the packing."""
    written: dict[str, list[Row]] = {}
    for row in table("routing"):
        written.setdefault(row["family"], []).append(row)
    stages = []
    for family in table("families"):
        for row in written.get(family["code"], written.get(family["like"], [])):
            if family["role"] == "component" and row["resource"].startswith("PACK"):
                continue
            stages.append(_stage(family["code"], row))
    return tuple(stages)


def _stage(family: str, row: Row) -> RoutingStage:
    longest = number(row["wait_max"])
    return RoutingStage(
        family=family,
        seq=int(row["seq"]),
        stage=row["stage"],
        resource=row["resource"],
        is_line=row["is_line"] == "yes",
        kg_per_hour=number(row["kg_per_hour"]),
        batch_kg=number(row["batch_kg"]),
        cycle_minutes=number(row["cycle_minutes"]),
        workers=float(row["workers"]),
        skill=Skill(row["skill"]),
        wait_min_minutes=int(row["wait_min"]),
        wait_max_minutes=None if longest is None else int(longest),
        days_before=int(row["days_before"]),
    )


def hands_per_kg(stages: Sequence[RoutingStage]) -> float:
    """Person-hours for one kilogram, alternatives of a stage shared in proportion to their capacity."""
    count = {row["code"]: int(row["count"]) for row in table("resources")}
    total = 0.0
    for seq in {stage.seq for stage in stages}:
        rows = [stage for stage in stages if stage.seq == seq and stage.hours_per_kg > 0]
        rates = [count[stage.resource] / stage.hours_per_kg for stage in rows]
        hands = [stage.hours_per_kg * stage.workers for stage in rows]
        if rows:
            total += sum(r * h for r, h in zip(rates, hands, strict=True)) / sum(rates)
    return total


def family_hands_per_kg() -> dict[str, float]:
    """Person-hours per kilogram of every family."""
    rows: dict[str, list[RoutingStage]] = {}
    for stage in routing():
        rows.setdefault(stage.family, []).append(stage)
    return {family: hands_per_kg(stages) for family, stages in rows.items()}


@cache
def efficiency(workshop: str) -> float:
    """Productive share of a paid hour that lets the workshop's people make its known 8-hour capacity."""
    row = by_code("workshops")[workshop]
    if row["calibrate"] == "wave":
        return WAVE_EFFICIENCY
    hands = family_hands_per_kg()
    made = [f for f in table("families") if f["workshop"] == workshop and f["role"] in ("ordinary", "fresh")]
    mix = sum(float(f["base_kg_day"]) for f in made)
    per_kg = sum(float(f["base_kg_day"]) * hands[f["code"]] for f in made) / mix
    needed = float(row["cap_8h_kg"]) * per_kg + float(row["boxes_8h"] or 0) * BOX_KG * hands["P23"]
    return round(TARGET[row["calibrate"]] * needed / (REGULAR_HOURS * int(row["direct"])), 3)


def crews() -> tuple[Crew, ...]:
    return tuple(
        Crew(
            code=row["code"],
            name=row["name"],
            workshop=row["workshop"],
            skill=Skill(row["skill"]),
            headcount=int(row["headcount"]),
            wage_yuan_hour=WAGE_YUAN_HOUR,
            efficiency=efficiency(row["workshop"]),
            overtime_used_hours=float(row["overtime_used_hours"]),
            days_worked=int(row["days_worked"]),
        )
        for row in table("crews")
    )


def absences(start: Date, end: Date) -> tuple[Absence, ...]:
    return tuple(
        Absence(crew=row["crew"], date=day(row["date"]), people=int(row["people"]))
        for row in table("absences")
        if start <= day(row["date"]) <= end
    )


def borrowing() -> tuple[BorrowLane, ...]:
    return tuple(
        BorrowLane(
            from_workshop=row["from_workshop"],
            to_workshop=row["to_workshop"],
            people=int(row["people"]),
            productivity=float(row["productivity"]),
            skill=Skill(row["skill"]),
            from_date=day(row["from_date"]),
            to_date=day(row["to_date"]),
        )
        for row in table("borrowing")
    )


def temps() -> tuple[TempPool, ...]:
    return tuple(
        TempPool(
            workshop=row["workshop"],
            people=int(row["people"]),
            hours_day=float(row["hours_day"]),
            wage_yuan_hour=float(row["wage_yuan_hour"]),
            productivity=float(row["productivity"]),
            skill=Skill(row["skill"]),
            from_date=day(row["from_date"]),
            to_date=day(row["to_date"]),
        )
        for row in table("temps")
    )
