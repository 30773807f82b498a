"""Breaches beyond the rules' own worlds: other ways to break a rule, each caught by that rule alone."""

from dataclasses import replace
from typing import Any

import pytest

from planner.domain.people import Absence
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.verify import judge
from tests.builders import (
    START,
    a_bakery,
    a_class,
    a_crew,
    a_customer,
    a_family,
    a_kit_part,
    a_lane,
    a_lot,
    a_material,
    a_material_lot,
    a_plan,
    a_pool,
    a_product,
    a_recipe_line,
    a_shift,
    a_stage,
    a_stock_lot,
    a_workshop,
    an_oven,
    days,
    on,
)


def breaches(scenario: Scenario, plan: Plan) -> list[tuple[str, float]]:
    return [(finding.rule, round(finding.amount, 3)) for finding in judge(scenario, plan).findings]


def two_workshops(**parts: Any) -> Scenario:
    """W1 bakes with two hands; W2 has an oven of its own and may lend two people at half speed."""
    usual: dict[str, Any] = {
        "days": days("w"),
        "workshops": [a_workshop(), a_workshop("W2", name="西点车间")],
        "crews": [a_crew("C1", headcount=1), a_crew("C2", workshop="W2", headcount=2)],
        "resources": [an_oven(), an_oven("OVN2", workshop="W2")],
        "families": [a_family(), a_family("F2", workshop="W2")],
        "routing": [a_stage(), a_stage("F2", resource="OVN2")],
        "products": [a_product(), a_product("P2", family="F2")],
        "borrowing": [a_lane()],
        "demand": [("S1", "P1", 0, 800.0), ("S1", "P2", 0, 800.0)],
    }
    return a_bakery(**(usual | parts))


def both_baked(scenario: Scenario, first: float, second: float, **rows: Any) -> Plan:
    lots = [("L1", "P1", 0, first), ("L2", "P2", 0, second)]
    sold = [("S1", "L1", 0, first), ("S1", "L2", 0, second)]
    return a_plan(scenario, lots=lots, deliveries=sold, **rows)


def test_lent_hands_are_missing_where_they_came_from() -> None:
    """W2 has 16 person-hours, lends 4, and 800 kg there take 16."""
    scenario = two_workshops()
    plan = both_baked(scenario, 500.0, 800.0, borrowed=[("W2", "W1", 0, 4.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 4.0)]


def test_a_borrowed_hour_does_half_the_work() -> None:
    """W1 has 8 person-hours of its own; 8 borrowed ones are worth 4, and 800 kg take 16."""
    scenario = two_workshops()
    plan = both_baked(scenario, 800.0, 400.0, borrowed=[("W2", "W1", 0, 8.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 4.0)]


@pytest.mark.parametrize("lanes", [[], [a_lane(to_date=START, from_date=on(-3))], [a_lane("W1", "W2")]])
def test_nobody_is_borrowed_without_a_lane_on_its_days(lanes: list[Any]) -> None:
    scenario = two_workshops(days=days("ww"), borrowing=lanes)
    plan = a_plan(scenario, borrowed=[("W2", "W1", 1, 2.0)])
    assert breaches(scenario, plan) == [("borrowed_worker_works_slower_and_leaves_a_gap", 2.0)]


def test_skilled_work_is_not_done_by_general_hands() -> None:
    """100 kg take 2 person-hours of masters; 32 general ones are present."""
    scenario = a_bakery(days=days("w"), routing=[a_stage(skill="master")])
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("no_more_hands_in_use_than_present", 2.0)]


@pytest.mark.parametrize(
    ("kinds", "attendance", "plain", "overtime", "too_many"),
    [
        ("r", "works", 8.0, 0.0, 8.0),
        ("w", "premium", 0.0, 4.0, 4.0),
        ("r", "premium", 2.0, 4.0, 2.0),
        ("s", "in lieu", 8.0, 0.0, 8.0),
        ("w", "works", 9.0, 0.0, 1.0),
    ],
)
def test_hours_fit_the_kind_of_day(
    kinds: str, attendance: str, plain: float, overtime: float, too_many: float
) -> None:
    scenario = a_bakery(days=days(kinds), demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 0, attendance, plain, overtime)])
    assert breaches(scenario, plan) == [("crew_works_only_in_an_opened_shift", too_many)]


