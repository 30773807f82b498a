"""Replays tasks minute by minute as the model's page on minutes says; knows nothing of how they were found."""

from collections import defaultdict
from datetime import date as Date
from datetime import time as Time
from datetime import timedelta
from math import ceil
from typing import Any

from planner.domain.calendar import Shift
from planner.domain.noun import words_in
from planner.domain.people import Skill
from planner.domain.plan import Lot, Plan
from planner.domain.plant import Resource, ResourceKind, RoutingStage
from planner.domain.scenario import Scenario

CHAMBERS = {ResourceKind.OVEN, ResourceKind.PROOFER, ResourceKind.FREEZER, ResourceKind.OTHER}
SMALL = 1e-3


class Replay:
    """A plan with tasks; `faults` are the sentences of everything that breaks the page."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self.scenario, self.plan = scenario, plan
        self.lots = {lot.code: lot for lot in plan.lots}
        self.opened = {(row.workshop, row.date): row.hours for row in plan.shifts}
        self.tasks = [row._replace(date=row.date.date()) for row in plan.tasks.itertuples(index=False)]
        self.faults: list[str] = []

    def run(self) -> list[str]:
        self.kilograms()
        self.stages_and_waits()
        self.opened_minutes()
        self.units()
        self.cleaning()
        self.hands()
        return self.faults

    def stages(self, lot: Lot) -> list[RoutingStage]:
        family = self.scenario.product_of[lot.product].family
        rows = [row for row in self.scenario.routing if row.family == family]
        return sorted((r for r in rows if not r.is_line or r.resource == lot.line), key=lambda r: r.seq)

    def stage(self, task: Any) -> RoutingStage:
        return next(row for row in self.stages(self.lots[task.lot]) if row.seq == task.seq)

    def is_chamber(self, row: RoutingStage) -> bool:
        kind = self.scenario.resource_of[row.resource].kind
        return kind in CHAMBERS and not row.kg_per_hour and bool(row.batch_kg and row.cycle_minutes)

    def kilograms(self) -> None:
        out = defaultdict(float)
        for row in self.plan.unplaced:
            out[row.lot] += row.kg
        for lot in self.plan.lots:
            batches = {t.batch: t.kg for t in self.tasks if t.lot == lot.code}
            if abs(sum(batches.values()) + out[lot.code] - lot.kg) > SMALL:
                self.faults.append(f"{lot.code}: kilograms")
            whole = self.scenario.product_of[lot.product].batch_kg
            if whole and any(abs(kg / whole - round(kg / whole)) > SMALL for kg in batches.values()):
                self.faults.append(f"{lot.code}: batch not whole")

    def stages_and_waits(self) -> None:
        chains = defaultdict(list)
        for task in self.tasks:
            chains[task.lot, task.batch].append(task)
        for (code, number), tasks in chains.items():
            lot, rows = self.lots[code], self.stages(self.lots[code])
            tasks.sort(key=lambda t: t.seq)
            if [t.seq for t in tasks] != [r.seq for r in rows if r.resource]:
                self.faults.append(f"{code}#{number}: stages")
                continue
            if len({t.kg for t in tasks}) > 1:
                self.faults.append(f"{code}#{number}: kilograms change on the way")
            for task in tasks:
                self.length(lot, task)
            for a, b in zip(tasks, tasks[1:], strict=False):
                self.wait(rows, a, b)

    def length(self, lot: Lot, task: Any) -> None:
        row, product = self.stage(task), self.scenario.product_of[lot.product]
        resource = self.scenario.resource_of[row.resource]
        if task.date != lot.date - timedelta(days=row.days_before) or task.resource != row.resource:
            self.faults.append(f"{task}: day or place")
        full = row.workers * task.units
        least = full if self.is_chamber(row) else full / 3
        if not least - SMALL <= task.people <= full + SMALL:
            self.faults.append(f"{task}: people")
        if self.is_chamber(row):
            share = task.kg / (row.batch_kg * product.pace)
            if abs(task.units - share) > SMALL or task.ends - task.starts < row.cycle_minutes or task.unit:
                self.faults.append(f"{task}: chamber")
            return
        worked = sum(self.works(resource, task.date, minute) for minute in range(task.starts, task.ends))
        manned = min(1.0, task.people / full) if full else 1.0
        if task.units * manned * worked < task.kg * row.hours_per_kg * 60 / product.pace - SMALL:
            self.faults.append(f"{task}: too short")
        if task.units != round(task.units) or (row.is_line and (task.units != 1 or not task.unit)):
            self.faults.append(f"{task}: units")

    def wait(self, rows: list[RoutingStage], a: Any, b: Any) -> None:
        first = next(r for r in rows if r.seq == a.seq)
        between = [r for r in rows if a.seq < r.seq < b.seq]
        extra = sum(ceil(r.cycle_minutes or 0) for r in between)
        least = sum(r.wait_min_minutes for r in [first, *between]) + extra
        longest = [r.wait_max_minutes for r in [first, *between]]
        most = None if None in longest else sum(longest) + extra
        inside = a.ends - a.starts if self.is_chamber(first) else 0
        gap = (b.date - a.date).days * 1440 + b.starts - a.ends
        if gap < max(0, least - inside) or (most is not None and gap > max(0, most - inside)):
            self.faults.append(f"{a.lot}#{a.batch} {a.seq}->{b.seq}: waits {gap}, not {least}..{most}")

    def shift(self, workshop: str) -> Shift:
        return self.scenario.shift_of[self.scenario.workshop_of[workshop].shift]

    def doors(self, workshop: str, day: Date) -> Any:
        """(opens, closes, one person's span, breaks) in minutes after 0:00, or None."""
        hours, shift = self.opened.get((workshop, day), 0.0), self.shift(workshop)
        if hours <= 0:
            return None
        starts = shift.starts.hour * 60 + shift.starts.minute
        end, breaks = int(60 * hours + 1e-6), []

        def offset(time: Time) -> int:
            return (time.hour * 60 + time.minute - starts) % 1440 or 1440

        if shift.lunch_minutes and offset(shift.lunch_from) < end:
            breaks.append(
                range(
                    starts + offset(shift.lunch_from), starts + offset(shift.lunch_from) + shift.lunch_minutes
                )
            )
            end += shift.lunch_minutes
        late = hours > shift.regular_hours + 1e-6
        if shift.dinner_minutes and late and offset(shift.dinner_from) < end:
            breaks.append(
                range(
                    starts + offset(shift.dinner_from),
                    starts + offset(shift.dinner_from) + shift.dinner_minutes,
                )
            )
            end += shift.dinner_minutes
        early = min(shift.early_minutes, starts)
        closes = starts + min(end + shift.late_minutes, max(end, offset(shift.last_out)))
        return starts - early, closes, end, breaks

    def own(self, resource: Resource, day: Date) -> tuple[int, int]:
        shift = self.shift(resource.workshop)
        starts = shift.starts.hour * 60 + shift.starts.minute
        begin = starts - min(shift.early_minutes, starts)
        return begin, begin + int(60 * resource.hours_day + 1e-6)

    def works(self, resource: Resource, day: Date, minute: int) -> bool:
        """Whether the resource works in a minute counted from 0:00 of a day, that day's doors only."""
        if resource.hours_day is not None:
            return True
        doors = self.doors(resource.workshop, day)
        if doors is None:
            return False
        in_break = any(minute in each for each in doors[3])
        return not (resource.kind is ResourceKind.BENCH and in_break)

    def opened_minutes(self) -> None:
        for task in self.tasks:
            resource = self.scenario.resource_of[task.resource]
            if resource.hours_day is not None:
                begin, end = self.own(resource, task.date)
                until = end + 1440 if end - begin >= 1440 else end
                sound = begin <= task.starts < end and task.ends <= until
            else:
                doors = self.doors(resource.workshop, task.date)
                sound = doors is not None and doors[0] <= task.starts and task.ends <= doors[1]
                sound = sound and self.works(resource, task.date, task.starts)
                sound = sound and self.works(resource, task.date, task.ends - 1)
            if not sound or task.starts >= task.ends:
                self.faults.append(f"{task}: outside the hours")

    def absolute(self, task: Any) -> tuple[int, int]:
        at = (task.date - self.scenario.settings.start).days * 1440
        return at + task.starts, at + task.ends

    def down(self, resource: Resource, day: Date) -> list[tuple[int, int, int]]:
        """(unit, from, to) of the units down on a day."""
        lost = sum(
            60 * d.hours for d in self.scenario.downtimes if (d.resource, d.date) == (resource.code, day)
        )
        if resource.hours_day is not None:
            begin, end = self.own(resource, day)
        elif (doors := self.doors(resource.workshop, day)) is not None:
            begin, end = doors[0], doors[1]
        else:
            return []
        found = []
        for unit in range(resource.count, 0, -1):
            if lost > 0:
                found.append((unit, begin, begin + ceil(min(lost, end - begin))))
            lost -= end - begin
        return found

    def units(self) -> None:
        used, taken = defaultdict(float), {}
        for task in self.tasks:
            resource, (start, end) = self.scenario.resource_of[task.resource], self.absolute(task)
            offset = start - task.starts
            for unit, a, b in self.down(resource, task.date):
                if task.unit == unit and task.starts < b and task.ends > a:
                    self.faults.append(f"{task}: unit is down")
            for minute in range(start, end):
                used[task.resource, minute] += task.units
                if task.unit and taken.setdefault((task.resource, task.unit, minute), task) is not task:
                    self.faults.append(f"{task}: unit taken")
                down = sum(a <= minute - offset < b for _, a, b in self.down(resource, task.date))
                if used[task.resource, minute] > resource.count - down + SMALL:
                    self.faults.append(f"{task}: too many units at {minute}")

    def cleaning(self) -> None:
        lines = defaultdict(list)
        for task in self.tasks:
            if task.unit:
                lines[task.resource, task.unit, task.date].append(task)
        for tasks in lines.values():
            tasks.sort(key=lambda t: t.starts)
            self.first(tasks[0])
            for a, b in zip(tasks, tasks[1:], strict=False):
                before, after = (self.scenario.product_of[self.lots[t.lot].product] for t in (a, b))
                need = 0 if a.lot == b.lot else after.setup_minutes + self.change(before.code, after.code)
                if b.starts - a.ends < need - SMALL:
                    self.faults.append(f"{b}: {need} minutes after {a}")

    def first(self, task: Any) -> None:
        resource = self.scenario.resource_of[task.resource]
        opens = (
            self.own(resource, task.date)[0]
            if resource.hours_day
            else self.doors(resource.workshop, task.date)[0]
        )
        setup = self.scenario.product_of[self.lots[task.lot].product].setup_minutes
        if task.starts < opens + setup:
            self.faults.append(f"{task}: set-up")

    def change(self, before: str, after: str) -> float:
        a, b = self.scenario.contents_of[before], self.scenario.contents_of[after]
        minutes = [0.0]
        for rule in self.scenario.changeovers:
            free = words_in(rule.entering_free_of)
            for x in words_in(rule.leaving) & a:
                if (x in free and x not in b) or (x not in free and not free & b):
                    minutes.append(rule.minutes)
        return max(minutes)

    def heads(self, workshop: str, day: Date, rank: int) -> float:
        hours = self.opened.get((workshop, day), 0.0)
        crews = {crew.code: crew for crew in self.scenario.crews}
        total = 0.0
        for row in self.plan.crew_days:
            crew = crews[row.crew]
            if (crew.workshop, row.date) == (workshop, day) and crew.skill.rank >= rank:
                total += row.people * max(1.0, crew.efficiency)
        for loan in self.plan.borrowed:
            lane = next(
                x
                for x in self.scenario.borrowing
                if (x.from_workshop, x.to_workshop) == (loan.from_workshop, loan.to_workshop)
            )
            if loan.date == day and lane.skill.rank >= rank:
                total += loan.hours * lane.productivity / hours if loan.to_workshop == workshop else 0.0
                total -= loan.hours / hours if loan.from_workshop == workshop else 0.0
        for hired in self.plan.temps:
            for pool in self.scenario.temps:
                if (
                    (
                        pool.workshop == hired.workshop == workshop
                        and pool.from_date <= hired.date <= pool.to_date
                    )
                    and hired.date == day
                    and pool.skill.rank >= rank
                ):
                    total += hired.hours * pool.productivity / hours
        return max(0.0, total)

    def hands(self) -> None:
        used = defaultdict(lambda: defaultdict(float))
        for task in self.tasks:
            resource = self.scenario.resource_of[task.resource]
            doors = self.doors(resource.workshop, task.date)
            for minute in range(task.starts, task.ends):
                if doors and doors[0] <= minute < doors[1] and self.works(resource, task.date, minute):
                    for rank in range(self.stage(task).skill.rank + 1):
                        used[resource.workshop, task.date, rank][minute] += task.people
        for (workshop, day, rank), at in used.items():
            heads, (opens, closes, span, _) = self.heads(workshop, day, rank), self.doors(workshop, day)
            most = max(at.values())
            for m in range(opens, closes - span + 1):
                early = max((n for t, n in at.items() if t <= m), default=0.0)
                late = max((n for t, n in at.items() if t >= m + span), default=0.0)
                most = max(most, early + late)
            if most > heads + SMALL:
                self.faults.append(f"{workshop} {day} {list(Skill)[rank]}: {most} hands of {heads}")
