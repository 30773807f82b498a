"""What a workshop's day offers its batches: calendars, machines with their cleaning, and pools of units and hands."""

from dataclasses import dataclass, field, replace
from datetime import date as Date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from planner.domain.plant import Resource
from planner.optimise.minutes import Calendar, Machine, Need, Pool
from planner.optimise.schedule.diary import HEAD_SCALE, SCALE, Diary, Key
from planner.optimise.schedule.doors import Hours, end_after
from planner.optimise.schedule.floor import Floor, Leg
from planner.optimise.schedule.steps import Step
from planner.optimise.schedule.turns import SHARED, TURNS, Turns, hands_by_minute

ROUNDED = 1e-6
PLENTY = 10**8
CLEAN = ""  # how a line is in the morning


@dataclass(eq=False)
class DaySupply:
    """Calendars, machines and pools, numbered as they are first asked for; hands come as `turns` says."""

    floor: Floor
    diary: Diary
    day: Date
    workshop: str
    horizon: int
    turns: Turns = TURNS[0]
    calendars: dict[Calendar, int] = field(default_factory=dict)
    machines: dict[Key, Machine] = field(default_factory=dict)
    pools: dict[Key, Pool] = field(default_factory=dict)
    _states: dict[str, dict[str, int]] = field(default_factory=dict)
    _machine_at: dict[Key, int] = field(default_factory=dict)
    _pool_at: dict[Key, int] = field(default_factory=dict)
    _hands: dict[tuple[str, int, float], tuple[Need, ...]] = field(default_factory=dict)

    def calendar(self, hours: Hours, minutes: int, last_start: int | None) -> int:
        """The calendar of a resource; cut short so that work of so many minutes begins by its last start."""
        windows = hours.windows
        last = hours.begins[1] - 1 if windows[-1][1] > hours.begins[1] else None
        if last_start is not None:
            last = last_start if last is None else min(last, last_start)
        if last is not None:
            until = end_after(hours, last, minutes) if last >= windows[0][0] else windows[0][0]
            windows = tuple((a, min(b, until)) for a, b in windows if a < until)
        return self.calendars.setdefault(Calendar(windows, hours.pauses), len(self.calendars))

    def machine(self, resource: Resource, hours: Hours, unit: int, leg: Leg) -> tuple[int, int]:
        """The machine of a unit and the state a lot leaves it in."""
        states = self._states.setdefault(resource.code, {CLEAN: 0})
        state = states.setdefault(leg.batch.lot.code, len(states))
        key = (resource.code, unit)
        if key not in self.machines:
            down = dict(self.floor.units_down(resource, self.day)).get(unit, 0)
            ready = max(hours.begins[0], down, self.diary.unit_busy(resource.code, unit, self.day))
            cleaning = list(self._states).index(resource.code)
            self._machine_at[key] = len(self.machines)
            self.machines[key] = Machine(f"{resource.code}/{unit}", cleaning=cleaning, ready=ready)
        return self._machine_at[key], state

    def cleanings(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Minutes of set-up and cleaning from lot to lot on each line; state 0 is the clean line of the morning."""
        return tuple(self._cleanings_on(code) for code in self._states)

    def _cleanings_on(self, code: str) -> tuple[tuple[int, ...], ...]:
        product_of = self.floor.product_of
        products = [product_of[lot] if lot else None for lot in self._states[code]]
        table = np.zeros((len(products), len(products)), np.int64)
        for b, after in enumerate(products):
            for a, before in enumerate(products):
                if a == b or after is None:
                    continue
                minutes = after.setup_minutes
                if before is not None:
                    minutes += self.floor.cleaning_minutes(before.code, after.code)
                table[a, b] = ceil(minutes - ROUNDED)
        return tuple(tuple(row) for row in table.tolist())

    def units(self, resource: Resource, hours: Hours, units: float) -> Need:
        """So many units of a resource, of those that others leave."""
        key = (resource.code, -1)
        if key not in self.pools:
            free = np.full(self.horizon, resource.count * SCALE, np.int64)
            for _, ready in self.floor.units_down(resource, self.day):
                free[hours.begins[0] : ready] -= SCALE
            free -= self.diary.kept_for_others(resource.code, self.day, self.workshop, self.horizon)
            self._keep(key, resource.code, free)
        return Need(self._pool_at[key], ceil(units * SCALE - ROUNDED))

    def hands(self, resource: Resource, step: Step, people: float) -> tuple[Need, ...]:
        """So many hands at the skill of a step; they are counted at every lower skill too."""
        if people <= 0:
            return ()
        key = resource.workshop, step.stage.skill.rank, people
        if key not in self._hands:
            amount = ceil(people * HEAD_SCALE - ROUNDED)
            pools = [self._hands_at(resource.workshop, rank) for rank in range(key[1] + 1)]
            self._hands[key] = tuple(Need(pool, amount) for pool in pools)
        return self._hands[key]

    def pools_in(self, turns: Turns) -> tuple[Pool, ...]:
        """All pools if hands came in certain turns."""
        other = replace(self, turns=turns, pools={}, _pool_at={})
        for workshop, rank in self.pools:
            if rank >= 0:
                other._hands_at(workshop, rank)
        return tuple((self.pools | other.pools).values())

    def _hands_at(self, workshop: str, rank: int) -> int:
        """The pool of hands at a skill or above: they come in turns; nobody is asked for when it is closed."""
        key = (workshop, rank)
        if key not in self.pools:
            free = np.full(self.horizon, PLENTY, np.int64)
            doors = self.floor.doors.get((workshop, self.day))
            if doors is not None:
                present = self.floor.heads[workshop, self.day]
                turns = self.turns if len(self.floor.helped[workshop]) == 1 else SHARED
                taken = self.diary.of(key, self.day, self.horizon)[doors.opens : doors.closes]
                there = hands_by_minute(present, rank, doors, turns, taken)
                free[doors.opens : doors.closes] = there[: max(0, free.size - doors.opens)]
            self._keep(key, f"{workshop}/{rank}", free)
        return self._pool_at[key]

    def _keep(self, key: Key, name: str, free: NDArray[np.int64]) -> None:
        """Remember a pool of what is free less what others have taken."""
        free = np.maximum(free - self.diary.of(key, self.day, self.horizon), 0)
        edges = np.r_[0, np.flatnonzero(np.diff(free)) + 1, free.size].tolist()
        steps = tuple((a, b, int(free[a])) for a, b in zip(edges, edges[1:], strict=False))
        self._pool_at[key] = len(self.pools)
        self.pools[key] = Pool(name, steps)
