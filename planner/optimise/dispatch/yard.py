"""What does not change from day to day: roads, windows, trucks and what they carry."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from planner.domain.fleet import Compartment, Vehicle, Wave
from planner.domain.market import Carriage
from planner.domain.scenario import Scenario
from planner.optimise.dispatch.clock import DAY, DispatchClock, Span, minute_of
from planner.optimise.dispatch.goods import Consignment
from planner.optimise.dispatch.roads import Roads

GRAMS_10 = 100
SMALL = 1e-6


@dataclass(frozen=True, eq=False)
class Yard:
    """A scenario as the dispatcher sees it."""

    scenario: Scenario

    @cached_property
    def clock(self) -> DispatchClock:
        return DispatchClock(minute_of(self.scenario.settings.dispatch_from))

    @cached_property
    def roads(self) -> Roads:
        return Roads(self.scenario)

    @cached_property
    def windows(self) -> dict[str, tuple[Span, ...]]:
        """When each customer receives."""
        return {customer.code: self.clock.windows(customer) for customer in self.scenario.customers}

    @cached_property
    def channel_of(self) -> dict[str, str]:
        """The channel of each customer."""
        classes = self.scenario.class_of
        return {row.code: classes[row.customer_class].channel.value for row in self.scenario.customers}

    @cached_property
    def fetching(self) -> frozenset[str]:
        """Customers whose goods are fetched at the dock."""
        classes = self.scenario.class_of
        rows = self.scenario.customers
        return frozenset(row.code for row in rows if classes[row.customer_class].carriage is Carriage.DOCK)

    @cached_property
    def spans(self) -> dict[str, Span]:
        """First and last minute of each wave."""
        return {wave.code: self.clock.wave(wave) for wave in self.scenario.waves}

    @cached_property
    def compartments(self) -> dict[str, dict[str, Compartment]]:
        """The rooms of each type of truck that are smaller than the truck, by zone."""
        found: dict[str, dict[str, Compartment]] = {}
        for row in self.scenario.compartments:
            found.setdefault(row.vehicle, {})[row.zone] = row
        return found

    @cached_property
    def narrow_zones(self) -> tuple[str, ...]:
        """Zones with a room of their own on some truck."""
        return tuple(sorted({row.zone for row in self.scenario.compartments}))

    def overlaps(self, one: str, other: str) -> bool:
        """Whether two waves have a minute in common."""
        (a, b), (c, d) = self.spans[one], self.spans[other]
        return a < d and c < b

    def first_loading(self, customer: str) -> int:
        """The minute at which the first wave that reaches a customer begins to load; the day's end if none does."""
        spans = (self.spans[wave.code][0] for wave in self.scenario.waves if self.reaches(wave, customer))
        return min(spans, default=self.clock.turns + DAY)

    def reaches(self, wave: Wave, customer: str) -> bool:
        """Whether a wave serves a customer, in a window of his."""
        first, last = self.spans[wave.code]
        served = wave.served_channels
        in_time = any(opens <= last and closes >= first for opens, closes in self.windows[customer])
        return in_time and (not served or self.channel_of[customer] in served)

    def takes(self, vehicle: Vehicle, load: Consignment) -> bool:
        """Whether an empty truck of a type may and can carry a consignment."""
        served, zones = vehicle.served_channels, vehicle.carried_zones
        if served and self.channel_of[load.customer] not in served:
            return False
        if zones and not zones.issuperset(load.kg_by_zone):
            return False
        return all(a <= b for a, b in zip(self.loads(load), self.holds(vehicle), strict=True))

    def loads(self, load: Consignment) -> tuple[int, ...]:
        """What a consignment takes of each kind of room: weight, crates, both of narrow zones, stops."""
        tare = self.scenario.settings.crate_kg
        found = [_up(load.weight(tare)), load.crates]
        for zone in self.narrow_zones:
            found += [_up(load.zone_weight(zone, tare)), load.crates_by_zone.get(zone, 0)]
        return (*found, 1)

    def holds(self, vehicle: Vehicle) -> tuple[int, ...]:
        """What a truck of a type has of each kind of room."""
        found = [int(vehicle.payload_kg * GRAMS_10 + SMALL), vehicle.crates]
        rooms = self.compartments.get(vehicle.code, {})
        for zone in self.narrow_zones:
            room = rooms.get(zone)
            weight = found[0] if room is None else int(room.payload_kg * GRAMS_10 + SMALL)
            found += [weight, found[1] if room is None else room.crates]
        return (*found, vehicle.most_stops or len(self.scenario.customers) * 10)


def _up(kg: float) -> int:
    """Weight in steps of ten grams, rounded up."""
    return ceil(kg * GRAMS_10 - SMALL)
