"""配送计划: the dispatch board, a printed sheet a day with its waves; and what is fetched or found no truck."""

from collections.abc import Iterator
from itertools import groupby

from planner.domain.dispatch import WHY_LEFT, Drop, Trip
from planner.domain.page import Cell, Look, Page, PageColumn, Section, Table
from planner.report.books import Books
from planner.report.punctual import left_behind
from planner.report.routed import Routed
from planner.report.tasks import clock_words
from planner.report.words import day_words

COLUMNS = (
    PageColumn("车次", "Trip", Look.TEXT, 21),
    PageColumn("车辆", "Truck", Look.TEXT, 13),
    PageColumn("装车", "Load", Look.CENTRE, 10),
    PageColumn("发车", "Leave", Look.CENTRE, 10),
    PageColumn("回厂", "Back", Look.CENTRE, 10),
    PageColumn("站", "Stops", Look.COUNT, 6, totalled=True),
    PageColumn("筐", "Crates", Look.COUNT, 7, totalled=True),
    PageColumn("货重", "Goods", Look.COUNT, 9, "kg", totalled=True),
    PageColumn("路线与到达", "Stops and arrivals", Look.WRAP, 60),
    PageColumn("车牌/司机", "Plate, driver", Look.HAND, 13),
    PageColumn("实际出/回", "Left, back", Look.HAND, 12),
)
FETCHED = (
    PageColumn("时间", "Time", Look.CENTRE, 12),
    PageColumn("客户", "Customer", Look.TEXT, 12),
    PageColumn("客户名称", "Name", Look.TEXT, 30),
    PageColumn("区域", "District", Look.TEXT, 12),
    PageColumn("筐数", "Crates", Look.COUNT, 9, totalled=True),
    PageColumn("货重", "Goods", Look.COUNT, 10, "kg", totalled=True),
    PageColumn("车牌/签收", "Plate, signed", Look.HAND, 24),
)
LEFT = (
    PageColumn("日期", "Date", Look.DATE, 12),
    PageColumn("客户", "Customer", Look.TEXT, 12),
    PageColumn("客户名称", "Name", Look.TEXT, 26),
    PageColumn("温区", "Zone", Look.TEXT, 9),
    PageColumn("筐数", "Crates", Look.COUNT, 9, totalled=True),
    PageColumn("货重", "Goods", Look.FINE, 10, "kg", totalled=True),
    PageColumn("价值", "Worth", Look.YUAN, 11, "元", totalled=True),
    PageColumn("备好", "Ready", Look.CENTRE, 12),
    PageColumn("原因", "Reason", Look.TEXT, 42),
)


def dispatch_board_pages(books: Books, meta: str) -> tuple[Page, ...]:
    """The board, hand-overs at the dock, and what found no truck; nothing for a plan without routes."""
    if not books.plan.is_routed:
        return ()
    pages = [_board(books, meta), _hand_overs(books, meta), _undelivered(books, meta)]
    return tuple(page for page in pages if page)


def _board(books: Books, meta: str) -> Page | None:
    if not books.plan.trips:
        return None
    return Page(
        zh="配送计划",
        en="Dispatch board",
        title="配送计划 Dispatch board",
        meta=meta,
        blocks=(Table(COLUMNS, tuple(_waves(Routed(books.scenario, books.plan)))),),
        signatures=("调度 Dispatch", "月台 Dock"),
        frozen_columns=2,
    )


def _waves(routed: Routed) -> Iterator[Section]:
    """A section for each wave of each day; a day begins on a new sheet and ends with signatures."""
    scenario = routed.scenario
    rank = {wave.code: number for number, wave in enumerate(scenario.waves)}
    names = {wave.code: wave.name or wave.code for wave in scenario.waves}
    trips = sorted(
        routed.plan.trips, key=lambda t: (t.date, rank.get(t.wave, len(rank)), t.loads_from, t.code)
    )
    groups = [(key, list(rows)) for key, rows in groupby(trips, key=lambda t: (t.date, t.wave))]
    for number, ((date, wave), rows) in enumerate(groups):
        first = number == 0 or groups[number - 1][0][0] != date
        last = number + 1 == len(groups) or groups[number + 1][0][0] != date
        trucks = len({(trip.vehicle, trip.truck) for trip in rows})
        yield Section(
            tuple(_trip_row(routed, trip) for trip in rows),
            f"{day_words(scenario, date)}　｜　{names.get(wave, wave)}　{len(rows)} 车次 trips，{trucks} 辆 trucks",
            totalled=True,
            on_new_sheet=first and number > 0,
            signed=last,
        )


def _trip_row(routed: Routed, trip: Trip) -> tuple[Cell, ...]:
    drops = routed.drops_of.get(trip.code, [])
    return (
        trip.code, routed.truck_name(trip), clock_words(trip.loads_from), clock_words(trip.leaves),
        clock_words(trip.back), len(drops), trip.crates, trip.kg, _route(routed, trip), None, None,
    )  # fmt: skip


def _route(routed: Routed, trip: Trip) -> str:
    """Customers in driving order with the clock at each."""
    known = routed.scenario.customer_of
    stops = [
        f"{known[drop.customer].name if drop.customer in known else drop.customer} {_at_the_door(drop)}"
        for drop in routed.drops_of.get(trip.code, [])
    ]
    return " → ".join(stops)


def _at_the_door(drop: Drop) -> str:
    """When the truck arrives, and when the door opens if it must wait."""
    wait = f"（等到 wait {clock_words(drop.starts)}）" if drop.starts > drop.arrives else ""
    return clock_words(drop.arrives) + wait


def _hand_overs(books: Books, meta: str) -> Page | None:
    rows = sorted(books.plan.hand_overs, key=lambda row: (row.date, row.minute, row.customer))
    if not rows:
        return None
    sections: list[Section] = []
    for date, group in groupby(rows, key=lambda row: row.date):
        cells = [
            (
                clock_words(row.minute),
                row.customer,
                *_name_and_district(books, row.customer),
                row.crates,
                row.kg,
                None,
            )
            for row in group
        ]
        band = f"{day_words(books.scenario, date)}　｜　{len(cells)} 家 customers"
        sections.append(Section(tuple(cells), band, totalled=True, on_new_sheet=bool(sections), signed=True))
    return Page(
        zh="月台交接单",
        en="Dock hand-overs",
        title="月台交接单（自提、快递、干线） Fetched at the dock",
        meta=meta,
        blocks=(Table(FETCHED, tuple(sections)),),
        signatures=("月台 Dock", "保管 Store"),
    )


def _name_and_district(books: Books, code: str) -> tuple[str, str]:
    customer = books.scenario.customer_of.get(code)
    return (customer.name, customer.district) if customer else (code, "")


def _undelivered(books: Books, meta: str) -> Page | None:
    """Goods made and set aside that no truck could bring, the dearest of a day first."""
    left = left_behind(books)
    if not left:
        return None
    rows = tuple(
        (row.date, row.customer, _name_and_district(books, row.customer)[0], row.zone, row.crates, row.kg,
         round(yuan, 2), clock_words(row.ready), WHY_LEFT[row.reason])
        for row, yuan in sorted(
            ((each.row, each.yuan) for each in left), key=lambda pair: (pair[0].date, -pair[1], pair[0].customer)
        )
    )  # fmt: skip
    return Page(
        zh="未能配送货物",
        en="Left behind",
        title="未能配送的货物与原因 What found no truck, and why",
        meta=meta,
        blocks=(Table(LEFT, (Section(rows, totalled=True),), filtered=True),),
        signatures=("调度 Dispatch", "销售 Sales"),
    )
