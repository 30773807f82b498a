"""库存与冷库: pallets of every zone by day against its places, with a line for each."""

import pandas as pd

from planner.domain.page import Chart, Limits, Look, Page, PageColumn, Section, Table
from planner.domain.supply import Zone
from planner.report.books import Books, looked_up
from planner.report.words import cell_rows, lunar_words

FULL = Limits(amber=0.90, red=1.0 + 1e-6)


def stock_page(books: Books, meta: str) -> Page:
    """The stock of every zone at the end of each day."""
    profile = zone_profile(books)
    zones = books.scenario.zones
    table = Table(
        columns=_columns(zones),
        sections=(Section(cell_rows(_rows(books, zones, profile))),),
        charts=tuple(_chart(zone, 2 + 4 * number) for number, zone in enumerate(zones)),
    )
    return Page(
        zh="库存与冷库",
        en="Cold store",
        title="成品库存与冷库占用 Stock and cold-store profile at day end",
        meta=meta,
        blocks=(table,),
        signatures=("仓储 Warehouse", "生产经理 Production"),
        landscape=False,
        frozen_columns=2,
    )


def zone_profile(books: Books) -> pd.DataFrame:
    """Kilograms and pallets of every zone at the end of every day; indexed by zone and date."""
    moves = stock_moves(books)
    lots = books.all_lots
    moves = moves.assign(
        zone=looked_up(moves["lot"], lots["zone"]),
        pallets=moves["kg"] * looked_up(moves["lot"], lots["pallets_kg"]),
    )
    sums = moves.groupby(["zone", "date"])[["kg", "pallets"]].sum()
    zones = [zone.code for zone in books.scenario.zones]
    index = pd.MultiIndex.from_product([zones, books.days], names=["zone", "date"])
    held = sums.reindex(index, fill_value=0.0).groupby(level="zone").cumsum()
    return held.where(held.abs() > 1e-6, 0.0)


def stock_moves(books: Books) -> pd.DataFrame:
    """Everything that enters or leaves the store: lot, date, kg; opening stock enters on the first day."""
    lots = books.all_lots
    first = books.days[0]
    entered = pd.DataFrame(
        {"lot": lots.index, "date": lots["date"].where(lots["date"] > first, first), "kg": lots["kg"]}
    )
    kit_days = looked_up(books.components["kit_lot"], books.lots.set_index("code")["date"])
    left = [
        books.deliveries[["lot", "date", "kg"]],
        books.write_offs[["lot", "date", "kg"]],
        pd.DataFrame(
            {"lot": books.components["component_lot"], "date": kit_days, "kg": books.components["kg"]}
        ),
    ]
    gone = pd.concat([part for part in left if len(part)] or left[:1], ignore_index=True)
    gone = gone.assign(kg=-gone["kg"].astype(float), date=pd.to_datetime(gone["date"]))
    both = pd.concat([entered, gone], ignore_index=True)
    return both[both["lot"].isin(lots.index)]


def _columns(zones: tuple[Zone, ...]) -> tuple[PageColumn, ...]:
    found = [PageColumn("日期", "Date", Look.DATE, 11), PageColumn("农历", "Lunar", Look.TEXT, 10)]
    for zone in zones:
        name = zone.name or zone.code
        found += [
            PageColumn(f"{name} 占用", f"{zone.code} used", Look.TENTHS, 11, "托"),
            PageColumn("可用托盘位", f"{zone.code} places", Look.COUNT, 10, "托"),
            PageColumn("占用率", f"{zone.code} full", Look.PERCENT, 9, limits=FULL),
            PageColumn("存量", f"{zone.code} stock", Look.KG, 10, "kg"),
        ]
    return tuple(found)


def _rows(books: Books, zones: tuple[Zone, ...], profile: pd.DataFrame) -> pd.DataFrame:
    day_of = books.scenario.day_of
    lunar = [lunar_words(day_of[date].lunar) if date in day_of else "" for date in books.scenario.dates]
    table = pd.DataFrame({"date": books.days, "lunar": lunar})
    for zone in zones:
        held = profile.loc[zone.code]
        places = zone.pallets - zone.reserved_pallets
        table[f"{zone.code} used"] = held["pallets"].to_numpy()
        table[f"{zone.code} places"] = places
        table[f"{zone.code} full"] = held["pallets"].to_numpy() / places if places > 0 else None
        table[f"{zone.code} kg"] = held["kg"].to_numpy()
    return table


def _chart(zone: Zone, used: int) -> Chart:
    title = f"{zone.code} {zone.name} 托盘 Pallets".replace("  ", " ")
    return Chart(title, across=0, lines=(used, used + 1), dashed=(used + 1,), unit="托")