def test_a_shift_opens_no_longer_than_its_pattern() -> None:
    scenario = a_bakery(days=days("w"), demand=[])
    assert breaches(scenario, a_plan(scenario, shifts=[("W1", 0, 12.5)])) == [
        ("crew_works_only_in_an_opened_shift", 1.5)
    ]


def test_nobody_works_a_rest_day_in_lieu_where_that_is_not_agreed() -> None:
    scenario = a_bakery(days=days("rw"), settings={"time_off_in_lieu": False}, demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 0, "in lieu", 8.0, 0.0), ("C1", 1, "off", 0.0, 0.0)])
    assert breaches(scenario, plan) == [("time_off_in_lieu_is_given_in_the_same_month", 4.0)]


def test_time_off_in_another_month_gives_nothing_back() -> None:
    """31 January worked in lieu, 3 February off."""
    scenario = a_bakery(days=days("rw", start=on(25)), demand=[])
    plan = a_plan(scenario, crew_days=[("C1", 25, "in lieu", 8.0, 0.0), ("C1", 26, "off", 0.0, 0.0)])
    assert breaches(scenario, plan) == [("time_off_in_lieu_is_given_in_the_same_month", 4.0)]


def test_rest_day_work_counts_towards_the_month_only_if_it_says_so() -> None:
    premium = [("C1", 0, "premium", 0.0, 8.0)]
    for counts, expected in ((True, [("overtime_stays_within_thirty_six_hours_a_month", 4.0)]), (False, [])):
        scenario = a_bakery(
            days=days("r"),
            settings={"rest_day_work_counts": counts},
            demand=[],
            crews=[a_crew(overtime_used_hours=32.0)],
        )
        assert breaches(scenario, a_plan(scenario, crew_days=premium)) == expected


def test_thirteen_days_in_a_row_lack_a_day_of_rest_for_each_of_four_people() -> None:
    scenario = a_bakery(days=days("w" * 13), demand=[])
    worked = [("C1", day, "works", 8.0, 0.0) for day in range(13)]
    assert breaches(scenario, a_plan(scenario, crew_days=worked)) == [("crew_rests_one_day_in_seven", 4.0)]


def test_half_a_crew_rests_on_saturday_and_half_on_thursday() -> None:
    """Four people, two at a time off: everyone works six days of seven, three weeks on end."""
    scenario = a_bakery(days=days("w" * 21), demand=[])
    halves = [("C1", day, "works", 8.0, 0.0, 2) for day in range(21) if day % 7 in (3, 5)]
    whole = [("C1", day, "works", 8.0, 0.0) for day in range(21) if day % 7 not in (3, 5)]
    assert breaches(scenario, a_plan(scenario, crew_days=[*halves, *whole])) == []


@pytest.mark.parametrize(("resting", "lacking"), [(2, 2.0), (4, 0.0)])
def test_days_worked_before_the_plan_are_worked_by_all(resting: int, lacking: float) -> None:
    """Five days worked before it; on the first of two days some rest, on the second nobody."""
    scenario = a_bakery(days=days("ww"), crews=[a_crew(days_worked=5)], demand=[])
    rows = [("C1", 0, "works", 8.0, 0.0, 4 - resting), ("C1", 1, "works", 8.0, 0.0)]
    expected = [("crew_rests_one_day_in_seven", lacking)] if lacking else []
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == expected


