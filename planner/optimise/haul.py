"""The last leg of the journey: trucks for what a plan delivers."""

import time
from dataclasses import replace
from math import inf
from threading import Event

from planner.domain.plan import Plan
from planner.domain.progress import Listener, Progress
from planner.domain.scenario import Scenario
from planner.optimise.delivery import Effort
from planner.optimise.dispatch import STAGE, dispatch_days
from planner.optimise.feedback import Carried, Minutes, heard
from planner.optimise.options import SolveOptions

ROUTES_SHARE, AT_LEAST = 0.12, 2 / 3  # of the limit for routes; of that, whatever the stages before have used
SECONDS_A_DAY = 1.3  # of one core; more helps the routes of a day little
HEARD_SHARE, MOST_HEARD = 0.25, 8.0  # of what routes get at least, and seconds, for what trucks tell
CLOSING = 0.5  # seconds a day for what comes after routes: the judge, and writing the plan
DEAR = 5e-3  # of the bill: what is late and worth so much is worth a late plan


def routes_seconds(scenario: Scenario, options: SolveOptions) -> float:
    """The part of the time limit that routes get; 0 where none are sought."""
    if not are_sought(scenario, options):
        return 0.0
    wanted = SECONDS_A_DAY * len(scenario.dates) / max(1, options.workers)
    return min(ROUTES_SHARE * options.time_limit, wanted)


def with_routes(
    scenario: Scenario,
    plan: Plan,
    options: SolveOptions,
    listener: Listener,
    stop: Event,
    began: float,
    minutes: Minutes | None = None,
) -> Plan:
    """The plan with trips, hand-overs and what found no truck; as it is where there are no trucks or waves.

    Where goods stay because they were ready late, the plan is made anew as `heard` says.
    """
    if not are_sought(scenario, options) or plan.deliveries.empty:
        return plan

    def tell(note: str) -> None:
        listener(Progress(STAGE, time.monotonic() - began, plan.head.cost_yuan, plan.head.bound_yuan, note))

    tell("")
    kept = AT_LEAST * routes_seconds(scenario, options)
    left = max(kept, options.time_limit - (time.monotonic() - began))
    a_day = min(SECONDS_A_DAY, left * options.workers / len(scenario.dates))
    effort = Effort(seconds=a_day, workers=options.workers, seed=options.seed)
    driven = time.monotonic()
    found = dispatch_days(scenario, plan, effort, stop, lambda beat: tell(beat.note))
    each = (time.monotonic() - driven) / len(scenario.dates)
    left = options.time_limit - (time.monotonic() - began)
    carried, room = Carried(plan, found), left - CLOSING * len(scenario.dates)
    if carried.late_yuan > DEAR * plan.head.cost_yuan:
        left, room = max(left, HEARD_SHARE * kept), inf
    plan, found = heard(
        scenario, carried, minutes, effort, min(left, MOST_HEARD), stop, most_days=room / each
    )
    seconds = round(time.monotonic() - began, 2)
    status = "stopped" if stop.is_set() else "time" if a_day < SECONDS_A_DAY else plan.head.status
    head = {"delivery_yuan": found.yuan, "seconds": seconds, "status": status}
    done = replace(
        plan,
        head=plan.head.model_copy(update=head),
        trips=found.trips,
        drops=found.drops,
        drop_loads=found.drop_loads,
        hand_overs=found.hand_overs,
        undelivered=found.undelivered,
    )
    tell(f"{len(found.trips):,} 车次 trips")
    return done


def are_sought(scenario: Scenario, options: SolveOptions) -> bool:
    """Whether trips are asked for and there is something to make them with."""
    return options.routes and bool(scenario.vehicles) and bool(scenario.waves)
