"""Chains of lots: their cost is that of the plan carried out, and never below the relaxed programme's."""

import numpy as np
import pytest

from planner.optimise.lots.cases import Course
from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest
from planner.optimise.lots.walk import walk
from tests.optimise.cases import a_case, an_empty_course, bill

HORIZON, LEVELS = 6, 40


def random_case(seed):
    rng = np.random.default_rng(seed)
    ages = np.array([int(rng.integers(1, 4)), int(rng.integers(0, 3))])
    batch, most, opening = int(rng.integers(2, 5)), int(rng.integers(1, 4)), int(rng.integers(0, 4))
    demand = rng.integers(0, 4, (2, HORIZON))
    ceiling = wanted_later(demand, int(ages.max()), batch + opening)
    return a_case(
        rng,
        demand=demand,
        batch=batch,
        opening=opening,
        ceiling=ceiling,
        levels=LEVELS,
        dearest=8,
        most=most,
        ages=ages,
        older=int(rng.integers(0, 2)),
        fresh_from=int(rng.integers(0, HORIZON)),
    )


def wanted_later(demand, shelf, spare):
    """Units worth keeping after each day, with some to spare where a lot may outlast the end."""
    along = np.r_[0, np.cumsum(demand.sum(axis=0))]
    last = np.minimum(np.arange(HORIZON) + shelf, HORIZON - 1)
    lasts = np.arange(HORIZON) + shelf >= HORIZON - 1
    return along[last + 1] - along[np.arange(HORIZON) + 1] + np.where(lasts, spare, 0)


def chain_of(priced):
    """The cheapest chain and what it says it costs."""
    course = an_empty_course(priced.case)
    return course, cheapest_chain(priced.case, priced.costs, course)


def carried_out(case, course):
    """The chain's lots with what they really sell."""
    real = Course(*(part.copy() for part in course))
    walk(case, real)
    return real


@pytest.mark.parametrize("seed", range(40))
def test_a_chain_costs_what_carrying_it_out_costs(seed):
    priced = random_case(seed)
    course, cost = chain_of(priced)
    assert bill(priced, carried_out(priced.case, course)) <= cost + 1e-6
    assert course.batches.max() <= priced.case.most


@pytest.mark.parametrize("seed", range(40))
def test_what_is_carried_out_adds_up_and_nobody_gets_goods_too_old(seed):
    case = random_case(seed).case
    real = carried_out(case, chain_of(random_case(seed))[0])
    made = case.ready + np.cumsum(real.batches * case.batch)
    assert (made - np.cumsum(real.sold.sum(axis=0) + real.wasted) == real.stock).all()
    assert (real.sold <= case.demand).all()
    reach = np.array(
        [made[t] - (made[t - age - 1] if t > age else 0) for age in case.ages for t in range(HORIZON)]
    )
    young = reach.reshape(2, HORIZON)  # made within the window, opening stock counted while it may be
    assert (real.sold <= young).all()


@pytest.mark.parametrize("seed", range(40))
def test_the_relaxed_programme_is_never_dearer(seed):
    priced = random_case(seed)
    bound = cheapest(priced.case, priced.costs, an_empty_course(priced.case))
    assert bound <= chain_of(priced)[1] + 1e-6
