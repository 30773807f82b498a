"""Bakeries and bakes that many tests start from, each a step larger than the smallest one."""

from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from tests.builders import (
    a_bakery,
    a_crew,
    a_family,
    a_kit_part,
    a_lane,
    a_plan,
    a_product,
    a_stage,
    a_workshop,
    an_oven,
    days,
)


def baked(scenario: Scenario, kg: float, *, sold: float | None = None, **rows: Any) -> Plan:
    """One lot of P1 on the first day, delivered to S1."""
    delivered = kg if sold is None else sold
    return a_plan(scenario, lots=[("L1", "P1", 0, kg)], deliveries=[("S1", "L1", 0, delivered)], **rows)


def boxes(**parts: Any) -> Scenario:
    """A bakery that also packs BOX, whose one slot a is filled with P1."""
    usual: dict[str, Any] = {
        "families": [a_family(), a_family("F2", name="礼盒")],
        "resources": [an_oven(), an_oven("PACK", name="包装线")],
        "routing": [a_stage(), a_stage("F2", resource="PACK")],
        "products": [a_product(), a_product("BOX", name="礼盒", family="F2")],
        "kits": [a_kit_part("BOX", "a", "P1")],
        "demand": [("S1", "BOX", 0, 10.0)],
    }
    return a_bakery(**(usual | parts))


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
