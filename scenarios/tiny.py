"""A world for pencil and paper: two halls, seven articles, four customers, five days; sums in SOURCES.md."""

from datetime import date as Date

import pandas as pd

from planner.domain.calendar import Settings
from planner.domain.fleet import Vehicle
from planner.domain.market import Channel, Customer, CustomerClass
from planner.domain.people import Crew, Skill, Workshop
from planner.domain.plant import Resource, ResourceKind, RoutingStage
from planner.domain.product import Family, KitComponent, Product, ReleaseClass
from planner.domain.scenario import Scenario
from planner.domain.supply import Material, MaterialLot, RecipeLine, StockLot, Zone
from scenarios import days

START, END = Date(2025, 1, 13), Date(2025, 1, 17)
BEFORE = Date(2025, 1, 11)
HELD_YUAN = 0.1

ORDERS = {
    ("FLAG", "DATE"): (30, 70, 70, 90, 180),
    ("SHOP", "DATE"): (20, 20, 20, 30, 50),
    ("MART", "DATE"): (10, 30, 30, 40, 70),
    ("FLAG", "HAW"): (20, 50, 50, 70, 150),
    ("SHOP", "HAW"): (10, 20, 20, 20, 40),
    ("MART", "HAW"): (10, 10, 10, 30, 60),
    ("FLAG", "BOX"): (0, 0, 0, 20, 30),
    ("MART", "BOX"): (0, 0, 0, 0, 10),
    ("FLAG", "ROLL"): (12, 12, 12, 12, 24),
    ("SHOP", "ROLL"): (12, 12, 12, 12, 12),
    ("MART", "MOUSSE"): (24, 0, 0, 0, 24),
    ("GATE", "MOUSSE"): (0, 24, 0, 0, 24),
}


def tiny() -> Scenario:
    """Monday to Friday: four hours of overtime are worth it, and cream for 12 kg of rolls is missing."""
    return Scenario(
        settings=Settings(name="小作坊 Tiny bakery", start=START, end=END),
        days=days.calendar(START, END),
        shifts=days.shifts()[:1],
        workshops=_workshops(),
        crews=_crews(),
        absences=(),
        borrowing=(),
        temps=(),
        resources=_resources(),
        downtimes=(),
        families=_families(),
        routing=_routing(),
        changeovers=(),
        releases=_releases(),
        zones=_zones(),
        products=_products(),
        kits=_kits(),
        materials=_materials(),
        material_lots=_material_lots(),
        recipes=_recipes(),
        stock=_stock(),
        classes=_classes(),
        accepted_ages=(),
        customers=_customers(),
        vehicles=(Vehicle(code="VAN", name="面包车", zones="AMB,CHL,FRZ", own=1, payload_kg=700, crates=60),),
        demand=_demand(),
    )


def _workshops() -> tuple[Workshop, ...]:
    return (
        Workshop(code="HAND", name="手工车间", shift="D", extra_yuan_hour=40),
        Workshop(code="COLD", name="冷点车间", shift="D", extra_yuan_hour=40),
    )


def _crews() -> tuple[Crew, ...]:
    return (
        Crew(
            code="HAND-1",
            name="手工班",
            workshop="HAND",
            skill=Skill.SKILLED,
            headcount=5,
            wage_yuan_hour=20,
            efficiency=0.8,
        ),
        Crew(code="COLD-1", name="冷点班", workshop="COLD", headcount=2, wage_yuan_hour=25, efficiency=1),
    )


def _resources() -> tuple[Resource, ...]:
    kinds = (
        ("BENCH", "手工台位", "HAND", ResourceKind.BENCH, 5),
        ("OVEN", "烤炉", "HAND", ResourceKind.OVEN, 1),
        ("TABLE", "装盒台", "HAND", ResourceKind.PACKING, 1),
        ("WHIP", "打发机", "COLD", ResourceKind.LINE, 1),
        ("MOULD", "灌模机", "COLD", ResourceKind.LINE, 1),
    )
    return tuple(
        Resource(code=code, name=name, workshop=hall, kind=kind, count=count, availability=1)
        for code, name, hall, kind, count in kinds
    )


