"""Goods fetched at the dock: handed over in the first minute they are all there and somebody comes."""

from collections.abc import Mapping, Sequence
from datetime import date as Date

from planner.domain.dispatch import HandOver, WhyLeft
from planner.optimise.dispatch.goods import Consignment, Piece
from planner.optimise.dispatch.yard import Yard

Left = list[tuple[Consignment, WhyLeft]]


def fetched(yard: Yard, date: Date, goods: Mapping[str, Sequence[Piece]]) -> tuple[list[HandOver], Left]:
    """One hand-over a customer, and what is not ready while he comes."""
    hand_overs: list[HandOver] = []
    left: Left = []
    for customer, pieces in goods.items():
        last = yard.windows[customer][-1][1]
        late = tuple(piece for piece in pieces if piece.ready > last)
        in_time = tuple(piece for piece in pieces if piece.ready <= last)
        if late:
            left.append((Consignment(customer, customer, late), WhyLeft.READINESS))
        if in_time:
            load = Consignment(customer, customer, in_time)
            hand_overs.append(
                HandOver(
                    date=date,
                    customer=customer,
                    minute=_first_minute(yard, customer, load.ready),
                    kg=round(load.kg, 6),
                    crates=load.crates,
                )
            )
    return hand_overs, left


def _first_minute(yard: Yard, customer: str, ready: int) -> int:
    """The first minute of a window at which all is ready."""
    return next(max(opens, ready) for opens, closes in yard.windows[customer] if closes >= ready)
