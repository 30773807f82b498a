"""The key figures, against sums done by hand."""

from dataclasses import replace

import pytest

from planner.domain.market import Carriage, Channel
from planner.domain.page import Mood
from planner.domain.people import Absence
from planner.domain.plan import PlanHead
from planner.report import key_figures
from planner.report.overview import ON_TIME, VILLAGE_ON_TIME
from planner.report.punctual import Stops
from tests import builders
from tests.builders import a_bakery, a_class, a_crew, a_customer, a_plan
from tests.routes import a_routed_plan, a_routed_world


def test_fill_rate_is_kilograms_delivered_over_ordered():
    world = a_bakery(demand=[("S1", "P1", 0, 100.0), ("S1", "P1", 1, 100.0)])
    plan = a_plan(
        world, lots=[("L1", "P1", 0, 150.0)], deliveries=[("S1", "L1", 0, 100.0), ("S1", "L1", 1, 50.0)]
    )
    figures = key_figures(world, plan)
    assert figures.fill_rate == pytest.approx(0.75)
    assert figures.shortage_kg == pytest.approx(50.0)


def test_an_order_is_whole_only_when_every_product_of_the_day_arrives():
    products = [builders.a_product("P1"), builders.a_product("P2")]
    demand = [("S1", "P1", 0, 10.0), ("S1", "P2", 0, 10.0), ("S1", "P1", 1, 10.0)]
    world = a_bakery(products=products, demand=demand)
    sent = [("S1", "L1", 0, 10.0), ("S1", "L1", 1, 10.0), ("S1", "L2", 0, 9.0)]
    plan = a_plan(world, lots=[("L1", "P1", 0, 20.0), ("L2", "P2", 0, 9.0)], deliveries=sent)
    assert key_figures(world, plan).otif == pytest.approx(1 / 2)


def test_channels_stand_with_the_dearest_shortage_first():
    world = a_bakery(
        classes=[a_class(), a_class("VIL", channel=Channel.VILLAGE, shortage_multiple=20.0)],
        customers=[a_customer(), a_customer("V1", customer_class="VIL")],
        demand=[("S1", "P1", 0, 10.0), ("V1", "P1", 0, 30.0)],
    )
    plan = a_plan(world, lots=[("L1", "P1", 0, 30.0)], deliveries=[("V1", "L1", 0, 30.0)])
    channels = key_figures(world, plan).channels
    assert [(row.channel, row.fill_rate, row.otif) for row in channels] == [
        ("village", 1.0, 1.0),
        ("store", 0.0, 0.0),
    ]


def test_overtime_pay_counts_people_wage_and_the_multiple_of_the_day():
    world = a_bakery(crews=[a_crew(headcount=4, wage_yuan_hour=20.0)])
    plan = a_plan(world, crew_days=[("C1", 0, "works", 8.0, 2.0)])
    figures = key_figures(world, plan)
    assert figures.overtime_hours == pytest.approx(4 * 2.0)
    assert figures.overtime_yuan == pytest.approx(4 * 2.0 * 20.0 * 1.5)


def test_absent_people_earn_no_overtime():
    absence = Absence(crew="C1", date=builders.START, people=3)
    world = a_bakery(absences=[absence])
    plan = a_plan(world, crew_days=[("C1", 0, "works", 8.0, 2.0)])
    assert key_figures(world, plan).overtime_hours == pytest.approx(2.0)


def test_load_of_hands_is_needed_over_plain_hours():
    world = a_bakery(crews=[a_crew(headcount=4, efficiency=0.5)])
    plan = a_plan(world, lots=[("L1", "P1", 0, 600.0)])
    use = key_figures(world, plan).hands[0]
    assert use.needed_hours == pytest.approx(600 / 100 * 2)
    assert use.plain_hours == pytest.approx(3 * 4 * 8 * 0.5)
    assert use.plain_use == pytest.approx(0.25)


def test_the_gap_is_the_proven_share_of_the_cost():
    world = a_bakery()
    head = PlanHead(scenario="x", cost_yuan=200.0, bound_yuan=190.0)
    assert key_figures(world, replace(a_plan(world), head=head)).gap == pytest.approx(0.05)


def test_a_world_without_orders_is_fully_served():
    world = a_bakery(demand=[])
    figures = key_figures(world, a_plan(world))
    assert (figures.fill_rate, figures.otif, figures.channels) == (1.0, 1.0, ())


def test_a_stop_is_due_for_each_customer_and_day_and_served_when_nothing_of_it_is_left():
    # S1 in two drops, S2, S3 left behind, D1 at the dock: three of four.
    world = a_routed_world()
    figures = key_figures(world, a_routed_plan(world))
    assert figures.service.stops == Stops(due=4, served=3)
    assert figures.stops_served == pytest.approx(0.75) and figures.village_stops_served is None


def test_what_found_no_truck_is_neither_delivered_nor_whole_and_has_its_price():
    # 12 of 54 kg found no truck; it costs what a shortage of 12 kg of cake costs.
    world = a_routed_world()
    figures = key_figures(world, a_routed_plan(world))
    price = world.product_of["P1"].price_yuan_kg * world.classes[0].shortage_multiple
    assert figures.fill_rate == pytest.approx(42 / 54) and figures.otif == pytest.approx(3 / 4)
    assert figures.left_kg == 12.0 and figures.left_yuan == pytest.approx(12.0 * price)
    assert figures.shortage_kg == pytest.approx(0.0)


def test_the_village_has_a_share_of_its_own():
    classes = [a_class(channel=Channel.VILLAGE), a_class("DIS", carriage=Carriage.DOCK)]
    world = a_routed_world(classes=classes)
    figures = key_figures(world, a_routed_plan(world))
    assert figures.village_stops_served == pytest.approx(2 / 3)


def test_a_plan_without_routes_has_no_stops():
    world = a_bakery(demand=[("S1", "P1", 0, 10.0)])
    figures = key_figures(
        world, a_plan(world, lots=[("L1", "P1", 0, 10.0)], deliveries=[("S1", "L1", 0, 10.0)])
    )
    assert figures.stops_served is None and figures.service.stops == Stops()


def test_a_target_that_is_met_is_green():
    assert [VILLAGE_ON_TIME.mood_of(share) for share in (1.0, 0.99)] == [Mood.GOOD, Mood.RED]
    assert [ON_TIME.mood_of(share) for share in (0.995, 0.99, 0.97)] == [Mood.GOOD, Mood.AMBER, Mood.RED]
