"""Every compiled loop of the routes run once over a toy, so that it is compiled, or read from disk."""

import numpy as np

from planner.optimise.delivery.insertion import carries, cheapest_place
from planner.optimise.delivery.problem import Problem, Stop, VehicleType
from planner.optimise.delivery.timing import may_load_until, timed


def run_dry() -> None:
    """A van on its way to one shop looks for the best place of another."""
    metres = np.array([[0, 1000, 2000], [1000, 0, 1000], [2000, 1000, 0]], np.int64)
    van = VehicleType("van", 1, holds=(2,), most_trips=2, km_price=1.0)
    problem = Problem((van,), (Stop("a", (1,)), Stop("b", (1,))), metres, metres // 1000)
    tour = timed(problem, 0, ((0,),))
    if tour is not None and carries(problem, 0, (0, 1)):
        cheapest_place(problem, [tour], 1)
        may_load_until(problem, tour, 0)
