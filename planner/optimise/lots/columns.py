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
from planner.optimise.lots.dive import Decided, Diver, Fit
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.families import coarse_picture
from planner.optimise.lots.generate import Generator, generate, nothing, prices_of, reduced
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.master import Solved
from planner.optimise.lots.search import (
    Search,
    begin,
    copy_of,
    fit_in,
    insert,
    mend,
    plans_from,
    polish,
    set_limits,
    settle,
    take_up,
    whole_cost,
)
from planner.optimise.lots.supply import Reference, Served, Supply, answer, build_supply
from planner.optimise.lots.whole import making_of
from planner.optimise.options import SolveOptions

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FIRST_PRICES = {"hands": 40.0, "machine": 20.0, "zone": 1.0, "material": 0.0, "slot": 25.0}
ROOM = 1.0  # share of a limit that the last plans may buy more of than the linear programme did
ROOMS = (0.0, 0.05, 0.3, 1.0)  # the same, tried for what a block of articles leaves over
GIVE_WAY = 1.3  # times its price: what an hour costs that plans give up for whole batches of components
AGED = 0.5  # yuan per kg: components that wait make kits older, which only what is left over is worth
RENEWED = 4  # rounds for the plans to take up what whole components leave
NEAR = 30.0  # yuan: plans dearer than this at the master's prices are not worth branching on
DEARER = 10.0  # times the price of what nothing can buy, once whole plans are chosen
FEW_DAYS = 14
BRANCHED = 0.85
LEAST_SHARE = 0.25  # of the time left: what a block may take however few its articles
DIVED = 0.9  # share of the time by which all blocks are decided
SECONDS_A_DAY = 5.5  # more helps a plan of few days little
PRICED, POLISHED = 0.42, 0.96


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
    decided = _decide(problem, generator, search, solved, clock)
    served = _put_in(search, decided, prices, clock)
    served = _branch(problem, generator, search, solved, clock, whole_cost(search, served))
    served = _settle_people(problem, search, decided.own, clock)
    served = polish(search, served, prices, (ROOM, ROOM / 5, ROOM / 5), clock, POLISHED)
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


def _decide(problem: _Problem, generator: Generator, search: Search, solved: Solved, clock: Clock) -> Decided:
    """Decide kits, then the components' lots for them, then the others, workshop by workshop."""
    supply = problem.supply
    supply.make_dearer(DEARER)
    generator.master.charge(supply.slack, supply.model.column_arrays()[2][supply.slack])
    if problem.components:
        aged = np.concatenate([e.aged for e in supply.components])
        supply.model.charge(aged, AGED)
        generator.master.charge(aged, supply.model.column_arrays()[2][aged])
    solved = generator.renew(np.arange(problem.deck.size))
    diver = Diver(supply.factory, problem.deck, generator.master.plans, solved, _fit(search))
    kits, *workshops = problem.blocks()
    _dive(generator, diver, [kits], clock)
    if problem.components:
        _settle_components(problem, generator, diver, clock)
    _dive(generator, diver, workshops, clock)
    supply.exact = True
    return diver.decided()


def _settle_components(problem: _Problem, generator: Generator, diver: Diver, clock: Clock) -> None:
    """Make the components' lots whole for the kits decided, and hold them from now on.

    Other plans give way: an hour more than they leave costs a little more than the master says it is worth.
    """
    supply = problem.supply
    prices = prices_of(supply.factory, diver.rows)
    steep = np.repeat(supply.steep[:, None], problem.horizon, axis=1)
    yields = np.array([group.kind in {"hands", "machine"} for group in problem.groups.groups])
    dear = np.where(yields[:, None], np.minimum(GIVE_WAY * prices + 1.0, steep), steep)
    whole = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=True, dear=dear)
    whole.model.loosen(whole.people())
    whole.model.charge(np.concatenate([e.aged for e in whole.components]), AGED)
    load = diver.load()[: supply.factory.rows.size].reshape(supply.plain.shape)
    whole.narrow_lots(answer(whole, load, 30.0, relaxed=True).values)
    held = supply.hold_lots(answer(whole, load, max(5.0, 0.06 * clock.limit), gap=1e-3).values)
    generator.master.freeze_own(held.columns, held.values)
    diver.renew(generator.master, RENEWED)
    clock.tell("配件 components", note=f"{diver.value:.0f}")


def _settle_people(problem: _Problem, search: Search, own: Floats, clock: Clock) -> Served:
    """Make people whole for the plans as they are, and hold them from now on."""
    rota = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=False)
    rota.exact = True
    rota.make_dearer(DEARER)
    rota.hold_lots(own)
    rota.expect(own)
    people = answer(rota, search.limits.load, max(5.0, 0.05 * clock.limit), gap=5e-4).values
    search.supply.hold_people(people)
    cost, served = settle(search, 30.0)
    clock.tell("人员 people", best=cost, note=f"missing {served.missing.sum():.1f}")
    return served


def _fit(search: Search) -> Fit:
    def fit(left: Ints, load: Floats, own: Floats, rows: Floats) -> Answers:
        reference, prices = search.supply.reference(own), prices_of(search.supply.factory, rows)
        ways = _answers(search.plans).take(left[:0])
        for room in ROOMS:
            fit_in(search, left, load, reference, prices, room=room)
            ways = ways.joined(_answers(search.plans).take(left))
        return ways

    return fit


def _dive(generator: Generator, diver: Diver, blocks: list[Ints], clock: Clock) -> None:
    """Decide block after block; each has its share of the time. Plans found on the way are offered to the master."""
    end, remaining = DIVED * clock.limit, float(sum(len(block) for block in blocks))
    for block in blocks:
        share = max(len(block) / max(remaining, 1.0), LEAST_SHARE)
        until, remaining = clock.seconds + share * max(end - clock.seconds, 0.0), remaining - len(block)

        def enough(until: float = until) -> bool:
            return clock.stopped() or clock.seconds > until

        generator.add(diver.decide(block, enough))
        clock.tell("定案 decide", note=f"{diver.value:.0f}")


def _put_in(search: Search, decided: Decided, prices: Floats, clock: Clock) -> Served:
    """Take the decided plans and plan the others against what they leave."""
    take_up(search, plans_from(decided.plans))
    set_limits(search, search.supply.reference(decided.own), prices, room=ROOM)
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
    master = generator.master
    master.add(_answers(search.plans))
    near = np.flatnonzero(reduced(problem.deck, master.plans, solved) < NEAR)
    far = np.setdiff1d(np.arange(len(master.money)), near)
    master.freeze(far, np.zeros(len(far)))
    weights = master.choose(near, clock.left(BRANCHED))
    before = copy_of(search.plans)
    if weights is not None:
        take_up(search, plans_from(master.plans.take(master.heaviest(weights))))
    cost, served = settle(search, 30.0)
    clock.tell("选优 branch", best=cost, note=f"{cost:.0f}")
    if cost <= best:
        return served
    take_up(search, before)
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
