"""What one more kilogram of an article would cost in prices of limits, by the day and line it is made."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.articles import Article

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Need:
    """What a kilogram needs of one limit on one day, and what a unit of that limit is worth then."""

    group: int
    day: int
    per_kg: float
    price: float

    @property
    def yuan(self) -> float:
        """Worth of the need, yuan a kilogram."""
        return self.per_kg * self.price


@dataclass(frozen=True)
class Way:
    """The cheapest day to make a kilogram that is due later; its priced needs, the dearest first."""

    day: int
    needs: tuple[Need, ...]
    lot_yuan: float

    @cached_property
    def kg_yuan(self) -> float:
        return sum(need.yuan for need in self.needs)


@dataclass(frozen=True)
class Ways:
    """All ways of one article at (groups, T) prices; a usual lot shares out what each lot needs once."""

    article: Article
    prices: Floats
    usual_kg: float

    def cheapest(self, first: int, last: int, due: int) -> Way | None:
        """The way of least price among lots of first … last kept until `due`; of equal ones the latest."""
        first, last = max(first, self.article.first_day, 0), min(last, self.article.last_day, due)
        if first > last or not self.article.modes:
            return None
        total = self._made[:, first : last + 1] - self._kept[first : last + 1]
        by_day = total.min(axis=0)
        day = last - int(by_day[::-1].argmin())
        return self._way(int(total[:, day - first].argmin()), day, due)

    @cached_property
    def _made(self) -> Floats:
        """(modes, T) priced cost of a kilogram by line and day, its share of the lot's needs included."""
        horizon = self.prices.shape[1]
        found = np.zeros((len(self.article.modes), horizon))
        for m, mode in enumerate(self.article.modes):
            for group, before, per_kg, per_lot in mode.uses:
                span = max(horizon - before, 0)
                found[m, horizon - span :] += (per_kg + per_lot / self.usual_kg) * self.prices[group, :span]
        return found

    @cached_property
    def _kept(self) -> Floats:
        """(T,) yuan of a kilogram's nights from the first day up to, not including, each day."""
        nights = self.prices[self.article.zone_group] * self.article.pallets_per_kg + self.article.night_yuan
        return np.concatenate(([0.0], np.cumsum(nights)[:-1]))

    def _way(self, mode: int, day: int, due: int) -> Way:
        needs, lot_yuan = self._nights(day, due), self.article.product.setup_yuan
        for group, before, per_kg, per_lot in self.article.modes[mode].uses:
            price = float(self.prices[group, day - before])
            if price > 0:
                needs.append(Need(group, day - before, per_kg + per_lot / self.usual_kg, price))
                lot_yuan += per_lot * price
        return Way(day, tuple(sorted(needs, key=lambda need: -need.yuan)), lot_yuan)

    def _nights(self, day: int, due: int) -> list[Need]:
        group, per_kg = self.article.zone_group, self.article.pallets_per_kg
        nights = self.prices[group, day:due].tolist()
        return [Need(group, day + n, per_kg, price) for n, price in enumerate(nights) if price > 0]


def usual_lots(articles: tuple[Article, ...]) -> dict[str, float]:
    """Kilograms of an ordinary lot of each article: its mean day of orders, at least its smallest lot."""
    found = {}
    for article in articles:
        daily = article.demand.sum(axis=0)
        ordered = daily[daily > 0]
        mean = float(ordered.mean()) if len(ordered) else 0.0
        found[article.code] = max(mean, smallest_lot(article, 0.0)) or 1.0
    return found


def smallest_lot(article: Article, kg: float) -> float:
    """The smallest lot that yields `kg`: whole batches, not below the minimum."""
    wanted = max(kg, article.product.min_lot_kg)
    batch = article.product.batch_kg
    if not batch:
        return wanted
    return float(max(np.ceil(wanted / batch - 1e-9), 1.0) * batch)
