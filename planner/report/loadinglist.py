"""装车单 and 送货单: a trip's loading list, last stop first, and a delivery note for each of its stops."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from planner.domain.document import Binder, Blank, Document, Fact
from planner.domain.page import Cell, Look, PageColumn, Section
from planner.domain.scenario import Scenario
from planner.report.tripsheets import Line, StopSheet, TripSheet, crate_words
from planner.report.words import day_words

GRID = (5.0, 14.0, 13.0, 13.0, 12.5, 11.0, 11.0, 9.0, 7.5)
LOADED_BY = ("装车 Loaded", "司机 Driver", "月台 Dock")
RECEIVED_BY = ("送货 Delivered", "签收 Received")
LOADING_BLANKS = (
    (Blank("车牌", "Plate", 2), Blank("司机", "Driver", 2), Blank("跟车", "Helper", 2),
     Blank("出厂时间", "Left at", 3)),
    (Blank("预冷温度", "Pre-cooled to ℃", 2), Blank("预冷时间", "Pre-cooled at", 2), Blank("封签号", "Seal no.", 2),
     Blank("出厂里程", "Odometer", 3)),
)  # fmt: skip
NOTE_BLANKS = (
    (Blank("实到时间", "Arrived", 2), Blank("货温", "Goods ℃", 2), Blank("封签完好", "Seal intact", 2),
     Blank("回收空筐", "Empty crates back", 3)),
)  # fmt: skip
NOTE_COLUMNS = (
    PageColumn("", "No.", Look.CENTRE),
    PageColumn("品名", "Product", Look.WRAP, span=2),
    PageColumn("批号", "Lot", Look.TEXT, span=2),
    PageColumn("生产日期", "Made", Look.DATE),
    PageColumn("有效期至", "Use by", Look.DATE),
    PageColumn("数量", "Quantity", Look.FINE, unit="kg", totalled=True),
    PageColumn("实收", "Got", Look.HAND),
)
MOST_ZONES, LOADING_SIZE = 3, 16


def trip_binder(scenario: Scenario, trip: TripSheet, *, only_notes: bool = False) -> Binder:
    """A trip's loading list, then its delivery notes in driving order."""
    notes = [_delivery_note(scenario, trip, stop) for stop in trip.stops]
    lists = (
        ()
        if only_notes
        else (_hand_over_list(scenario, trip) if trip.dock else _loading_list(scenario, trip),)
    )
    return Binder(f"{trip.date:%m%d} {trip.leaves} {trip.truck}", (*lists, *notes), GRID)


def _loading_list(scenario: Scenario, trip: TripSheet) -> Document:
    order = "先装后卸：从上到下装车，最后一站先装。 Load from the top: the last stop goes in first."
    return Document(
        title="装车单 Loading list",
        number=f"{trip.code}　{day_words(scenario, trip.date)}　{trip.wave}",
        facts=(
            (
                Fact("车辆", "Truck", f"{trip.truck} {trip.vehicle}".strip(), 4),
                Fact("装车", "Load from", _clock(trip, trip.loads_from), 2),
                Fact("发车", "Leave", _day_and_clock(trip, trip.departs), 3),
            ),
            (
                Fact("筐数", "Crates", crate_words(trip, trip.crates), 5),
                Fact("重量", "Weight", f"{trip.kg:,.0f} kg", 2),
                Fact("站数", "Stops", str(len(trip.stops)), 2),
            ),
            (Fact("温区设定", "Set temperature", _temperatures(trip), 9),),
        ),
        blanks=LOADING_BLANKS,
        columns=_list_columns(trip, "到达", "Arrive", "装好", "In"),
        sections=(Section(tuple(_list_rows(trip, reversed(trip.stops))), totalled=True),),
        notes=(order, *((trip.note,) if trip.note else ())),
        signatures=LOADED_BY,
        size=LOADING_SIZE,
    )


def _hand_over_list(scenario: Scenario, trip: TripSheet) -> Document:
    """What is fetched at the dock, by the hour."""
    return Document(
        title="月台交接单 Dock hand-overs",
        number=f"{trip.code}　{day_words(scenario, trip.date)}　{trip.wave}",
        facts=(
            (
                Fact("筐数", "Crates", crate_words(trip, trip.crates), 6),
                Fact("重量", "Weight", f"{trip.kg:,.0f} kg", 3),
            ),
        ),
        blanks=(),
        columns=_list_columns(trip, "时间", "Time", "签收", "Signed"),
        sections=tuple(_by_calendar_day(scenario, trip)),
        signatures=("月台 Dock", "保管 Store"),
        size=LOADING_SIZE,
    )


