"""Large scenarios: coarse prices, a first plan, column generation for bound and prices, diving, search for the rest."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.clock import Clock
from planner.optimise.explain import explain
from planner.optimise.lots.answers import Answers, use_of
from planner.optimise.lots.articles import Article
from planner.optimise.lots.assemble import Making, assemble
from planner.optimise.lots.cases import Plans
from planner.optimise.lots.deck import Deck, deck_of
from planner.optimise.lots.dive import Decided, Diver
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.families import coarse_picture
from planner.optimise.lots.generate import Generator, generate, nothing, prices_of, reduced
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.master import Solved
from planner.optimise.lots.search import (
    Search,
    begin,
    insert,
    mend,
    plans_from,
    polish,
    set_limits,
    settle,
    take_up,
    whole_cost,
)
from planner.optimise.lots.supply import Held, Reference, Served, Supply, answer, build_supply
from planner.optimise.lots.whole import making_of
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FIRST_PRICES = {"hands": 40.0, "machine": 20.0, "zone": 1.0, "material": 0.0, "slot": 25.0}
ROOM = 1.0  # share of a limit that the last plans may buy more of than the linear programme did
GIVE_WAY = 1.3  # times its price: what an hour costs that plans give up for whole batches of components
AGED = 0.5  # yuan per kg: components that wait make kits older, which only what is left over is worth
NEAR = 30.0  # yuan: plans dearer than this at the master's prices are not worth branching on
DEARER = 10.0  # times the price of what nothing can buy, once whole plans are chosen
FEW_DAYS = 14
BRANCHED = 0.85
DIVED_FEW, DIVED_MANY = 0.5, 0.88
SECONDS_A_DAY = 5.5  # more helps a plan of few days little
PRICED, POLISHED = 0.45, 0.92


@dataclass(frozen=True)
class _Problem:
    scenario: Scenario
    groups: GroupIndex
    articles: tuple[Article, ...]
    sold: tuple[Article, ...]
    components: tuple[Article, ...]
    deck: Deck
    supply: Supply

    @property
    def horizon(self) -> int:
        return len(self.scenario.dates)

    def blocks(self) -> list[Ints]:
        """Articles in the order they are decided: kits, then the workshops, the one with most articles first."""
        scenario = self.scenario
        home = np.array(
            [
                "" if a.code in scenario.kit_codes else scenario.family_of[a.product.family].workshop
                for a in self.sold
            ],
            dtype=object,
        )
        blocks = [np.flatnonzero(home == name) for name in sorted(set(home) - {""})]
        return [np.flatnonzero(home == ""), *sorted(blocks, key=len, reverse=True)]


def plan_by_columns(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], options: SolveOptions, clock: Clock
) -> Plan:
    """A plan and its bound for scenarios too large to be handed to a solver whole."""
    components = tuple(a for a in articles if a.code in scenario.component_codes)
    sold = tuple(a for a in articles if a.code not in scenario.component_codes)
    supply = build_supply(scenario, groups, components, whole_lots=False)
    deck = deck_of(sold, len(scenario.dates))
    problem = _Problem(scenario, groups, articles, sold, components, deck, supply)
    clock.limit = min(clock.limit, SECONDS_A_DAY * problem.horizon)
    clock.tell("粗算价格 coarse prices")
    prices, reference = _start(problem, clock)
    clock.tell("首个计划 first plan")
    search = begin(deck, plans_from(nothing(deck)), supply, prices, options.seed)
    set_limits(search, reference, prices, room=ROOM)
    insert(search, np.arange(deck.size))
    cost, served = settle(search, 30.0)
    clock.tell("首个计划 first plan", best=cost, note=f"missing {served.missing.sum():.1f}")
    generator = _generator(problem, prices, search)
    solved = _generate(generator, options, clock)
    bound = generator.sharpen(options.workers)
    clock.tell("下界 bound", bound=bound, note=f"{solved.value:.0f}")
    prices = prices_of(supply.factory, solved.rows)
    solved = _settle_supply(problem, generator, solved, clock)
    generator.master.charge(supply.slack, DEARER * np.repeat(supply.steep, problem.horizon))
    solved = generator.finish()
    decided = _dive(problem, generator, solved, clock)
    served = _put_in(search, decided, prices, clock)
    served = _branch(problem, generator, search, solved, clock, whole_cost(search, served))
    served = polish(search, served, prices, (ROOM, ROOM / 5, ROOM / 5), clock, POLISHED)
    served = answer(supply, search.limits.load, 5.0 + clock.left(0.95))
    clock.tell("收尾 mend", note=f"missing {served.missing.sum():.3f}")
    over = mend(search, served)
    clock.tell("收尾 mend", note=f"over {over:.5f}")
    plan = _assemble(problem, supply, search.plans, served, bound)
    return replace(plan, shortages=explain(scenario, groups, articles, prices, plan.shortages))


def _start(problem: _Problem, clock: Clock) -> tuple[Floats, Reference]:
    found = coarse_picture(problem.scenario, problem.groups, problem.articles, clock.left(0.15))
    if found is not None:
        return found
    column = np.array([FIRST_PRICES[group.kind] for group in problem.groups.groups])
    prices = np.repeat(column[:, None], problem.horizon, axis=1)
    return prices, Reference(np.full_like(prices, 1e6), np.zeros_like(prices))


def _generator(problem: _Problem, prices: Floats, search: Search) -> Generator:
    """A column generator over the supply, with a relaxation of it for bounds, offered the first plan."""
    relaxed = build_factory(problem.scenario, problem.groups, integer=True, exact=False)
    for article in problem.components:
        write_out(relaxed, article, integer=False)
    generator = Generator(problem.supply.factory, relaxed.model, problem.deck, prices)
    generator.add(_answers(search.plans))
    return generator


def _generate(generator: Generator, options: SolveOptions, clock: Clock) -> Solved:
    clock.tell("下界 bound")

    def enough() -> bool:
        return clock.stopped() or clock.left(PRICED) <= 0

    generate(
        generator,
        enough,
        lambda g: clock.tell("下界 bound", bound=g.bound, note=f"{g.solved.value:.0f}" if g.solved else ""),
    )
    return generator.finish()


def _load(deck: Deck, answers: Answers, weights: Floats, shape: tuple[int, ...]) -> Floats:
    """(groups, T) what weighted plans use."""
    who, where, amount = use_of(deck, answers)
    size = int(np.prod(shape))
    load = np.bincount(where, weights=amount * weights[who], minlength=size)
    return np.asarray(load.reshape(shape), float)


def _settle_supply(problem: _Problem, generator: Generator, solved: Solved, clock: Clock) -> Solved:
    """Make people and components' lots whole for the plans the master mixes, and hold them from now on.

    The plans give way: an hour more than they leave costs a little more than the master says it is worth.
    """
    clock.tell("人员与配件 people and components")
    supply, master = problem.supply, generator.master
    aged = np.concatenate([np.zeros(0, np.int64), *(e.aged for e in supply.components)])

    def load() -> Floats:
        return _load(problem.deck, master.plans, generator.finish().weights, supply.plain.shape)

    def hold(held: Held) -> None:
        master.freeze_own(held.columns, held.values)
        master.renew(supply.model, held.rows, held.opened)

    rota = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=False)
    rota.expect(solved.own)
    people = answer(rota, load(), max(5.0, 0.03 * clock.limit), gap=1e-3).values
    hold(supply.hold_people(people))
    supply.model.charge(aged, AGED)
    master.charge(aged, supply.model.column_arrays()[2][aged])
    clock.tell("人员 people", note=f"{generator.renew(np.arange(problem.deck.size)).value:.0f}")
    if problem.components:
        prices = prices_of(supply.factory, generator.finish().rows)
        steep = np.repeat(supply.steep[:, None], problem.horizon, axis=1)
        yields = np.array([group.kind in {"hands", "machine"} for group in problem.groups.groups])
        dear = np.where(yields[:, None], np.minimum(GIVE_WAY * prices + 1.0, steep), steep)
        whole = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=True, dear=dear)
        whole.model.charge(aged, AGED)
        whole.hold_people(people)
        lots = answer(whole, load(), max(5.0, 0.04 * clock.limit), gap=1e-3).values
        hold(supply.hold_lots(lots))
        clock.tell("配件 components", note=f"{generator.renew(np.arange(problem.deck.size)).value:.0f}")
    return generator.finish()


def _dive(problem: _Problem, generator: Generator, solved: Solved, clock: Clock) -> Decided:
    """Decide block after block; each has its share of the time."""
    diver = Diver(generator.master, problem.supply.factory, problem.deck, solved)
    blocks = problem.blocks()
    dived = DIVED_FEW if problem.horizon <= FEW_DAYS else DIVED_MANY
    begun, total, done = clock.seconds, sum(len(b) for b in blocks), 0
    for block in blocks:
        done += len(block)
        until = begun + (dived * clock.limit - begun) * done / max(total, 1)

        def enough(until: float = until) -> bool:
            return clock.stopped() or clock.seconds > until

        diver.decide(block, enough)
        clock.tell("定案 decide", note=f"{diver.solved.value:.0f}")
    return diver.decided()


def _put_in(search: Search, decided: Decided, prices: Floats, clock: Clock) -> Served:
    """Take the decided plans and plan the others against what they leave."""
    take_up(search, plans_from(decided.plans))
    set_limits(search, search.supply.reference(decided.solved.own), prices, room=ROOM)
    insert(search, np.flatnonzero(~decided.sure))
    cost, served = settle(search, 30.0)
    note = f"{(~decided.sure).sum()} put in, missing {served.missing.sum():.1f}"
    clock.tell("补齐 put in", best=cost, note=note)
    return served


def _branch(
    problem: _Problem, generator: Generator, search: Search, solved: Solved, clock: Clock, best: float
) -> Served:
    """If the days are few, choose among the plans at hand by branch and bound."""
    if problem.horizon > FEW_DAYS or clock.stopped() or clock.left(BRANCHED) < 1.0:
        return settle(search, 30.0)[1]
    master, everyone = generator.master, np.arange(problem.deck.size)
    master.add(_answers(search.plans))
    incumbent = np.arange(len(master.money) - problem.deck.size, len(master.money))
    near = np.flatnonzero(reduced(problem.deck, master.plans, solved) < NEAR)
    cost, chosen = master.choose(near, incumbent, everyone, clock.left(BRANCHED))
    clock.tell("选优 branch", note=f"{cost:.0f}")
    if cost < best:
        incumbent = chosen
    take_up(search, plans_from(master.plans.take(incumbent)))
    return settle(search, 30.0)[1]


def _answers(plans: Plans) -> Answers:
    """A search's plans as columns."""
    everyone = np.arange(len(plans.batches))
    return Answers(
        everyone, np.zeros(len(everyone)), plans.batches, plans.mode, plans.sold, plans.stock, plans.wasted
    )


def _assemble(problem: _Problem, supply: Supply, plans: Plans, served: Served, bound: float) -> Plan:
    deck = problem.deck
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