def test_each_person_too_many_in_lieu_is_a_day_not_given_back() -> None:
    """Three of four come on Saturday in lieu; on Monday one is absent and one has it off."""
    scenario = a_bakery(days=days("rw"), absences=[Absence(crew="C1", date=on(1), people=1)], demand=[])
    rows = [("C1", 0, "in lieu", 8.0, 0.0, 3), ("C1", 1, "works", 8.0, 0.0, 2)]
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == [
        ("time_off_in_lieu_is_given_in_the_same_month", 2.0)
    ]


def test_some_come_in_lieu_and_others_at_premium_pay_on_one_day() -> None:
    scenario = a_bakery(days=days("rw"), demand=[])
    saturday = [("C1", 0, "in lieu", 8.0, 1.0, 2), ("C1", 0, "premium", 0.0, 8.0, 2)]
    plan = a_plan(scenario, crew_days=[*saturday, ("C1", 1, "works", 8.0, 0.0, 2)])
    assert breaches(scenario, plan) == []
    assert {row.line: row.yuan for row in plan.bill}["overtime"] == pytest.approx((2 * 1 + 2 * 8) * 20 * 2)


def test_no_more_of_a_crew_come_than_are_not_absent() -> None:
    """Three are present; two come in lieu for 9 h and two at premium pay for 7: a quarter of 32 too many."""
    away = Absence(crew="C1", date=START, people=1)
    scenario = a_bakery(days=days("rww"), absences=[away], demand=[])
    saturday = [("C1", 0, "in lieu", 8.0, 1.0, 2), ("C1", 0, "premium", 0.0, 7.0, 2)]
    rows = [*saturday, ("C1", 1, "works", 8.0, 0.0, 2)]
    assert breaches(scenario, a_plan(scenario, crew_days=rows)) == [
        ("no_more_hands_in_use_than_present", 8.0)
    ]


def test_the_month_limits_the_average_member() -> None:
    """One hour is left to each of four: three may go to one person, six to two are two too many."""
    scenario = a_bakery(
        days=days("ww"),
        shifts=[a_shift(latest_end="21:00")],
        crews=[a_crew(overtime_used_hours=35.0)],
        demand=[],
    )
    for people, too_many in ((1, 0.0), (2, 0.5)):
        rows = [("C1", 0, "works", 8.0, 3.0, people)]
        expected = [("overtime_stays_within_thirty_six_hours_a_month", too_many)] if too_many else []
        assert breaches(scenario, a_plan(scenario, crew_days=rows)) == expected


def test_only_those_who_come_lend_a_hand() -> None:
    """One of four comes: 8 person-hours, and 500 kg take 10."""
    scenario = a_bakery(days=days("w"), demand=[("S1", "P1", 0, 500.0)])
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 500.0)],
        deliveries=[("S1", "L1", 0, 500.0)],
        crew_days=[("C1", 0, "works", 8.0, 0.0, 1)],
    )
    assert breaches(scenario, plan) == [("no_more_hands_in_use_than_present", 2.0)]


def test_temporary_hands_do_not_come_outside_their_dates() -> None:
    scenario = a_bakery(days=days("ww"), temps=[a_pool(to_date=START)], demand=[])
    assert breaches(scenario, a_plan(scenario, temps=[("W1", 1, 3.0)])) == [
        ("temporary_hands_stay_within_the_pool", 3.0)
    ]


def test_a_lot_on_a_line_of_another_family_strays() -> None:
    scenario = two_workshops()
    lot = a_lot(scenario, "L1", "P1", 0, 100.0, line="OVN2")
    assert breaches(scenario, a_plan(scenario, lots=[lot], deliveries=[("S1", "L1", 0, 100.0)])) == [
        ("lot_follows_its_routing", 1.0)
    ]


