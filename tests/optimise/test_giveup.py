"""What found no minutes is neither made nor delivered."""

from dataclasses import replace
from datetime import time as Time
from threading import Event
from typing import Any

from planner.domain.plan import NOT_ASKED, Plan
from planner.domain.plant import ResourceKind
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions, plan_to_the_minute
from planner.optimise.giveup import at_its_line, give_up
from planner.optimise.schedule import schedule_days
from planner.verify import judge
from tests.builders import (
    a_bakery,
    a_class,
    a_customer,
    a_family,
    a_kit_part,
    a_plan,
    a_product,
    a_shift,
    a_stage,
    an_oven,
    days,
    on,
)

L1, K1 = "20250106-OVN1-P1", "20250106-PCK-K1"


def slow_start(**parts: Any) -> Scenario:
    """Mixed for an hour before an hour of baking: of the day's eight hours and lunch, eight are left for the oven."""
    usual: dict[str, Any] = {
        "days": days("w"),
        "resources": [an_oven("MIX1"), an_oven("OVN1")],
        "routing": [a_stage(seq=5, resource="MIX1", is_line=False, workers=0.0), a_stage(workers=1.0)],
        "products": [a_product(batch_kg=100.0, min_lot_kg=100.0)],
        "shifts": [a_shift(early_minutes=0, late_minutes=0, latest_end=Time(16, 30))],
        "demand": [("S1", "P1", 0, 900.0)],
    }
    return a_bakery(**(usual | parts))


def scheduled(world: Scenario, plan: Plan) -> Plan:
    found = schedule_days(world, plan, seconds=2.0)
    return found.put_into(plan)


def test_a_lot_is_cut_to_what_has_minutes_and_the_shop_goes_short() -> None:
    world = slow_start()
    before = scheduled(world, a_plan(world, lots=[(L1, "P1", 0, 900.0)], deliveries=[("S1", L1, 0, 900.0)]))
    after = give_up(world, before)
    assert [row.kg for row in before.unplaced] == [100.0]
    assert [lot.kg for lot in after.lots] == [800.0]
    assert after.deliveries["kg"].tolist() == [800.0]
    assert [(row.product, row.resource, row.kg) for row in after.given_up] == [("P1", "OVN1", 100.0)]
    assert [row.kg for row in after.shortages] == [100.0]
    assert "OVN1" in after.shortages[0].reason
    assert after.unplaced == ()
    assert after.placed_share == 8 / 9


def test_a_plan_whose_lots_all_have_minutes_stays_as_it_is() -> None:
    world = slow_start()
    plan = scheduled(world, a_plan(world, lots=[(L1, "P1", 0, 800.0)], deliveries=[("S1", L1, 0, 800.0)]))
    assert give_up(world, plan) is plan


def test_what_is_left_of_a_lot_below_its_smallest_size_is_given_up_too() -> None:
    world = slow_start(products=[a_product(batch_kg=100.0, min_lot_kg=900.0)])
    plan = scheduled(world, a_plan(world, lots=[(L1, "P1", 0, 900.0)], deliveries=[("S1", L1, 0, 900.0)]))
    after = give_up(world, plan)
    assert after.lots == ()
    assert after.tasks.empty
    assert [row.kg for row in after.given_up] == [900.0]


def test_the_cheapest_customer_goes_short_first() -> None:
    dear, cheap = a_class("A", shortage_multiple=5.0), a_class("B", shortage_multiple=1.0)
    world = slow_start(
        classes=[dear, cheap],
        customers=[a_customer("S1", customer_class="A"), a_customer("S2", customer_class="B")],
        demand=[("S1", "P1", 0, 450.0), ("S2", "P1", 0, 450.0)],
    )
    sent = [("S1", L1, 0, 450.0), ("S2", L1, 0, 450.0)]
    after = give_up(world, scheduled(world, a_plan(world, lots=[(L1, "P1", 0, 900.0)], deliveries=sent)))
    assert after.deliveries.set_index("customer")["kg"].to_dict() == {"S1": 450.0, "S2": 350.0}


def test_a_box_without_its_component_is_not_packed() -> None:
    """A ninth of the component finds no minutes, so a ninth of the boxes is taken off, with its tasks."""
    packing = an_oven("PCK", kind=ResourceKind.PACKING, count=9)
    world = slow_start(
        families=[a_family(), a_family("F2")],
        resources=[an_oven("MIX1"), an_oven("OVN1"), packing],
        routing=[*slow_start().routing, a_stage("F2", resource="PCK", workers=0.0, kg_per_hour=900.0)],
        products=[a_product(batch_kg=100.0), a_product("K1", family="F2", batch_kg=100.0)],
        kits=[a_kit_part("K1", "A", "P1")],
        demand=[("S1", "K1", 0, 900.0)],
    )
    plan = a_plan(
        world,
        lots=[(L1, "P1", 0, 900.0), (K1, "K1", 0, 900.0)],
        components=[(K1, "A", L1, 900.0)],
        deliveries=[("S1", K1, 0, 900.0)],
    )
    after = give_up(world, scheduled(world, plan))
    assert {lot.product: lot.kg for lot in after.lots} == {"P1": 800.0, "K1": 800.0}
    assert after.tasks.groupby("resource")["kg"].sum().to_dict() == {
        "MIX1": 800.0,
        "OVN1": 800.0,
        "PCK": 800.0,
    }
    assert {row.product: row.kg for row in after.given_up} == {"P1": 100.0, "K1": 100.0}


def test_lots_for_which_no_minutes_were_sought_stay() -> None:
    world = slow_start()
    plan = a_plan(world, lots=[(L1, "P1", 0, 800.0)], deliveries=[("S1", L1, 0, 800.0)])
    later = at_its_line(world, plan.lots[0]).model_copy(update={"reason": NOT_ASKED})
    assert give_up(world, replace(plan, unplaced=(later,))).lots == plan.lots


def test_the_journey_never_delivers_what_found_no_minutes() -> None:
    world = slow_start(resources=[an_oven("MIX1"), an_oven("OVN1", availability=1.0)], days=days("ww"))
    options = SolveOptions(time_limit=20.0, gap=0.0, seed=1, workers=1)
    plan = plan_to_the_minute(world, options, silent, Event())
    verdict = judge(world, plan)
    assert [finding.sentence for finding in verdict.findings] == []
    made = sum(lot.kg for lot in plan.lots)
    assert made == plan.tasks[plan.tasks["resource"] == "OVN1"]["kg"].sum()
    assert sum(plan.deliveries["kg"]) <= made
    assert {row.date for row in plan.given_up} <= {on(0), on(1)}
