"""Each shortage is told its true reason and the cheapest remedy, from prices a person can check by hand.

The smallest bakery makes 100 kg an hour with two hands: 0.01 oven hours and 0.02 person-hours a kilogram.
"""

import numpy as np
import pytest

from planner.domain.people import Skill
from planner.domain.plan import Shortage
from planner.optimise.explain import explain, tightest
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.groups import GroupIndex
from tests.builders import (
    a_bakery,
    a_customer,
    a_family,
    a_kit_part,
    a_material,
    a_material_lot,
    a_product,
    a_recipe_line,
    a_release,
    a_stage,
    a_stock_lot,
    an_oven,
    days,
    on,
)


def told(world, *, day=0, kg=80.0, product="P1", prices=()):
    """The one shortage of a world explained; prices are (kind, code, rank, day, yuan)."""
    (row,) = told_all(world, [(day, kg)], prices, product)
    assert (row.date, row.product, row.kg) == (on(day), product, kg)
    return row


def told_all(world, missing, prices=(), product="P1"):
    """Shortages of (day, kg) of one product explained."""
    groups = GroupIndex(world)
    table = np.zeros((len(groups), len(world.dates)))
    for kind, code, rank, at, yuan in prices:
        table[groups.number(kind, code, rank), at] = yuan
    worth = world.product_of[product].price_yuan_kg * world.class_of["STORE"].shortage_multiple
    short = tuple(
        Shortage(date=on(day), customer_class="STORE", product=product, kg=kg, yuan=kg * worth)
        for day, kg in missing
    )
    return explain(world, groups, articles_of(world, groups), table, short)


def test_a_shortage_of_skilled_hands_names_workshop_skill_day_and_hours():
    world = a_bakery(routing=[a_stage(skill=Skill.SKILLED)], demand=[("S1", "P1", 0, 100.0)])
    row = told(world, prices=[("hands", "W1", 1, 0, 1000.0)])
    assert "熟练工1月6日已用尽（每人时值 1,000 元）" in row.reason
    assert "W1 skilled hands used up on 6 Jan (1,000 yuan/h)" in row.reason
    assert "加 1.6 人时" in row.remedy
    assert "1.6 h more W1 skilled hands on 6 Jan, worth up to 1,000 yuan/h" in row.remedy


def test_a_remedy_may_cost_what_the_shortage_costs_though_others_would_pay_more():
    row = told(a_bakery(), prices=[("machine", "OVN1", 0, 0, 9000.0)])
    assert "每机时值 9,000 元" in row.reason
    assert "每机时至多值 2,000 元" in row.remedy


def test_an_hour_of_better_hands_is_worth_what_lesser_hands_are_worth_as_well():
    stages = [a_stage(skill=Skill.SKILLED), a_stage(seq=20, resource="OVN1", is_line=False)]
    world = a_bakery(routing=stages)
    row = told(world, prices=[("hands", "W1", 1, 0, 1000.0), ("hands", "W1", 0, 0, 200.0)])
    assert "每人时值 1,200 元" in row.reason


def test_a_shortage_of_oven_hours_names_the_oven():
    row = told(a_bakery(), prices=[("machine", "OVN1", 0, 0, 2000.0)])
    assert "烤炉1月6日已满（每机时值 2,000 元）" in row.reason
    assert "0.8 h more OVN1 on 6 Jan" in row.remedy


def test_two_limits_that_are_short_together_are_both_in_the_remedy():
    prices = [("machine", "OVN1", 0, 0, 1200.0), ("hands", "W1", 0, 0, 500.0)]
    row = told(a_bakery(), prices=prices)
    assert "OVN1 full" in row.reason
    assert "also 1.6 h W1 hands" in row.remedy


def test_a_shortage_of_material_counts_the_material_in_its_unit():
    world = a_bakery(
        materials=[a_material()], material_lots=[a_material_lot(quantity=1.0)], recipes=[a_recipe_line()]
    )
    row = told(world, prices=[("material", "FLOUR", 0, 0, 40.0)])
    assert "面粉1月6日已用尽（每kg值 40 元）" in row.reason
    assert "40 kg more FLOUR on 6 Jan" in row.remedy


