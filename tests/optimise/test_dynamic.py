"""The dynamic programme of one product: its cost is that of its plan, and no plan is cheaper."""

from itertools import product as combinations

import numpy as np
import pytest

from planner.optimise.lots.dynamic import cheapest

HORIZON = 3


def solved(rng, hold):
    """Random prices and demand, and the plan the programme makes of them."""
    case = {
        "batch": int(rng.integers(2, 4)),
        "fixed": rng.uniform(1, 9, (1, HORIZON)),
        "rate": rng.uniform(1, 4, (1, HORIZON)),
        "opening": np.array([int(rng.integers(0, 3)), 0, 0]),
        "demand": rng.integers(0, 3, (2, HORIZON)),
        "price": np.array([7.0, 3.0]),
        "waste": 1.5,
        "night": rng.uniform(0.1, 0.5, HORIZON),
        "ceiling": np.full(HORIZON, 9),
        "hold": hold,
    }
    plan = {name: np.zeros(HORIZON, np.int64) for name in ("batches", "mode", "stock", "wasted")}
    plan["sold"] = np.zeros((2, HORIZON), np.int64)
    empty = np.zeros((1, 1))
    plan["cost"] = cheapest(
        hold, case["batch"], 1, 99, empty, False, case["fixed"], case["rate"], case["opening"], case["demand"],
        case["price"], case["waste"], case["night"], empty, False, case["ceiling"], 24,
        plan["batches"], plan["mode"], plan["sold"], plan["stock"], plan["wasted"],
    )  # fmt: skip
    return case, plan


def cost_of(case, batches, sold, stock, wasted):
    """The bill of a plan in the programme's own prices."""
    lots = sum(case["fixed"][0, t] + case["rate"][0, t] * n for t, n in enumerate(batches) if n)
    short = ((case["demand"] - sold) * case["price"][:, None]).sum()
    return lots + short + case["waste"] * sum(wasted) + (case["night"] * stock).sum()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hold", [0, 1])
def test_the_cost_is_the_bill_of_the_plan_and_stock_adds_up(seed, hold):
    case, plan = solved(np.random.default_rng(seed), hold)
    made = np.cumsum(plan["batches"] * case["batch"]) + case["opening"][0]
    gone = np.cumsum(plan["sold"].sum(axis=0) + plan["wasted"])
    assert (made - gone == plan["stock"]).all()
    bill = cost_of(case, plan["batches"], plan["sold"], plan["stock"], plan["wasted"])
    assert plan["cost"] == pytest.approx(bill)


@pytest.mark.parametrize("seed", range(4))
def test_no_choice_of_lots_is_cheaper(seed):
    case, plan = solved(np.random.default_rng(seed), 0)
    best = min(cheapest_with(case, lots) for lots in combinations(range(7), repeat=HORIZON))
    assert plan["cost"] == pytest.approx(best)


def cheapest_with(case, batches):
    """The least cost of given lots: every way to sell and write off, day by day."""
    costs = {int(case["opening"][0]): 0.0}
    for t in range(HORIZON):
        lot = case["fixed"][0, t] + case["rate"][0, t] * batches[t] if batches[t] else 0.0
        after: dict[int, float] = {}
        for stock, cost in costs.items():
            have = stock + batches[t] * case["batch"]
            for first, second in combinations(*(range(int(d) + 1) for d in case["demand"][:, t])):
                for wasted in range(max(have - first - second, -1) + 1):
                    left = have - first - second - wasted
                    if left > case["ceiling"][t]:
                        continue
                    short = (case["demand"][:, t] - [first, second]) @ case["price"]
                    total = cost + lot + short + wasted * case["waste"] + case["night"][t] * left
                    after[left] = min(after.get(left, np.inf), total)
        costs = after
    return min(costs.values())
