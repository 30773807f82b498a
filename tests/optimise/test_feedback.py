"""Trucks tell what leaving earlier would have been worth: goods are dealt and packed anew where that is cheaper."""

from dataclasses import replace
from datetime import time as Time
from threading import Event
from typing import Any

import numpy as np
import pytest

from planner.domain.plan import Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions, plan_scenario
from planner.optimise.delivery import Effort
from planner.optimise.dispatch import dispatch_days
from planner.optimise.feedback import Carried, Minutes, heard
from planner.optimise.giveup import give_up
from planner.optimise.haste import Haste
from planner.optimise.lots.assemble import billed
from planner.optimise.lots.fewer import dealt_anew
from planner.optimise.schedule import Scheduled, packed_sooner, schedule_days
from planner.verify import judge
from tests.benchmarks.randomworlds import random_scenario
from tests.builders import (
    a_bakery,
    a_class,
    a_customer,
    a_plan,
    a_product,
    a_shift,
    a_stock_lot,
    an_oven,
    days,
    on,
)
from tests.fleets import a_road, a_vehicle, a_wave

TODAY, AT_NINE = "20250106-OVN1-P1", "20250106-OVN1-P2"
BRIEF = Effort(seconds=60.0, iterations=30)
AT_NIGHT = {"window_from": Time(18, 30), "window_to": Time(19, 0)}
AT_DAWN = {"window_from": Time(5, 30), "window_to": Time(7, 30)}
DAWN = a_wave("DAWN", starts=Time(3, 0), ends=Time(9, 0))
"""A lot without minutes is picked at 18:00: too late for anybody who closes at 19:00, early enough for dawn."""


def town(**parts: Any) -> Scenario:
    usual: dict[str, Any] = {
        "days": days("w"),
        "vehicles": [a_vehicle(own=2)],
        "waves": [a_wave(), DAWN],
        "distances": [a_road("S1"), a_road("S2"), a_road("S2", "S1")],
        "customers": [a_customer("S1", **AT_NIGHT), a_customer("S2", **AT_DAWN)],
        "stock": [a_stock_lot("OLD", -1)],
        "demand": [("S1", "P1", 0, 100.0), ("S2", "P1", 0, 100.0)],
    }
    return a_bakery(**(usual | parts))


def sent_wrongly(scenario: Scenario) -> Plan:
    """The shop that closes early waits for what is made today, the other one has what lies ready."""
    return a_plan(
        scenario,
        lots=[(TODAY, "P1", 0, 100.0)],
        deliveries=[("S1", TODAY, 0, 100.0), ("S2", "OLD", 0, 100.0)],
    )


def driven(scenario: Scenario, plan: Plan) -> Carried:
    return Carried(plan, dispatch_days(scenario, plan, BRIEF))


def who_gets(plan: Plan) -> dict[str, str]:
    return dict(zip(plan.deliveries["customer"], plan.deliveries["lot"], strict=True))


def test_trucks_tell_what_leaving_earlier_would_have_been_worth() -> None:
    """100 kg at 10 yuan, twice that if missing."""
    scenario = town()
    haste = driven(scenario, sent_wrongly(scenario)).found.haste
    assert dict(haste.customers) == {(on(0), "S1"): 2000.0}
    assert dict(haste.lots) == {TODAY: 2000.0}


def test_goods_no_window_suits_are_in_no_haste() -> None:
    scenario = town(
        customers=[
            a_customer("S1", window_from=Time(12, 0), window_to=Time(13, 0)),
            a_customer("S2", **AT_DAWN),
        ]
    )
    carried = driven(scenario, sent_wrongly(scenario))
    assert carried.found.left_yuan > 0
    assert not carried.found.haste


def test_the_shop_that_closes_early_gets_what_lies_ready() -> None:
    scenario = town()
    before = driven(scenario, sent_wrongly(scenario))
    after = heard(scenario, before, None, BRIEF, 10.0, Event())
    assert len(before.found.undelivered) == 1
    assert after.found.undelivered == ()
    assert who_gets(after.plan) == {"S1": "OLD", "S2": TODAY}
    assert after.plan.head.cost_yuan == before.plan.head.cost_yuan


def test_a_whole_class_in_haste_takes_the_oldest() -> None:
    """A class that misses it more would be served first, and oldest first, were the other one not in haste."""
    scenario = town(
        classes=[a_class("NIGHT", shortage_multiple=2.0), a_class("DAWN", shortage_multiple=3.0)],
        customers=[
            a_customer("S1", customer_class="NIGHT", **AT_NIGHT),
            a_customer("S2", customer_class="DAWN", **AT_DAWN),
        ],
    )
    plan = dealt_anew(scenario, sent_wrongly(scenario), Haste())
    assert who_gets(plan) == {"S1": TODAY, "S2": "OLD"}
    after = heard(scenario, driven(scenario, plan), None, BRIEF, 10.0, Event())
    assert who_gets(after.plan) == {"S1": "OLD", "S2": TODAY}


