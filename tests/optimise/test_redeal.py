"""When less is made, whoever misses it least goes without, whichever lot was meant for him."""

from dataclasses import replace

import pytest

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.lots.fewer import with_fewer
from planner.verify import judge
from tests.builders import a_bakery, a_class, a_customer, a_plan, a_product, a_zone, days

MONDAY, TUESDAY = "20250106-OVN1-P1", "20250107-OVN1-P1"


def a_dear_and_a_cheap_shop(shelf_days: int = 10, pallets: int = 100, **product: float) -> Scenario:
    """The cheap shop orders on Monday, the dear one on Tuesday."""
    return a_bakery(
        days=days("www"),
        zones=[a_zone(pallets=pallets)],
        products=[a_product(shelf_days=shelf_days, kg_per_pallet=50.0, **product)],
        classes=[a_class("A", shortage_multiple=5.0), a_class("B", shortage_multiple=1.0)],
        customers=[a_customer("S1", customer_class="A"), a_customer("S2", customer_class="B")],
        demand=[("S2", "P1", 0, 50.0), ("S1", "P1", 1, 50.0)],
    )


def each_day_its_lot(world: Scenario) -> Plan:
    return a_plan(
        world,
        lots=[(MONDAY, "P1", 0, 50.0), (TUESDAY, "P1", 1, 50.0)],
        deliveries=[("S2", MONDAY, 0, 50.0), ("S1", TUESDAY, 1, 50.0)],
    )


def got(plan: Plan) -> dict[str, float]:
    totals: dict[str, float] = plan.deliveries.groupby("customer")["kg"].sum().to_dict()
    return totals


def test_the_dear_shop_gets_mondays_lot_when_tuesdays_is_not_made() -> None:
    world = a_dear_and_a_cheap_shop()
    after = with_fewer(world, each_day_its_lot(world), {MONDAY: 50.0})
    assert got(after) == {"S1": 50.0}
    assert [finding.sentence for finding in judge(world, after).findings] == []


def test_what_would_be_too_old_for_the_dear_shop_stays_with_the_cheap_one() -> None:
    world = a_dear_and_a_cheap_shop(shelf_days=0)
    assert got(with_fewer(world, each_day_its_lot(world), {MONDAY: 50.0})) == {"S2": 50.0}


def test_nothing_is_kept_for_the_dear_shop_where_there_is_no_room_overnight() -> None:
    world = a_dear_and_a_cheap_shop(pallets=0)
    after = with_fewer(world, each_day_its_lot(world), {MONDAY: 50.0})
    assert got(after) == {"S2": 50.0}
    assert [finding.sentence for finding in judge(world, after).findings] == []


def test_what_nobody_takes_and_does_not_last_is_written_off() -> None:
    """120 kg on Monday alone: both shops are served, and 20 kg are of no use after Tuesday."""
    world = a_dear_and_a_cheap_shop(shelf_days=2)
    plan = each_day_its_lot(world)
    plan = replace(plan, lots=(plan.lots[0].model_copy(update={"kg": 120.0}), plan.lots[1]))
    after = with_fewer(world, plan, {MONDAY: 120.0})
    assert got(after) == {"S1": 50.0, "S2": 50.0}
    assert sum(row.kg for row in after.write_offs) == pytest.approx(20.0)
