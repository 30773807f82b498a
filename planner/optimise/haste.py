"""What leaving earlier would have been worth: told by the trucks, heard where lots are dealt out and by the minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date


@dataclass(frozen=True)
class Haste:
    """Yuan of goods that no truck took because they were ready late, by (day, customer) and by lot."""

    customers: Mapping[tuple[Date, str], float] = field(default_factory=dict)
    lots: Mapping[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.customers)

    def of(self, day: Date, customer: str) -> float:
        """What a customer's goods of a day are worth that a truck would have taken earlier."""
        return self.customers.get((day, customer), 0.0)


NO_HASTE = Haste()
