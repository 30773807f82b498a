"""Labels never claim more than the true optimum of one product with every window, and all but always prove it."""

from functools import cache
from itertools import product as combinations

import numpy as np
import pytest

from planner.optimise.lots.cases import Lots
from planner.optimise.lots.dynamic import cheapest
from planner.optimise.lots.labels import least_cost
from tests.optimise.cases import Priced, a_case, an_empty_course

HORIZON = 4
NOTHING_KNOWN = 1e9


def random_case(seed):
    rng = np.random.default_rng(seed)
    demand = rng.integers(0, 3, (2, HORIZON))
    priced = a_case(
        rng,
        demand=demand,
        batch=2,
        opening=int(rng.integers(0, 2)),
        ceiling=np.full(HORIZON, 12),
        levels=24,
        dearest=5,
        most=2,
        hold=int(rng.integers(0, 2)),
        ages=np.array([int(rng.integers(0, 3)), int(rng.integers(1, 4))]),
    )
    longer = int(priced.case.ages.max()) + int(rng.integers(0, 2))
    lots = priced.case.lots._replace(last=np.array([longer - 1]))
    case = priced.case._replace(
        least=int(rng.integers(1, 3)), shelf=longer, lots=lots, waste=float(rng.choice([0.1, 0.5, 1.5]))
    )
    return Priced(case, priced.costs)


def bound(priced, known, width):
    """The bound by labels, told as the program does what writing off costs at least: it need not wait for release."""
    case, night = priced.case, priced.costs.night
    waits = max(night[t : t + case.hold].sum() for t in range(HORIZON))
    return least_cost(case._replace(waste=case.waste - waits), priced.costs, known, width)


@cache
def true_optimum(seed):
    """Every choice of lots, of whose goods go to whom and of what is written off, day by day and lot by lot."""
    priced = random_case(seed)
    case, costs = priced.case, priced.costs

    @cache
    def least(t, stock):
        if t == HORIZON:
            return 0.0
        best = np.inf
        for n in (0, *range(case.least, case.most + 1)):
            lot = costs.fixed[0, t] + costs.rate[0, t] * n if n else 0.0
            lots = stock + (((t, n * case.batch),) if n else ())
            for given, wasted in ways_to_give(case, t, lots):
                left = tuple((made, u) for (made, _), u in zip(lots, given[2], strict=True) if u)
                if any(made + case.shelf <= t for made, _ in left):
                    continue
                short = (case.demand[:, t] - given[:2]) @ case.price
                night = costs.night[t] * sum(units for _, units in left)
                best = min(best, lot + short + case.waste * wasted + night + least(t + 1, left))
        return best

    return least(0, ((-1, case.ready),) if case.ready else ())


def ways_to_give(case, day, lots):
    """((to the first, to the second, left of each lot), written off) of all ways to use up lots on a day."""
    each = []
    for made, units in lots:
        takes = [day >= made + (case.hold if made >= 0 else 0) and day - made <= age for age in case.ages]
        options = combinations(
            range(units + 1 if takes[0] else 1), range(units + 1 if takes[1] else 1), range(units + 1)
        )
        each.append([(a, b, w, units - a - b - w) for a, b, w in options if a + b + w <= units])
    for way in combinations(*each):
        first, second = sum(w[0] for w in way), sum(w[1] for w in way)
        if first <= case.demand[0, day] and second <= case.demand[1, day]:
            yield (first, second, tuple(w[3] for w in way)), sum(w[2] for w in way)


SEEDS = range(16)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("width", [1, 4, 2000])
def test_no_bound_is_above_the_true_optimum_however_few_labels_are_kept(seed, width):
    priced = random_case(seed)
    exact = true_optimum(seed)
    assert bound(priced, NOTHING_KNOWN, width) <= exact + 1e-9
    assert bound(priced, exact + 1e-6, width) <= exact + 1e-6


def test_with_labels_enough_the_optimum_is_proven_where_the_relaxed_programme_falls_short():
    exact = np.array([true_optimum(seed) for seed in SEEDS])
    proven, relaxed = np.zeros(len(exact)), np.zeros(len(exact))
    for seed in SEEDS:
        priced = random_case(seed)
        proven[seed] = bound(priced, NOTHING_KNOWN, 2000)
        relaxed[seed] = cheapest(priced.case, priced.costs, an_empty_course(priced.case))
    assert ((relaxed < exact - 1e-6) & (proven > relaxed + 1e-6)).sum() >= 3
    assert (np.abs(proven - exact) < 1e-6).mean() >= 0.8


def test_an_opening_lot_younger_than_its_first_day_is_left_to_the_relaxed_programme():
    priced = random_case(0)
    lots = Lots(np.array([2]), np.array([0]), np.array([9]), np.array([2]))
    younger = Priced(priced.case._replace(lots=lots, opening=np.array([2, 0, 0, 0]), ready=2), priced.costs)
    relaxed = cheapest(younger.case, younger.costs, an_empty_course(younger.case))
    assert least_cost(younger.case, younger.costs, NOTHING_KNOWN, 2000) == pytest.approx(relaxed)
