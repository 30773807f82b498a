"""Trigeiro, Thomas & McClain (1989) lot-sizing instances as ordinary scenarios."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from planner.domain.calendar import Day, DayKind, Settings, Shift
from planner.domain.market import Channel, Customer, CustomerClass
from planner.domain.people import Workshop
from planner.domain.plan import Plan
from planner.domain.plant import Resource, RoutingStage
from planner.domain.product import Family, Product, ReleaseClass
from planner.domain.scenario import Scenario
from planner.domain.supply import Zone

START = date(2025, 1, 1)
SHORTAGE_YUAN = 5000.0  # per unit: far above any set-up, so nothing is ever short


@dataclass(frozen=True)
class Instance:
    """One instance: (n,) holding, set-up time and cost, unit time; (n, T) demand; capacity a period."""

    name: str
    capacity: float
    unit_time: np.ndarray
    holding: np.ndarray
    setup_time: np.ndarray
    setup_cost: np.ndarray
    demand: np.ndarray


def load(path: Path) -> Instance:
    """Read a .DAT file: sizes, capacity, item rows, then demand in blocks of at most 15 items."""
    lines = [line.split() for line in path.read_text(encoding="latin1").splitlines()]
    items, periods = int(lines[0][0]), int(lines[0][1])
    rows = np.array([[float(v) for v in line[:4]] for line in lines[3 : 3 + items]])
    numbers = re.compile(r"[-+.\dEe]+")
    blocks = [
        [float(v) for v in line]
        for line in lines[3 + items :]
        if line and all(numbers.fullmatch(v) for v in line)
    ]
    demand, done = np.zeros((items, periods)), 0
    while done < items:
        block = np.array(blocks[:periods])
        demand[done : done + block.shape[1]] = block.T
        done += block.shape[1]
        blocks = blocks[periods:]
    return Instance(path.stem, float(lines[2][0]), rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], demand)


def as_scenario(instance: Instance) -> Scenario:
    """A factory of one line, open all day, whose 24 hours are the instance's capacity."""
    items, periods = instance.demand.shape
    hour = instance.capacity / 24
    dates = [START + timedelta(days=t) for t in range(periods)]
    codes = [f"P{i + 1:02d}" for i in range(items)]
    midnight = time(0, 0)
    where = np.nonzero(instance.demand)
    frame = pd.DataFrame(
        {
            "customer": "C",
            "product": [codes[i] for i in where[0]],
            "date": pd.to_datetime([dates[t] for t in where[1]]),
            "kg": instance.demand[where],
        }
    )
    return Scenario(
        settings=Settings(name=instance.name, start=dates[0], end=dates[-1]),
        days=tuple(Day(date=d, kind=DayKind.WORK, overtime_multiple=1.5) for d in dates),
        shifts=(
            Shift(
                code="ALL",
                starts=midnight,
                ends=midnight,
                latest_end=midnight,
                last_out=midnight,
                lunch_from=midnight,
                lunch_minutes=0,
                dinner_from=midnight,
                dinner_minutes=0,
            ),
        ),
        workshops=(Workshop(code="W", name="W", shift="ALL"),),
        crews=(),
        absences=(),
        borrowing=(),
        temps=(),
        resources=(Resource(code="L", workshop="W", availability=1.0),),
        downtimes=(),
        families=tuple(Family(code=code, name=code, workshop="W") for code in codes),
        routing=tuple(
            RoutingStage(family=code, seq=1, resource="L", is_line=True, kg_per_hour=hour / unit)
            for code, unit in zip(codes, instance.unit_time, strict=True)
        ),
        changeovers=(),
        releases=(ReleaseClass(code="R", hold_days=0),),
        zones=(Zone(code="Z", pallets=1e9),),
        products=tuple(
            Product(
                code=code,
                name=code,
                family=code,
                zone="Z",
                release="R",
                shelf_days=365,
                price_yuan_kg=SHORTAGE_YUAN,
                waste_yuan_kg=0.0,
                holding_yuan_kg_day=float(instance.holding[i]),
                setup_minutes=float(instance.setup_time[i]) / hour * 60,
                setup_yuan=float(instance.setup_cost[i]),
            )
            for i, code in enumerate(codes)
        ),
        kits=(),
        materials=(),
        material_lots=(),
        recipes=(),
        stock=(),
        classes=(CustomerClass(code="C", channel=Channel.STORE, shortage_multiple=1.0, life_fraction=1.0),),
        accepted_ages=(),
        customers=(Customer(code="C", name="C", customer_class="C"),),
        vehicles=(),
        demand=frame,
    )


def quantities(instance: Instance, plan: Plan) -> np.ndarray:
    """(n, T) quantities made in a plan."""
    made = np.zeros_like(instance.demand)
    for lot in plan.lots:
        made[int(lot.product[1:]) - 1, (lot.date - START).days] += lot.kg
    return made


def evaluate(instance: Instance, made: np.ndarray) -> tuple[float, bool]:
    """Cost and feasibility in the instance's own terms (tolerance 1e-4)."""
    stock = np.cumsum(made - instance.demand, axis=1)
    setups = made > 1e-6
    use = (instance.setup_time[:, None] * setups + instance.unit_time[:, None] * made).sum(axis=0)
    cost = (instance.setup_cost[:, None] * setups).sum()
    cost += (instance.holding[:, None] * np.maximum(stock, 0)).sum()
    return float(cost), bool((stock > -1e-4).all() and (use <= instance.capacity + 1e-4).all())