@pytest.mark.parametrize(("kg", "off"), [(30.0, 20.0), (125.0, 5.0), (50.0, 0.0)])
def test_a_lot_stays_between_its_minimum_and_maximum(kg: float, off: float) -> None:
    scenario = a_bakery(
        days=days("w"), products=[a_product(min_lot_kg=50.0, max_lot_kg=120.0)], demand=[("S1", "P1", 0, kg)]
    )
    plan = a_plan(scenario, lots=[("L1", "P1", 0, kg)], deliveries=[("S1", "L1", 0, kg)])
    rule = "lot_is_made_of_whole_batches_within_its_minimum_and_maximum"
    assert breaches(scenario, plan) == ([(rule, off)] if off else [])


@pytest.mark.parametrize(
    "dates", [{"arrives": on(1)}, {"arrives": on(-9), "expires": on(-1)}], ids=["not there yet", "expired"]
)
def test_material_is_used_only_while_usable(dates: dict[str, Any]) -> None:
    scenario = a_bakery(
        days=days("ww"),
        materials=[a_material()],
        recipes=[a_recipe_line()],
        material_lots=[a_material_lot(**dates)],
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0)],
        deliveries=[("S1", "L1", 0, 100.0)],
        materials=[(0, "W1", "FLOUR-1", 50.0)],
    )
    assert breaches(scenario, plan) == [("material_is_in_the_store_when_it_is_used", 50.0)]


def test_no_more_is_drawn_from_a_material_lot_than_it_holds() -> None:
    scenario = a_bakery(
        days=days("w"),
        materials=[a_material()],
        material_lots=[a_material_lot(quantity=40.0)],
        recipes=[a_recipe_line()],
    )
    plan = a_plan(
        scenario,
        lots=[("L1", "P1", 0, 100.0)],
        deliveries=[("S1", "L1", 0, 100.0)],
        materials=[(0, "W1", "FLOUR-1", 50.0)],
    )
    assert breaches(scenario, plan) == [("material_is_in_the_store_when_it_is_used", 10.0)]


def boxes(**parts: Any) -> Scenario:
    """BOX has one slot a, filled with half a kilogram of P1, or of P2 at 3 yuan."""
    usual: dict[str, Any] = {
        "days": days("w"),
        "families": [a_family(), a_family("F2")],
        "resources": [an_oven(), an_oven("PACK")],
        "routing": [a_stage(), a_stage("F2", resource="PACK")],
        "products": [
            a_product(),
            a_product("P2"),
            a_product("P3"),
            a_product("BOX", name="礼盒", family="F2"),
        ],
        "kits": [
            a_kit_part("BOX", "a", "P1", kg_per_kg=0.5),
            a_kit_part("BOX", "a", "P2", kg_per_kg=0.5, swap_yuan_kg=3.0),
        ],
        "demand": [("S1", "BOX", 0, 10.0), *(("S1", code, 0, 1.0) for code in ("P1", "P2", "P3"))],
    }
    return a_bakery(**(usual | parts))


def boxed(scenario: Scenario, *parts: tuple[str, str, float]) -> Plan:
    return a_plan(
        scenario,
        lots=[("B1", "BOX", 0, 10.0)],
        deliveries=[("S1", "B1", 0, 10.0)],
        components=[("B1", *part) for part in parts],
    )


@pytest.mark.parametrize(
    ("stock", "part", "kilograms"),
    [
        (a_stock_lot(), ("a", "K1", 5.0), None),
        (a_stock_lot(product="P2"), ("a", "K1", 5.0), None),
        (a_stock_lot(), ("a", "K1", 4.0), 2.0),
        (a_stock_lot(blocked=True), ("a", "K1", 5.0), 5.0),
        (a_stock_lot(day=-3), ("a", "K1", 5.0), 5.0),
        (a_stock_lot(product="P3"), ("a", "K1", 5.0), 5.0),
    ],
    ids=["first choice", "swap", "too little", "blocked", "too old", "not in the recipe"],
)
def test_a_box_takes_only_fit_fillings(
    stock: Any, part: tuple[str, str, float], kilograms: float | None
) -> None:
    scenario = boxes(stock=[stock])
    found = breaches(scenario, boxed(scenario, part))
    rule = "kit_is_assembled_only_from_released_components"
    assert found == ([] if kilograms is None else [(rule, kilograms)])


