"""Polished plans are never dearer, keep every rule, and find lots that neither programme knows."""

import numpy as np
import pytest

from planner.optimise.lots.cases import Course
from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.polish import polished
from planner.optimise.lots.walk import walk
from tests.optimise.cases import a_case, an_empty_course, bill
from tests.optimise.test_chain import random_case

SEEDS = range(40)


def chain_and_polished(priced):
    """A chain carried out, and the same polished with what it is said to cost."""
    chain = an_empty_course(priced.case)
    cheapest_chain(priced.case, priced.costs, chain)
    walk(priced.case, chain)
    better = Course(*(part.copy() for part in chain))
    return chain, better, polished(priced.case, priced.costs, better, an_empty_course(priced.case))


@pytest.mark.parametrize("seed", SEEDS)
def test_polishing_never_makes_a_plan_dearer_and_says_what_it_costs(seed):
    priced = random_case(seed)
    chain, better, cost = chain_and_polished(priced)
    assert cost == pytest.approx(bill(priced, better))
    assert cost <= bill(priced, chain) + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_polished_plan_can_be_carried_out_as_it_is(seed):
    priced = random_case(seed)
    _, better, _ = chain_and_polished(priced)
    real = Course(*(part.copy() for part in better))
    walk(priced.case, real)
    assert (real.sold == better.sold).all()
    assert (real.stock == better.stock).all()
    sizes = better.batches[better.batches > 0]
    assert ((sizes >= priced.case.least) & (sizes <= priced.case.most)).all()


def test_an_old_lot_lasts_beside_a_fresh_one():
    """Who takes old goods is served from a big early lot, who does not from a fresh one: no chain keeps two lots."""
    rng = np.random.default_rng(0)
    demand = np.array([[0, 0, 0, 2, 0], [4, 2, 2, 2, 2]])
    priced = a_case(
        rng,
        demand=demand,
        batch=2,
        opening=0,
        ceiling=np.full(5, 12),
        levels=24,
        dearest=2,
        ages=np.array([0, 4]),
    )
    cheap_early = priced.costs._replace(
        fixed=np.array([[1.0, 9.0, 9.0, 1.0, 9.0]]), rate=np.array([[1.0, 6.0, 6.0, 3.0, 6.0]])
    )
    case = priced.case._replace(price=np.array([20.0, 10.0]))
    both = type(priced)(case, cheap_early)
    chain, better, cost = chain_and_polished(both)
    assert cost < bill(both, chain) - 0.05
    assert better.batches.tolist() == [6, 0, 0, 1, 0]
