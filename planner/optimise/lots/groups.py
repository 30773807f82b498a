"""The factory's shared limits as rows: hands by skill, machines and their batches, zones, materials, kit slots.

A group is one limit on every day; row (group, day) of a master problem is `group * T + day`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.plant import RoutingStage
from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.optimise.lots.freshness import Freshness, freshness_of
from planner.optimise.lots.wholebatches import WholeBatches

Uses = tuple[tuple[int, int, float, float], ...]


@dataclass(frozen=True, order=True)
class Slot:
    """(component, share, swap price) of all that fill a place in a kit, and how old they may be."""

    options: tuple[tuple[str, float, float], ...]
    freshness: Freshness


@dataclass(frozen=True)
class Group:
    """One shared limit: its kind (hands, machine, batches, zone, material, slot) and whom it belongs to."""

    kind: str
    code: str
    rank: int = 0


class GroupIndex:
    """Numbers the groups of a scenario and tells what a lot of a product uses of each."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.batches = WholeBatches(scenario)
        self.groups: tuple[Group, ...] = tuple(self._all_groups())
        self._number = {group: i for i, group in enumerate(self.groups)}

    def __len__(self) -> int:
        return len(self.groups)

    def number(self, kind: str, code: str, rank: int = 0) -> int:
        return self._number[Group(kind, code, rank)]

    def zone(self, code: str) -> int:
        return self.number("zone", code)

    @cached_property
    def are_slots(self) -> NDArray[np.bool_]:
        """(groups,) which limits are slots of kits."""
        return np.array([group.kind == "slot" for group in self.groups], bool)

    @cached_property
    def ranks_of(self) -> dict[str, tuple[int, ...]]:
        """Skill ranks that some stage or borrowing lane asks for, by workshop, rising."""
        found: dict[str, set[int]] = {}
        for stage in self._scenario.routing:
            if stage.resource and (stage.workers > 0 or stage.is_line):
                found.setdefault(self._workshop(stage), set()).add(stage.skill.rank)
        for lane in self._scenario.borrowing:
            found.setdefault(lane.from_workshop, set()).update({0, lane.skill.rank})
        return {workshop: tuple(sorted(ranks)) for workshop, ranks in found.items()}

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The different places in kits."""
        return tuple(sorted(set(self._slot_sets.values())))

    def slots_of(self, kit: str) -> dict[str, int]:
        """Group of each slot name of a kit."""
        return {
            name: self.number("slot", str(self.slots.index(slot)))
            for (code, name), slot in self._slot_sets.items()
            if code == kit
        }

    @cached_property
    def _slot_sets(self) -> dict[tuple[str, str], Slot]:
        found: dict[tuple[str, str], set[tuple[str, float, float]]] = {}
        for row in self._scenario.kits:
            found.setdefault((row.kit, row.slot), set()).add((row.component, row.kg_per_kg, row.swap_yuan_kg))
        return {key: Slot(tuple(sorted(options)), self.freshness[key[0]]) for key, options in found.items()}

    @cached_property
    def freshness(self) -> dict[str, Freshness]:
        """How old the components that plans put into each kit may be."""
        return {kit: freshness_of(self._scenario, kit) for kit in sorted(self._scenario.kit_codes)}

    def _all_groups(self) -> Iterable[Group]:
        scenario = self._scenario
        for workshop in scenario.workshops:
            for rank in self.ranks_of.get(workshop.code, ()):
                yield Group("hands", workshop.code, rank)
        used = {stage.resource for stage in scenario.routing if stage.resource}
        yield from (
            Group("machine", resource.code) for resource in scenario.resources if resource.code in used
        )
        yield from (Group("batches", code) for code in sorted(self.batches.shortest))
        yield from (Group("zone", zone.code) for zone in scenario.zones)
        drawn = {line.material for line in scenario.recipes if line.per_kg > 0}
        yield from (Group("material", m.code) for m in scenario.materials if m.code in drawn)
        yield from (Group("slot", str(i)) for i in range(len(self.slots)))

    def _workshop(self, stage: RoutingStage) -> str:
        return self._scenario.resource_of[stage.resource].workshop

    def lead_days(self, family: str) -> int:
        return max((stage.days_before for stage in self._scenario.stages_of[family]), default=0)

    def modes_of(self, product: Product) -> tuple[tuple[str, Uses], ...]:
        """(line, uses) of each line a product can be made on; empty when it has no routing."""
        stages = self._scenario.stages_of[product.family]
        lines = [stage for stage in stages if stage.is_line and stage.resource]
        common = [stage for stage in stages if not stage.is_line]
        return tuple((line.resource, self._uses(product, [*common, line])) for line in lines)

    def _uses(self, product: Product, stages: list[RoutingStage]) -> Uses:
        total: dict[tuple[int, int], list[float]] = {}

        def add(group: int, before: int, per_kg: float, per_lot: float) -> None:
            entry = total.setdefault((group, before), [0.0, 0.0])
            entry[0] += per_kg
            entry[1] += per_lot

        for stage in stages:
            if not stage.resource:
                continue
            per_kg = stage.hours_per_kg / product.pace
            setup = product.setup_minutes / 60 if stage.is_line else 0.0
            add(self.number("machine", stage.resource), stage.days_before, per_kg, setup)
            if counts := self.batches.counts(product, stage):
                group = self.number("batches", stage.resource)
                add(group, stage.days_before, counts / (product.batch_kg or 1.0), 0.0)
            hands, setup_hands = per_kg * stage.workers, setup * product.setup_workers
            if hands or setup_hands:
                workshop = self._workshop(stage)
                for rank in self.ranks_of[workshop]:
                    if rank <= stage.skill.rank:
                        add(self.number("hands", workshop, rank), stage.days_before, hands, setup_hands)
        before = self.lead_days(product.family)
        for material, per_kg in self._scenario.recipe_of[product.code].items():
            add(self.number("material", material), before, per_kg, 0.0)
        if product.code in self._scenario.kit_codes:
            for group in self.slots_of(product.code).values():
                add(group, 0, 1.0, 0.0)
        return tuple((g, b, per_kg, per_lot) for (g, b), (per_kg, per_lot) in sorted(total.items()))
