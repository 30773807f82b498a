"""One dispatch day: goods fetched at the dock, then wave by wave what trucks bring, and what is left over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from time import monotonic

from planner.domain.dispatch import HandOver, Undelivered, WhyLeft
from planner.domain.progress import Stop
from planner.optimise.delivery import Effort
from planner.optimise.dispatch.consign import consignments_of
from planner.optimise.dispatch.dock import fetched
from planner.optimise.dispatch.goods import Consignment, Piece
from planner.optimise.dispatch.record import Records, recorded
from planner.optimise.dispatch.rounds import Round, Waves, drive_round
from planner.optimise.dispatch.wave import Driven
from planner.optimise.dispatch.yard import Yard

PRESSED = 3.0  # times the time of a plain day, where trucks are short
WORTH_A_TRY = 0.3
AT_LEAST = 2.0  # times the time of a plain day, for the first try: goods at the door are worth a late plan
TRIES = ((0.0, 1.0), (0.0, 0.25), (0.15, 1.0))  # part of a truck to ride early, of a room to share

Goods = dict[str, list[Piece]]


@dataclass(frozen=True, eq=False)
class DispatchDay:
    """A day's records, and its waves for the next day to start from."""

    records: Records
    hand_overs: list[HandOver]
    undelivered: list[Undelivered]
    waves: dict[str, Driven]


def dispatch_day(
    yard: Yard, date: Date, goods: Goods, effort: Effort, most_seconds: float, before: Waves, stop: Stop
) -> DispatchDay:
    """All goods of a day on trips, fetched, or left with a reason; a hard day may take more than the plain effort."""
    until = monotonic() + most_seconds
    hand_overs, left = fetched(yard, date, {k: v for k, v in goods.items() if k in yard.fetching})
    brought = {k: v for k, v in goods.items() if k not in yard.fetching and yard.roads.is_known(k)}
    for customer in goods.keys() - brought.keys() - yard.fetching:
        left.append((Consignment(customer, customer, tuple(goods[customer])), WhyLeft.PLACE))
    found = _best_round(yard, date, brought, effort, until, before, stop)
    left += found.left
    return DispatchDay(recorded(found.driven), hand_overs, _undelivered(date, left), found.waves)


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
        split = [
            load for code, rows in goods.items() for load in _early_and_late(yard, code, rows, least, room)
        ]
        longer = replace(effort, seconds=min(left, PRESSED * effort.seconds), seed=effort.seed + turn)
        again = drive_round(yard, date, split, longer, best.waves, "any")
        best = min(best, again, key=lambda each: (each.customers_left, round(each.kg_left, 3), each.yuan))
    return best


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
