"""The key figures of a plan: service, overtime, use of hands, waste and the proven gap."""

from dataclasses import dataclass

import pandas as pd

from planner.domain.market import Channel
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.books import Books
from planner.report.hours import crew_hours, hands_by_day
from planner.report.punctual import (
    ENOUGH_KG,
    Stops,
    all_stops,
    left_behind,
    left_kg_by_channel,
    stops_by_channel,
)


@dataclass(frozen=True)
class Service:
    """How one channel, or all, is served; shares are None where nothing is ordered.

    An order is all a customer wants on one day; `otif` counts orders delivered whole on their day. What found no
    truck is not delivered. `stops` are those due and served; none without routes.
    """

    channel: str
    ordered_kg: float
    delivered_kg: float
    orders: int
    whole_orders: int
    stops: Stops = Stops()

    @property
    def fill_rate(self) -> float | None:
        return self.delivered_kg / self.ordered_kg if self.ordered_kg > 0 else None

    @property
    def otif(self) -> float | None:
        return self.whole_orders / self.orders if self.orders else None


@dataclass(frozen=True)
class HandsUse:
    """Person-hours of one workshop over the horizon; `plain` is every crew for every regular shift."""

    workshop: str
    name: str
    needed_hours: float
    plain_hours: float
    present_hours: float
    overtime_hours: float
    overtime_yuan: float

    @property
    def plain_use(self) -> float | None:
        """Load against regular hours: above 1 only overtime, temps or borrowing carry it."""
        return self.needed_hours / self.plain_hours if self.plain_hours > 0 else None

    @property
    def present_use(self) -> float | None:
        """Load against the hours the plan pays for."""
        return self.needed_hours / self.present_hours if self.present_hours > 0 else None


@dataclass(frozen=True)
class KeyFigures:
    """What a manager asks first; kilograms, hours and yuan over the whole horizon."""

    service: Service
    channels: tuple[Service, ...]
    hands: tuple[HandsUse, ...]
    made_kg: float
    lots: int
    overtime_hours: float
    overtime_yuan: float
    waste_kg: float
    waste_yuan: float
    shortage_kg: float
    shortage_yuan: float
    left_kg: float
    left_yuan: float
    cost_yuan: float
    bound_yuan: float
    gap: float

    @property
    def fill_rate(self) -> float:
        """Delivered share of the kilograms ordered; 1 when nothing is ordered."""
        return 1.0 if self.service.fill_rate is None else self.service.fill_rate

    @property
    def otif(self) -> float:
        """Share of orders delivered whole on their day; 1 when there are none."""
        return 1.0 if self.service.otif is None else self.service.otif

    @property
    def stops_served(self) -> float | None:
        """Share of the stops due that are served inside a window; None without routes."""
        return self.service.stops.share

    @property
    def village_stops_served(self) -> float | None:
        """The same for the athletes' village."""
        found = (row.stops.share for row in self.channels if row.channel == Channel.VILLAGE)
        return next(found, None)


def key_figures(scenario: Scenario, plan: Plan) -> KeyFigures:
    """The key figures of a plan."""
    return figures_of(Books(scenario, plan))


def figures_of(books: Books) -> KeyFigures:
    """The key figures, from books already opened."""
    plan, head = books.plan, books.plan.head
    bill = {line.line: line.yuan for line in plan.bill}
    hands = _hands(books)
    whole = _whole_orders(books)
    channels = _channels(books, whole)
    left = left_behind(books)
    total = _all(channels)
    return KeyFigures(
        service=total,
        channels=channels,
        hands=hands,
        made_kg=float(books.lots["kg"].sum()),
        lots=len(plan.lots),
        overtime_hours=sum(use.overtime_hours for use in hands),
        overtime_yuan=sum(use.overtime_yuan for use in hands),
        waste_kg=float(books.write_offs["kg"].sum()),
        waste_yuan=bill.get("waste", 0.0),
        shortage_kg=float((books.orders["ordered"] - books.orders["delivered"]).sum()),
        shortage_yuan=bill.get("shortage", 0.0),
        left_kg=sum(each.row.kg for each in left),
        left_yuan=sum(each.yuan for each in left),
        cost_yuan=head.cost_yuan,
        bound_yuan=head.bound_yuan,
        gap=head.gap,
    )


def _whole_orders(books: Books) -> pd.DataFrame:
    """One row for each customer and day: channel, and whether all of it was dispatched and brought."""
    orders = books.orders
    short = orders["ordered"] - orders["delivered"] > ENOUGH_KG
    grouped = orders.assign(short=short).groupby(["customer", "date"], as_index=False)
    whole = grouped.agg(channel=("channel", "first"), short=("short", "any"))
    left = {(row.customer, pd.Timestamp(row.date)) for row in books.plan.undelivered if row.kg > ENOUGH_KG}
    keys = zip(whole["customer"], whole["date"], strict=True)
    return whole.assign(
        short=[bool(short) or key in left for short, key in zip(whole["short"], keys, strict=True)]
    )


def _service(
    channel: str, orders: pd.DataFrame, whole: pd.DataFrame, left_kg: float, stops: Stops
) -> Service:
    return Service(
        channel=channel,
        ordered_kg=float(orders["ordered"].sum()),
        delivered_kg=max(0.0, float(orders["delivered"].sum()) - left_kg),
        orders=len(whole),
        whole_orders=int((~whole["short"].astype(bool)).sum()),
        stops=stops,
    )


def _all(channels: tuple[Service, ...]) -> Service:
    """Every channel together."""
    return Service(
        channel="",
        ordered_kg=sum(row.ordered_kg for row in channels),
        delivered_kg=sum(row.delivered_kg for row in channels),
        orders=sum(row.orders for row in channels),
        whole_orders=sum(row.whole_orders for row in channels),
        stops=all_stops(row.stops for row in channels),
    )


def _channels(books: Books, whole: pd.DataFrame) -> tuple[Service, ...]:
    """Service of each channel, the dearest shortage first."""
    worth: dict[str, float] = {}
    for row in books.scenario.classes:
        worth[str(row.channel)] = max(worth.get(str(row.channel), 0.0), row.shortage_multiple)
    orders = dict(list(books.orders.groupby("channel")))
    wholes = dict(list(whole.groupby("channel")))
    served = sorted((name for name in worth if name in orders), key=lambda name: -worth[name])
    left, stops = left_kg_by_channel(books), stops_by_channel(books)
    return tuple(
        _service(name, orders[name], wholes[name], left.get(name, 0.0), stops.get(name, Stops()))
        for name in served
    )


def _hands(books: Books) -> tuple[HandsUse, ...]:
    by_day = hands_by_day(books).groupby(level="workshop").sum()
    crews = crew_hours(books).groupby("workshop")[["overtime_total", "pay"]].sum()
    crews = crews.reindex(by_day.index, fill_value=0.0)
    names = {shop.code: shop.name for shop in books.scenario.workshops}
    return tuple(
        HandsUse(
            workshop=code,
            name=names[code],
            needed_hours=float(by_day["needed"][code]),
            plain_hours=float(by_day["plain"][code]),
            present_hours=float(by_day["present"][code]),
            overtime_hours=float(crews["overtime_total"][code]),
            overtime_yuan=float(crews["pay"][code]),
        )
        for code in names
        if code in by_day.index
    )
