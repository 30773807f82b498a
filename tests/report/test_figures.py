"""The key figures, against sums done by hand."""

from dataclasses import replace

import pytest

from planner.domain.market import Channel
from planner.domain.people import Absence
from planner.domain.plan import PlanHead
from planner.report import key_figures
from tests import builders
from tests.builders import a_bakery, a_class, a_crew, a_customer, a_plan


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
