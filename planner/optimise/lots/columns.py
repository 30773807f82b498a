"""Large scenarios: coarse prices, local search, column generation for the bound and better prices, search again."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.lots.articles import Article
from planner.optimise.lots.assemble import Making, assemble
from planner.optimise.lots.deck import Answers, Deck, cheapest_plans, deck_of
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.families import coarse_picture
from planner.optimise.lots.generate import Generated, Generator, generate
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.neighbour import Plans
from planner.optimise.lots.search import Best, Search, begin, firm_up, improve, plans_from
from planner.optimise.lots.supply import Reference, Served, Supply, build_supply, reference_of
from planner.optimise.lots.whole import making_of, strict
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
FIRST = (1.0, 0.9, 0.8, 0.6, 0.4)
LATER = (1.0, 0.98, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
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
    search = _start_search(problem, prices, options, clock)
    best = improve(search, reference, prices, shares=FIRST, clock=clock, until=0.25)
    generated, reference = _generate(problem, prices, best, options, clock)
    best = improve(search, reference, generated.prices, shares=LATER, clock=clock, until=0.75, best=best)
    whole = build_supply(scenario, groups, tuple(strict(a) for a in components), integer=True)
    plans, served = firm_up(search, whole, best, clock)
    return _assemble(problem, search.deck, whole, plans, served, generated.bound)


def _start(problem: _Problem, clock: Clock) -> tuple[Floats, Reference]:
    found = coarse_picture(problem.scenario, problem.groups, problem.articles, clock.left(0.15))
    if found is not None:
        return found
    column = np.array([FIRST_PRICES[group.kind] for group in problem.groups.groups])
    prices = np.repeat(column[:, None], problem.horizon, axis=1)
    return prices, Reference(np.zeros_like(prices), np.full_like(prices, 1e6))


def _start_search(problem: _Problem, prices: Floats, options: SolveOptions, clock: Clock) -> Search:
    clock.tell("首个计划 first plan")
    supply = build_supply(
        problem.scenario, problem.groups, tuple(strict(a) for a in problem.components), integer=False
    )
    deck = deck_of(tuple(strict(a) for a in problem.sold), problem.horizon, strict=True)
    answers = cheapest_plans(deck, prices)
    return begin(deck, plans_from(answers), supply, prices, options.seed)


def _generate(
    problem: _Problem, prices: Floats, best: Best, options: SolveOptions, clock: Clock
) -> tuple[Generated, Reference]:
    clock.tell("下界 bound")
    factory = build_factory(problem.scenario, problem.groups)
    components = tuple(write_out(factory, article, integer=False) for article in problem.components)
    deck = deck_of(problem.sold, problem.horizon, strict=False)
    generator = Generator(factory, deck, prices)
    for plans in best.snapshots:
        generator.add(_answers(deck, plans))

    def enough() -> bool:
        return clock.stopped() or clock.left(0.6) <= 0

    found = generate(
        generator, max(options.gap / 2, 5e-4), enough,
        lambda g: clock.tell("下界 bound", bound=g.bound, note=f"{g.value:.0f}"),
    )
    own = np.zeros(factory.model.columns) if found.own is None else found.own
    return found, reference_of(factory, components, own)


def _answers(deck: Deck, plans: Plans) -> Answers:
    """A search's plans as columns."""
    everyone = np.arange(deck.size)
    return Answers(everyone, np.zeros(deck.size), plans.batches, plans.mode, plans.sold, plans.stock, plans.wasted)


def _assemble(
    problem: _Problem, deck: Deck, supply: Supply, plans: Plans, served: Served, bound: float
) -> Plan:
    making = {article.code: _making(deck, i, plans) for i, article in enumerate(deck.articles)}
    making.update({e.article.code: making_of(e, served.values) for e in supply.components})
    plan = assemble(
        problem.scenario, problem.groups, problem.articles, making, supply.factory, served.values, bound
    )
    head = plan.head.model_copy(update={"bound_yuan": min(bound, plan.head.cost_yuan)})
    return replace(plan, head=head)


def _making(deck: Deck, i: int, plans: Plans) -> Making:
    """Lots and served kilograms of one article's plan."""
    article = deck.articles[i]
    lots = tuple(
        (article.modes[int(plans.mode[i, day])].line, int(day), float(plans.batches[i, day] * deck.batch_kg[i]))
        for day in np.flatnonzero(plans.batches[i])
    )
    return Making(lots, plans.sold[i, : len(article.price)] * deck.grid[i])
