"""From a scenario to a plan: first the lots, then where each batch is from when to when, then the trucks."""

import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from planner.domain.plan import NOT_ASKED, Lot, Plan, PlanHead, Unplaced
from planner.domain.progress import Listener, Progress
from planner.domain.scenario import Scenario
from planner.optimise.elsewhere import Timed, made_elsewhere
from planner.optimise.feedback import Minutes
from planner.optimise.firstuse import compile_once
from planner.optimise.giveup import at_its_line, give_up
from planner.optimise.haul import are_sought, routes_seconds, with_routes
from planner.optimise.lots.assemble import billed
from planner.optimise.lots.solve import is_large, plan_and_more
from planner.optimise.options import SolveOptions
from planner.optimise.schedule import Scheduled, schedule_days

if TYPE_CHECKING:
    from planner.optimise.lots.anew import Anew

LOTS_SHARE, LEAST_SECONDS = 0.72, 1.5
SECONDS_A_DAY = 1.95
FIRST_SHARE = 0.8  # of the time for minutes; in the rest lots that found none are tried elsewhere
STAGE = "排程 minutes"


def plan_to_the_minute(scenario: Scenario, options: SolveOptions, listener: Listener, stop: Event) -> Plan:
    """A plan with a proven bound whose lots have minutes and whose deliveries have trucks.

    Stopped before the minutes or the trucks, it has none.

    Raises:
        OutOfTime: the share of the time limit meant for lots passed before any plan was found.
    """
    compiled = compile_once(
        listener, lots=is_large(scenario), minutes=options.days != 0, routes=are_sought(scenario, options)
    )
    began = time.monotonic()
    before_routes = replace(options, time_limit=options.time_limit - routes_seconds(scenario, options))
    share = LOTS_SHARE if options.days != 0 else 1.0
    part = replace(options, time_limit=before_routes.time_limit * share)
    plan, anew = plan_and_more(scenario, part, listener, stop)
    minutes = None
    if not stop.is_set():
        compiled()
    if options.days != 0 and not stop.is_set():
        plan, minutes = _with_minutes(scenario, plan, anew, before_routes, listener, stop, began)
    if not stop.is_set():
        plan = with_routes(scenario, plan, options, listener, stop, began, minutes)
    return plan


def _with_minutes(
    scenario: Scenario,
    plan: Plan,
    anew: "Anew | None",
    options: SolveOptions,
    listener: Listener,
    stop: Event,
    began: float,
) -> tuple[Plan, Minutes]:
    """The plan with tasks for the lots begun on the days asked for; the other lots are reported unplaced.

    With `anew` and if all days are asked for, lots that find no minutes are tried elsewhere.
    """

    def tell(note: str) -> None:
        listener(Progress(STAGE, time.monotonic() - began, plan.head.cost_yuan, plan.head.bound_yuan, note))

    tell("")
    asked = _begun_within(scenario, plan, options.days)
    left, enough = options.time_limit - (time.monotonic() - began), SECONDS_A_DAY * len(scenario.dates)
    anew = anew if options.days is None else None
    seconds = max(LEAST_SECONDS, min(left, enough))
    ends = time.monotonic() + seconds
    found = schedule_days(
        scenario,
        plan,
        FIRST_SHARE * seconds if anew else seconds,
        options.workers,
        options.seed,
        stop,
        lambda beat: tell(beat.note),
        asked,
    )
    ran_out = left < enough

    def made(lots: Plan, scheduled: Scheduled) -> Plan:
        done = billed(scenario, scheduled.put_into(lots))
        head = _head(done.head, time.monotonic() - began, stop, ran_out=ran_out and bool(done.unplaced))
        done = replace(done, head=head, unplaced=(*done.unplaced, *_not_asked(scenario, plan, asked)))
        tell(f"已排 placed {done.placed_share:.1%}" if done.placed_share is not None else "")
        return give_up(scenario, done)

    timed = Timed(scenario, plan, found)
    if anew:
        timed = made_elsewhere(timed, anew, options, ends, stop, tell)
    return made(timed.lots, timed.found), Minutes(timed.found, partial(made, timed.lots))


def _head(head: PlanHead, seconds: float, stop: Event, *, ran_out: bool) -> PlanHead:
    status = "stopped" if stop.is_set() else "time" if ran_out else head.status
    return head.model_copy(update={"seconds": round(seconds, 2), "status": status})


def _begun_within(scenario: Scenario, plan: Plan, days: int | None) -> tuple[Lot, ...]:
    """Lots whose first stage is run on one of the first `days` days, so that these days are whole."""
    if days is None:
        return plan.lots
    after = scenario.settings.start + timedelta(days=days)
    early = {
        code: timedelta(days=max((stage.days_before for stage in stages), default=0))
        for code, stages in scenario.stages_of.items()
    }
    return tuple(
        lot for lot in plan.lots if lot.date - early[scenario.product_of[lot.product].family] < after
    )


def _not_asked(scenario: Scenario, plan: Plan, asked: tuple[Lot, ...]) -> tuple[Unplaced, ...]:
    """The lots for which no minutes were sought, told at their line."""
    known = {lot.code for lot in asked}
    beyond = (at_its_line(scenario, lot) for lot in plan.lots if lot.code not in known)
    return tuple(row.model_copy(update={"reason": NOT_ASKED}) for row in beyond)
