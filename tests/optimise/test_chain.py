"""Chains of lots: their cost is that of the plan carried out, and never below the relaxed programme's."""

import numpy as np
import pytest

from planner.optimise.lots.chain import cheapest_chain
from planner.optimise.lots.dynamic import cheapest
from planner.optimise.lots.realise import walk

HORIZON, LEVELS = 6, 40
NONE = np.zeros((1, 1))


def random_case(seed):
    rng = np.random.default_rng(seed)
    ages = np.array([int(rng.integers(1, 4)), int(rng.integers(0, 3))])
    return {
        "hold": 0,
        "batch": int(rng.integers(2, 5)),
        "most": int(rng.integers(1, 4)),
        "fixed": rng.uniform(1, 9, (1, HORIZON)),
        "rate": rng.uniform(1, 8, (1, HORIZON)),
        "opening": int(rng.integers(0, 4)),
        "ages": ages,
        "shelf": int(ages.max()),
        "demand": rng.integers(0, 4, (2, HORIZON)),
        "price": np.array([7.0, 3.0]),
        "waste": 1.5,
        "night": rng.uniform(0.1, 0.5, HORIZON),
    }


def chain_of(case):
    plan = {name: np.zeros(HORIZON, np.int64) for name in ("batches", "mode", "stock", "wasted")}
    plan["sold"] = np.zeros((2, HORIZON), np.int64)
    plan["cost"] = cheapest_chain(
        case["hold"], case["batch"], 1, case["most"], NONE, False, case["fixed"], case["rate"], case["opening"], -1,
        case["shelf"], case["ages"], case["demand"], case["price"], case["waste"], case["night"], NONE, False, LEVELS,
        plan["batches"], plan["mode"], plan["sold"], plan["wasted"],
    )  # fmt: skip
    return plan


def carried_out(case, plan):
    """The plan's lots with what they really sell: opening stock made a day before the start."""
    sold, stock, wasted = plan["sold"].copy(), plan["stock"].copy(), plan["wasted"].copy()
    lot = np.array([case["opening"]])
    last = np.array([case["shelf"] - 1])
    walk(
        case["hold"], case["batch"], case["shelf"], case["ages"], np.array([-1]), np.array([0]), last, lot,
        plan["batches"], case["demand"], sold, stock, wasted,
    )  # fmt: skip
    return sold, stock, wasted


def bill(case, batches, sold, stock, wasted):
    lots = sum(case["fixed"][0, t] + case["rate"][0, t] * n for t, n in enumerate(batches) if n)
    short = ((case["demand"] - sold) * case["price"][:, None]).sum()
    return lots + short + case["waste"] * wasted.sum() + (case["night"] * stock).sum()


@pytest.mark.parametrize("seed", range(40))
def test_a_chain_costs_what_carrying_it_out_costs(seed):
    case = random_case(seed)
    plan = chain_of(case)
    sold, stock, wasted = carried_out(case, plan)
    assert bill(case, plan["batches"], sold, stock, wasted) <= plan["cost"] + 1e-6
    assert plan["batches"].max() <= case["most"]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_carried_out_adds_up_and_nobody_gets_goods_too_old(seed):
    case = random_case(seed)
    plan = chain_of(case)
    sold, stock, wasted = carried_out(case, plan)
    made = case["opening"] + np.cumsum(plan["batches"] * case["batch"])
    assert (made - np.cumsum(sold.sum(axis=0) + wasted) == stock).all()
    assert (sold <= case["demand"]).all()
    reach = np.array(
        [made[t] - (made[t - age - 1] if t > age else 0) for age in case["ages"] for t in range(HORIZON)]
    )
    young = reach.reshape(2, HORIZON)  # made within the window, opening stock counted while it may be
    assert (sold <= young).all()


@pytest.mark.parametrize("seed", range(40))
def test_the_relaxed_programme_is_never_dearer(seed):
    case = random_case(seed)
    along = np.r_[0, np.cumsum(case["demand"].sum(axis=0))]
    last = np.minimum(np.arange(HORIZON) + case["shelf"], HORIZON - 1)
    spare = np.where(np.arange(HORIZON) + case["shelf"] >= HORIZON - 1, case["batch"] + case["opening"], 0)
    ceiling = along[last + 1] - along[np.arange(HORIZON) + 1] + spare
    out = [np.zeros(HORIZON, np.int64) for _ in range(4)]
    opening = np.zeros(HORIZON, np.int64)
    opening[0] = case["opening"]
    bound = cheapest(
        case["hold"], case["batch"], 1, case["most"], NONE, False, case["fixed"], case["rate"], opening,
        case["demand"], case["price"], case["waste"], case["night"], NONE, False, ceiling, LEVELS,
        out[0], out[1], np.zeros((2, HORIZON), np.int64), out[2], out[3],
    )  # fmt: skip
    assert bound <= chain_of(case)["cost"] + 1e-6