def test_pallets_are_the_reason_when_goods_made_early_have_nowhere_to_lie():
    world = a_bakery(releases=[a_release(hold_days=1)], demand=[("S1", "P1", 1, 100.0)])
    row = told(world, day=1, prices=[("zone", "AMB", 0, 0, 5000.0)])
    assert "常温托盘位1月6日已满" in row.reason
    assert "0.32 pallet more AMB room on 6 Jan" in row.remedy


def test_the_cheapest_day_in_the_window_is_the_one_explained():
    world = a_bakery(demand=[("S1", "P1", 2, 100.0)])
    prices = [("machine", "OVN1", 0, 0, 1500.0), ("machine", "OVN1", 0, 1, 1200.0)]
    row = told(world, day=2, prices=[*prices, ("machine", "OVN1", 0, 2, 2500.0)])
    assert "7 Jan (1,200 yuan/h)" in row.reason


def test_a_class_that_accepts_less_age_than_the_release_takes_is_told_so():
    world = a_bakery(
        products=[a_product(shelf_days=2)], releases=[a_release(hold_days=2)], demand=[("S1", "P1", 2, 100.0)]
    )
    row = told(world, day=2)
    assert "龄期不够" in row.reason
    assert "2 d old when released, but accepted only up to age 1 d" in row.reason
    assert "capacity does not help" in row.remedy


def test_a_long_road_is_told_apart_from_a_long_release():
    far = a_customer(transit_days=3)
    row = told(a_bakery(customers=[far], products=[a_product(shelf_days=2)]))
    assert "too old on arrival" in row.reason


def test_an_order_before_the_first_possible_lot_is_told_the_first_day():
    world = a_bakery(releases=[a_release(hold_days=2)])
    row = told(world)
    assert "1月8日才有第一批可发" in row.reason
    assert "no stock" in row.reason


def test_opening_stock_that_ran_out_is_told_with_its_kilograms():
    world = a_bakery(releases=[a_release(hold_days=2)], stock=[a_stock_lot(day=-3, kg=20.0)])
    assert "期初库存 20 kg 不够" in told(world).reason


def test_a_product_last_made_too_long_ago_is_told_its_last_day():
    product = a_product(shelf_days=2, last_made=on(0))
    world = a_bakery(products=[product], demand=[("S1", "P1", 2, 100.0)])
    assert "last made on 6 Jan" in told(world, day=2).reason


def test_a_product_without_a_line_is_told_so():
    assert "no line can make it" in told(a_bakery(routing=[])).reason


def test_forbidden_contents_are_named():
    world = a_bakery(products=[a_product(contains="peanut")], customers=[a_customer(forbids="peanut")])
    row = told(world, prices=[("machine", "OVN1", 0, 0, 2000.0)])
    assert "禁含的peanut" in row.reason
    assert "capacity does not help" in row.remedy


def test_only_the_kilograms_that_may_be_had_count_when_part_of_the_class_forbids():
    strict = a_customer("S2", forbids="peanut")
    demand = [("S1", "P1", 0, 100.0), ("S2", "P1", 0, 30.0)]
    world = a_bakery(products=[a_product(contains="peanut")], customers=[a_customer(), strict], demand=demand)
    row = told(world, kg=130.0, prices=[("machine", "OVN1", 0, 0, 2000.0)])
    assert "1 h more OVN1" in row.remedy


def test_a_whole_batch_for_a_few_kilograms_is_not_worth_making():
    row = told(a_bakery(products=[a_product(batch_kg=50.0)]), kg=5.0)
    assert "为 5 kg 做整批 50 kg 不划算（缺货代价 100 元）" in row.reason
    assert "a whole batch of 50 kg for 5 kg" in row.reason
    assert "45 kg more orders" in row.remedy


def test_shortages_that_fill_a_batch_together_are_not_blamed_on_the_batch():
    demand = [("S1", "P1", day, 25.0) for day in (0, 1)]
    world = a_bakery(products=[a_product(batch_kg=50.0)], demand=demand)
    rows = told_all(world, [(0, 25.0), (1, 25.0)], [("machine", "OVN1", 0, 0, 500.0)])
    assert "OVN1 full on 6 Jan" in rows[0].reason
    assert all("not worth making" not in row.reason for row in rows)


