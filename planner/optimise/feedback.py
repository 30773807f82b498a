"""What trucks tell: goods stayed because they were ready late; minutes and deals are made anew with its price."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date as Date
from math import inf
from threading import Event
from typing import NamedTuple

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.delivery import Effort
from planner.optimise.dispatch import Dispatched, dispatch_days, goods_by_day
from planner.optimise.lots.fewer import dealt_anew
from planner.optimise.schedule import Scheduled, packed_sooner

HAIR = 0.01
MINUTES_SHARE = 0.5
LEAST_SECONDS = 1.0


class Carried(NamedTuple):
    """A plan, and how its deliveries leave."""

    plan: Plan
    found: Dispatched

    @property
    def late_yuan(self) -> float:
        """What leaving earlier would have been worth."""
        return sum(self.found.haste.customers.values())

    @property
    def yuan(self) -> float:
        """What it all costs: the bill, trucks, and goods that found none."""
        return self.plan.head.cost_yuan + self.found.yuan + self.found.left_yuan


@dataclass(frozen=True)
class Minutes:
    """The minutes of a plan, and what makes a plan of the same lots with other minutes."""

    scheduled: Scheduled
    remade: Callable[[Scheduled], Plan]


def heard(
    scenario: Scenario,
    carried: Carried,
    minutes: Minutes | None,
    effort: Effort,
    seconds: float,
    stop: Event,
    most_days: float = inf,
) -> Carried:
    """The better of a plan and of one that heeds what leaving earlier would have been worth in it.

    Lots in haste are packed sooner where that disturbs nothing dearer; of a day's goods the oldest go to the customers
    in haste; days that change are driven anew, in so many seconds together. If more than `most_days` change, there is
    no time for that.
    """
    haste = carried.found.haste
    if not haste or seconds < LEAST_SECONDS or stop.is_set():
        return carried
    ends = time.monotonic() + seconds
    other = carried.plan
    if minutes is not None:
        sooner = packed_sooner(minutes.scheduled, haste, MINUTES_SHARE * seconds, effort.seed, stop)
        other = carried.plan if sooner is minutes.scheduled else minutes.remade(sooner)
    other = dealt_anew(scenario, other, haste)
    changed = _changed(scenario, carried.plan, other)
    if len(changed) > most_days:
        return carried
    left = max(ends - time.monotonic(), LEAST_SECONDS)
    each = min(effort.seconds, left * effort.workers / max(1, len(changed)))
    again = dispatch_days(scenario, other, replace(effort, seconds=each), stop, only=changed)
    new = Carried(other, carried.found.but_for(changed, again))
    return new if new.yuan < carried.yuan - HAIR else carried


def _changed(scenario: Scenario, before: Plan, after: Plan) -> frozenset[Date]:
    """Days on which other goods leave, or goods that are ready at another minute."""
    old, new = goods_by_day(scenario, before), goods_by_day(scenario, after)
    return frozenset(date for date in old.keys() | new.keys() if old.get(date) != new.get(date))
