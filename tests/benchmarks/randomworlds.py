"""Small bakeries made up at random with what makes planning hard: tight, perishable, batches, kits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from planner.domain.market import Channel
from planner.domain.people import Skill
from planner.domain.plant import ResourceKind
from planner.domain.scenario import Scenario
from tests.builders import (
    a_bakery,
    a_class,
    a_crew,
    a_customer,
    a_family,
    a_kit_part,
    a_lane,
    a_material,
    a_material_lot,
    a_pool,
    a_product,
    a_recipe_line,
    a_release,
    a_stage,
    a_stock_lot,
    a_workshop,
    a_zone,
    an_oven,
    days,
)

WEEKS = "wwwwwrr" * 3
CUSTOMERS = (("S1", "STORE"), ("S2", "STORE"), ("M1", "MART"))
ROOMY = 0.4  # share of worlds where nothing is scarce, so that bounds come close and an error in them shows
SKILLS = (Skill.GENERAL, Skill.SKILLED)
Order = tuple[str, str, int, float]


@dataclass
class Draft:
    """A bakery in the making: its calendar, its halls, and every table filled so far."""

    rng: np.random.Generator
    calendar: str
    halls: tuple[str, ...]
    roomy: bool
    tables: dict[str, list[Any]] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)

    @property
    def work_days(self) -> int:
        return max(self.calendar.count("w"), 1)

    def put(self, table: str, *rows: Any) -> None:
        self.tables.setdefault(table, []).extend(rows)

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return int(self.rng.integers(low, high + 1))

    def part(self, low: float, high: float) -> float:
        """A number with two digits after the point."""
        return round(float(self.rng.uniform(low, high)), 2)

    def one_of(self, choices: Iterable[Any]) -> Any:
        listed = list(choices)
        return listed[self.whole(0, len(listed) - 1)]


def random_scenario(seed: int) -> Scenario:
    """4 to 10 products, 5 to 8 days, one or two workshops; the same seed gives the same world."""
    rng = np.random.default_rng(seed)
    length, first = int(rng.integers(5, 9)), int(rng.integers(0, 7))
    halls = ("W1", "W2")[: int(rng.integers(1, 3))]
    draft = Draft(rng, WEEKS[first : first + length], halls, roomy=bool(rng.random() < ROOMY))
    _customers(draft)
    boxed = draft.chance(0.4)
    _products(draft, draft.whole(2, 6) if boxed else draft.whole(4, 10))
    if boxed:
        _kit(draft)
    for hall in halls:
        _hall(draft, hall)
    if draft.chance(0.4):
        _materials(draft)
    if len(halls) > 1 and draft.chance(0.6):
        draft.put("borrowing", a_lane("W2", "W1", productivity=0.6))
    return a_bakery(
        days=days(draft.calendar), settings={"name": f"random {seed}"}, demand=draft.orders, **draft.tables
    )


def _customers(draft: Draft) -> None:
    mart = a_class(
        "MART", channel=Channel.SUPERMARKET, life_fraction=0.34, shortage_multiple=draft.part(0.8, 3.0)
    )
    draft.put("classes", a_class("STORE", shortage_multiple=draft.part(1.0, 4.0)), mart)
    draft.put("customers", *(a_customer(code, customer_class=kind) for code, kind in CUSTOMERS))
    draft.put("releases", a_release("R0"), a_release("R1", hold_days=1))
    draft.put(
        "zones",
        a_zone(pallets=60.0 if draft.roomy else draft.part(3.0, 20.0), yuan_pallet_day=draft.part(0.0, 5.0)),
    )


def _products(draft: Draft, count: int) -> None:
    for place in range(count):
        hall = draft.halls[place % len(draft.halls)]
        _product(draft, f"P{place + 1}", f"{hall}-{draft.one_of('AB')}")
    for product in draft.tables["products"]:
        _orders(draft, product.code)
        if draft.chance(0.5):
            made, kg = -draft.whole(1, 3), 5.0 * draft.whole(2, 16)
            draft.put("stock", a_stock_lot(f"K-{product.code}", made, product=product.code, kg=kg))


def _product(draft: Draft, code: str, family: str) -> None:
    batch = float(draft.one_of((5, 10, 15, 20)))
    price = draft.part(10.0, 60.0)
    draft.put(
        "products",
        a_product(
            code,
            name=code,
            family=family,
            release="R1" if draft.chance(0.3) else "R0",
            shelf_days=draft.whole(4, 20),
            price_yuan_kg=price,
            waste_yuan_kg=round(price * draft.part(0.2, 0.8), 2),
            holding_yuan_kg_day=draft.part(0.0, 0.1),
            batch_kg=batch,
            min_lot_kg=batch * draft.one_of((1, 1, 2, 3)),
            max_lot_kg=batch * draft.whole(8, 20) if draft.chance(0.3) else None,
            setup_minutes=float(draft.whole(0, 40)),
            setup_workers=1.0,
            setup_yuan=float(draft.whole(0, 60)),
            kg_per_pallet=50.0,
        ),
    )


def _orders(draft: Draft, product: str, share: float = 0.6) -> None:
    """Most customers order on most days, in multiples of 5 kg."""
    for customer, _ in CUSTOMERS:
        if draft.chance(share):
            usual = draft.whole(1, 8)
            for day in range(len(draft.calendar)):
                kg = 5.0 * draft.whole(0, usual) if draft.chance(0.7) else 0.0
                if kg:
                    draft.orders.append((customer, product, day, kg))


def _kit(draft: Draft) -> None:
    """A box of two places, the second with a choice of fillings at a swap price."""
    hall = draft.one_of(draft.halls)
    for part in ("C1", "C2", "C3"):
        _product(draft, part, f"{hall}-A")
    _product(draft, "BOX", f"{hall}-K")
    draft.put(
        "kits",
        a_kit_part("BOX", "left", "C1", kg_per_kg=0.5),
        a_kit_part("BOX", "right", "C2", kg_per_kg=0.5),
        a_kit_part("BOX", "right", "C3", kg_per_kg=0.5, swap_yuan_kg=draft.part(0.5, 5.0)),
    )
    _orders(draft, "BOX", 0.9)


def _hall(draft: Draft, hall: str) -> None:
    """Lines, hands and routings; unless roomy, plain hours come near what the orders need."""
    families = sorted({p.family for p in draft.tables["products"] if p.family.startswith(hall)})
    draft.put("workshops", a_workshop(hall, extra_yuan_hour=float(draft.whole(0, 60))))
    draft.put("families", *(a_family(code, name=code, workshop=hall) for code in families))
    lines = [f"{hall}-L{n + 1}" for n in range(draft.whole(1, 2))]
    draft.put("resources", *(an_oven(code, workshop=hall) for code in lines))
    draft.put("resources", an_oven(f"{hall}-T", workshop=hall, kind=ResourceKind.BENCH, count=2))
    hands = _crews(draft, hall)
    busy = draft.part(0.1, 0.4) if draft.roomy else draft.part(0.6, 1.1)
    rate = round(_kg_a_day(draft, families) / (hands * 8 * busy), 2) + 1.0
    for family in families:
        _routing(draft, family, f"{hall}-T", lines, rate)
    if draft.chance(0.4):
        draft.put("temps", a_pool(hall))


def _crews(draft: Draft, hall: str) -> int:
    """One or two crews; the first can do everything. Returns all hands."""
    heads = [draft.whole(2, 4) for _ in range(draft.whole(1, 2))]
    for place, people in enumerate(heads):
        skill = SKILLS[-1] if place == 0 else draft.one_of(SKILLS)
        used = float(draft.whole(0, 36)) if draft.chance(0.3) else 0.0
        draft.put(
            "crews",
            a_crew(
                f"{hall}-C{place + 1}",
                workshop=hall,
                skill=skill,
                headcount=people,
                overtime_used_hours=used,
                days_worked=draft.whole(0, 5),
            ),
        )
    return sum(heads)


def _kg_a_day(draft: Draft, families: list[str]) -> float:
    """Kilograms ordered of some families for each work day; a kit's components count with it."""
    family_of = {product.code: product.family for product in draft.tables["products"]}
    wanted = sum(kg for _, code, _, kg in draft.orders if family_of[code] in families)
    return max(wanted, 40.0) / draft.work_days