def test_a_swap_costs_its_price() -> None:
    scenario = boxes(stock=[a_stock_lot(product="P2")])
    bill = {row.line: row.yuan for row in boxed(scenario, ("a", "K1", 5.0)).bill}
    assert bill["swaps"] == pytest.approx(15.0)


def test_a_box_without_fillings_is_empty() -> None:
    scenario = boxes()
    assert breaches(scenario, boxed(scenario)) == [("kit_is_assembled_only_from_released_components", 10.0)]


def test_a_box_contains_what_its_fillings_may_contain() -> None:
    scenario = boxes(
        stock=[a_stock_lot()],
        customers=[a_customer(forbids="nut")],
        products=[a_product(), a_product("P2", contains="nut"), a_product("BOX", family="F2")],
        demand=[("S1", "BOX", 0, 10.0), ("S1", "P1", 0, 1.0)],
    )
    plan = boxed(scenario, ("a", "K1", 5.0))
    assert breaches(scenario, plan) == [("product_contains_nothing_its_customer_forbids", 10.0)]


def test_an_ordinary_lot_carries_its_own_date() -> None:
    scenario = a_bakery(days=days("w"))
    lot = a_lot(scenario, "L1", "P1", 0, 100.0).model_copy(update={"dated": on(2)})
    plan = replace(
        a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)]), lots=(lot,)
    )
    assert breaches(scenario, plan) == [("kit_lives_as_long_as_its_oldest_component", 2.0)]


def test_a_blocked_lot_never_ships_and_need_not_be_written_off() -> None:
    scenario = a_bakery(
        days=days("w"),
        stock=[a_stock_lot(blocked=True)],
        products=[a_product(shelf_days=0)],
    )
    assert breaches(scenario, a_plan(scenario)) == []
    plan = a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 100.0)]


def test_a_lot_does_not_ship_before_it_is_made() -> None:
    scenario = a_bakery(days=days("ww"))
    plan = a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 100.0)]


def test_nothing_is_written_off_before_it_is_made() -> None:
    scenario = a_bakery(days=days("ww"))
    plan = a_plan(scenario, lots=[("L1", "P1", 1, 100.0)], write_offs=[("L1", 0, 100.0)])
    assert breaches(scenario, plan) == [("nothing_is_delivered_that_was_not_made_or_in_stock", 100.0)]


def test_days_on_the_road_make_goods_older() -> None:
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        stock=[a_stock_lot(day=-1)],
        classes=[a_class(max_age_days=2)],
        customers=[a_customer(transit_days=2)],
        demand=[("S1", "P1", 0, 100.0)],
    )
    plan = a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])
    assert breaches(scenario, plan) == [("nothing_is_delivered_older_than_its_customer_accepts", 100.0)]


def test_a_peer_may_feast_on_what_the_poor_one_may_not_take() -> None:
    scenario = a_bakery(
        days=days("w"),
        crews=[],
        stock=[a_stock_lot()],
        products=[a_product(contains="nut")],
        customers=[a_customer("S1"), a_customer("S2", forbids="nut")],
        demand=[("S1", "P1", 0, 100.0), ("S2", "P1", 0, 100.0)],
    )
    assert breaches(scenario, a_plan(scenario, deliveries=[("S1", "K1", 0, 100.0)])) == []


LISTED = "shortages_are_what_orders_lack"


def two_classes() -> tuple[Scenario, Plan]:
    """Two stores and a gate order 50 kg each of two days; the stores get 30 kg, the gate all of day 0."""
    scenario = a_bakery(
        days=days("ww"),
        crews=[],
        settings={"fair_low": 0.0},
        stock=[a_stock_lot()],
        classes=[a_class(), a_class("GATE", shortage_multiple=3.0)],
        customers=[a_customer("S1"), a_customer("S2"), a_customer("G1", customer_class="GATE")],
        demand=[(customer, "P1", day, 50.0) for customer in ("S1", "S2", "G1") for day in (0, 1)],
    )
    sold = [("S1", "K1", 0, 30.0), ("S2", "K1", 0, 20.0), ("G1", "K1", 0, 50.0)]
    return scenario, a_plan(scenario, deliveries=sold)


