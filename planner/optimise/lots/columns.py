"""Large scenarios: coarse prices, local search, column generation for the bound and better prices, search again."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.explain import explain
from planner.optimise.lots.answers import Answers, cheapest_plans
from planner.optimise.lots.articles import Article
from planner.optimise.lots.assemble import Making, assemble
from planner.optimise.lots.deck import Deck, deck_of
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.families import coarse_picture
from planner.optimise.lots.generate import Generated, Generator, generate
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.neighbour import Plans
from planner.optimise.lots.search import (
    Best,
    Search,
    begin,
    copy_of,
    improve,
    loads_of,
    mend,
    plans_from,
    whole_cost,
)
from planner.optimise.lots.supply import Reference, Served, Supply, answer, build_supply
from planner.optimise.lots.whole import making_of, strict
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
FIRST = (1.0, 0.9, 0.8, 0.6, 0.4)
LATER = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.99, 0.99, 0.98, 0.98)
LAST = (1.0, 1.0, 1.0, 1.0, 1.0, 0.99)
FIRST_PRICES = {"hands": 40.0, "machine": 20.0, "zone": 1.0, "material": 0.0, "slot": 25.0}


@dataclass(frozen=True)
class _Problem:
    scenario: Scenario
    groups: GroupIndex
    articles: tuple[Article, ...]
    sold: tuple[Article, ...]
    components: tuple[Article, ...]

    @property
    def horizon(self) -> int:
        return len(self.scenario.dates)


def plan_by_columns(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], options: SolveOptions, clock: Clock
) -> Plan:
    """A plan and its bound for scenarios too large to be handed to a solver whole."""
    components = tuple(a for a in articles if a.code in scenario.component_codes)
    sold = tuple(a for a in articles if a.code not in scenario.component_codes)
    problem = _Problem(scenario, groups, articles, sold, components)
    clock.tell("粗算价格 coarse prices")
    prices, reference = _start(problem, clock)
    supply = build_supply(scenario, groups, _strictly(components), whole_lots=False)
    search = _start_search(problem, supply, prices, options, clock)
    best = improve(search, reference, prices, shares=FIRST, clock=clock, until=0.25)
    generator = _generator(problem, prices, best)
    bound = _generate(generator, options, clock).bound
    prices, reference = generator.best.prices, generator.reference()
    if generator.best.plans is not None:
        loads_of(search, Plans(*generator.best.plans))
    best = improve(search, reference, prices, shares=LATER, clock=clock, until=0.75, forced=False)
    search.supply, served = _whole_components(problem, best, search, clock)
    reference = search.supply.reference(served.values)
    start = Best(whole_cost(search, served), copy_of(search.plans), [])
    best = improve(search, reference, prices, shares=LAST, clock=clock, until=0.9, best=start, forced=False)
    served = answer(search.supply, loads_of(search, best.plans), 5.0 + clock.left(0.95))
    clock.tell("收尾 mend", note=f"missing {served.missing.sum():.3f}")
    mend(search, served)
    plan = _assemble(problem, search.deck, search.supply, search.plans, served, bound)
    return replace(plan, shortages=explain(scenario, groups, articles, prices, plan.shortages))


def _strictly(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(strict(article) for article in articles)


def _whole_components(problem: _Problem, best: Best, search: Search, clock: Clock) -> tuple[Supply, Served]:
    """Make the components' lots whole for the kits now planned, and hold them."""
    clock.tell("配件 components")
    whole = build_supply(problem.scenario, problem.groups, _strictly(problem.components), whole_lots=True)
    load = loads_of(search, best.plans)
    served = answer(whole, load, max(5.0, 0.1 * clock.limit), gap=2e-3, fluid=whole.people())
    whole.model.fix(*whole.lots(served.values))
    clock.tell("配件 components", note=f"missing {served.missing.sum():.2f}")
    return whole, served


def _start(problem: _Problem, clock: Clock) -> tuple[Floats, Reference]:
    found = coarse_picture(problem.scenario, problem.groups, problem.articles, clock.left(0.15))
    if found is not None:
        return found
    column = np.array([FIRST_PRICES[group.kind] for group in problem.groups.groups])
    prices = np.repeat(column[:, None], problem.horizon, axis=1)
    return prices, Reference(np.full_like(prices, 1e6), np.zeros_like(prices))


def _start_search(
    problem: _Problem, supply: Supply, prices: Floats, options: SolveOptions, clock: Clock
) -> Search:
    clock.tell("首个计划 first plan")
    deck = deck_of(_strictly(problem.sold), problem.horizon, strict=True)
    return begin(deck, plans_from(cheapest_plans(deck, prices)), supply, prices, options.seed)


def _generator(problem: _Problem, prices: Floats, best: Best) -> Generator:
    """A column generator over the relaxed factory, offered the plans found so far."""
    factory = build_factory(problem.scenario, problem.groups)
    for article in problem.components:
        write_out(factory, article, integer=False)
    deck = deck_of(problem.sold, problem.horizon, strict=False)
    generator = Generator(factory, deck, prices)
    for plans in best.snapshots:
        generator.add(_answers(deck, plans))
    return generator


def _generate(generator: Generator, options: SolveOptions, clock: Clock) -> Generated:
    clock.tell("下界 bound")

    def enough() -> bool:
        return clock.stopped() or clock.left(0.55) <= 0

    return generate(
        generator,
        max(options.gap / 2, 5e-4),
        enough,
        lambda g: clock.tell("下界 bound", bound=g.bound, note=f"{g.value:.0f}"),
    )


def _answers(deck: Deck, plans: Plans) -> Answers:
    """A search's plans as columns."""
    everyone = np.arange(deck.size)
    return Answers(
        everyone, np.zeros(deck.size), plans.batches, plans.mode, plans.sold, plans.stock, plans.wasted
    )


def _assemble(
    problem: _Problem, deck: Deck, supply: Supply, plans: Plans, served: Served, bound: float
) -> Plan:
    making = {article.code: _making(deck, i, plans) for i, article in enumerate(deck.articles)}
    making.update({e.article.code: making_of(e, served.values, keeps=True) for e in supply.components})
    plan = assemble(
        problem.scenario, problem.groups, problem.articles, making, supply.factory, served.values, bound
    )
    head = plan.head.model_copy(update={"bound_yuan": min(bound, plan.head.cost_yuan)})
    return replace(plan, head=head)


def _making(deck: Deck, i: int, plans: Plans) -> Making:
    """Lots and served kilograms of one article's plan."""
    article = deck.articles[i]
    lots = tuple(
        (
            article.modes[int(plans.mode[i, day])].line,
            int(day),
            float(plans.batches[i, day] * deck.batch_kg[i]),
        )
        for day in np.flatnonzero(plans.batches[i])
    )
    surplus = (plans.wasted[i] + deck.excess[i]) * deck.grid[i]
    return Making(lots, plans.sold[i, : len(article.price)] * deck.grid[i], surplus)