def _families() -> tuple[Family, ...]:
    rows = (
        ("CRISP", "手工酥", "HAND"),
        ("PART", "礼盒配件", "HAND"),
        ("GIFT", "礼盒", "HAND"),
        ("CREAM", "奶油卷", "COLD"),
        ("FROZEN", "慕斯", "COLD"),
    )
    return tuple(Family(code=code, name=name, series=name, workshop=hall) for code, name, hall in rows)


def _routing() -> tuple[RoutingStage, ...]:
    """Ten kilograms an hour a pair of hands at the bench; the oven needs nobody; boxes 20 kg an hour."""
    bench = [
        stage
        for family in ("CRISP", "PART")
        for stage in (
            _stage(family, 10, "包馅 shape", "BENCH", 10, workers=1, skill=Skill.SKILLED),
            _stage(family, 20, "烘烤 bake", "OVEN", 80, is_line=True),
        )
    ]
    return (
        *bench,
        _stage("GIFT", 10, "装盒 box", "TABLE", 20, workers=1, is_line=True),
        _stage("CREAM", 10, "打发卷制 whip and roll", "WHIP", 12, workers=1, is_line=True),
        _stage("FROZEN", 10, "灌模 mould", "MOULD", 12, workers=1, is_line=True),
    )


def _stage(
    family: str,
    seq: int,
    stage: str,
    resource: str,
    kg_per_hour: float,
    *,
    workers: float = 0,
    skill: Skill = Skill.GENERAL,
    is_line: bool = False,
) -> RoutingStage:
    return RoutingStage(
        family=family,
        seq=seq,
        stage=stage,
        resource=resource,
        is_line=is_line,
        kg_per_hour=kg_per_hour,
        workers=workers,
        skill=skill,
    )


def _releases() -> tuple[ReleaseClass, ...]:
    rows = (("F0", "当日放行", 0, 1.0), ("F1", "次日放行", 1, 4.0), ("F2", "冷冻48小时", 2, 48.0))
    return tuple(ReleaseClass(code=c, name=n, hold_days=d, hold_hours=h) for c, n, d, h in rows)


def _zones() -> tuple[Zone, ...]:
    rows = (("AMB", "常温", 10.0), ("CHL", "冷藏", 2.0), ("FRZ", "冷冻", 2.0))
    return tuple(Zone(code=code, name=name, pallets=pallets) for code, name, pallets in rows)


def _products() -> tuple[Product, ...]:
    return (
        _product("DATE", "枣花酥", "CRISP", "AMB", "F1", 30, 40, 10, contains="gluten,egg"),
        _product("HAW", "山楂酥", "CRISP", "AMB", "F1", 30, 40, 10, contains="gluten,egg"),
        _product("P-DATE", "礼盒用枣花酥", "PART", "AMB", "F1", 30, 40, 10, contains="gluten,egg"),
        _product("P-HAW", "礼盒用山楂酥", "PART", "AMB", "F1", 30, 40, 10, contains="gluten,egg"),
        _product("BOX", "两件礼盒", "GIFT", "AMB", "F1", 30, 70, 10),
        _product("ROLL", "奶油卷", "CREAM", "CHL", "F0", 3, 40, 12, 30, 15, contains="gluten,egg,milk"),
        _product("MOUSSE", "草莓慕斯", "FROZEN", "FRZ", "F2", 180, 80, 24, 30, 15, contains="egg,milk"),
    )


