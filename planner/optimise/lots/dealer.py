"""Deals out anew what is made of one article after the other, within the room that all of them leave in their zones."""

from collections import defaultdict

import numpy as np

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.lots.articles import Article
from planner.optimise.lots.assemble import label_ages, last_day, openings_of
from planner.optimise.lots.redeal import Dealt, redeal
from planner.optimise.lots.stockroom import Batch
from planner.optimise.lots.stocks import rooms_of, stocks_of


class Dealer:
    """Knows what a plan keeps in stock and puts into kits; each deal takes its share of the room left."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self._scenario = scenario
        self._stocks = stocks_of(scenario, plan)
        self._rooms = rooms_of(scenario, self._stocks)
        self._used: dict[str, float] = defaultdict(float)
        for use in plan.components:
            self._used[use.component_lot] += use.kg
        self._code = {
            (lot.product, lot.line, (lot.date - scenario.settings.start).days): lot.code for lot in plan.lots
        }

    def deal(self, article: Article, lots: list[tuple[str, int, float]]) -> Dealt | None:
        """Who gets these lots (line, day, kg) of an article that is no kit; None if there is no room for them."""
        batches = [
            *(self._left(batch) for batch in openings_of(article, self._scenario)),
            *(self._left(self._batch(article, *lot)) for lot in lots),
        ]
        stock, room = self._stocks[article.code], self._rooms[article.product.zone]
        ages = label_ages(self._scenario, article)
        dealt = redeal(article, ages, batches, stock + room * article.product.kg_per_pallet)
        if dealt is not None:
            room -= np.maximum(dealt.stock - stock, 0.0) / article.product.kg_per_pallet
        return dealt

    def _batch(self, article: Article, line: str, day: int, kg: float) -> Batch:
        code = self._code.get((article.code, line, day), "")
        return Batch(code, day, day + article.hold, last_day(self._scenario, article, day), day, kg)

    def _left(self, batch: Batch) -> Batch:
        """A batch less what goes into kits."""
        batch.kg = batch.left = max(0.0, batch.kg - self._used[batch.code])
        return batch
