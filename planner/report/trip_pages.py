"""A day's trips as tables: every stop with its time and crates, every line with its lot, or days at a glance."""

from collections.abc import Iterator, Sequence

from planner.domain.page import Cell, Look, Page, PageColumn, Section, Table
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.report.tasks import clock_words
from planner.report.tripsheets import TripSheet, ZoneMark
from planner.report.words import WEEKDAYS

DATE = PageColumn("日期", "Date", Look.DATE, 12)
TRIP = PageColumn("车次", "Trip", Look.TEXT, 22)
TRUCK = PageColumn("车辆", "Truck", Look.TEXT, 14)
WAVE = PageColumn("波次", "Wave", Look.TEXT, 22)
STOP = PageColumn("站", "Stop", Look.CENTRE, 6)
ARRIVES = PageColumn("到达", "Arrives", Look.CENTRE, 10)
CUSTOMER = PageColumn("客户", "Customer", Look.TEXT, 10)
NAME = PageColumn("客户名称", "Customer name", Look.TEXT, 24)
KG = PageColumn("数量", "Quantity", Look.FINE, 10, "kg", totalled=True)


def stops_page(trips: Sequence[TripSheet], title: str) -> Page:
    """A row for each stop, with the crates of each zone that rides."""
    zones = list(dict.fromkeys(zone for trip in trips for zone in trip.zones))
    columns = (
        DATE, TRIP, TRUCK, WAVE,
        PageColumn("发车", "Leaves", Look.CENTRE, 10), STOP, ARRIVES, CUSTOMER, NAME,
        PageColumn("收货时间", "Window", Look.TEXT, 38),
        *(PageColumn(f"{zone.name}", f"{zone.code} crates", Look.COUNT, 10, "筐", totalled=True) for zone in zones),
        KG,
    )  # fmt: skip
    table = Table(columns, (Section(tuple(_stop_rows(trips, zones)), totalled=True),), filtered=True)
    return Page("配送站点", "Stops", "配送站点 Stops of trips", title, (table,), frozen_columns=2)


def _stop_rows(trips: Sequence[TripSheet], zones: Sequence[ZoneMark]) -> Iterator[tuple[Cell, ...]]:
    for trip in trips:
        for stop in trip.stops:
            crates = (stop.crates.get(zone.code) or None for zone in zones)
            yield (
                trip.date, trip.code, trip.truck, trip.wave, trip.leaves, stop.number, clock_words(stop.arrives),
                stop.customer, stop.name, stop.window, *crates, round(stop.kg, 3),
            )  # fmt: skip


def lines_page(trips: Sequence[TripSheet], title: str) -> Page:
    """A row for each lot at each stop: what a delivery note says, for another program."""
    columns = (
        DATE, TRIP, TRUCK, STOP, ARRIVES, CUSTOMER, NAME,
        PageColumn("产品", "Product", Look.TEXT, 12),
        PageColumn("品名", "Product name", Look.TEXT, 26),
        PageColumn("批号", "Lot", Look.TEXT, 28),
        PageColumn("温区", "Zone", Look.TEXT, 8),
        PageColumn("生产日期", "Made", Look.DATE, 12),
        PageColumn("有效期至", "Use by", Look.DATE, 12), KG,
        PageColumn("出厂价", "Price", Look.FINE, 9, "元/kg"),
    )  # fmt: skip
    rows = tuple(
        (trip.date, trip.code, trip.truck, stop.number, clock_words(stop.arrives), stop.customer, stop.name,
         line.product, line.name, line.lot, line.zone, line.dated, line.expires, round(line.kg, 6), line.yuan_kg)
        for trip in trips for stop in trip.stops for line in stop.lines
    )  # fmt: skip
    table = Table(columns, (Section(rows, totalled=True),), filtered=True)
    return Page("送货明细", "Lines", "送货明细 Lots at every stop", title, (table,), frozen_columns=2)


def days_page(scenario: Scenario, plan: Plan, title: str) -> Page:
    """A row for each day: trips, stops, goods, kilometres, what is fetched and what found no truck."""
    columns = (
        DATE,
        PageColumn("星期", "Weekday", Look.CENTRE, 8),
        PageColumn("车次", "Trips", Look.COUNT, 8, totalled=True),
        PageColumn("停靠", "Stops", Look.COUNT, 8, totalled=True),
        PageColumn("货重", "Goods", Look.COUNT, 10, "kg", totalled=True),
        PageColumn("筐数", "Crates", Look.COUNT, 10, totalled=True),
        PageColumn("里程", "Distance", Look.COUNT, 10, "km", totalled=True),
        PageColumn("月台交接", "Fetched", Look.COUNT, 10, "kg", totalled=True),
        PageColumn("未能配送", "Undelivered", Look.COUNT, 12, "kg", totalled=True),
    )  # fmt: skip
    stops = {trip.code: 0 for trip in plan.trips}
    for drop in plan.drops:
        stops[drop.trip] = stops.get(drop.trip, 0) + 1
    rows = []
    for day in scenario.dates:
        trips = [trip for trip in plan.trips if trip.date == day]
        fetched = sum(row.kg for row in plan.hand_overs if row.date == day)
        left = sum(row.kg for row in plan.undelivered if row.date == day)
        rows.append(
            (day, f"周{WEEKDAYS[day.weekday()]}", len(trips), sum(stops[trip.code] for trip in trips),
             sum(trip.kg for trip in trips), sum(trip.crates for trip in trips), sum(trip.km for trip in trips),
             fetched, left)
        )  # fmt: skip
    table = Table(columns, (Section(tuple(rows), totalled=True),))
    return Page("配送日历", "Days", "配送日历 Deliveries by day", title, (table,), frozen_columns=1)