def _product(
    code: str,
    name: str,
    family: str,
    zone: str,
    release: str,
    shelf_days: int,
    price: float,
    batch_kg: float,
    setup_minutes: float = 0,
    setup_yuan: float = 0,
    contains: str = "",
) -> Product:
    return Product(
        code=code,
        name=name,
        family=family,
        zone=zone,
        release=release,
        shelf_days=shelf_days,
        price_yuan_kg=price,
        waste_yuan_kg=price / 2,
        holding_yuan_kg_day=HELD_YUAN,
        batch_kg=batch_kg,
        min_lot_kg=batch_kg,
        setup_minutes=setup_minutes,
        setup_workers=1 if setup_minutes else 0,
        setup_yuan=setup_yuan,
        order_unit_kg=batch_kg,
        contains=contains,
    )


def _kits() -> tuple[KitComponent, ...]:
    return (
        KitComponent(kit="BOX", slot="枣花", component="P-DATE", kg_per_kg=0.5),
        KitComponent(kit="BOX", slot="山楂", component="P-HAW", kg_per_kg=0.5),
    )


def _materials() -> tuple[Material, ...]:
    return (
        Material(code="LARD", name="猪油", lead_days=7, price_yuan=11, contains="lard"),
        Material(code="CREAM", name="稀奶油", lead_days=3, price_yuan=28, contains="milk"),
    )


def _material_lots() -> tuple[MaterialLot, ...]:
    """Cream for Monday to Wednesday, exactly enough; and too little from Thursday."""
    return (
        MaterialLot(code="LARD-1", material="LARD", quantity=500, arrives=START, expires=Date(2025, 6, 30)),
        MaterialLot(code="CREAM-1", material="CREAM", quantity=60, arrives=START, expires=Date(2025, 1, 15)),
        MaterialLot(
            code="CREAM-2",
            material="CREAM",
            quantity=12,
            arrives=Date(2025, 1, 16),
            expires=Date(2025, 1, 20),
        ),
    )


def _recipes() -> tuple[RecipeLine, ...]:
    rows = (("CRISP", "LARD", 0.2), ("PART", "LARD", 0.2), ("CREAM", "CREAM", 0.5), ("FROZEN", "CREAM", 0.25))
    return tuple(RecipeLine(owner=owner, material=material, per_kg=kg) for owner, material, kg in rows)


def _stock() -> tuple[StockLot, ...]:
    return (
        StockLot(code="20250111-DATE", product="DATE", date=BEFORE, kg=60),
        StockLot(code="20250111-HAW", product="HAW", date=BEFORE, kg=40),
        StockLot(code="20250111-MOUSSE", product="MOUSSE", date=BEFORE, kg=48),
    )


def _classes() -> tuple[CustomerClass, ...]:
    rows = (
        ("VIL", "亚冬会村", Channel.VILLAGE, 20.0, 0.5),
        ("FLAG", "旗舰店", Channel.STORE, 4.0, 0.5),
        ("C", "社区店", Channel.STORE, 0.8, 0.5),
        ("SUP", "商超", Channel.SUPERMARKET, 1.6, 0.3334),
    )
    return tuple(
        CustomerClass(code=code, name=name, channel=channel, shortage_multiple=multiple, life_fraction=life)
        for code, name, channel, multiple, life in rows
    )


def _customers() -> tuple[Customer, ...]:
    rows = (
        ("GATE", "亚冬会村", "VIL", "lard,lotus"),
        ("FLAG", "中央大街旗舰店", "FLAG", ""),
        ("SHOP", "群力社区店", "C", ""),
        ("MART", "松江商超", "SUP", ""),
    )
    return tuple(
        Customer(code=code, name=name, customer_class=kind, forbids=forbids)
        for code, name, kind, forbids in rows
    )


def _demand() -> pd.DataFrame:
    dates = pd.date_range(START, END, unit="s")
    rows = [
        (customer, product, date, float(kg))
        for (customer, product), week in ORDERS.items()
        for date, kg in zip(dates, week, strict=True)
        if kg
    ]
    book = pd.DataFrame(rows, columns=["customer", "product", "date", "kg"])
    return book.sort_values(["customer", "product", "date"], ignore_index=True)