def _by_calendar_day(scenario: Scenario, trip: TripSheet) -> Iterator[Section]:
    """Stops by the day on the calendar, which for most of a dispatch day is the next one."""
    for day, stops in groupby(trip.stops, key=lambda stop: trip.moment(stop.arrives).date()):
        yield Section(tuple(_list_rows(trip, stops)), day_words(scenario, day), totalled=True)


def _clock(trip: TripSheet, minute: int) -> str:
    return f"{trip.moment(minute):%H:%M}"


def _day_and_clock(trip: TripSheet, minute: int) -> str:
    """The calendar's day and the clock: what a driver's watch shows."""
    return f"{trip.moment(minute):%m-%d %H:%M}"


def _temperatures(trip: TripSheet) -> str:
    return "　".join(f"{zone.name} {zone.temperature}".strip() for zone in trip.zones)


def _list_columns(
    trip: TripSheet, when: str, when_en: str, done: str, done_en: str
) -> tuple[PageColumn, ...]:
    """Stop, name, crates of each zone, kilograms, time and a tick."""
    zones = [f"{name} 筐" for name, _ in _zone_groups(trip)]
    return (
        PageColumn("站", "Stop", Look.CENTRE),
        PageColumn("客户", "Customer", Look.WRAP, span=2 + MOST_ZONES - len(zones)),
        *(PageColumn(name, "Crates", Look.COUNT, totalled=True) for name in zones),
        PageColumn("重量", "Weight", Look.COUNT, unit="kg", totalled=True),
        PageColumn(when, when_en, Look.CENTRE),
        PageColumn(done, done_en, Look.HAND),
    )


def _zone_groups(trip: TripSheet) -> list[tuple[str, tuple[str, ...]]]:
    """The columns of crates: a zone each while there is room, the last ones together."""
    zones: list[tuple[str, tuple[str, ...]]] = [(zone.name, (zone.code,)) for zone in trip.zones]
    if len(zones) <= MOST_ZONES:
        return zones
    rest = tuple(code for _, codes in zones[MOST_ZONES - 1 :] for code in codes)
    return [*zones[: MOST_ZONES - 1], ("其他", rest)]


def _list_rows(trip: TripSheet, stops: Iterable[StopSheet]) -> Iterator[tuple[Cell, ...]]:
    for stop in stops:
        crates = [sum(stop.crates.get(code, 0) for code in codes) or None for _, codes in _zone_groups(trip)]
        yield stop.number, _door(trip, stop), *crates, stop.kg, _clock(trip, stop.arrives), None


def _door(trip: TripSheet, stop: StopSheet) -> str:
    """Who, and until when a truck that comes early stands before a closed door."""
    wait = f"　等到 wait {_clock(trip, stop.starts)}" if stop.starts > stop.arrives else ""
    return f"{stop.customer} {stop.name}{wait}"


def _delivery_note(scenario: Scenario, trip: TripSheet, stop: StopSheet) -> Document:
    facts = (
        (
            Fact("客户", "Customer", f"{stop.customer} {stop.name}", 6),
            Fact("卸货", "Unload from", _day_and_clock(trip, stop.starts), 3),
        ),
        (
            Fact("筐数", "Crates", crate_words(trip, stop.crates), 6),
            Fact("重量", "Weight", f"{stop.kg:,.1f} kg", 3),
        ),
    )
    yuan = sum(line.kg * line.yuan_kg for line in stop.lines)
    value = f"货值 Ex-factory value: {yuan:,.2f} 元"
    window = f"　　收货时间 Receives: {stop.window}" if stop.window else ""
    return Document(
        title="送货单 Delivery note",
        number=f"{trip.code}-{stop.number:02d}　{day_words(scenario, trip.date)}　{trip.truck}",
        facts=facts,
        blanks=NOTE_BLANKS,
        columns=NOTE_COLUMNS,
        sections=tuple(_note_sections(trip, stop)),
        notes=(value + window, *((trip.note,) if trip.note else ())),
        signatures=RECEIVED_BY,
    )


def _note_sections(trip: TripSheet, stop: StopSheet) -> Iterable[Section]:
    """Lines by temperature, the coldest zone as the trip lists them first; numbered through."""
    rank = {zone.code: number for number, zone in enumerate(trip.zones)}
    names = {zone.code: zone.name for zone in trip.zones}
    lines = sorted(stop.lines, key=lambda line: (rank.get(line.zone, 99), line.product, line.lot))
    number = 0
    for code, group in groupby(lines, key=lambda line: line.zone):
        rows = []
        for line in group:
            number += 1
            rows.append(_note_row(number, line))
        crates = stop.crates.get(code, 0)
        yield Section(tuple(rows), f"{names.get(code, code)}　{crates} 筐 crates", totalled=True)


def _note_row(number: int, line: Line) -> tuple[Cell, ...]:
    return number, line.name, line.lot, line.dated, line.expires, line.kg, None