def test_a_minimum_lot_for_a_few_kilograms_is_not_worth_making():
    assert "最小批 40 kg" in told(a_bakery(products=[a_product(min_lot_kg=40.0)]), kg=5.0).reason


def test_a_set_up_for_a_few_kilograms_is_not_worth_making():
    row = told(a_bakery(products=[a_product(setup_yuan=300.0)]), kg=5.0)
    assert "换产一次要 300 元" in row.reason


def test_a_greatest_lot_is_the_reason_when_nothing_else_is_short():
    assert "最大批 20 kg 已满" in told(a_bakery(products=[a_product(max_lot_kg=20.0)])).reason


def test_a_shortage_that_no_price_explains_is_owned_as_left_over():
    assert "left over within the proven gap" in told(a_bakery()).reason


def kit_world():
    """A box of P1, which is baked; the box itself only needs its filling and the packing table."""
    return a_bakery(
        families=[a_family(), a_family("FK")],
        resources=[an_oven(), an_oven("PACK", name="装盒台")],
        routing=[a_stage(), a_stage("FK", resource="PACK")],
        products=[a_product(), a_product("BOX", name="礼盒", family="FK")],
        kits=[a_kit_part("BOX", "A", "P1", kg_per_kg=0.5)],
        demand=[("S1", "BOX", 0, 100.0)],
    )


def test_a_kit_without_components_is_followed_to_what_its_component_lacks():
    prices = [("slot", "0", 0, 0, 15.0), ("machine", "OVN1", 0, 0, 3000.0)]
    row = told(kit_world(), product="BOX", prices=prices)
    assert "配件长白糕：烤炉1月6日已满" in row.reason
    assert "0.4 h more OVN1" in row.remedy


def test_a_kit_whose_component_lacks_nothing_nameable_names_the_component():
    row = told(kit_world(), product="BOX", prices=[("slot", "0", 0, 0, 15.0)])
    assert "礼盒配件 长白糕1月6日不足" in row.reason
    assert "40 kg more component P1 on 6 Jan, worth up to 40 yuan/kg" in row.remedy


def test_names_of_any_length_stay_within_the_field():
    world = a_bakery(
        materials=[a_material("M" * 30, name="面" * 60, unit="u" * 10)],
        recipes=[a_recipe_line(material="M" * 30)],
        products=[a_product(setup_minutes=10.0)],
    )
    prices = [("material", "M" * 30, 0, 0, 40.0), ("machine", "OVN1", 0, 0, 900.0)]
    row = told(world, prices=prices)
    assert max(len(row.reason), len(row.remedy)) <= 200


def test_the_tightest_limits_are_those_worth_most_over_the_horizon():
    world = a_bakery(days=days("www"))
    groups = GroupIndex(world)
    prices, used = np.zeros((len(groups), 3)), np.ones((len(groups), 3))
    prices[groups.number("hands", "W1")] = [100.0, 0.0, 20.0]
    prices[groups.number("machine", "OVN1")] = [0.0, 50.0, 0.0]
    used[groups.number("machine", "OVN1")] = 8.0
    found = tightest(world, groups, prices, used)
    assert found == [("烤炉 OVN1", 400.0), ("传统糕点车间人手 W1 hands", 120.0)]


def test_the_price_of_a_limit_that_is_not_short_is_never_told_as_worth_something():
    world = a_bakery()
    groups = GroupIndex(world)
    assert tightest(world, groups, np.zeros((len(groups), 3)), np.ones((len(groups), 3))) == []


def test_goods_without_a_price_are_explained_as_well():
    free = a_bakery(products=[a_product(price_yuan_kg=0.0)])
    assert "left over" in told(free).reason
    assert "OVN1 full" in told(free, prices=[("machine", "OVN1", 0, 0, 5.0)]).reason


@pytest.mark.parametrize("kg", [1e-6, 0.5, 12345.678])
def test_any_amount_can_be_told(kg):
    row = told(a_bakery(), kg=kg, prices=[("machine", "OVN1", 0, 0, 2000.0)])
    assert "OVN1" in row.remedy
    assert "e-" not in row.remedy
