"""A made-up factory of any size, for looking at pages and for measuring how long they take."""

from datetime import date as Date
from datetime import timedelta

import numpy as np
import pandas as pd

from planner.domain.calendar import Day, DayKind
from planner.domain.market import Channel
from planner.domain.people import Skill
from planner.domain.scenario import Scenario
from tests import builders

SHOPS = ("酥皮手工", "桃酥酥性", "川酥月饼", "蛋糕", "面包", "西点", "元宵速冻", "糖果冰点", "礼盒")
WORDS = ("枣花酥", "桃酥", "长白糕", "山楂酥", "大列巴", "牛角包", "元宵", "绿豆糕", "槽子糕")
CLASSES = (
    ("VIL", "亚冬会运动员村", Channel.VILLAGE, 20.0, 2),
    ("A", "旗舰店与大店", Channel.STORE, 4.0, 100),
    ("SUP", "商超", Channel.SUPERMARKET, 1.6, 50),
    ("DST", "经销商", Channel.DISTRIBUTOR, 1.0, 100),
    ("OUT", "外埠门店", Channel.OUT_OF_TOWN, 1.0, 8),
)
FIRST = Date(2025, 1, 6)
FESTIVALS = {Date(2025, 1, 22): "小年", Date(2025, 1, 28): "除夕", Date(2025, 1, 29): "春节"}
MULTIPLES = {DayKind.WORK: 1.5, DayKind.REST: 2.0, DayKind.STATUTORY: 3.0}


def a_big_bakery(products: int = 1000, days: int = 42, orders_a_day: int = 4500) -> Scenario:
    """Nine workshops, 260 customers; `orders_a_day` order lines drawn at random each day."""
    customers = [
        builders.a_customer(
            f"{code}{n:03d}", name=f"{name} {n:03d} 号", customer_class=code, district="道里区"
        )
        for code, name, _, _, count in CLASSES
        for n in range(1, count + 1)
    ]
    codes = [f"6{number:05d}" for number in range(products)]
    return builders.a_bakery(
        settings={"name": "春节生产 2025"},
        days=_days(days),
        workshops=[builders.a_workshop(f"W{n}", name=name) for n, name in enumerate(SHOPS, 1)],
        crews=_crews(),
        resources=[
            builders.an_oven(f"LINE-W{n}-{k}", workshop=f"W{n}", count=4)
            for n in range(1, 10)
            for k in (1, 2)
        ],
        families=[
            builders.a_family(f"F{n}", name=name, series=name, workshop=f"W{n}")
            for n, name in enumerate(SHOPS, 1)
        ],
        routing=[_stage(n, k) for n in range(1, 10) for k in (0, 1, 2)],
        zones=[
            builders.a_zone("AMB", name="常温", pallets=900.0),
            builders.a_zone("CHL", name="冷藏 0–4 ℃", pallets=30.0),
            builders.a_zone("FRZ", name="冷冻 −20 ℃", pallets=300.0),
        ],
        products=[_product(code, n) for n, code in enumerate(codes)],
        materials=[builders.a_material(f"M{n:02d}", name=f"原料 {n:02d}") for n in range(15)],
        material_lots=[
            builders.a_material_lot(f"M{n:02d}-20250105", material=f"M{n:02d}", quantity=1e7)
            for n in range(15)
        ],
        recipes=[builders.a_recipe_line(f"F{n}", f"M{k:02d}", 0.07) for n in range(1, 10) for k in range(15)],
        kits=[
            builders.a_kit_part(codes[n], f"格{slot}", codes[n - slot], kg_per_kg=0.25)
            for n in range(8, products, 90)
            for slot in range(1, 5)
        ],
        classes=[
            builders.a_class(code, name=name, channel=channel, shortage_multiple=price)
            for code, name, channel, price, _ in CLASSES
        ],
        customers=customers,
        demand=_demand([row.code for row in customers], codes, days, orders_a_day),
    )


def _days(count: int) -> list[Day]:
    found = []
    for n in range(count):
        date = FIRST + timedelta(days=n)
        kind = DayKind.REST if date.weekday() >= 5 else DayKind.WORK
        if date in (Date(2025, 1, 28), Date(2025, 1, 29), Date(2025, 1, 30), Date(2025, 1, 31)):
            kind = DayKind.STATUTORY
        lunar = f"12-{n + 7}" if n < 23 else f"1-{n - 22}"
        label = {Date(2025, 1, 22): "小年", Date(2025, 1, 28): "除夕", Date(2025, 1, 29): "春节"}.get(
            date, ""
        )
        multiple = {DayKind.WORK: 1.5, DayKind.REST: 2.0, DayKind.STATUTORY: 3.0}[kind]
        found.append(Day(date=date, kind=kind, overtime_multiple=multiple, lunar=lunar, label=label))
    return found


def _crews() -> list:
    skills = (Skill.MASTER, Skill.SKILLED, Skill.GENERAL)
    return [
        builders.a_crew(
            f"W{n}-{letter}",
            name=f"{letter}班",
            workshop=f"W{n}",
            headcount=36 if n == 1 else 12,
            skill=skills[k],
            efficiency=0.88,
            wage_yuan_hour=25.86,
            overtime_used_hours=6.0 if n == 1 else 0.0,
        )
        for n in range(1, 10)
        for k, letter in enumerate("甲乙丙")
    ]


def _stage(n: int, k: int):
    if k == 0:
        return builders.a_stage(
            f"F{n}",
            5,
            f"LINE-W{n}-1",
            stage="制馅",
            is_line=False,
            kg_per_hour=900.0,
            workers=3.0,
            days_before=n % 2,
        )
    return builders.a_stage(f"F{n}", 10, f"LINE-W{n}-{k}", stage="成型烘烤", kg_per_hour=80.0, workers=4.0)


def _product(code: str, n: int):
    kept = ("AMB", "AMB", "AMB", "AMB", "AMB", "FRZ", "FRZ", "CHL", "AMB")[n % 9]
    return builders.a_product(
        code,
        name=f"{WORDS[n % 9]} {n // 9 + 1} 号",
        family=f"F{n % 9 + 1}",
        zone=kept,
        price_yuan_kg=20.0 + n % 40,
        batch_kg=25.0 + n % 4 * 25,
        setup_minutes=10.0,
        setup_workers=2.0,
        contains="gluten, egg, milk" if n % 3 else "gluten, walnut, sesame",
    )


def _demand(customers: list[str], codes: list[str], days: int, orders_a_day: int) -> list[tuple]:
    random = np.random.default_rng(7)
    rows = pd.DataFrame(
        {
            "customer": random.choice(customers, days * orders_a_day),
            "product": random.choice(codes, days * orders_a_day),
            "day": np.repeat(np.arange(days), orders_a_day),
            "kg": random.integers(1, 30, days * orders_a_day).astype(float),
        }
    ).drop_duplicates(["customer", "product", "day"])
    rows["day"] = [FIRST + timedelta(days=int(day)) for day in rows["day"]]
    return list(rows.itertuples(index=False, name=None))
