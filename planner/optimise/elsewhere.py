"""What minutes tell lots: those that found none are made on other days or lines, where that is worth it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

from planner.domain.errors import OutOfTime
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.giveup import kept_of
from planner.optimise.options import SolveOptions
from planner.optimise.schedule import Scheduled, resumed

if TYPE_CHECKING:
    from planner.optimise.lots.anew import Anew

TURNS = 3  # what is made elsewhere may find no minutes there either
LEAST_SECONDS = 2.0


@dataclass(frozen=True)
class Timed:
    """A plan of lots, the minutes found for it, and the plan cut down to what has minutes."""

    lots: Plan
    found: Scheduled
    plan: Plan


def made_elsewhere(
    scenario: Scenario,
    first: Timed,
    anew: "Anew",
    made: Callable[[Plan, Scheduled], Plan],
    options: SolveOptions,
    ends: float,
    stop: Event,
    tell: Callable[[str], None],
) -> Timed:
    """The cheapest of a plan and those in which its lots without minutes are planned anew, until `ends`.

    `made` cuts a plan of lots down to what has minutes; `tell` hears how it goes.
    """
    best = first
    for turn in range(TURNS):
        left = ends - time.monotonic()
        if not best.found.unplaced or left < LEAST_SECONDS or stop.is_set():
            break
        blocked = best.found.unplaced
        kept = kept_of(scenario, best.lots, blocked)
        lost = {row.lot: kept[row.lot] for row in blocked}
        try:
            lots = anew.without(best.found.put_into(best.lots), lost)
        except OutOfTime:
            break
        head = {"cost_yuan": lots.head.cost_yuan, "bound_yuan": lots.head.bound_yuan}
        lots = replace(lots, head=best.lots.head.model_copy(update=head))
        found = resumed(best.found, lots, ends - time.monotonic(), options.workers, options.seed + turn, stop)
        if found is None:
            break
        other = Timed(lots, found, made(lots, found))
        tell(f"改日生产 made elsewhere {other.plan.head.cost_yuan:,.0f}")
        if other.plan.head.cost_yuan >= best.plan.head.cost_yuan:
            break
        best = other
    return best