def test_shortages_keep_their_reasons() -> None:
    scenario = town(demand=[("S1", "P1", 0, 100.0), ("S2", "P1", 0, 150.0)])
    plan = sent_wrongly(scenario)
    told = [row.model_copy(update={"reason": "烤炉", "remedy": "加班"}) for row in plan.shortages]
    after = heard(
        scenario, driven(scenario, replace(plan, shortages=tuple(told))), None, BRIEF, 10.0, Event()
    )
    assert who_gets(after.plan)["S1"] == "OLD"
    assert [(row.kg, row.reason, row.remedy) for row in after.plan.shortages] == [(50.0, "烤炉", "加班")]


def test_a_plan_stays_where_nothing_better_comes_of_it() -> None:
    """There is nothing older to deal out."""
    scenario = town(stock=[], demand=[("S1", "P1", 0, 100.0)])
    plan = a_plan(scenario, lots=[(TODAY, "P1", 0, 100.0)], deliveries=[("S1", TODAY, 0, 100.0)])
    before = driven(scenario, plan)
    assert heard(scenario, before, None, BRIEF, 10.0, Event()) is before


def test_nothing_is_heard_once_stopped() -> None:
    scenario = town()
    before, stop = driven(scenario, sent_wrongly(scenario)), Event()
    stop.set()
    assert heard(scenario, before, None, BRIEF, 10.0, stop) is before


def two_lots() -> Scenario:
    """Two lots of four hours each on one oven; one is for the shop that closes at 14:00, one for a shop at nine."""
    at_nine = a_customer("S2", window_from=Time(9, 0), window_to=Time(10, 0))
    return town(
        customers=[a_customer("S1", window_from=Time(13, 0), window_to=Time(14, 0)), at_nine],
        settings={"dispatch_from": Time(8, 0)},
        waves=[a_wave("DAY", starts=Time(8, 0), ends=Time(23, 0))],
        resources=[an_oven("OVN1")],
        products=[a_product(batch_kg=400.0, max_lot_kg=None), a_product("P2", batch_kg=400.0)],
        shifts=[a_shift(early_minutes=0, late_minutes=0, latest_end=Time(16, 30))],
        stock=[],
        demand=[("S1", "P1", 0, 400.0), ("S2", "P2", 0, 400.0)],
    )


def both_sent(scenario: Scenario) -> Plan:
    return a_plan(
        scenario,
        lots=[(TODAY, "P1", 0, 400.0), (AT_NINE, "P2", 0, 400.0)],
        deliveries=[("S1", TODAY, 0, 400.0), ("S2", AT_NINE, 0, 400.0)],
    )


def test_a_lot_in_haste_is_packed_before_one_that_nobody_has_asked_for() -> None:
    """The lot for 9:30 is hopeless and stands first by its wish; told what it costs, the other one goes first."""
    scenario = two_lots()
    before = schedule_days(scenario, both_sent(scenario), seconds=2.0)
    assert ends(before)[AT_NINE] < ends(before)[TODAY]
    after = packed_sooner(before, Haste({}, {TODAY: 1000.0}), 2.0, 1)
    assert ends(after)[TODAY] < ends(after)[AT_NINE]


def ends(scheduled: Scheduled) -> dict[str, int]:
    return {str(lot): int(end) for lot, end in scheduled.tasks.groupby("lot")["ends"].max().items()}


def test_minutes_and_trucks_are_made_anew_together() -> None:
    scenario = two_lots()
    lots = both_sent(scenario)

    def made(scheduled: Scheduled) -> Plan:
        return give_up(scenario, billed(scenario, scheduled.put_into(lots)))

    scheduled = schedule_days(scenario, lots, seconds=2.0)
    before = driven(scenario, made(scheduled))
    after = heard(scenario, before, Minutes(scheduled, made), BRIEF, 10.0, Event())
    assert {row.customer for row in before.found.undelivered} == {"S1", "S2"}
    assert {row.customer for row in after.found.undelivered} == {"S2"}
    assert after.yuan < before.yuan


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 5))
def test_whoever_is_in_haste_a_plan_dealt_anew_breaks_no_rule(seed: int) -> None:
    """Not even that nobody gets older goods on a later day."""
    scenario, rng = random_scenario(seed), np.random.default_rng(seed)
    plan = plan_scenario(scenario, SolveOptions(time_limit=5.0, gap=0.01, seed=1), silent, Event())
    hasty = {
        (date, row.code): float(rng.uniform(1, 100))
        for date in scenario.dates
        for row in scenario.customers
        if rng.random() < 0.5
    }
    other = dealt_anew(scenario, plan, Haste(hasty))
    assert judge(scenario, other).findings == ()
    assert other.lots == plan.lots
    assert other.head.cost_yuan == pytest.approx(plan.head.cost_yuan, rel=1e-3)
