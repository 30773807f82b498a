"""The lots stage from scenario to judged-to-be plan: whole for small worlds, by columns for large ones."""

from dataclasses import replace
from threading import Event

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

Floats = NDArray[np.float64]
WHOLE_COLUMNS = 40_000


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
    clock = Clock(options.time_limit, listener, stop)
    clock.tell("准备 prepare")
    groups = GroupIndex(scenario)
    articles = articles_of(scenario, groups)
    if _too_large(scenario, articles):
        from planner.optimise.lots.columns import plan_by_columns

        plan = plan_by_columns(scenario, groups, articles, options, clock)
    else:
        plan = _plan_whole(scenario, groups, articles, options, clock)
    status = "stopped" if stop.is_set() else "optimal" if plan.head.gap <= max(options.gap, 1e-6) else "good"
    head = plan.head.model_copy(
        update={"seed": options.seed, "seconds": round(clock.seconds, 2), "status": status}
    )
    return replace(plan, head=head)


def _plan_whole(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], options: SolveOptions, clock: Clock
) -> Plan:
    """Hand the whole problem to HiGHS; kits whose age rules differ at the edges are bounded by a relaxation."""
    clock.tell("整体求解 whole model")
    whole = build_whole(scenario, groups, tuple(strict(a) for a in articles), integer=True)
    oldest = scenario.settings.component_age_days
    twice = bool(scenario.downtimes) or any(
        youngest_age(scenario, kit) < oldest for kit in scenario.kit_codes
    )
    share = 0.6 if twice else 0.9
    found = solve(whole.factory.model, clock.left(share), gap=options.gap / 2, seed=options.seed)
    if found.values is None:
        raise OutOfTime(f"No plan within {options.time_limit:.0f} s. Maybe allow more with --time-limit.")
    bound = found.bound
    if twice:
        relaxed = build_whole(scenario, groups, articles, integer=True, exact=False)
        bound = solve(relaxed.factory.model, clock.left(0.95), gap=options.gap / 2).bound
    plan = assemble(
        scenario, groups, articles, whole.making(found.values), whole.factory, found.values, bound
    )
    head = plan.head.model_copy(update={"bound_yuan": min(max(bound, 0.0), plan.head.cost_yuan)})
    clock.tell("整体求解 whole model", best=head.cost_yuan, bound=head.bound_yuan)
    prices = _prices(scenario, groups, articles, clock)
    return replace(plan, head=head, shortages=explain(scenario, groups, articles, prices, plan.shortages))


def _prices(scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], clock: Clock) -> Floats:
    """(groups, T) marginal prices of all limits, from the relaxation."""
    factory = build_whole(scenario, groups, articles, integer=False).factory
    duals = solve(factory.model, 5.0 + clock.left()).duals
    shape = factory.rows.shape
    return np.zeros(shape) if duals is None else np.maximum(-duals[: factory.rows.size].reshape(shape), 0.0)
