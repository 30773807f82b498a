"""How hard hands and machines work: needed against present, by workshop, resource and day."""

import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.plant import Downtime
from planner.report.books import Books, frame_of, looked_up


def stage_loads(books: Books) -> pd.DataFrame:
    """Every stage of every lot: workshop, resource and day it is run on, unit-hours and person-hours.

    Columns: code, product, kg, made_in (the lot's workshop), finished, workshop, resource, stage, date,
    unit_hours, person_hours.
    """
    steps = books.lots[["code", "product", "line", "kg", "date", "workshop"]]
    steps = steps.rename(columns={"date": "finished", "workshop": "made_in"})
    for name in ("family", "pace", "setup_minutes", "setup_workers"):
        steps[name] = looked_up(steps["product"], books.products[name])
    steps = steps.merge(_stages(books), on="family")
    steps = steps[~steps["is_line"] | (steps["line"] == steps["resource"])]
    line = steps["is_line"].astype(float)
    setup = line * steps["setup_minutes"] / 60
    run = steps["kg"] * steps["hours_per_kg"] / steps["pace"]
    return steps.assign(
        date=steps["finished"] - pd.to_timedelta(steps["days_before"], unit="D"),
        unit_hours=run + setup,
        person_hours=run * steps["workers"] + setup * steps["setup_workers"],
    )


def _stages(books: Books) -> pd.DataFrame:
    """Routing rows that use a resource, with the workshop it stands in."""
    resources = books.scenario.resource_of
    rows = [
        (
            row.family,
            row.stage,
            row.resource,
            resources[row.resource].workshop,
            row.is_line,
            row.hours_per_kg,
            row.workers,
            row.days_before,
        )
        for row in books.scenario.routing
        if row.resource in resources
    ]
    names = ["family", "stage", "resource", "workshop", "is_line", "hours_per_kg", "workers", "days_before"]
    return pd.DataFrame(rows, columns=names).astype({"is_line": bool})


def crew_hours(books: Books) -> pd.DataFrame:
    """Crew days with workshop, efficiency, the day's multiple, overtime person-hours and pay of all who come."""
    crews = {crew.code: crew for crew in books.scenario.crews}
    days = books.scenario.day_of
    frame = books.crew_days[books.crew_days["crew"].isin(crews)]
    known = [crews[code] for code in frame["crew"]]
    multiples = [days[date].overtime_multiple if date in days else 1.0 for date in frame["date"].dt.date]
    overtime = frame["overtime_hours"] * frame["people"]
    return frame.assign(
        workshop=[crew.workshop for crew in known],
        efficiency=[crew.efficiency for crew in known],
        multiple=multiples,
        overtime_total=overtime,
        pay=overtime * [crew.wage_yuan_hour for crew in known] * multiples,
    )


def hands_by_day(books: Books) -> pd.DataFrame:
    """Person-hours by workshop and day: needed, plain (a full regular shift), present, overtime.

    `present` counts what the plan puts there, lent and borrowed hands included; `overtime` is the most
    one person works. Only workshops that have crews; one row for each day of the horizon.
    """
    codes = [shop.code for shop in books.scenario.workshops if _crewed(books, shop.code)]
    index = pd.MultiIndex.from_product([codes, books.days], names=["workshop", "date"])
    key = ["workshop", "date"]
    crews = crew_hours(books)
    paid = (crews["regular_hours"] + crews["overtime_hours"]) * crews["people"] * crews["efficiency"]
    present = paid.groupby([crews["workshop"], crews["date"]]).sum()
    parts = {
        "needed": stage_loads(books).groupby(key)["person_hours"].sum(),
        "plain": _plain_hours(books, index),
        "present": present.add(_extra_hands(books), fill_value=0.0),
        "overtime": crews.groupby(key)["overtime_hours"].max(),
        "people": crews.groupby(key)["people"].sum(),
    }
    return pd.DataFrame({name: part.reindex(index) for name, part in parts.items()}).fillna(0.0)


def _crewed(books: Books, workshop: str) -> bool:
    return any(crew.workshop == workshop for crew in books.scenario.crews)


def _plain_hours(books: Books, index: pd.MultiIndex) -> pd.Series:
    """Productive hours of all crews in one plain shift on work days; 0 on other days."""
    scenario = books.scenario
    full: dict[str, float] = {}
    for crew in scenario.crews:
        shift = scenario.shift_of[scenario.workshop_of[crew.workshop].shift]
        hours = crew.headcount * crew.efficiency * shift.regular_hours
        full[crew.workshop] = full.get(crew.workshop, 0.0) + hours
    work = {pd.Timestamp(day.date) for day in scenario.days if day.kind == DayKind.WORK}
    return pd.Series([full[shop] if date in work else 0.0 for shop, date in index], index=index, dtype=float)


def _extra_hands(books: Books) -> pd.Series:
    """Borrowed hours gained less hours lent, plus temporary hands, by workshop and day."""
    lanes = {(lane.from_workshop, lane.to_workshop): lane.productivity for lane in books.scenario.borrowing}
    pools = {pool.workshop: pool.productivity for pool in books.scenario.temps}
    rows: list[tuple[str, object, float]] = []
    for lent in books.plan.borrowed:
        share = lanes.get((lent.from_workshop, lent.to_workshop), 1.0)
        rows.append((lent.from_workshop, lent.date, -lent.hours))
        rows.append((lent.to_workshop, lent.date, lent.hours * share))
    for temp in books.plan.temps:
        rows.append((temp.workshop, temp.date, temp.hours * pools.get(temp.workshop, 1.0)))
    frame = pd.DataFrame(rows, columns=["workshop", "date", "hours"]).astype({"hours": float})
    return frame.assign(date=pd.to_datetime(frame["date"])).groupby(["workshop", "date"])["hours"].sum()


def machines_by_day(books: Books) -> pd.DataFrame:
    """Unit-hours by resource and day: used and capacity in the opened hours, downtime taken off."""
    used = stage_loads(books).groupby(["resource", "date"])["unit_hours"].sum().rename("used").reset_index()
    resources = books.scenario.resource_of
    down = frame_of(Downtime, books.scenario.downtimes).groupby(["resource", "date"])["hours"].sum()
    opened = books.opened.set_index(["workshop", "date"])["hours"].to_dict()
    lost = down.to_dict()
    capacity = []
    for code, date in zip(used["resource"], used["date"], strict=True):
        resource = resources[code]
        hours = resource.hours_day
        if hours is None:
            hours = opened.get((resource.workshop, date), 0.0)
        gross = resource.count * resource.availability * hours
        capacity.append(max(0.0, gross - lost.get((code, date), 0.0)))
    return used.assign(capacity=pd.Series(capacity, index=used.index, dtype=float))
