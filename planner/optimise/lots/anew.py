"""Lots that found no minutes planned anew: only their articles, the cheapest ways first, all else as it is.

Who comes is known by then, and where batches stand; so people are held, nobody hired or lent leaves, no workshop
closes earlier than it does now, and on days that lost anything no more may be made of what lost something.
Components' lots are moved as they are, for boxes wait for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Lot, Plan
from planner.optimise.explain import explain
from planner.optimise.lots.assemble import Making, assemble
from planner.optimise.lots.cases import Plans
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.explicit import Explicit
from planner.optimise.lots.large import Large
from planner.optimise.lots.loads import own_money, shift_load
from planner.optimise.lots.mend import WITHIN, mend
from planner.optimise.lots.moving import Move, moved
from planner.optimise.lots.neighbour import carry_out
from planner.optimise.lots.search import STEEPER, Search, insert, set_limits
from planner.optimise.lots.standing import Standing
from planner.optimise.lots.staying import keep_hired, keep_open, let_come
from planner.optimise.lots.supply import Served
from planner.optimise.lots.whole import making_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WAYS = ((0.0, 0.0), (0.0, 1.0), (0.05, 0.3), (0.3, 0.3), (1.0, 1.0), (1.0, 0.0))
"""Tried for each article: the share of a limit that may be bought more of, and what of its price leaving it saves."""
GAIN = 1.0  # yuan that planning an article anew must save


@dataclass
class Anew:
    """A plan by columns that can be gone on from; each time it goes on from the last one."""

    problem: Large
    search: Search
    served: Served  # the supply's answer to the last plans
    bound: float
    prices: Floats
    full: set[tuple[str, Date]] = field(default_factory=set)  # workshops' days that have lost something

    def without(self, plan: Plan, kept: Mapping[str, float]) -> Plan:
        """A plan with the hours and people of `plan` or more, in which only `kept` kilograms of some lots are made.

        What that lacks is made on other days or lines where it is worth it.
        """
        search, places = self.search, {a.code: p for p, a in enumerate(self.problem.deck.articles)}
        lost = [lot for lot in plan.lots if lot.code in kept]
        self.full |= {(lot.workshop, lot.date) for lot in lost}
        kits = self.problem.scenario.kit_codes
        free = [lot for lot in lost if lot.product in places and lot.product not in kits]
        keep_hired(search.supply, self.served.values)
        keep_open(search.supply, plan.shifts)
        let_come(search.supply, plan.crew_days)
        for lot in free:
            self._make_less(places[lot.product], self._day(lot), kept[lot.code])
        self._make_no_more(free, places)
        standing = Standing(search.supply)
        best = standing.answer(search.limits.load)
        for lot in lost:
            best = self._moved(lot, kept[lot.code], standing) or best
        if best.missing.max() > WITHIN:
            mend(search, best)
            best = standing.answer(search.limits.load)
        search.limits.beyond[:] = STEEPER * search.supply.steep
        for p in sorted({places[lot.product] for lot in free}, key=lambda p: -search.worth[p]):
            best = self._replanned(p, standing, best)
        self.served = best if best.missing.max() <= WITHIN else mend(search, best)
        return self.told()

    def told(self) -> Plan:
        """The plan that people read."""
        problem, plan = self.problem, assembled(self.problem, self.search.plans, self.served, self.bound)
        told = explain(problem.scenario, problem.groups, problem.articles, self.prices, plan.shortages)
        return replace(plan, shortages=told)

    def _day(self, lot: Lot) -> int:
        return (lot.date - self.problem.scenario.settings.start).days

    def _make_less(self, p: int, day: int, kg: float) -> None:
        search = self.search
        shift_load(search.board, search.limits, search.plans, p, -1.0)
        search.plans.batches[p, day] = int(kg / search.deck.batch_kg[p] + WITHIN)
        carry_out(search.board, search.plans, p)
        shift_load(search.board, search.limits, search.plans, p, 1.0)

    def _make_no_more(self, lost: list[Lot], places: Mapping[str, int]) -> None:
        """On days on which a workshop lost anything, no more may be made of what it lost something of."""
        largest, batches = self.search.board.largest, self.search.plans.batches
        for lot in lost:
            p = places[lot.product]
            for other in lost:
                if other.workshop == lot.workshop:
                    day = self._day(other)
                    largest[p, :, day] = np.minimum(largest[p, :, day], batches[p, day])

    def _moved(self, lot: Lot, kg: float, standing: Standing) -> Served | None:
        """The answer once what a lot lost is made elsewhere, if it is a component and there is a place for it."""
        explicit = self._components.get(lot.product)
        if explicit is None:
            return None
        lines, dates = [mode.line for mode in explicit.article.modes], self.problem.scenario.dates
        mode, day = lines.index(lot.line), self._day(lot)
        less = (lot.kg - kg) / explicit.unit_kg

        def tried(amount: float) -> Served | None:
            move = Move(explicit, mode, day, amount)
            return moved(self.search.supply, standing, self.search.limits.load, move, may)

        def may(day: int) -> bool:
            return (lot.workshop, dates[day]) not in self.full

        best = tried(less)
        if best is None and explicit.article.product.batch_kg:
            for _ in range(round(less)):
                best = tried(1.0) or best
        return best

    @cached_property
    def _components(self) -> dict[str, Explicit]:
        return {explicit.article.code: explicit for explicit in self.problem.supply.components}

    def _replanned(self, p: int, standing: Standing, served: Served) -> Served:
        """The answer to an article planned anew in the way that makes the whole cheapest; as it was if none does."""
        search, plans = self.search, self.search.plans
        before, load = [part[p].copy() for part in plans], search.limits.load.copy()
        others = search.money - own_money(search.board, plans, p)
        now = others + own_money(search.board, plans, p) + search.supply.cost_of(served)
        least, best = now - GAIN, served
        kept, loaded, met = before, load, {before[0].tobytes() + before[2].tobytes()}
        for room, worth in WAYS:
            _put_back(search, p, before, load)
            reference, prices = search.supply.reference(served.values), served.prices
            assert prices is not None
            set_limits(search, reference, prices, room=room, worth=worth)
            insert(search, np.array([p]))
            self._keep_lines(p, before)
            new = plans.batches[p].tobytes() + plans.sold[p].tobytes()
            if new in met:
                continue
            met.add(new)
            answered = standing.answer(search.limits.load)
            cost = others + own_money(search.board, plans, p) + search.supply.cost_of(answered)
            if cost < least and answered.missing.max() <= WITHIN:
                least, best = cost, answered
                kept, loaded = [part[p].copy() for part in plans], search.limits.load.copy()
        _put_back(search, p, kept, loaded)
        return best

    def _keep_lines(self, p: int, before: list[Ints]) -> None:
        """Lots that are as they were stay at their lines: which is as good as another, and known to have minutes."""
        search, plans = self.search, self.search.plans
        batches, mode = before[:2]
        shift_load(search.board, search.limits, plans, p, -1.0)
        same = (plans.batches[p] == batches) & (batches > 0)
        plans.mode[p, same] = mode[same]
        shift_load(search.board, search.limits, plans, p, 1.0)


def _put_back(search: Search, p: int, plan: list[Ints], load: Floats) -> None:
    """Let an article have a plan, and all limits the load with it."""
    for kept, part in zip(search.plans, plan, strict=True):
        kept[p] = part
    search.limits.load[:] = load


def assembled(problem: Large, plans: Plans, served: Served, bound: float) -> Plan:
    """The plan that people read, of plans and the supply's answer to them; its shortages have no reasons yet."""
    deck, supply = problem.deck, problem.supply
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