def test_shortages_are_listed_by_day_class_and_product() -> None:
    scenario, plan = two_classes()
    assert [(row.date, row.customer_class, row.kg, row.yuan) for row in plan.shortages] == [
        (on(0), "STORE", 50.0, 1000.0),
        (on(1), "GATE", 50.0, 1500.0),
        (on(1), "STORE", 100.0, 2000.0),
    ]
    assert breaches(scenario, plan) == []


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({"kg": 50.002}, 1),
        ({"kg": 50.0005}, 0),
        ({"yuan": 1000.02}, 1),
        ({"yuan": 1000.005}, 0),
        ({"date": on(1), "customer_class": "GATE"}, 2),
        ({"kg": 0.0, "yuan": 0.0}, 1),
    ],
    ids=str,
)
def test_a_listed_shortage_is_what_orders_lack(changes: dict[str, Any], rows: int) -> None:
    """Shifted to another class and day, the row is missed where it was and doubles one there is."""
    scenario, plan = two_classes()
    first, *others = plan.shortages
    edited = replace(plan, shortages=(first.model_copy(update=changes), *others))
    found = [rule for rule, _ in breaches(scenario, edited) if rule == LISTED]
    assert len(found) == rows


def test_a_shortage_left_out_and_one_made_up_are_named() -> None:
    scenario, plan = two_classes()
    strange = plan.shortages[0].model_copy(update={"customer_class": "GATE", "kg": 5.0, "yuan": 150.0})
    assert breaches(scenario, replace(plan, shortages=plan.shortages[1:])) == [(LISTED, 1.0)]
    assert breaches(scenario, replace(plan, shortages=(*plan.shortages, strange))) == [(LISTED, 1.0)]


def test_a_delivery_moved_to_another_class_changes_what_is_short() -> None:
    scenario, plan = two_classes()
    moved = plan.deliveries.assign(customer=["G1", "S2", "S1"])
    found = judge(scenario, replace(plan, deliveries=moved)).findings
    assert [finding.sentence for finding in found if finding.rule == LISTED] == [
        "P1 长白糕 for class GATE on 2025-01-06: 0.00 kg and 0.00 yuan are listed, "
        "20.00 kg and 600.00 yuan are short.",
        "P1 长白糕 for class STORE on 2025-01-06: 50.00 kg and 1000.00 yuan are listed, "
        "30.00 kg and 600.00 yuan are short.",
    ]


@pytest.mark.parametrize(
    ("cost", "bound", "off"),
    [(2000.0, 2100.0, 100.0), (1990.0, 1990.0, 10.0), (float("nan"), 0.0, float("inf")), (2000.0, 1.0, None)],
)
def test_the_head_agrees_with_the_bill(cost: float, bound: float, off: float | None) -> None:
    """Nothing is delivered, which costs 2,000 yuan."""
    scenario = a_bakery(days=days("w"))
    plan = a_plan(scenario)
    head = plan.head.model_copy(update={"cost_yuan": cost, "bound_yuan": bound})
    found = breaches(scenario, replace(plan, head=head))
    assert found[:1] == ([] if off is None else [("bill_adds_up", off)])


def test_blocked_stock_stays_whatever_it_costs() -> None:
    """It may not even be written off; the order of 100 kg stays open."""
    scenario = a_bakery(days=days("w"), crews=[], stock=[a_stock_lot(blocked=True)])
    plan = a_plan(scenario, write_offs=[("K1", 0, 40.0)])
    assert breaches(scenario, plan) == [("lot_ships_only_after_its_release", 40.0)]
