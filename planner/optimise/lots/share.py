"""From segments to customers: whole order units, the worst served first, lots oldest first.

Where trucks have told that leaving earlier would be worth something, whoever it is worth most to gets the oldest.
"""

import heapq
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.haste import NO_HASTE, Haste
from planner.optimise.lots.articles import Article
from planner.optimise.lots.orders import Order, orders_of
from planner.optimise.lots.stockroom import SMALL

Floats = NDArray[np.float64]
Served = dict[tuple[int, int], list[tuple[str, float]]]


class Sharing:
    """Hands segment quantities out to customers and keeps everyone's fill so far."""

    def __init__(self, scenario: Scenario, haste: Haste = NO_HASTE) -> None:
        self._scenario, self._haste = scenario, haste
        self._orders = orders_of(scenario)
        self._ordered: dict[str, float] = {}
        self._delivered: dict[str, float] = {}
        self.rows: list[tuple[int, str, str, str, float]] = []
        for code, total in scenario.demand.groupby("customer")["kg"].sum().items():
            self._ordered[str(code)] = float(total)

    def haste_of(self, article: Article) -> Floats:
        """(segments, T) yuan that leaving earlier would be worth to those who order the article."""
        found = np.zeros(article.demand.shape)
        if self._haste:
            for s, segment in enumerate(article.segments):
                for day, date in enumerate(self._scenario.dates):
                    orders = self._orders.get((article.code, *segment, day), ())
                    found[s, day] = sum(self._haste.of(date, order.customer) for order in orders)
        return found

    def hand_out(self, article: Article, served: Served) -> None:
        """Share one article's served quantities among the customers of each segment."""
        for (s, day), lots in sorted(served.items(), key=lambda item: (item[0][1], item[0][0])):
            orders = self._orders.get((article.code, *article.segments[s], day), ())
            available = sum(kg for _, kg in lots)
            wanted = sum(order.kg for order in orders)
            if available >= wanted - SMALL:
                shares = [order.kg for order in orders]
            else:
                shares = self._ration(orders, available, article.product.order_unit_kg)
            self._assign(article.code, day, orders, shares, lots)

    def _ration(self, orders: Sequence[Order], available: float, unit: float) -> list[float]:
        """Whole units one at a time to the customer with the lowest fill over the horizon, then the remainder."""
        shares = [0.0] * len(orders)
        heap = [(self._fill(order, 0.0), i) for i, order in enumerate(orders)]
        heapq.heapify(heap)
        while heap and available > SMALL:
            _, i = heapq.heappop(heap)
            kg = min(unit, orders[i].kg - shares[i], available)
            shares[i] += kg
            available -= kg
            if orders[i].kg - shares[i] > SMALL:
                heapq.heappush(heap, (self._fill(orders[i], shares[i]), i))
        return shares

    def _fill(self, order: Order, share: float) -> float:
        return (self._delivered.get(order.customer, 0.0) + share) / self._ordered[order.customer]

    def _assign(
        self,
        product: str,
        day: int,
        orders: Sequence[Order],
        shares: list[float],
        lots: list[tuple[str, float]],
    ) -> None:
        """Write delivery rows; lots are consumed in the order given, first by those in haste."""
        codes, left = [code for code, _ in lots], [kg for _, kg in lots]
        at, date = 0, self._scenario.dates[day]
        turns = sorted(
            zip(orders, shares, strict=True), key=lambda turn: -self._haste.of(date, turn[0].customer)
        )
        for order, share in turns:
            self._delivered[order.customer] = self._delivered.get(order.customer, 0.0) + share
            while share > SMALL and at < len(codes):
                kg = min(share, left[at])
                self.rows.append((day, order.customer, product, codes[at], kg))
                share -= kg
                left[at] -= kg
                if left[at] <= SMALL:
                    at += 1

    def even_out(self) -> None:
        """Hand goods on from customers above the fair ceiling to peers below the floor, where both wanted them."""
        settings = self._scenario.settings
        received: dict[tuple[str, int], list[int]] = {}
        for i, (day, _, product, _, _) in enumerate(self.rows):
            received.setdefault((product, day), []).append(i)
        for (product, _, _, day), orders in self._orders.items():
            for order in orders:
                if self._share_of(order.customer) >= settings.fair_low:
                    continue
                peers = {o.customer for o in orders}
                rows = received.get((product, day), [])
                got = sum(self.rows[i][4] for i in rows if self.rows[i][1] == order.customer)
                self._pass_on(order, order.kg - got, [i for i in rows if self.rows[i][1] in peers])

    def _pass_on(self, order: Order, lacking: float, rows: list[int]) -> None:
        """Take up to `lacking` kg from the rows of rich peers and give them to the customer of `order`."""
        settings = self._scenario.settings
        for i in rows:
            day, peer, product, lot, kg = self.rows[i]
            if lacking <= SMALL or self._share_of(order.customer) >= settings.fair_low:
                return
            if peer == order.customer or self._share_of(peer) <= settings.fair_high or kg <= SMALL:
                continue
            moved = min(kg, lacking)
            lacking -= moved
            self.rows[i] = (day, peer, product, lot, kg - moved)
            self.rows.append((day, order.customer, product, lot, moved))
            self._delivered[peer] -= moved
            self._delivered[order.customer] = self._delivered.get(order.customer, 0.0) + moved

    def _share_of(self, customer: str) -> float:
        return self._delivered.get(customer, 0.0) / self._ordered[customer]

    def table(self) -> pd.DataFrame:
        """All deliveries with the columns of `Delivery`."""
        self.rows = [row for row in self.rows if row[4] > SMALL]
        days, customers, products, lots, kg = (
            zip(*self.rows, strict=True) if self.rows else ((), (), (), (), ())
        )
        dates = np.array(self._scenario.dates, dtype="datetime64[D]")
        when: NDArray[np.datetime64] = dates[list(days)] if self.rows else dates[:0]
        frame = pd.DataFrame(
            {
                "date": pd.to_datetime(when),
                "customer": pd.Series(customers, dtype=object),
                "product": pd.Series(products, dtype=object),
                "lot": pd.Series(lots, dtype=object),
                "kg": np.round(np.array(kg, float), 6),
            }
        )
        keys = ["date", "customer", "product", "lot"]
        return frame.groupby(keys, sort=True)["kg"].sum().reset_index()
