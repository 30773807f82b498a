"""One product's case for the compiled loops, two segments wide, and its plan and bill in the loops' own prices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.cases import Case, Costs, Course, Lots

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NONE = np.zeros((1, 1))


@dataclass(frozen=True)
class Priced:
    """A case and what its lots and nights cost."""

    case: Case
    costs: Costs


def a_case(
    rng: np.random.Generator,
    *,
    demand: Ints,
    batch: int,
    opening: int,
    ceiling: Ints,
    levels: int,
    dearest: float,
    most: int = 99,
    hold: int = 0,
    ages: Ints | None = None,
    older: int = 0,
    fresh_from: int = 0,
) -> Priced:
    """A case of random prices up to `dearest`; its opening stock was made on the day before the first."""
    horizon = demand.shape[1]
    costs = Costs(
        fixed=rng.uniform(1, 9, (1, horizon)),
        rate=rng.uniform(1, dearest, (1, horizon)),
        night=rng.uniform(0.1, 0.5, horizon),
        by_table=False,
        lot_table=NONE,
        night_table=NONE,
    )
    ages = np.array([horizon, horizon]) if ages is None else ages
    shelf = int(ages.max())
    case = Case(
        hold=hold,
        batch=batch,
        least=1,
        most=most,
        levels=levels,
        demand=demand,
        price=np.array([7.0, 3.0]),
        ages=ages,
        shelf=shelf,
        older=older,
        fresh_from=fresh_from,
        waste=1.5,
        opening=np.array([opening] + [0] * (horizon - 1)),
        ceiling=ceiling,
        ready=opening,
        ready_made=-1,
        lots=Lots(np.array([-1]), np.array([0]), np.array([shelf - 1]), np.array([opening])),
    )
    return Priced(case, costs)


def an_empty_course(case: Case) -> Course:
    """A course that makes and sells nothing."""
    flat = [np.zeros(case.demand.shape[1], np.int64) for _ in range(4)]
    return Course(flat[0], flat[1], np.zeros_like(case.demand), flat[2], flat[3])


def bill(priced: Priced, course: Course) -> float:
    """What a course costs."""
    case, costs = priced.case, priced.costs
    lots = sum(costs.fixed[0, t] + costs.rate[0, t] * n for t, n in enumerate(course.batches) if n)
    short = ((case.demand - course.sold) * case.price[:, None]).sum()
    return float(lots + short + case.waste * course.wasted.sum() + (costs.night * course.stock).sum())
