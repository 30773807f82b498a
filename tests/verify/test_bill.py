"""The bill, line by line, against sums done by hand."""

from typing import Any

import pytest

from planner.domain.people import Absence
from planner.verify import bill_of
from tests.builders import (
    START,
    a_bakery,
    a_class,
    a_crew,
    a_customer,
    a_lane,
    a_plan,
    a_pool,
    a_product,
    a_stock_lot,
    a_workshop,
    a_zone,
    days,
)


def line(name: str, parts: dict[str, Any], rows: dict[str, Any]) -> float:
    scenario = a_bakery(**parts)
    return bill_of(scenario, a_plan(scenario, **rows))[name]


def test_a_missing_kilogram_costs_its_price_times_the_multiple_of_the_class() -> None:
    """30 kg of 100 missing at 10 yuan, three times."""
    parts = {"classes": [a_class(shortage_multiple=3.0)]}
    rows = {"lots": [("L1", "P1", 0, 70.0)], "deliveries": [("S1", "L1", 0, 70.0)]}
    assert line("shortage", parts, rows) == pytest.approx(30 * 10 * 3)


def test_overtime_costs_the_multiple_of_the_day_for_those_present() -> None:
    """Two hours of three people at 1.5 x 20, and eight of four at 2 x 20."""
    absent = Absence(crew="C1", date=START, people=1)
    rows = {"crew_days": [("C1", 0, "works", 8.0, 2.0), ("C1", 1, "premium", 0.0, 8.0)]}
    parts = {"days": days("wr"), "absences": [absent]}
    assert line("overtime", parts, rows) == pytest.approx(2 * 3 * 30 + 8 * 4 * 40)


def test_hours_opened_beyond_the_plain_shift_and_on_rest_days_cost_extra() -> None:
    parts = {"days": days("wr"), "workshops": [a_workshop(extra_yuan_hour=50.0)]}
    rows = {"shifts": [("W1", 0, 10.0), ("W1", 1, 4.0)]}
    assert line("extra_hours", parts, rows) == pytest.approx((2 + 4) * 50)


def test_borrowed_and_temporary_hours_cost_their_rates() -> None:
    parts = {
        "workshops": [a_workshop(), a_workshop("W2")],
        "crews": [a_crew("C2", workshop="W2")],
        "borrowing": [a_lane()],
        "temps": [a_pool()],
        "settings": {"borrowed_yuan_hour": 5.0},
    }
    rows = {"borrowed": [("W2", "W1", 0, 3.0)], "temps": [("W1", 0, 2.0)]}
    assert line("borrowed", parts, rows) == pytest.approx(3 * 5)
    assert line("temps", parts, rows) == pytest.approx(2 * 18)


def test_every_lot_costs_its_set_up() -> None:
    parts = {"products": [a_product(setup_yuan=40.0)]}
    assert line("setups", parts, {"lots": [("L1", "P1", 0, 5.0), ("L2", "P1", 1, 5.0)]}) == pytest.approx(80)


def test_a_night_costs_the_kilogram_and_its_share_of_a_pallet() -> None:
    """50 kg stay three nights (the last evening counts), 50 kg none; blocked stock pays its room too."""
    parts = {
        "zones": [a_zone(yuan_pallet_day=25.0)],
        "products": [a_product(holding_yuan_kg_day=0.1)],
        "stock": [a_stock_lot(blocked=True, kg=10.0)],
    }
    rows = {"lots": [("L1", "P1", 0, 100.0)], "deliveries": [("S1", "L1", 0, 50.0)]}
    assert line("holding", parts, rows) == pytest.approx((50 + 10) * 3 * (0.1 + 25 / 250))


def test_what_is_written_off_costs_its_waste() -> None:
    rows = {"lots": [("L1", "P1", 0, 100.0)], "write_offs": [("L1", 0, 30.0), ("L1", 1, 20.0)]}
    assert line("waste", {}, rows) == pytest.approx(50 * 6)


def test_a_delivery_to_nobody_known_does_not_pay_for_a_shortage() -> None:
    scenario = a_bakery(days=days("w"), customers=[a_customer()])
    plan = a_plan(scenario, lots=[("L1", "P1", 0, 100.0)], deliveries=[("S1", "L1", 0, 100.0)])
    plan.deliveries["customer"] = "S9"
    assert bill_of(scenario, plan)["shortage"] == pytest.approx(2000)
