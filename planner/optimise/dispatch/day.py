"""One dispatch day: goods fetched at the dock, then wave by wave what trucks bring, and what is left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cached_property
from time import monotonic

from planner.domain.dispatch import HandOver, Undelivered, WhyLeft
from planner.domain.progress import Stop
from planner.optimise.delivery import Effort
from planner.optimise.dispatch.consign import consignments_of
from planner.optimise.dispatch.dock import fetched
from planner.optimise.dispatch.goods import Consignment, Piece
from planner.optimise.dispatch.record import Records, recorded
from planner.optimise.dispatch.rounds import Round, Waves, drive_round
from planner.optimise.dispatch.yard import Yard

PRESSED = 3.0  # times the time of a plain day, where trucks are short
WORTH_A_TRY = 0.3
AT_LEAST = 2.0  # times the time of a plain day, for the first try: goods at the door are worth a late plan
THOROUGH = 3000  # iterations of each wave of a day that is tried once more
TRIES = ((0.0, 1.0), (0.0, 0.25), (0.15, 1.0))  # part of a truck to ride early, of a room to share

Goods = dict[str, list[Piece]]


@dataclass(frozen=True, eq=False)
class DispatchDay:
    """A day's round of waves, what customers fetch, and what went neither way whatever trucks there were."""

    yard: Yard
    date: Date
    round: Round
    hand_overs: list[HandOver]
    stranded: list[tuple[Consignment, WhyLeft]]

    @cached_property
    def records(self) -> Records:
        return recorded(self.round.driven)

    @property
    def left(self) -> list[tuple[Consignment, WhyLeft]]:
        """All that is left behind, with its reason."""
        return [*self.stranded, *self.round.left]

    @property
    def late(self) -> list[tuple[Consignment, list[Piece]]]:
        """What is left behind for want of trucks or time, with those goods that kept it from its first wave."""
        found = []
        for load, why in self.left:
            first = self.yard.first_loading(load.customer)
            late = [piece for piece in load.pieces if piece.ready > first]
            if late and why in (WhyLeft.READINESS, WhyLeft.TRUCK):
                found.append((load, late))
        return found

    @property
    def undelivered(self) -> list[Undelivered]:
        return _undelivered(self.date, self.left)


def dispatch_day(
    yard: Yard, date: Date, goods: Goods, effort: Effort, most_seconds: float, before: Waves, stop: Stop
) -> DispatchDay:
    """All goods of a day on trips, fetched, or left with a reason; a hard day may take more than the plain effort."""
    until = monotonic() + most_seconds
    hand_overs, left = fetched(yard, date, {k: v for k, v in goods.items() if k in yard.fetching})
    brought = _brought(yard, goods)
    for customer in goods.keys() - brought.keys() - yard.fetching:
        left.append((Consignment(customer, customer, tuple(goods[customer])), WhyLeft.PLACE))
    return DispatchDay(
        yard, date, _best_round(yard, date, brought, effort, until, before, stop), hand_overs, left
    )


def once_more(yard: Yard, day: DispatchDay, goods: Goods, effort: Effort) -> DispatchDay:
    """A day on which trucks are short searched thoroughly, from its waves as they are; the better of both."""
    brought = _brought(yard, goods)
    thorough = replace(effort, iterations=effort.iterations or THOROUGH)
    again = drive_round(yard, day.date, _split(yard, brought, *TRIES[0]), thorough, day.round.waves, "any")
    return replace(day, round=min(day.round, again, key=_badness))


def _brought(yard: Yard, goods: Goods) -> Goods:
    """What trucks bring to places that a road leads to."""
    return {k: v for k, v in goods.items() if k not in yard.fetching and yard.roads.is_known(k)}


def _best_round(
    yard: Yard,
    date: Date,
    goods: Mapping[str, Sequence[Piece]],
    effort: Effort,
    until: float,
    before: Waves,
    stop: Stop,
) -> Round:
    """All of a customer's goods together; while trucks are short, again with what is ready early by itself."""
    whole = [load for code, pieces in goods.items() for load in consignments_of(yard, code, pieces)]
    if stop.is_set():
        return Round((), tuple((load, WhyLeft.NOT_SOUGHT) for load in whole))
    best = drive_round(yard, date, whole, effort, before, "late")
    for turn, (least, room) in enumerate(TRIES):
        left = max(until - monotonic(), 0.0 if turn else AT_LEAST * effort.seconds)
        if not best.lacks_trucks() or left < WORTH_A_TRY * effort.seconds or stop.is_set():
            break
        longer = replace(effort, seconds=min(left, PRESSED * effort.seconds), seed=effort.seed + turn)
        again = drive_round(yard, date, _split(yard, goods, least, room), longer, best.waves, "any")
        best = min(best, again, key=_badness)
    return best


def _badness(found: Round) -> tuple[int, float, float]:
    """Customers and kilograms left, and what the round costs: less is better."""
    return found.customers_left, round(found.kg_left, 3), found.yuan


def _split(yard: Yard, goods: Mapping[str, Sequence[Piece]], least: float, room: float) -> list[Consignment]:
    """All goods, each customer's in two parts where it pays to send some ahead."""
    return [load for code, rows in goods.items() for load in _early_and_late(yard, code, rows, least, room)]


def _early_and_late(
    yard: Yard, customer: str, pieces: Sequence[Piece], least: float, room: float
) -> list[Consignment]:
    """What is ready when the customer's first window opens rides ahead of the rest, if it is most and enough."""
    opens = yard.windows[customer][0][0]
    early = [piece for piece in pieces if piece.ready <= opens]
    late = [piece for piece in pieces if piece.ready > opens]
    enough = least * max(vehicle.payload_kg for vehicle in yard.scenario.vehicles)
    early_kg = sum(piece.kg for piece in early)
    if not late or early_kg <= max(enough, sum(piece.kg for piece in late)):
        return consignments_of(yard, customer, pieces, room=room)
    return [
        *consignments_of(yard, customer, early, room=room),
        *consignments_of(yard, customer, late, "late", room),
    ]


def _undelivered(date: Date, left: Sequence[tuple[Consignment, WhyLeft]]) -> list[Undelivered]:
    """Rows by customer, temperature and reason."""
    rows: dict[tuple[str, str, WhyLeft], Undelivered] = {}
    for load, why in left:
        for zone, kg in load.kg_by_zone.items():
            key = (load.customer, zone, why)
            other = rows.get(key)
            rows[key] = Undelivered(
                date=date,
                customer=load.customer,
                zone=zone,
                kg=round(kg + (other.kg if other else 0.0), 6),
                crates=load.crates_by_zone[zone] + (other.crates if other else 0),
                ready=max(load.ready, other.ready if other else 0),
                reason=why,
            )
    return list(rows.values())
