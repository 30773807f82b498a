"""The plan's trips, drops and hand-overs as sheets for people: chosen by day, truck and store."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import time as Time
from functools import cached_property
from math import ceil

from planner.domain.dispatch import Drop, HandOver, Trip
from planner.domain.market import Customer
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.genealogy import Genealogy
from planner.report.tripsheets import Line, StopSheet, TripSheet, ZoneMark, zone_marks

DOCK_TRUCK, DOCK_WAVE = "月台 Dock", "自提与交接 Fetched here"
SLACK = 1e-6
NOBODY = Customer(code="?", name="?", customer_class="")


@dataclass(frozen=True, eq=False)
class Routed:
    """One plan's deliveries to the minute, looked up by trip, stop and customer."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def zones(self) -> tuple[ZoneMark, ...]:
        return zone_marks(self.scenario.zones)

    @cached_property
    def drops_of(self) -> dict[str, list[Drop]]:
        """Drops of each trip in order."""
        found: dict[str, list[Drop]] = {}
        for drop in sorted(self.plan.drops, key=lambda row: row.seq):
            found.setdefault(drop.trip, []).append(drop)
        return found

    @cached_property
    def labels(self) -> dict[str, tuple[Date, Date]]:
        """Production and expiry date of every lot."""
        lots = Genealogy(self.scenario, self.plan).lots
        return {
            str(code): (dated.date(), expires.date())
            for code, dated, expires in zip(lots.index, lots["dated"], lots["expires"], strict=True)
        }

    @cached_property
    def lines_of(self) -> dict[tuple[str, int], list[Line]]:
        """What rides to each stop, by trip and number."""
        loads = self.plan.drop_loads
        found: dict[tuple[str, int], list[Line]] = {}
        names = ("trip", "seq", "product", "lot", "zone", "kg")
        for trip, seq, product, lot, zone, kg in zip(*(loads[name].tolist() for name in names), strict=True):
            if kg > 0:
                found.setdefault((trip, seq), []).append(self._line(product, lot, zone, kg))
        return found

    @cached_property
    def fetched(self) -> dict[tuple[Date, str], list[Line]]:
        """What is dispatched to each customer who fetches, by day and customer."""
        sent = self.plan.deliveries
        sent = sent[sent["customer"].isin({row.customer for row in self.plan.hand_overs}) & (sent["kg"] > 0)]
        found: dict[tuple[Date, str], list[Line]] = {}
        columns = (sent[name].tolist() for name in ("date", "customer", "product", "lot", "kg"))
        for time, customer, product, lot, kg in zip(*columns, strict=True):
            line = self._line(product, lot, self._zone(product), kg)
            found.setdefault((time.date(), customer), []).append(line)
        return found

    def truck_name(self, trip: Trip) -> str:
        """`R42M-2`, with 租 when it is hired."""
        own = next((row.own for row in self.scenario.vehicles if row.code == trip.vehicle), trip.truck)
        return f"{trip.vehicle}-{trip.truck}" + (" 租" if trip.truck > own else "")

    def sheets(self, day: Date) -> tuple[TripSheet, ...]:
        """All trips of a day in the order they load, then what is fetched at the dock."""
        trips = sorted((t for t in self.plan.trips if t.date == day), key=lambda t: (t.loads_from, t.code))
        return (*(self._trip(trip) for trip in trips), *self._dock(day))

    def _trip(self, trip: Trip) -> TripSheet:
        stops = tuple(self._drop(drop) for drop in self.drops_of.get(trip.code, []))
        wave = next((row for row in self.scenario.waves if row.code == trip.wave), None)
        vehicle = next((row for row in self.scenario.vehicles if row.code == trip.vehicle), None)
        return TripSheet(
            code=trip.code,
            date=trip.date,
            wave=wave.name or wave.code if wave else trip.wave,
            note=wave.note if wave else "",
            truck=self.truck_name(trip),
            vehicle=vehicle.name if vehicle else "",
            loads_from=trip.loads_from,
            departs=trip.leaves,
            returns=trip.back,
            km=trip.km,
            zones=self._riding(stops),
            stops=stops,
        )

    def _drop(self, drop: Drop) -> StopSheet:
        minutes = (drop.arrives, drop.starts, drop.leaves)
        return self._stop(drop.seq, drop.customer, minutes, self.lines_of.get((drop.trip, drop.seq), []))

    def _dock(self, day: Date) -> tuple[TripSheet, ...]:
        """The hand-overs of a day by the hour, as one sheet."""
        rows = sorted(
            (r for r in self.plan.hand_overs if r.date == day), key=lambda r: (r.minute, r.customer)
        )
        if not rows:
            return ()
        stops = tuple(self._hand_over(number, row) for number, row in enumerate(rows, 1))
        first, last = rows[0].minute, rows[-1].minute
        return (
            TripSheet(
                f"{day:%m%d}-DOCK", day, DOCK_WAVE, "", DOCK_TRUCK, "", first, first, last, 0.0,
                self._riding(stops), stops, dock=True,
            ),
        )  # fmt: skip

    def _hand_over(self, number: int, row: HandOver) -> StopSheet:
        """Everything dispatched to the customer that day, but for the zones nobody could hand over."""
        left = {r.zone for r in self.plan.undelivered if (r.date, r.customer) == (row.date, row.customer)}
        kept = [line for line in self.fetched.get((row.date, row.customer), []) if line.zone not in left]
        return self._stop(number, row.customer, (row.minute, row.minute, row.minute), kept)

    def _stop(
        self, number: int, code: str, minutes: tuple[int, int, int], lines: Iterable[Line]
    ) -> StopSheet:
        customer = self.scenario.customer_of.get(code, NOBODY)
        place = None
        if customer.latitude is not None and customer.longitude is not None:
            place = (customer.latitude, customer.longitude)
        lines = tuple(lines)
        return StopSheet(
            number, code, customer.name, customer.district, place, _window_words(customer), *minutes,
            self._crates(lines), lines,
        )  # fmt: skip

    def _line(self, product: str, lot: str, zone: str, kg: float) -> Line:
        article = self.scenario.product_of.get(product)
        dated, expires = self.labels.get(lot, (None, None))
        price = article.price_yuan_kg if article else 0.0
        return Line(product, article.name if article else product, lot, zone, dated, expires, kg, price)

    def _zone(self, product: str) -> str:
        article = self.scenario.product_of.get(product)
        return article.zone if article else ""

    def _crates(self, lines: Iterable[Line]) -> dict[str, int]:
        """Whole crates of each zone."""
        parts: dict[str, float] = {}
        for line in lines:
            article = self.scenario.product_of.get(line.product)
            if article:
                parts[line.zone] = parts.get(line.zone, 0.0) + line.kg / article.kg_per_crate
        return {zone: ceil(crates - SLACK) for zone, crates in parts.items()}

    def _riding(self, stops: Iterable[StopSheet]) -> tuple[ZoneMark, ...]:
        used = {zone for stop in stops for zone in stop.crates}
        known = tuple(zone for zone in self.zones if zone.code in used)
        others = sorted(used - {zone.code for zone in known})
        return (*known, *(ZoneMark(code, code, "") for code in others))


def at_store(trips: Iterable[TripSheet], store: str) -> tuple[TripSheet, ...]:
    """The trips that call at a store, with only its stops."""
    chosen = []
    for trip in trips:
        stops = tuple(stop for stop in trip.stops if stop.customer == store)
        if stops:
            chosen.append(replace(trip, stops=stops))
    return tuple(chosen)


def _window_words(customer: Customer) -> str:
    """When a customer receives; blank when at any time."""
    return "、".join(_span_words(opens, closes) for opens, closes in customer.windows if opens or closes)


def _span_words(opens: Time | None, closes: Time | None) -> str:
    if opens is None:
        return f"至 {closes:%H:%M}"
    return f"{opens:%H:%M} 起" if closes is None else f"{opens:%H:%M}–{closes:%H:%M}"
