"""The dynamic programme of one product: its cost is that of its plan, and no plan is cheaper."""

from itertools import product as combinations

import numpy as np
import pytest

from planner.optimise.lots.dynamic import cheapest
from tests.optimise.cases import a_case, an_empty_course, bill

HORIZON = 3


def solved(rng, hold):
    """Random prices and demand, the plan the programme makes of them and what it says that costs."""
    priced = a_case(
        rng,
        demand=rng.integers(0, 3, (2, HORIZON)),
        batch=int(rng.integers(2, 4)),
        opening=int(rng.integers(0, 3)),
        ceiling=np.full(HORIZON, 9),
        levels=24,
        dearest=4,
        hold=hold,
    )
    course = an_empty_course(priced.case)
    return priced, course, cheapest(priced.case, priced.costs, course)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hold", [0, 1])
def test_the_cost_is_the_bill_of_the_plan_and_stock_adds_up(seed, hold):
    priced, course, cost = solved(np.random.default_rng(seed), hold)
    made = np.cumsum(course.batches * priced.case.batch) + priced.case.ready
    gone = np.cumsum(course.sold.sum(axis=0) + course.wasted)
    assert (made - gone == course.stock).all()
    assert cost == pytest.approx(bill(priced, course))


@pytest.mark.parametrize("seed", range(4))
def test_no_choice_of_lots_is_cheaper(seed):
    priced, _, cost = solved(np.random.default_rng(seed), 0)
    best = min(cheapest_with(priced, lots) for lots in combinations(range(7), repeat=HORIZON))
    assert cost == pytest.approx(best)


def cheapest_with(priced, batches):
    """The least cost of given lots: every way to sell and write off, day by day."""
    case, priced_costs = priced.case, priced.costs
    costs = {case.ready: 0.0}
    for t in range(HORIZON):
        lot = priced_costs.fixed[0, t] + priced_costs.rate[0, t] * batches[t] if batches[t] else 0.0
        after: dict[int, float] = {}
        for stock, cost in costs.items():
            have = stock + batches[t] * case.batch
            for first, second in combinations(*(range(int(d) + 1) for d in case.demand[:, t])):
                for wasted in range(max(have - first - second, -1) + 1):
                    left = have - first - second - wasted
                    if left > case.ceiling[t]:
                        continue
                    short = (case.demand[:, t] - [first, second]) @ case.price
                    total = cost + lot + short + wasted * case.waste + priced_costs.night[t] * left
                    after[left] = min(after.get(left, np.inf), total)
        costs = after
    return min(costs.values())
