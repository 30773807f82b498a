"""What each stage of a product takes for a batch, and how long a batch waits between its stages."""

from dataclasses import dataclass
from math import ceil

from planner.domain.plant import ResourceKind, RoutingStage
from planner.domain.product import Product
from planner.domain.scenario import Scenario

ROUNDED = 1e-6
CHAMBERS = frozenset((ResourceKind.OVEN, ResourceKind.PROOFER, ResourceKind.FREEZER, ResourceKind.OTHER))


@dataclass(frozen=True)
class Step:
    """A stage with a resource as one product goes through it; waits are counted as `from_start` says.

    `unit_minutes` are for one kilogram; in a chamber one kilogram takes `share` of a unit for `cycle` minutes.
    """

    stage: RoutingStage
    is_chamber: bool
    unit_minutes: float
    share: float
    cycle: int
    least: int
    most: int | None

    @property
    def days_before(self) -> int:
        return self.stage.days_before

    @property
    def has_unit(self) -> bool:
        """Whether it runs on one certain unit, which is set up and cleaned between lots."""
        return self.stage.is_line and not self.is_chamber

    def minutes(self, kg: float, units: float) -> int:
        """Whole minutes a batch takes on so many units; a unit short of hands counts as a part of one."""
        if self.is_chamber:
            return self.cycle
        return max(1, ceil(kg * self.unit_minutes / units - ROUNDED))

    def gap(self, minutes: int) -> tuple[int, int | None]:
        """Least and most minutes from its end to the next step's start, given how long it took."""
        inside = minutes if self.is_chamber else 0
        return max(0, self.least - inside), None if self.most is None else max(0, self.most - inside)


def steps_of(scenario: Scenario, product: Product, line: str) -> tuple[Step, ...]:
    """The steps of a product on a line, in order."""
    rows = [s for s in scenario.stages_of[product.family] if not s.is_line or s.resource == line]
    steps: list[Step] = []
    for place, stage in enumerate(rows):
        if not stage.resource:
            continue
        waiting = [stage]
        for following in rows[place + 1 :]:
            if following.resource:
                break
            waiting.append(following)
        steps.append(_step(scenario, product, stage, waiting))
    return tuple(steps)


def _step(scenario: Scenario, product: Product, stage: RoutingStage, waiting: list[RoutingStage]) -> Step:
    kind = scenario.resource_of[stage.resource].kind
    load = None if stage.kg_per_hour else stage.batch_kg
    is_chamber = kind in CHAMBERS and bool(load and stage.cycle_minutes)
    passed = sum(ceil(row.cycle_minutes or 0) for row in waiting[1:])
    longest = [row.wait_max_minutes for row in waiting]
    known = [minutes for minutes in longest if minutes is not None]
    return Step(
        stage=stage,
        is_chamber=is_chamber,
        unit_minutes=60 * stage.hours_per_kg / product.pace,
        share=1 / (load * product.pace) if is_chamber and load else 0.0,
        cycle=ceil((stage.cycle_minutes or 0) - ROUNDED) if is_chamber else 0,
        least=sum(row.wait_min_minutes for row in waiting) + passed,
        most=sum(known) + passed if len(known) == len(longest) else None,
    )
