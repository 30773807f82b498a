"""What minutes tell lots: those that found none are made on other days or lines, where that is worth it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from planner.domain.errors import OutOfTime
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.giveup import kept_of
from planner.optimise.lots.assemble import billed
from planner.optimise.options import SolveOptions
from planner.optimise.schedule import Scheduled, resumed

if TYPE_CHECKING:
    from planner.optimise.lots.anew import Anew

TURNS = 6  # what is made elsewhere may find no minutes there either
LEAST_SECONDS = 2.0
PART = 0.65  # of the time left that a turn may take


@dataclass(frozen=True)
class Timed:
    """A plan of lots and the minutes found for it."""

    scenario: Scenario
    lots: Plan
    found: Scheduled

    @cached_property
    def yuan(self) -> float:
        """About what it costs: the bill as if all had minutes, and what goes short because some has none."""
        bill = billed(self.scenario, self.found.put_into(self.lots)).head.cost_yuan
        return bill + self.found.lost_yuan


def made_elsewhere(
    first: Timed,
    anew: "Anew",
    options: SolveOptions,
    ends: float,
    stop: Event,
    tell: Callable[[str], None],
) -> Timed:
    """The cheapest of a plan and those in which its lots without minutes are planned anew, until `ends`.

    Each goes on from the last, also where that was no better: fewer and fewer lots are left. `tell` hears how it goes.
    """
    best = last = first
    for turn in range(TURNS):
        left = ends - time.monotonic()
        if not last.found.unplaced or left < LEAST_SECONDS or stop.is_set():
            break
        following = _following(last, anew, options, turn, PART * left, stop)
        if following is None or following.found.unplaced == last.found.unplaced:
            break
        last = following
        best = min(best, last, key=lambda timed: timed.yuan)
        tell(f"改日生产 made elsewhere {best.yuan:,.0f}")
    return best


def _following(
    last: Timed, anew: "Anew", options: SolveOptions, turn: int, seconds: float, stop: Event
) -> Timed | None:
    """The plan in which the lots that lack minutes are made elsewhere, with minutes; None if there is no such plan."""
    ends = time.monotonic() + seconds
    scenario, blocked = last.scenario, last.found.unplaced
    kept = kept_of(scenario, last.lots, blocked)
    try:
        lots = anew.without(last.found.put_into(last.lots), {row.lot: kept[row.lot] for row in blocked})
    except OutOfTime:
        return None
    head = {"cost_yuan": lots.head.cost_yuan, "bound_yuan": lots.head.bound_yuan}
    lots = replace(lots, head=last.lots.head.model_copy(update=head))
    found = resumed(last.found, lots, ends - time.monotonic(), options.workers, options.seed + turn, stop)
    return None if found is None else Timed(scenario, lots, found)
