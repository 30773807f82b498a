"""Large scenarios: coarse prices, a first plan, column generation for bound and prices, diving, annealing."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.lots.anew import Anew
from planner.optimise.lots.annealing import ANNEALED, anneal_all
from planner.optimise.lots.articles import Article
from planner.optimise.lots.decide import DEARER, decide
from planner.optimise.lots.deck import deck_of
from planner.optimise.lots.dive import Decided
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.families import coarse_picture
from planner.optimise.lots.generate import Generated, Generator, generate, nothing, prices_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved
from planner.optimise.lots.mend import mend, over
from planner.optimise.lots.rota import settle_people
from planner.optimise.lots.search import (
    Search,
    answers_of,
    begin,
    insert,
    plans_from,
    set_limits,
    settle,
    take_up,
)
from planner.optimise.lots.supply import Reference, build_supply
from planner.optimise.lots.whole import strict
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FIRST_PRICES = {"hands": 40.0, "machine": 20.0, "batches": 0.0, "zone": 1.0, "material": 0.0, "slot": 25.0}
ROOM = 1.0  # share of a limit that the last plans may buy more of than the linear programme did
NOTHING = 0.0  # yuan: no line of a bill is below it, so no plan costs less
SECONDS, POWER = 4.2, 1.1  # by days to this power: more helps a plan of few days little
PRICED = 0.35


def plan_by_columns(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], options: SolveOptions, clock: Clock
) -> tuple[Plan, Anew]:
    """A plan and its bound for scenarios too large to be handed to a solver whole, and what may go on from it."""
    problem = problem_of(scenario, groups, articles)
    deck, supply = problem.deck, problem.supply
    enough = SECONDS * problem.horizon**POWER
    clock.limit = min(clock.limit, enough)
    clock.tell("粗算价格 coarse prices")
    prices, reference = _start(problem, clock)
    clock.tell("首个计划 first plan")
    search = begin(deck, plans_from(nothing(deck)), supply, prices, options.seed)
    set_limits(search, reference, prices, room=ROOM)
    insert(search, np.arange(deck.size))
    cost, served = settle(search, 30.0)
    clock.tell("首个计划 first plan", best=cost, note=f"missing {served.missing.sum():.1f}")
    generator = _generator(problem, prices, search)
    solved = _generate(problem, generator, clock)
    with ThreadPoolExecutor(1) as aside:
        sharpened = aside.submit(_sharpened, generator, generator.met, options.workers, clock)
        prices = prices_of(supply.factory, solved.rows)
        diver = decide(problem, generator, search, solved, clock, options.workers)
        bound = sharpened.result()
    decided = diver.decided()
    _put_in(search, decided, prices, clock)
    served = settle_people(problem, search, decided.own, prices, clock)
    served = anneal_all(problem, search, served, clock, options.workers)
    clock.ran_out = clock.limit < enough and clock.left(ANNEALED) <= 0
    served = mend(search, served)
    clock.tell("收尾 mend", note=f"over {over(search, served):.5f}")
    anew = Anew(problem, search, served, bound, prices)
    return anew.told(), anew


def problem_of(scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...]) -> Large:
    """The scenario with its supply side and its sold products as arrays."""
    components = tuple(a for a in articles if a.code in scenario.component_codes)
    sold = tuple(a for a in articles if a.code not in scenario.component_codes)
    supply = build_supply(scenario, groups, components, whole_lots=False)
    deck = deck_of(tuple(strict(a) for a in sold), len(scenario.dates))
    return Large(scenario, groups, articles, sold, components, deck, supply)


def _start(problem: Large, clock: Clock) -> tuple[Floats, Reference]:
    found = coarse_picture(problem.scenario, problem.groups, problem.articles, clock.left(0.15))
    if found is not None:
        return found
    column = np.array([FIRST_PRICES[group.kind] for group in problem.groups.groups])
    prices = np.repeat(column[:, None], problem.horizon, axis=1)
    return prices, Reference(np.full_like(prices, 1e6), np.zeros_like(prices))


def _generator(problem: Large, prices: Floats, search: Search) -> Generator:
    """A column generator over the supply, with a relaxation of it for bounds, offered the first plan."""
    relaxed = build_factory(problem.scenario, problem.groups, integer=True, exact=False)
    for article in problem.components:
        write_out(relaxed, article, integer=False, loose=True)
    decks = problem.deck, deck_of(problem.sold, problem.horizon)
    generator = Generator(problem.supply.factory, relaxed.model, decks, prices)
    generator.add(answers_of(search.plans))
    return generator


def _generate(problem: Large, generator: Generator, clock: Clock) -> Solved:
    """Generate columns while what is missing has a steep price, then on at a price nothing sensible would pay."""
    clock.tell("下界 bound")

    def enough() -> bool:
        return clock.stopped() or clock.left(PRICED) <= 0

    def report(found: Generated) -> None:
        clock.tell(
            "下界 bound",
            bound=max(found.bound, NOTHING),
            note=f"{found.solved.value:.0f}" if found.solved else "",
        )

    generate(generator, enough, report)
    supply = problem.supply
    supply.make_dearer(DEARER)
    generator.master.charge(supply.slack, supply.model.column_arrays()[2][supply.slack])
    generate(generator, enough, report)
    return generator.finish()


def _sharpened(generator: Generator, met: Sequence[Floats], workers: int, clock: Clock) -> float:
    """The last bound; what decides kits leaves a core idle most of the time, which does for it."""
    bound = max(generator.sharpen(met, workers), NOTHING)
    clock.tell("下界 bound", bound=bound)
    return bound


def _put_in(search: Search, decided: Decided, prices: Floats, clock: Clock) -> None:
    """Take the decided plans and plan the others against what they leave."""
    take_up(search, plans_from(decided.plans))
    set_limits(search, search.supply.reference(decided.own), prices, room=ROOM)
    insert(search, np.flatnonzero(~decided.sure))
    cost, served = settle(search, 30.0)
    note = f"{(~decided.sure).sum()} put in, missing {served.missing.sum():.1f}"
    clock.tell("补齐 put in", best=cost, note=note)
