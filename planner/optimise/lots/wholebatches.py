"""How many whole batches a resource can take on a day, where its hours alone would allow a part of one more.

Chvátal-Gomory rounding of a resource's hours by its shortest batch: a batch of n times those hours counts as n.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.plant import RoutingStage
from planner.domain.product import Product
from planner.domain.scenario import Scenario

Floats = NDArray[np.float64]
WORTH_A_LIMIT = 0.02  # share of its hours that no whole batch can use
HAIR = 2e-3  # hours: what a judge lets pass, and rounding
ALIKE = 9  # decimals of hours
JUST_MISSED = 0.01  # share of its hours by which lots that almost fit tempt plans that nearly keep limits


@dataclass(frozen=True)
class WholeBatches:
    """The resources on which counting whole batches says more than counting hours."""

    scenario: Scenario

    @cached_property
    def shortest(self) -> dict[str, float]:
        """Hours of the shortest batch on each such resource."""
        batches = {code: [hours for hours, _ in sizes if hours > 0] for code, sizes in self._sizes.items()}
        found = {code: min(hours) for code, hours in batches.items() if hours}
        return {code: hours for code, hours in found.items() if self._wasted(code, hours) >= WORTH_A_LIMIT}

    def counts(self, product: Product, stage: RoutingStage) -> float:
        """How many of the resource's shortest batches one batch of a product counts for."""
        if not product.batch_kg or stage.resource not in self.shortest:
            return 0.0
        return float(np.floor(_hours(product, stage) / self.shortest[stage.resource] + 1e-9))

    def most(self, code: str, down: Floats) -> Floats:
        """(T,) batches that fit a day of a resource opened as long as may be, so many unit-hours down."""
        return np.floor((np.maximum(self._longest(code) - down, 0.0) + HAIR) / self.shortest[code])

    def filled(self) -> dict[str, float]:
        """The share of their hours that lots can fill at most, of resources on which that is just less than all.

        Only where all lots are alike: so many batches of the same hours in at most as many lots of the same set-up.
        """
        found = {}
        for code, sizes in self._sizes.items():
            alike = {(round(batch, ALIKE), round(setup, ALIKE)) for batch, setup in sizes}
            longest = self._longest(code)
            if len(alike) == 1 and longest > 0:
                share = _most_filled(longest, *alike.pop()) / longest
                if 1.0 - JUST_MISSED < share < 1.0:
                    found[code] = share
        return found

    @cached_property
    def _sizes(self) -> dict[str, set[tuple[float, float]]]:
        """Hours of a batch and of a set-up, of each product by resource; 0 for batches of any amount."""
        found: dict[str, set[tuple[float, float]]] = {}
        for product in self.scenario.products:
            for stage in self.scenario.stages_of.get(product.family, ()):
                if stage.resource:
                    setup = product.setup_minutes / 60 if stage.is_line else 0.0
                    found.setdefault(stage.resource, set()).add((_hours(product, stage), setup))
        return found

    def _wasted(self, code: str, hours: float) -> float:
        longest = self._longest(code)
        return 1.0 - np.floor((longest + HAIR) / hours) * hours / longest if longest > 0 else 0.0

    def _longest(self, code: str) -> float:
        """Unit-hours of a resource's longest day."""
        resource = self.scenario.resource_of[code]
        shift = self.scenario.shift_of[self.scenario.workshop_of[resource.workshop].shift]
        hours = shift.longest_hours if resource.hours_day is None else resource.hours_day
        return resource.count * resource.availability * hours


def _hours(product: Product, stage: RoutingStage) -> float:
    return stage.hours_per_kg / product.pace * (product.batch_kg or 0.0)


def _most_filled(longest: float, batch: float, setup: float) -> float:
    """Hours that lots of equal batches and set-ups fill at most, of so many; all if that is not known."""
    if batch <= 0 or setup <= 0:
        return longest
    count = np.arange(1, int((longest + HAIR) / batch) + 1)
    lots = np.clip(np.floor((longest + HAIR / 2 - count * batch) / setup), 0, count)
    return float((count * batch + lots * setup)[lots > 0].max(initial=0.0))
