"""The trucks of a dispatch day: which are free in a wave, and which are paid for already."""

from dataclasses import dataclass, field

from planner.domain.fleet import Vehicle, Wave
from planner.optimise.dispatch.yard import Yard


@dataclass(frozen=True)
class Tier:
    """Trucks of a type that cost the same today."""

    vehicle: Vehicle
    numbers: tuple[int, ...]
    yuan: float

    @property
    def name(self) -> str:
        return f"{self.vehicle.code}/{self.yuan:g}"


@dataclass(eq=False)
class Fleet:
    """Which truck was used in which waves of the day so far."""

    yard: Yard
    used: dict[tuple[str, int], set[str]] = field(default_factory=dict)

    def tiers(self, wave: Wave, whose: str = "any") -> list[Tier]:
        """The trucks free in a wave: those paid for, own ones, and, if `whose` is any, hired ones."""
        found = []
        for vehicle in self.yard.scenario.vehicles:
            free = [n for n in range(1, vehicle.own + vehicle.hire + 1) if self._is_free(vehicle, n, wave)]
            paid = tuple(n for n in free if (vehicle.code, n) in self.used)
            own = tuple(n for n in free if n <= vehicle.own and n not in paid)
            hired = tuple(n for n in free if n > vehicle.own and n not in paid)
            prices = (0.0, price_of(vehicle, 1), price_of(vehicle, vehicle.own + 1))
            tiers = zip((paid, own, hired if whose == "any" else ()), prices, strict=True)
            found += [Tier(vehicle, numbers, yuan) for numbers, yuan in tiers if numbers]
        return found

    def take(self, vehicle: str, truck: int, wave: str) -> None:
        """Enter that a truck drives in a wave."""
        self.used.setdefault((vehicle, truck), set()).add(wave)

    def _is_free(self, vehicle: Vehicle, truck: int, wave: Wave) -> bool:
        waves = self.used.get((vehicle.code, truck), set())
        return not any(self.yard.overlaps(wave.code, other) for other in waves)


def price_of(vehicle: Vehicle, truck: int) -> float:
    """What a day of a truck costs."""
    hired = truck > vehicle.own and vehicle.hire_yuan_day is not None
    return vehicle.hire_yuan_day or 0.0 if hired else vehicle.yuan_day
