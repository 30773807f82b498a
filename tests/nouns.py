"""One builder a noun: a valid record of the smallest bakery, every field replaceable by keyword."""

from datetime import date as Date
from datetime import time as Time
from datetime import timedelta
from typing import Any

from planner.domain.calendar import Day, DayKind, Shift
from planner.domain.market import Channel, Customer, CustomerClass
from planner.domain.people import BorrowLane, Crew, TempPool, Workshop
from planner.domain.plant import Resource, ResourceKind, RoutingStage
from planner.domain.product import Family, KitComponent, Product, ReleaseClass
from planner.domain.supply import Material, MaterialLot, RecipeLine, StockLot, Zone

START = Date(2025, 1, 6)
MULTIPLES = {DayKind.WORK: 1.5, DayKind.REST: 2.0, DayKind.STATUTORY: 3.0}


def on(day: int | Date) -> Date:
    """The date of a day counted from START; dates pass through."""
    return START + timedelta(days=day) if isinstance(day, int) else day


def days(kinds: str = "www", start: Date = START) -> tuple[Day, ...]:
    """Calendar days by letter: w work, r rest, s statutory."""
    kind_of = {"w": DayKind.WORK, "r": DayKind.REST, "s": DayKind.STATUTORY}
    return tuple(
        Day(
            date=start + timedelta(days=n), kind=kind_of[letter], overtime_multiple=MULTIPLES[kind_of[letter]]
        )
        for n, letter in enumerate(kinds)
    )


def a_shift(code: str = "DAY", **fields: Any) -> Shift:
    """07:30 to 16:30, 8 paid hours; at the latest to 20:00, 11 paid hours; doors an hour earlier and later."""
    usual = {
        "name": "白班",
        "starts": Time(7, 30),
        "ends": Time(16, 30),
        "latest_end": Time(20, 0),
        "lunch_from": Time(12, 0),
        "lunch_minutes": 60,
        "dinner_from": Time(17, 0),
        "dinner_minutes": 30,
        "early_minutes": 60,
        "late_minutes": 60,
        "last_out": Time(21, 0),
    }
    return Shift(code=code, **(usual | fields))


def a_workshop(code: str = "W1", **fields: Any) -> Workshop:
    return Workshop(code=code, **({"name": "传统糕点车间", "shift": "DAY"} | fields))


def a_crew(code: str = "C1", **fields: Any) -> Crew:
    """Four hands, every paid hour productive, 20 yuan an hour."""
    usual = {"name": "甲班", "workshop": "W1", "headcount": 4, "wage_yuan_hour": 20.0, "efficiency": 1.0}
    return Crew(code=code, **(usual | fields))


def a_lane(from_workshop: str = "W2", to_workshop: str = "W1", **fields: Any) -> BorrowLane:
    usual = {"people": 2, "productivity": 0.5, "from_date": START, "to_date": on(60)}
    return BorrowLane(from_workshop=from_workshop, to_workshop=to_workshop, **(usual | fields))


def a_pool(workshop: str = "W1", **fields: Any) -> TempPool:
    usual = {"people": 2, "wage_yuan_hour": 18.0, "productivity": 0.5, "from_date": START, "to_date": on(60)}
    return TempPool(workshop=workshop, **(usual | fields))


def an_oven(code: str = "OVN1", **fields: Any) -> Resource:
    """One oven whose every open hour is usable."""
    usual = {"name": "烤炉", "workshop": "W1", "kind": ResourceKind.OVEN, "availability": 1.0}
    return Resource(code=code, **(usual | fields))


def a_family(code: str = "F1", **fields: Any) -> Family:
    return Family(code=code, **({"name": "老式糕点", "workshop": "W1"} | fields))


def a_stage(family: str = "F1", seq: int = 10, resource: str = "OVN1", **fields: Any) -> RoutingStage:
    """100 kg an hour with two hands; the line stage unless said otherwise."""
    usual = {"stage": "烘烤", "is_line": True, "kg_per_hour": 100.0, "workers": 2.0}
    return RoutingStage(family=family, seq=seq, resource=resource, **(usual | fields))


def a_release(code: str = "R0", **fields: Any) -> ReleaseClass:
    return ReleaseClass(code=code, **({"name": "即放行", "hold_days": 0} | fields))


def a_zone(code: str = "AMB", **fields: Any) -> Zone:
    return Zone(code=code, **({"name": "常温", "pallets": 100.0} | fields))


def a_product(code: str = "P1", **fields: Any) -> Product:
    """10 yuan a kilogram, 30 days of life, no set-up, any amount."""
    usual = {
        "name": "长白糕",
        "family": "F1",
        "zone": "AMB",
        "release": "R0",
        "shelf_days": 30,
        "price_yuan_kg": 10.0,
        "waste_yuan_kg": 6.0,
    }
    return Product(code=code, **(usual | fields))


def a_kit_part(kit: str, slot: str, component: str, **fields: Any) -> KitComponent:
    return KitComponent(kit=kit, slot=slot, component=component, **({"kg_per_kg": 1.0} | fields))


def a_material(code: str = "FLOUR", **fields: Any) -> Material:
    return Material(code=code, **({"name": "面粉"} | fields))


def a_material_lot(code: str = "FLOUR-1", **fields: Any) -> MaterialLot:
    usual = {"material": "FLOUR", "quantity": 1000.0, "arrives": START, "expires": on(60)}
    return MaterialLot(code=code, **(usual | fields))


def a_recipe_line(owner: str = "F1", material: str = "FLOUR", per_kg: float = 0.5) -> RecipeLine:
    return RecipeLine(owner=owner, material=material, per_kg=per_kg)


def a_stock_lot(code: str = "K1", day: int | Date = 0, **fields: Any) -> StockLot:
    return StockLot(code=code, date=on(day), **({"product": "P1", "kg": 100.0} | fields))


def a_class(code: str = "STORE", **fields: Any) -> CustomerClass:
    """Stores that take half the shelf life and value a missing kilogram at twice its price."""
    usual = {"name": "直营店", "channel": Channel.STORE, "shortage_multiple": 2.0, "life_fraction": 0.5}
    return CustomerClass(code=code, **(usual | fields))


def a_customer(code: str = "S1", **fields: Any) -> Customer:
    return Customer(code=code, **({"name": "中央大街店", "customer_class": "STORE"} | fields))
