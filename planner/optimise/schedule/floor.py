"""The factory as the minute level sees it: doors, hours and heads by day, and every leg of every batch."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date as Date
from datetime import timedelta
from functools import cached_property

from planner.domain.noun import words_in
from planner.domain.plan import Lot, Plan
from planner.domain.plant import Resource
from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.optimise.schedule.batches import Batch, batches_of
from planner.optimise.schedule.cleaning import cleaning_minutes
from planner.optimise.schedule.doors import DAY, Doors, Hours, doors_of, hours_of, latest_start
from planner.optimise.schedule.heads import Heads, heads_of
from planner.optimise.schedule.steps import Step
from planner.optimise.schedule.waves import wanted_by
from planner.optimise.schedule.worth import Ladder, beyond_of, ladders_of, priced

NO_WAY = -(10**9)


@dataclass(frozen=True)
class Leg:
    """The steps of a batch that are run on one day: positions [first, last)."""

    batch: Batch
    day: Date
    first: int
    last: int

    @property
    def key(self) -> tuple[str, int]:
        return self.batch.lot.code, self.batch.number

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.batch.steps[self.first : self.last]

    @property
    def is_final(self) -> bool:
        return self.last == len(self.batch.steps)


@dataclass(frozen=True, eq=False)
class Floor:
    """A scenario with a plan, asked about minutes for some of its lots (None: all)."""

    scenario: Scenario
    plan: Plan
    asked: tuple[Lot, ...] | None = None
    haste: Mapping[str, float] = field(default_factory=dict)
    """Yuan that packing a lot by when it is wanted would be worth, for those of which trucks have told so."""

    def in_haste(self, lots: Mapping[str, float]) -> "Floor":
        """The same floor, told what it would be worth to pack some lots sooner."""
        other = replace(self, haste=lots)
        known = vars(self).keys() - {part.name for part in fields(Floor)}
        vars(other).update({name: vars(self)[name] for name in known})
        return other

    @cached_property
    def heads(self) -> Heads:
        return heads_of(self.scenario, self.plan)

    @cached_property
    def _ladders(self) -> dict[str, Ladder]:
        return ladders_of(self.scenario, self.plan)

    @cached_property
    def product_of(self) -> dict[str, Product]:
        """The product of each lot, by its code."""
        return {lot.code: self.scenario.product_of[lot.product] for lot in self.plan.lots}

    @cached_property
    def _cleaning(self) -> dict[tuple[str, str], float]:
        return {}

    def cleaning_minutes(self, before: str, after: str) -> float:
        """Minutes of cleaning from one product to another."""
        key = before, after
        if key not in self._cleaning:
            contents = self.scenario.contents_of
            self._cleaning[key] = cleaning_minutes(
                self.scenario.changeovers, contents[before], contents[after]
            )
        return self._cleaning[key]

    @cached_property
    def wanted(self) -> dict[str, int]:
        """By which minute of its own day each lot is wanted for a wave of trucks."""
        return wanted_by(self.scenario, self.plan)

    def worth_in_time(self, leg: Leg) -> float:
        """Yuan that it would be worth to have a batch packed by when it is wanted."""
        lot = leg.batch.lot
        return self.haste.get(lot.code, 0.0) * leg.batch.kg / lot.kg if leg.is_final else 0.0

    @cached_property
    def doors(self) -> dict[tuple[str, Date], Doors]:
        found = {}
        for row in self.plan.shifts:
            shift = self.scenario.shift_of[self.scenario.workshop_of[row.workshop].shift]
            doors = doors_of(shift, row.hours)
            if doors is not None:
                found[row.workshop, row.date] = doors
        return found

    @cached_property
    def _hours(self) -> dict[tuple[str, Date], Hours | None]:
        return {}

    def hours(self, resource: Resource, day: Date) -> Hours | None:
        """When a resource may be used on a day."""
        key = (resource.code, day)
        if key not in self._hours:
            shift = self.scenario.shift_of[self.scenario.workshop_of[resource.workshop].shift]
            self._hours[key] = hours_of(resource, shift, self.doors.get((resource.workshop, day)))
        return self._hours[key]

    @cached_property
    def down(self) -> dict[tuple[str, Date], float]:
        """Unit-minutes lost, by resource and day."""
        return {(row.resource, row.date): 60 * row.hours for row in self.scenario.downtimes}

    def units_down(self, resource: Resource, day: Date) -> tuple[tuple[int, int], ...]:
        """(unit, first minute it works) of the units that are down at the beginning of a day."""
        hours, left = self.hours(resource, day), self.down.get((resource.code, day), 0.0)
        if hours is None or left <= 0:
            return ()
        begin, end = hours.begins
        found = []
        for unit in range(resource.count, 0, -1):
            lost = min(left, end - begin)
            found.append((unit, begin + int(-(-lost // 1))))
            left -= lost
            if left <= 0:
                break
        return tuple(found)

    def legs_of(self, batch: Batch) -> tuple[Leg, ...]:
        """A batch cut where its steps change the day."""
        before = [step.days_before for step in batch.steps]
        cuts = [0, *(n for n in range(1, len(before)) if before[n] != before[n - 1]), len(before)]
        return tuple(
            Leg(batch, batch.lot.date - timedelta(days=before[a]), a, b)
            for a, b in zip(cuts, cuts[1:], strict=False)
        )

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Family → the workshop that stands for all whose families share lines: they are scheduled together."""
        group = {family.code: family.workshop for family in self.scenario.families}
        for line in {stage.resource for stage in self.scenario.routing if stage.is_line}:
            met = {group[row.family] for row in self.scenario.routing if row.is_line and row.resource == line}
            group = {family: min(met) if of in met else of for family, of in group.items()}
        return group

    @cached_property
    def legs(self) -> dict[tuple[str, Date], list[Leg]]:
        """All legs by the workshop of their family (or those it shares a line with) and their day."""
        found: dict[tuple[str, Date], list[Leg]] = {}
        for lot in self.plan.lots if self.asked is None else self.asked:
            workshop = self.group_of[self.scenario.product_of[lot.product].family]
            beyond = beyond_of(self.scenario, lot.product)
            for batch in priced(batches_of(self.scenario, lot), self._ladders[lot.code], beyond):
                for leg in self.legs_of(batch):
                    found.setdefault((workshop, leg.day), []).append(leg)
        for legs in found.values():
            legs.sort(key=self._purity)
        return found

    @cached_property
    def helped(self) -> dict[str, set[str]]:
        """For each workshop, those whose batches its hands work on."""
        found: dict[str, set[str]] = {}
        for (workshop, _), legs in self.legs.items():
            codes = {step.stage.resource for leg in legs for step in leg.steps if step.stage.workers > 0}
            for code in codes:
                found.setdefault(self.scenario.resource_of[code].workshop, set()).add(workshop)
        return found

    def _purity(self, leg: Leg) -> tuple[int, list[str], int, str, int]:
        """Foreman's order on a line: what leaves least to clean away first, light before dark, lot by lot."""
        product = leg.batch.product
        left = sorted(self.scenario.contents_of[product.code] & self._cleaned_away)
        return len(left), left, product.colour, leg.batch.lot.code, leg.batch.number

    @cached_property
    def _cleaned_away(self) -> frozenset[str]:
        """Contents some product may have to be clean of."""
        return frozenset().union(*(words_in(rule.leaving) for rule in self.scenario.changeovers))

    def team_sizes(self, batch: Batch, step: Step) -> tuple[int, ...]:
        """How many units may work on a batch together: a few, to end soon, or one, to bind few hands."""
        if step.is_chamber or step.has_unit:
            return (1,)
        resource = self.scenario.resource_of[step.stage.resource]
        most = max(1, min(resource.count, self._teams(resource, batch, step)))
        work = batch.kg * step.unit_minutes
        return tuple(sorted({min(most, max(1, round(work / minutes))) for minutes in TEAM_MINUTES}))

    def _teams(self, resource: Resource, batch: Batch, step: Step) -> int:
        if step.stage.workers <= 0:
            return resource.count
        day = batch.lot.date - timedelta(days=step.days_before)
        heads = self.heads.get((resource.workshop, day), [0.0] * 9)[step.stage.skill.rank]
        part = 1.0 if heads <= FEW_HEADS else TEAM_PART
        return int(part * heads / step.stage.workers)

    def latest_starts(self, batch: Batch) -> tuple[int, ...]:
        """Latest start of each step in minutes of its day for the rest to fit; NO_WAY where it cannot."""
        found: list[int] = []
        later, later_day = 0, 0
        for step in reversed(batch.steps):
            resource = self.scenario.resource_of[step.stage.resource]
            day = batch.lot.date - timedelta(days=step.days_before)
            hours = self.hours(resource, day)
            if hours is None or (found and later == NO_WAY):
                later, later_day = NO_WAY, step.days_before
                found.append(NO_WAY)
                continue
            minutes = step.minutes(batch.kg, self.team_sizes(batch, step)[-1])
            until = hours.windows[-1][1]
            if found:
                until = min(until, later + DAY * (step.days_before - later_day) - step.gap(minutes)[0])
            later, later_day = latest_start(hours, until, minutes), step.days_before
            later = later if later >= hours.begins[0] else NO_WAY
            found.append(later)
        return tuple(reversed(found))


TEAM_MINUTES = (20.0, 40.0, 80.0, 120.0)
"""How long a batch may take on a bench: small teams leave nobody over."""
TEAM_PART, FEW_HEADS = 0.5, 4.0
"""Which part of a workshop's hands may be at one batch; of so few, all: else whoever is over waits for a full team."""
