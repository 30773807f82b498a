"""All dispatch days of a plan: weeks side by side, within a week each day from the one before."""

import time
from collections.abc import Container, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cached_property
from itertools import pairwise
from math import ceil

import pandas as pd

from planner.domain.dispatch import Drop, DropLoad, HandOver, Trip, Undelivered
from planner.domain.plan import Plan, no_drop_loads
from planner.domain.progress import Listener, Progress, Stop, silent
from planner.domain.scenario import Scenario
from planner.optimise.delivery import Effort
from planner.optimise.dispatch.day import DispatchDay, Goods, dispatch_day, once_more
from planner.optimise.dispatch.goods import Piece
from planner.optimise.dispatch.purse import Purse
from planner.optimise.dispatch.ready import readiness_of
from planner.optimise.dispatch.rounds import Waves
from planner.optimise.dispatch.yard import Yard
from planner.optimise.haste import Haste

STAGE = "配送 routes"
MOST_IN_A_ROW = 7
MOST_ONCE_MORE = 12.0  # seconds; all days that lack trucks get at most as much once more as all days had


@dataclass(frozen=True)
class Dispatched:
    """Days in order; of all of them trips, drops, loads, hand-overs, and what found no truck."""

    days: tuple[DispatchDay, ...]

    @cached_property
    def trips(self) -> tuple[Trip, ...]:
        return tuple(trip for day in self.days for trip in day.records.trips)

    @cached_property
    def drops(self) -> tuple[Drop, ...]:
        return tuple(drop for day in self.days for drop in day.records.drops)

    @cached_property
    def drop_loads(self) -> pd.DataFrame:
        """A table with the columns of `DropLoad`."""
        rows = [row for day in self.days for row in day.records.loads]
        table = pd.DataFrame(rows, columns=list(DropLoad.model_fields)) if rows else no_drop_loads()
        return table.astype(no_drop_loads().dtypes.to_dict())

    @cached_property
    def hand_overs(self) -> tuple[HandOver, ...]:
        return tuple(row for day in self.days for row in day.hand_overs)

    @cached_property
    def undelivered(self) -> tuple[Undelivered, ...]:
        return tuple(row for day in self.days for row in day.undelivered)

    @property
    def yuan(self) -> float:
        """What all trucks and kilometres cost."""
        return round(sum(trip.truck_yuan + trip.km_yuan for trip in self.trips), 2)

    @property
    def left_yuan(self) -> float:
        """What it costs that goods found no truck."""
        return sum(load.value_yuan for day in self.days for load, _ in day.left)

    @cached_property
    def haste(self) -> Haste:
        """What leaving earlier would have been worth."""
        customers: dict[tuple[Date, str], float] = {}
        lots: dict[str, float] = {}
        for day in self.days:
            for load, late in day.late:
                key = day.date, load.customer
                customers[key] = customers.get(key, 0.0) + load.value_yuan
                for piece in late:
                    lots[piece.lot] = lots.get(piece.lot, 0.0) + piece.value_yuan
        return Haste(customers, lots)

    def but_for(self, dates: Container[Date], other: "Dispatched") -> "Dispatched":
        """The same with some days driven as in another."""
        days = [*(day for day in self.days if day.date not in dates), *other.days]
        return Dispatched(tuple(sorted(days, key=lambda day: day.date)))


def dispatch_days(
    scenario: Scenario,
    plan: Plan,
    effort: Effort,
    stop: Stop | None = None,
    tell: Listener = silent,
    only: Container[Date] | None = None,
) -> Dispatched:
    """Routes for every delivery of a plan, or those of some days only.

    The effort is that for one day, its workers share the days.
    """
    yard = Yard(scenario)
    goods = {
        date: rows for date, rows in goods_by_day(scenario, plan).items() if only is None or date in only
    }
    halt = stop or Stop()
    dates = sorted(goods)
    rows = _rows(dates)
    began = time.monotonic()
    done: list[Date] = []

    def one_row(days: Sequence[Date]) -> list[DispatchDay]:
        found: list[DispatchDay] = []
        before: Waves = {}
        purse = Purse(effort.seconds, len(days))
        for date in days:
            alone = replace(effort, workers=1)
            found.append(dispatch_day(yard, date, goods[date], alone, purse.for_next_day(), before, halt))
            before = found[-1].round.waves
            done.append(date)
            tell(Progress(STAGE, time.monotonic() - began, note=f"{len(done)}/{len(dates)}"))
        return found

    with ThreadPoolExecutor(max(1, effort.workers)) as pool:
        days = [day for row in pool.map(one_row, rows) for day in row]
        short = [day.date for day in days if day.round.lacks_trucks() and not halt.is_set()]
        seconds = min(MOST_ONCE_MORE, effort.seconds * len(dates) / max(1, len(short)))
        thorough = replace(effort, workers=1, seconds=seconds)

        def again(day: DispatchDay) -> DispatchDay:
            return once_more(yard, day, goods[day.date], thorough) if day.date in short else day

        return Dispatched(tuple(pool.map(again, days)))


def _rows(dates: Sequence[Date]) -> list[Sequence[Date]]:
    """Weeks or a little less, of even length and an even number, as most have two cores."""
    rows = 2 * ceil(len(dates) / (2 * MOST_IN_A_ROW))
    edges = [len(dates) * row // rows for row in range(rows + 1)] if rows else []
    return [dates[a:b] for a, b in pairwise(edges) if a < b]


def goods_by_day(scenario: Scenario, plan: Plan) -> dict[Date, Goods]:
    """Pieces by day and customer, in the plan's order."""
    readiness = readiness_of(scenario, plan)
    products = scenario.product_of
    multiple = {
        customer.code: scenario.class_of[customer.customer_class].shortage_multiple
        for customer in scenario.customers
    }
    columns = ("date", "customer", "product", "lot", "kg")
    found: dict[Date, Goods] = {}
    for stamp, customer, code, lot, kg in zip(*(plan.deliveries[c].tolist() for c in columns), strict=True):
        if kg <= 0:
            continue
        date, product = stamp.date(), products[code]
        value = kg * product.price_yuan_kg * multiple[customer]
        ready = readiness.on(lot, date)
        piece = Piece(lot, code, product.zone, kg, product.kg_per_crate, ready, value)
        found.setdefault(date, {}).setdefault(customer, []).append(piece)
    return found
