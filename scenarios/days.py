"""The calendar, the shifts and the limits of the law."""

from datetime import date as Date
from datetime import time as Time

from planner.domain.calendar import Day, DayKind, Settings, Shift
from scenarios.facts_table import day, table

DOCK_DOORS = 8


def settings(name: str, start: Date, end: Date, depot: tuple[float, float]) -> Settings:
    """Settings of a world; the legal limits and the pace of deliveries are the defaults of the noun."""
    latitude, longitude = depot
    return Settings(
        name=name,
        start=start,
        end=end,
        dock_doors=DOCK_DOORS,
        depot_latitude=latitude,
        depot_longitude=longitude,
    )


def calendar(start: Date, end: Date) -> tuple[Day, ...]:
    """The official days of the horizon."""
    return tuple(
        Day(
            date=day(row["date"]),
            kind=DayKind(row["kind"]),
            overtime_multiple=float(row["overtime_multiple"]),
            lunar=row["lunar"],
            label=row["label"],
            snow_factor=float(row["snow_factor"]),
        )
        for row in table("calendar")
        if start <= day(row["date"]) <= end
    )


def shifts() -> tuple[Shift, ...]:
    """The day shift 7:30-16:30, at longest to 20:00, and the early one of the bread hall and dosing.

    Some come as the early crew does, others as packers and dispatchers do, for the same hours.
    """
    return (
        _shift("D", "白班", (7, 30), (16, 30), (20, 0), turns=(90, 150, 21)),
        _shift("E", "早班", (6, 0), (15, 0), (18, 30), turns=(60, 180, 20)),
    )


def _shift(
    code: str,
    name: str,
    starts: tuple[int, int],
    ends: tuple[int, int],
    late: tuple[int, int],
    turns: tuple[int, int, int],
) -> Shift:
    """A shift from its hours; `turns` are the minutes by which people come early and leave late, and the last hour."""
    return Shift(
        code=code,
        name=name,
        starts=Time(*starts),
        ends=Time(*ends),
        latest_end=Time(*late),
        lunch_from=Time(starts[0] + 4, 0),
        lunch_minutes=60,
        dinner_from=Time(ends[0] + 1, 0),
        dinner_minutes=30,
        early_minutes=turns[0],
        late_minutes=turns[1],
        last_out=Time(turns[2], 0),
    )
