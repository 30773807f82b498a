"""The lots stage from scenario to judged-to-be plan: whole for small worlds, by columns for large ones."""

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.errors import OutOfTime
from planner.domain.plan import Plan
from planner.domain.progress import Listener
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.explain import explain
from planner.optimise.linear import solve
from planner.optimise.lots.articles import Article, articles_of
from planner.optimise.lots.assemble import assemble
from planner.optimise.lots.freshness import youngest_age
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.whole import arcs_of, build_whole, strict
from planner.optimise.options import SolveOptions
from planner.optimise.stoppable import solve_until

if TYPE_CHECKING:
    from planner.optimise.lots.anew import Anew  # loads what is compiled, which whole models do without

Floats = NDArray[np.float64]
WHOLE_COLUMNS = 40_000
SOON = 0.5  # seconds


def is_large(scenario: Scenario) -> bool:
    """Whether a scenario is planned by columns, and not handed to a solver whole."""
    return _too_large(scenario, articles_of(scenario, GroupIndex(scenario)))


def _too_large(scenario: Scenario, articles: tuple[Article, ...]) -> bool:
    return arcs_of(articles, len(scenario.dates)) > WHOLE_COLUMNS


def plan_scenario(scenario: Scenario, options: SolveOptions, listener: Listener, stop: Event) -> Plan:
    """A plan with a proven lower bound on every plan's cost.

    Raises:
        OutOfTime: the time limit passed before any plan was found.
    """
    return plan_and_more(scenario, options, listener, stop)[0]


def plan_and_more(
    scenario: Scenario, options: SolveOptions, listener: Listener, stop: Event
) -> tuple[Plan, "Anew | None"]:
    """A plan as `plan_scenario` finds it, and for large scenarios what can go on from there."""
    clock = Clock(options.time_limit, listener, stop)
    clock.tell("准备 prepare")
    groups = GroupIndex(scenario)
    articles = articles_of(scenario, groups)
    if _too_large(scenario, articles):
        from planner.optimise.lots.columns import plan_by_columns

        plan, anew = plan_by_columns(scenario, groups, articles, options, clock)
    else:
        plan, anew = _plan_whole(scenario, groups, articles, options, clock), None
    told = {"seed": options.seed, "seconds": round(clock.seconds, 2), "status": _status(plan, options, clock)}
    return replace(plan, head=plan.head.model_copy(update=told)), anew


def _status(plan: Plan, options: SolveOptions, clock: Clock) -> str:
    """Why the search ended: told to, nothing left to gain, no time left, or because more would help little."""
    if clock.stopped():
        return "stopped"
    if plan.head.gap <= max(options.gap, 1e-6):
        return "optimal"
    return "time" if clock.ran_out else "good"


def _plan_whole(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], options: SolveOptions, clock: Clock
) -> Plan:
    """Hand the whole problem to HiGHS; kits whose age rules differ at the edges are bounded by a relaxation."""
    clock.tell("整体求解 whole model")
    whole = build_whole(scenario, groups, tuple(strict(a) for a in articles), integer=True)
    twice = _needs_a_bound_of_its_own(scenario)
    share = 0.6 if twice else 0.9
    seconds, gap = clock.left(share), options.gap / 2
    found = solve_until(whole.factory.model, seconds, clock.stop, gap=gap, seed=options.seed)
    clock.ran_out = clock.left(share) <= 0
    if found.values is None:
        raise OutOfTime(_without_a_plan(clock))
    bound, prices = _relaxed(scenario, groups, articles, clock)
    if twice and not clock.stopped():
        relaxed = build_whole(scenario, groups, articles, integer=True, exact=False)
        bound = max(bound, solve_until(relaxed.factory.model, clock.left(0.95), clock.stop, gap=gap).bound)
    elif not twice:
        bound = max(bound, found.bound)
    plan = assemble(
        scenario, groups, articles, whole.making(found.values), whole.factory, found.values, bound
    )
    head = plan.head.model_copy(update={"bound_yuan": min(max(bound, 0.0), plan.head.cost_yuan)})
    clock.tell("整体求解 whole model", best=head.cost_yuan, bound=head.bound_yuan)
    return replace(plan, head=head, shortages=explain(scenario, groups, articles, prices, plan.shortages))


def _needs_a_bound_of_its_own(scenario: Scenario) -> bool:
    """Whether what plans count with is stricter than the rules: downtime, and kits whose age rules differ."""
    oldest = scenario.settings.component_age_days
    return bool(scenario.downtimes) or any(youngest_age(scenario, kit) < oldest for kit in scenario.kit_codes)


def _without_a_plan(clock: Clock) -> str:
    if clock.stopped():
        return "停止时还没有计划 Stopped before there was any plan. Maybe wait a little longer."
    return f"No plan within {clock.limit:.0f} s. Maybe allow more with --time-limit."


def _relaxed(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], clock: Clock
) -> tuple[float, Floats]:
    """The bound of the relaxation, and the (groups, T) marginal prices of all limits; once stopped, if found soon."""
    factory = build_whole(scenario, groups, articles, integer=False).factory
    found = solve(factory.model, SOON if clock.stopped() else 5.0 + clock.left())
    if found.duals is None:
        return 0.0, np.zeros(factory.rows.shape)
    shape = factory.rows.shape
    return found.objective, np.maximum(-found.duals[: factory.rows.size].reshape(shape), 0.0)
