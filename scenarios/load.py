"""How heavily a world loads its people and machines, week by week, if it made exactly what is ordered.

Run `python -m scenarios.load spring-festival` for the table.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
import pandas as pd

from planner.domain.calendar import DayKind
from planner.domain.plant import Resource, RoutingStage
from planner.domain.product import Product
from planner.domain.scenario import Scenario
from scenarios.facts_table import table
from scenarios.goods import GRAMS_PER_BOX

LOTS_A_WEEK_LONG_LIFE, LOTS_A_WEEK_SHORT_LIFE = 2.0, 6.0
SHORT_LIFE_DAYS = 10


@dataclass(frozen=True)
class Load:
    """Hours one workshop's people or one resource need in a week, against plain and longest hours."""

    what: str
    week: Date
    needed: float
    plain: float
    longest: float


def weekly_kg(world: Scenario) -> pd.DataFrame:
    """Ordered kilograms by product and week, components of kits included as first choices."""
    grid = world.demand.pivot_table(
        index="product",
        columns=pd.Grouper(key="date", freq="W-MON", closed="left", label="left"),
        values="kg",
        aggfunc="sum",
        fill_value=0,
    )
    parts: dict[str, np.ndarray] = {}
    for row in world.kits:
        if row.swap_yuan_kg == 0 and row.kit in grid.index:
            extra = grid.loc[row.kit].to_numpy(dtype=float) * row.kg_per_kg
            parts[row.component] = parts.get(row.component, np.zeros(len(extra))) + extra
    return pd.concat([grid, pd.DataFrame.from_dict(parts, orient="index", columns=grid.columns)])


def ordinary_day(world: Scenario) -> dict[str, tuple[float, float]]:
    """Hours needed and plain hours by hall and machine on an ordinary day with 300 boxes, set-ups aside."""
    rows = table("families")
    kg = {row["code"]: float(row["base_kg_day"]) for row in rows}
    for slot in table("gift_bom"):
        kg[slot["component"]] += kg["P23"] * float(slot["grams"]) / GRAMS_PER_BOX
    need: dict[str, float] = {}
    for family, amount in kg.items():
        for stage, share in _shares(world, family):
            hall = world.resource_of[stage.resource].workshop
            hours = amount * share * stage.hours_per_kg
            need[stage.resource] = need.get(stage.resource, 0.0) + hours
            need[hall] = need.get(hall, 0.0) + hours * stage.workers
    return {what: (hours, _open_hours(world, what, 1, 1)[0]) for what, hours in need.items() if hours}


def loads(world: Scenario) -> list[Load]:
    """Loads of all workshops, then of all resources, by week."""
    grid = weekly_kg(world)
    need: dict[str, np.ndarray] = {}
    for code in grid.index:
        for what, hours in _hours(world, world.product_of[code], grid.loc[code].to_numpy(dtype=float)):
            need[what] = need.get(what, np.zeros(len(grid.columns))) + hours
    staffed = {what: hours for what, hours in need.items() if hours.any()}
    return list(_against(world, grid, staffed))


def _hours(world: Scenario, product: Product, kg: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Hours of each resource and of its workshop's hands, with the set-ups of so many lots a week."""
    most = LOTS_A_WEEK_SHORT_LIFE if product.shelf_days <= SHORT_LIFE_DAYS else LOTS_A_WEEK_LONG_LIFE
    setup = np.minimum(kg / (product.batch_kg or 1.0), most) * product.setup_minutes / 60
    for stage, share in _shares(world, product.family):
        running = kg * share * stage.hours_per_kg / product.pace
        changing = setup * share if stage.is_line else np.zeros(len(kg))
        resource = world.resource_of[stage.resource]
        yield resource.code, running + changing
        yield resource.workshop, running * stage.workers + changing * product.setup_workers


def _shares(world: Scenario, family: str) -> Iterator[tuple[RoutingStage, float]]:
    """Stages with a resource; alternatives of the line share the kilograms by their rates."""
    stages = [stage for stage in world.stages_of[family] if stage.hours_per_kg > 0]
    for stage in stages:
        rivals = [s for s in stages if s.seq == stage.seq]
        rates = {s.resource: world.resource_of[s.resource].count / s.hours_per_kg for s in rivals}
        yield stage, rates[stage.resource] / sum(rates.values())


def _against(world: Scenario, grid: pd.DataFrame, need: dict[str, np.ndarray]) -> Iterator[Load]:
    for what in sorted(need, key=lambda code: (code not in world.workshop_of, code)):
        for index, week in enumerate(grid.columns):
            monday = pd.Timestamp(week).date()
            start = max(monday, world.settings.start)
            days = [d for d in world.days if 0 <= (d.date - monday).days < 7]
            work = sum(d.kind is DayKind.WORK for d in days)
            plain, longest = _open_hours(world, what, work, len(days))
            yield Load(what, start, float(need[what][index]), plain, longest)


def _open_hours(world: Scenario, what: str, work_days: int, days: int) -> tuple[float, float]:
    """Hours of a week: plain shifts on work days; at the longest 3 h more, machines also on rest days."""
    if what in world.workshop_of:
        crews = [crew for crew in world.crews if crew.workshop == what]
        hands = sum(crew.headcount * crew.efficiency for crew in crews)
        return hands * 8 * work_days, hands * 11 * work_days
    resource: Resource = world.resource_of[what]
    units = resource.count * resource.availability
    if resource.hours_day is not None:
        return units * resource.hours_day * days, units * resource.hours_day * days
    return units * 8 * work_days, units * 11 * days


def main() -> None:
    from scenarios.build import world

    scenario = world(sys.argv[1] if len(sys.argv) > 1 else "spring-festival")
    rows = loads(scenario)
    usual = ordinary_day(scenario)
    weeks = sorted({row.week for row in rows})
    print("share of plain hours (of longest hours)")
    print("".ljust(10) + "ordinary".rjust(10) + "".join(f"{week:%m-%d}".rjust(14) for week in weeks))
    for what in dict.fromkeys(row.what for row in rows):
        cells = [row for row in rows if row.what == what]
        shown = [f"{_share(row.needed, row.plain)} ({_share(row.needed, row.longest)})" for row in cells]
        day = f"{_share(*usual[what])}" if what in usual else ""
        print(what.ljust(10) + day.rjust(10) + "".join(text.rjust(14) for text in shown))


def _share(needed: float, hours: float) -> str:
    return f"{needed / hours:.0%}" if hours else "closed"


if __name__ == "__main__":
    main()
