"""What a stock must still cost at least: the relaxed programme of one product (`dynamic`) run backwards."""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.compiled import inner
from planner.optimise.lots.cases import Case, Costs
from planner.optimise.lots.dynamic import INFINITE
from planner.optimise.lots.polish import lot_cost

Floats = NDArray[np.float64]


@inner
def to_come(case: Case, costs: Costs) -> Floats:
    """(T + 1, levels) least cost from each morning on, by units in stock of any age: `dynamic` run backwards."""
    segments, horizon = case.demand.shape
    levels = case.levels
    ahead = np.zeros((horizon + 1, levels))
    now, then = np.empty(levels), np.empty(levels)
    queue = np.empty(levels + 1, np.int64)
    for t in range(horizon - 1, -1, -1):
        for x in range(levels):
            now[x] = ahead[t + 1, x] + costs.night[t] * x if x <= case.ceiling[t] else INFINITE
            if x > 0:
                now[x] = min(now[x], now[x - 1] + case.waste)
        for s in range(segments):
            wanted, price = case.demand[s, t], case.price[s]
            if wanted == 0:
                continue
            head, tail = 0, 0
            for x in range(levels):
                while tail > head and now[queue[tail - 1]] + price * queue[tail - 1] >= now[x] + price * x:
                    tail -= 1
                queue[tail] = x
                tail += 1
                while queue[head] < x - wanted:
                    head += 1
                then[x] = now[queue[head]] + price * (wanted - (x - queue[head]))
            now, then = then, now
        made = t - case.hold
        if made >= 0:
            pipeline = 0.0
            for day in range(made, t):
                pipeline += costs.night[day]
            for x in range(levels):
                then[x] = now[x]
                n = max(case.least, 1)
                while n <= case.most and x + n * case.batch < levels:
                    cost = lot_cost(costs, made, n) + pipeline * n * case.batch + now[x + n * case.batch]
                    then[x] = min(then[x], cost)
                    n += 1
            now, then = then, now
        for x in range(levels):
            met = min(x + case.opening[t], levels - 1)
            ahead[t, x] = now[met] + case.waste * (x + case.opening[t] - met)
            if x > 0:
                ahead[t, x] = min(ahead[t, x], ahead[t, x - 1] + case.waste)
    return ahead
