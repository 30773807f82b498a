"""Workbooks whose cells are all sound but do not make sense together."""

from datetime import date as Date
from datetime import time as Time
from pathlib import Path
from typing import Any

from planner.domain.fleet import Vehicle, Wave
from planner.domain.market import AcceptedAge
from planner.domain.people import Absence
from planner.domain.supply import StockLot
from tests.builders import (
    a_customer,
    a_family,
    a_kit_part,
    a_lane,
    a_material,
    a_material_lot,
    a_pool,
    a_product,
    a_release,
    a_shift,
    a_stage,
    a_stock_lot,
    a_workshop,
    a_zone,
    days,
    on,
)
from tests.workbook.books import a_book
from tests.workbook.faulty_cells import Case, cells


def world(**parts: Any) -> Case:
    """A workbook of the tiny world with some of its parts replaced."""
    return lambda folder: a_book(folder, **parts)


def _horizon_reversed(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets["Settings"][2].__setitem__(1, Date(2024, 1, 6)))


def _horizon_endless(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets["Settings"][2].__setitem__(1, Date(2205, 1, 6)))


def _fair_band(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets["Settings"][10].__setitem__(1, 0.99))


def _short_calendar(folder: Path) -> Path:
    return a_book(folder, lambda sheets: sheets["Calendar"].__delitem__(slice(4, 6)))


PRODUCTS = (a_product("P1"), a_product("P2", name="桃酥"))
KIT = a_product("BOX", name="礼盒")

VAN = Vehicle(code="VAN", zones="AMB, FREEZ", channels="shops", own=1, payload_kg=700, crates=60)
EVENING = Wave(code="E", starts=Time(17, 0), ends=Time(1, 0), channels="store,stroe")

SENSE_CASES: dict[str, Case] = {
    "trucks_nowhere": world(vehicles=(VAN,), waves=(EVENING,)),
    "last_day_before_the_first": _horizon_reversed,
    "horizon_of_centuries": _horizon_endless,
    "fair_band_reversed": _fair_band,
    "days_missing_from_the_calendar": _short_calendar,
    "lending_ends_before_it_begins": world(
        borrowing=[a_lane("W1", "W1", from_date=on(3), to_date=on(1))],
        temps=[a_pool(to_date=Date(2024, 1, 1))],
    ),
    "two_pools_on_one_day": world(
        workshops=[a_workshop("W1"), a_workshop("W2", name="西点车间")],
        temps=[
            a_pool(to_date=on(2)),
            a_pool(from_date=on(2), wage_yuan_hour=15.0),
            a_pool("W2", from_date=on(1)),
            a_pool("W2", from_date=on(61), to_date=on(70)),
            a_pool("W2", from_date=on(0), to_date=on(0)),
        ],
    ),
    "shift_without_paid_hours": world(shifts=[a_shift(ends=Time(8, 0))]),
    "latest_end_before_the_plain_one": world(shifts=[a_shift(latest_end=Time(16, 0))]),
    "last_out_before_the_latest_end": world(shifts=[a_shift(last_out=Time(19, 0))]),
    "more_absent_than_there_are": world(absences=[Absence(crew="C1", date=on(0), people=9)]),
    "no_line_stage": world(routing=[a_stage(is_line=False)]),
    "two_line_stages": world(routing=[a_stage(), a_stage(seq=20)]),
    "line_without_resource": world(routing=[a_stage(resource="", kg_per_hour=None)]),
    "alternatives_off_the_line": world(
        routing=[a_stage(), a_stage(seq=20, is_line=False), a_stage(seq=20, is_line=False, resource="")]
    ),
    "stage_without_rate": world(routing=[a_stage(kg_per_hour=None, batch_kg=40.0)]),
    "waits_reversed": world(routing=[a_stage(wait_min_minutes=90, wait_max_minutes=60)]),
    "family_without_routing": world(
        families=[a_family(), a_family("F2", name="面包"), a_family("F3", name="月饼")],
        products=[a_product("P1"), a_product("P2", family="F2")],
    ),
    "lot_sizes_contradict": world(
        products=[
            a_product("P1", min_lot_kg=500.0, max_lot_kg=400.0),
            a_product("P2", batch_kg=60.0, min_lot_kg=70.0, max_lot_kg=100.0),
        ]
    ),
    "kit_in_a_kit": world(
        products=[*PRODUCTS, KIT, a_product("SET", name="套盒")],
        kits=[a_kit_part("BOX", "1", "P1"), a_kit_part("SET", "1", "BOX"), a_kit_part("SET", "2", "P2")],
    ),
    "material_expired_on_arrival": world(
        materials=[a_material()], material_lots=[a_material_lot(expires=Date(2025, 1, 1))]
    ),
    "stock_from_the_future_and_the_past": world(
        stock=[a_stock_lot("K1", 3), StockLot(code="K2", product="P1", date=Date(2024, 1, 1), kg=5)]
    ),
    "zone_without_room": world(
        zones=[
            a_zone(pallets=10.0, reserved_pallets=10.0),
            a_zone("FRZ", pallets=10.0, reserved_pallets=12.0),
        ]
    ),
    "zone_full_of_blocked_stock": world(
        zones=[a_zone(pallets=3.0, reserved_pallets=1.0)],
        stock=[a_stock_lot(kg=500.0, blocked=True), a_stock_lot("K2", kg=10.0, blocked=True)],
    ),
    "receiving_window_reversed": world(
        customers=[a_customer("S1", window_from=Time(9, 0), window_to=Time(7, 0)), a_customer("S2")]
    ),
    "orders_outside_the_plan": cells("Demand", C1=Date(2025, 3, 1), G1=Date(2024, 12, 31)),
    "orders_never_deliverable": world(
        releases=[a_release(hold_days=9)],
        customers=[a_customer("S1", transit_days=1), a_customer("S2")],
        accepted_ages=[AcceptedAge(customer_class="STORE", family="F1", max_age_days=9)],
    ),
    "orders_of_what_is_forbidden": world(
        products=[a_product("P1", contains="nut, egg"), a_product("P2")],
        customers=[a_customer("S1", forbids="peanut，nut"), a_customer("S2")],
    ),
    "calendar_longer_than_the_plan": world(days=days("wwwwwrr")),
}