def _routing(draft: Draft, family: str, table: str, lines: list[str], rate: float) -> None:
    """Shaping at the table, sometimes the day before, then the line, where all lines are alternatives."""
    before = 1 if draft.chance(0.2) and not family.endswith("K") else 0
    skill = draft.one_of(SKILLS)
    shaped = a_stage(
        family, 10, table, is_line=False, kg_per_hour=2 * rate, workers=1.0, skill=skill, days_before=before
    )
    draft.put("routing", shaped)
    for line in lines:
        pace = round(rate * draft.part(1.0, 3.0), 2)
        draft.put("routing", a_stage(family, 20, line, kg_per_hour=pace, workers=0.5))


def _materials(draft: Draft) -> None:
    """Flour for one family, in two arrivals, not always enough."""
    family = draft.tables["families"][0].code
    wanted = _kg_a_day(draft, [family]) * draft.work_days * 0.5
    half = round(wanted * draft.part(0.3, 0.8), 1)
    late = days(draft.calendar)[len(draft.calendar) // 2].date
    draft.put("materials", a_material())
    draft.put("recipes", a_recipe_line(family))
    draft.put("material_lots", a_material_lot("FLOUR-1", quantity=half))
    draft.put("material_lots", a_material_lot("FLOUR-2", quantity=half, arrives=late))
