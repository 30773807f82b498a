"""Small real worlds for tests: a valid bakery of one oven, and plans for it, every part replaceable.

    world = a_bakery(crews=[a_crew(headcount=2)], demand=[("S1", "P1", 0, 50.0)])
    plan = a_plan(world, lots=[a_lot(world, "L1", "P1", 0, 50.0)], deliveries=[("S1", "L1", 0, 50.0)])

Days are numbers counted from START (a Monday) or dates; every builder takes its noun's fields as keywords.
"""

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

import pandas as pd

from planner.domain.calendar import Settings
from planner.domain.scenario import SCENARIO_TABLES, Scenario
from tests.handmade import a_lot, a_plan, delivery_table, reckoned
from tests.nouns import (
    START,
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
    a_shift,
    a_stage,
    a_stock_lot,
    a_workshop,
    a_zone,
    an_oven,
    days,
    on,
)

__all__ = [
    "START",
    "a_bakery",
    "a_class",
    "a_crew",
    "a_customer",
    "a_family",
    "a_kit_part",
    "a_lane",
    "a_lot",
    "a_material",
    "a_material_lot",
    "a_plan",
    "a_pool",
    "a_product",
    "a_recipe_line",
    "a_release",
    "a_shift",
    "a_stage",
    "a_stock_lot",
    "a_workshop",
    "a_zone",
    "an_oven",
    "days",
    "delivery_table",
    "demand_table",
    "on",
    "reckoned",
]


def demand_table(rows: Iterable[tuple[str, str, int | Date, float]]) -> pd.DataFrame:
    """Orders as (customer, product, day, kg) in the scenario's form: sorted, no zeros."""
    cells = sorted((customer, product, on(day), kg) for customer, product, day, kg in rows if kg > 0)
    return pd.DataFrame(
        {
            "customer": [row[0] for row in cells],
            "product": [row[1] for row in cells],
            "date": pd.to_datetime([row[2] for row in cells]),
            "kg": [float(row[3]) for row in cells],
        }
    )


def a_bakery(
    *,
    demand: Iterable[tuple[str, str, int | Date, float]] = (("S1", "P1", 0, 100.0),),
    settings: dict[str, Any] | None = None,
    **parts: Iterable[Any],
) -> Scenario:
    """The smallest valid scenario: three workdays, one of everything; name a table to replace it.

    `settings` are fields of Settings to change; the horizon follows `days`.
    """
    tables: dict[str, Any] = dict.fromkeys(SCENARIO_TABLES, ()) | {
        "days": days(),
        "shifts": (a_shift(),),
        "workshops": (a_workshop(),),
        "crews": (a_crew(),),
        "resources": (an_oven(),),
        "families": (a_family(),),
        "routing": (a_stage(),),
        "releases": (a_release(),),
        "zones": (a_zone(),),
        "products": (a_product(),),
        "classes": (a_class(),),
        "customers": (a_customer(),),
    }
    tables |= {name: tuple(rows) for name, rows in parts.items()}
    calendar = tables["days"]
    horizon = {"name": "小面包房 tiny", "start": calendar[0].date, "end": calendar[-1].date}
    tables |= {"settings": Settings(**(horizon | (settings or {}))), "demand": demand_table(demand)}
    return Scenario(**tables)
