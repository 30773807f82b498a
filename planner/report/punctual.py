"""How goods dispatched reach customers: stops due and served, and the price of what is left behind.

A stop is due for each customer and day to whom goods are dispatched, by truck or at the dock. It is served when
nothing of it is left behind; the judge sees to it that nothing served comes outside a window.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.dispatch import Undelivered
from planner.report.books import Books

ENOUGH_KG = 1e-3


@dataclass(frozen=True)
class Stops:
    """Stops due and those served inside a window; `share` is None where none is due."""

    due: int = 0
    served: int = 0

    @property
    def share(self) -> float | None:
        return self.served / self.due if self.due else None


@dataclass(frozen=True)
class LeftBehind:
    """Goods of a customer's day that nobody could bring, with the price of not having them."""

    row: Undelivered
    yuan: float


def stops_by_channel(books: Books) -> dict[str, Stops]:
    """Stops of each channel; nothing when no routes were planned."""
    if not books.plan.is_routed:
        return {}
    sent = books.deliveries[books.deliveries["kg"] > ENOUGH_KG]
    days = sent[["date", "customer"]].drop_duplicates()
    pairs = {(time.date(), code) for time, code in zip(days["date"], days["customer"], strict=True)}
    late = {(row.date, row.customer) for row in books.plan.undelivered if row.kg > ENOUGH_KG}
    due = Counter(_channel_of(books, code) for _, code in pairs)
    lost = Counter(_channel_of(books, code) for _, code in pairs & late)
    return {channel: Stops(due[channel], due[channel] - lost[channel]) for channel in due}


def all_stops(parts: Iterable[Stops]) -> Stops:
    """The stops of several channels together."""
    found = list(parts)
    return Stops(sum(each.due for each in found), sum(each.served for each in found))


def left_behind(books: Books) -> tuple[LeftBehind, ...]:
    """What found no truck, the dearest first: kilograms at the mean shortage price of the customer's goods that day."""
    if not books.plan.undelivered:
        return ()
    sent = books.deliveries.merge(
        books.products[["zone", "price_yuan_kg"]], left_on="product", right_index=True, how="inner"
    )
    sent = sent.assign(yuan=sent["kg"] * sent["price_yuan_kg"])
    sums = sent.groupby(["date", "customer", "zone"])[["kg", "yuan"]].sum()
    price = {
        (time.date(), customer, zone): yuan / kg
        for (time, customer, zone), kg, yuan in zip(sums.index, sums["kg"], sums["yuan"], strict=True)
        if kg > 0
    }
    found = [
        LeftBehind(
            row, row.kg * price.get((row.date, row.customer, row.zone), 0.0) * _multiple(books, row.customer)
        )
        for row in books.plan.undelivered
    ]
    return tuple(sorted(found, key=lambda each: (-each.yuan, each.row.date, each.row.customer)))


def left_kg_by_channel(books: Books) -> dict[str, float]:
    """Kilograms left behind of each channel."""
    kg: dict[str, float] = {}
    for row in books.plan.undelivered:
        channel = _channel_of(books, row.customer)
        kg[channel] = kg.get(channel, 0.0) + row.kg
    return kg


def _channel_of(books: Books, code: str) -> str:
    customer = books.scenario.customer_of.get(code)
    return str(books.scenario.class_of[customer.customer_class].channel) if customer else ""


def _multiple(books: Books, code: str) -> float:
    customer = books.scenario.customer_of.get(code)
    return books.scenario.class_of[customer.customer_class].shortage_multiple if customer else 1.0
