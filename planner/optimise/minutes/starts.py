"""Orders to begin with: simple rules of a foreman, each tried with every thrift; the cheapest wins."""

from collections.abc import Iterator

import numpy as np

from planner.optimise.minutes.arrays import Facts, Ints
from planner.optimise.minutes.board import empty_board
from planner.optimise.minutes.decode import THRIFTS
from planner.optimise.minutes.moves import Kin
from planner.optimise.minutes.tour import Tour, new_tour, place_all

DAY = 24 * 60


def orders(facts: Facts, kin: Kin) -> Iterator[Ints]:
    """Earliest due first (alone, by kind, by day and kind), least slack, dearest, longest, as given."""
    work = _least_work(facts)
    yield np.lexsort((-facts.late_price, facts.due))
    yield np.lexsort((-facts.late_price, kin.kind, facts.due))
    yield np.lexsort((facts.due, kin.kind, facts.due // DAY))
    yield np.lexsort((facts.due - work,))
    yield np.lexsort((facts.due, -facts.drop_price / np.maximum(work, 1)))
    yield np.lexsort((-work,))
    yield np.arange(facts.jobs)


def _least_work(facts: Facts) -> Ints:
    """Working minutes of each batch if every stage took its shortest mode."""
    of_stage = np.minimum.reduceat(facts.minutes, facts.mode_from[:-1])
    return np.add.reduceat(of_stage, facts.stage_from[:-1])


def best_start(facts: Facts, kin: Kin, thrifts: int = len(THRIFTS)) -> Tour:
    """The cheapest schedule of all rules, each with so many thrifts; the first of equals."""
    found: tuple[float, Tour] | None = None
    for order in orders(facts, kin):
        for thrift in range(thrifts):
            tour = new_tour(facts, order, thrift)
            cost = place_all(facts, empty_board(facts), tour)
            if cost <= 0.0:
                return tour
            if found is None or cost < found[0]:
                found = cost, tour
    assert found is not None
    return found[1]
