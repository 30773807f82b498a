"""Every shortage with its reason and its cheapest remedy, both read from the prices of limits."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Shortage
from planner.domain.scenario import Scenario
from planner.optimise.explain.limits import Limits, short_limit
from planner.optimise.explain.never import age_of_lot, no_lot_in_time, refused_contents
from planner.optimise.explain.orders import Key, Order, orders_behind
from planner.optimise.explain.sizes import LotSize, lot_size
from planner.optimise.explain.ways import Way, Ways, usual_lots
from planner.optimise.explain.words import Phrase, Vocabulary
from planner.optimise.lots.articles import Article
from planner.optimise.lots.groups import GroupIndex

ENOUGH = 0.5  # of a shortage's price: limits worth that much explain it alone
FAINT = 0.1  # of a shortage's price: limits worth less explain nothing
TRIFLE = 1e-9  # yuan: what is given away is worth at least that
NEARLY = 0.9  # of a shortage's price: a lot that costs as much is not worth making
NO_CAPACITY = Phrase("加产能无助，请与客户商定", "capacity does not help; agree it with the customer")
LEFT_OVER = Phrase(
    "没有限制贵到值此代价，属求解余差",
    "no limit is dear enough to explain it: left over within the proven gap",
)
SOLVE_ON = Phrase("延长求解时间再算", "solve again with more time")


def explain(
    scenario: Scenario,
    groups: GroupIndex,
    articles: tuple[Article, ...],
    prices: NDArray[np.float64],
    shortages: tuple[Shortage, ...],
) -> tuple[Shortage, ...]:
    """The shortages with reason and remedy; `prices` are (groups, T) yuan per unit of each limit."""
    orders = orders_behind(scenario, shortages)
    limits = Limits(Vocabulary(scenario, groups), _all_ways(articles, prices), prices)
    teller = _Teller(scenario, limits, orders, _missing(scenario, shortages))
    return tuple(teller.told(row) for row in shortages)


def _all_ways(articles: tuple[Article, ...], prices: NDArray[np.float64]) -> dict[str, Ways]:
    usual = usual_lots(articles)
    return {article.code: Ways(article, prices, usual[article.code]) for article in articles}


def _missing(scenario: Scenario, shortages: tuple[Shortage, ...]) -> dict[str, NDArray[np.float64]]:
    """(2, T) missing kilograms and their price in yuan by day, for each product."""
    found: dict[str, NDArray[np.float64]] = {}
    for row in shortages:
        table = found.setdefault(row.product, np.zeros((2, len(scenario.dates))))
        table[:, (row.date - scenario.settings.start).days] += (row.kg, row.yuan)
    return found


@dataclass(frozen=True)
class _Teller:
    """Tells one shortage after another; `seen` keeps the cheapest way by product, day and age."""

    scenario: Scenario
    limits: Limits
    orders: dict[Key, list[Order]]
    missing: dict[str, NDArray[np.float64]]
    seen: dict[tuple[str, int, int], Way | None] = field(default_factory=dict)

    def told(self, row: Shortage) -> Shortage:
        reason, remedy = self._why(row)
        return row.model_copy(update={"reason": str(reason), "remedy": str(remedy)})

    def _why(self, row: Shortage) -> tuple[Phrase, Phrase]:
        """Reason and remedy of the largest part: refused, impossible in time, or short of something."""
        article, due = self.limits.ways[row.product].article, self._day(row)
        orders = self.orders.get((row.product, row.customer_class, due), [])
        refused = [order for order in orders if order.refused]
        taken = [(order, self._never(article, order, due)) for order in orders if not order.refused]
        never = [(order.kg, why) for order, why in taken if why is not None]
        ages = [order.age for order, why in taken if why is None]
        refused_kg, never_kg = sum(order.kg for order in refused), sum(kg for kg, _ in never)
        rest = row.kg - refused_kg - never_kg
        if ages and rest > max(refused_kg, never_kg):
            return self._short_of(row, rest, age_of_lot(self.scenario, article, max(ages)))
        if never_kg > refused_kg:
            return max(never, key=lambda part: part[0])[1], NO_CAPACITY
        if refused:
            return refused_contents(frozenset().union(*(order.refused for order in refused))), NO_CAPACITY
        return LEFT_OVER, SOLVE_ON

    def _day(self, row: Shortage) -> int:
        return (row.date - self.scenario.settings.start).days

    def _never(self, article: Article, order: Order, due: int) -> Phrase | None:
        return no_lot_in_time(self.scenario, article, order.age, due)

    def _short_of(self, row: Shortage, kg: float, age: int) -> tuple[Phrase, Phrase]:
        """What the cheapest way lacks: a limit, a lot of a size worth making, or nothing with a name."""
        way = self._cheapest(row.product, self._day(row), age)
        if way is None:
            return LEFT_OVER, SOLVE_ON
        share = way.kg_yuan * row.kg / max(row.yuan, TRIFLE)
        if share < ENOUGH:
            size = self._unworthy_lot(row, way, share)
            if size is not None:
                return size.reason, size.remedy
        if share <= FAINT:
            return LEFT_OVER, SOLVE_ON
        return short_limit(self.limits, way, kg, row.yuan / row.kg * kg)

    def _unworthy_lot(self, row: Shortage, way: Way, share: float) -> LotSize | None:
        """The size of a lot, when all shortages it could serve are not worth making it."""
        article = self.limits.ways[row.product].article
        kg, yuan = self.missing[row.product][:, way.day + article.hold : way.day + article.window + 1].sum(
            axis=1
        )
        size = lot_size(article, way, float(kg), float(yuan))
        dear = size.yuan > way.kg_yuan * kg and size.yuan + way.kg_yuan * kg >= NEARLY * yuan
        return size if dear or (size.capped and share <= FAINT) else None

    def _cheapest(self, product: str, due: int, age: int) -> Way | None:
        key, ways = (product, due, age), self.limits.ways[product]
        if key not in self.seen:
            self.seen[key] = ways.cheapest(due - age, due - ways.article.hold, due)
        return self.seen[key]
