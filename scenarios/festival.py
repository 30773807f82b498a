"""The two worlds of the Spring Festival of 2025: the six weeks, and the week before New Year's Eve."""

from datetime import date as Date

import pandas as pd

from planner.domain.scenario import Scenario
from scenarios import days, fleet, goods, market, opening, pantry, plant
from scenarios.facts_table import day
from scenarios.orders import END, START, order_book

WEEK_START, WEEK_END = day("2025-01-20"), day("2025-01-28")


def spring_festival() -> Scenario:
    """Six weeks, 6 January to 16 February 2025, over New Year's Eve, the Games and Lantern Festival."""
    return _world("春节六周 Spring Festival 2025", START, END, order_book(), "stock_days")


def festival_week() -> Scenario:
    """The nine days to New Year's Eve, with what was built before already in the store."""
    book = order_book()
    inside = book["date"].between(pd.Timestamp(WEEK_START), pd.Timestamp(WEEK_END))
    rolled_at_once = book["product"].str.startswith("P19-") & (book["date"] == pd.Timestamp(WEEK_START))
    demand = book[inside & ~rolled_at_once].reset_index(drop=True)
    return _world("节前一周 Festival week 2025", WEEK_START, WEEK_END, demand, "eve_stock_days")


def _world(name: str, start: Date, end: Date, demand: pd.DataFrame, stock_days: str) -> Scenario:
    return Scenario(
        settings=days.settings(name, start, end, market.DEPOT),
        days=days.calendar(start, end),
        shifts=days.shifts(),
        workshops=plant.workshops(),
        crews=plant.crews(),
        absences=plant.absences(start, end),
        borrowing=plant.borrowing(),
        temps=plant.temps(),
        resources=plant.resources(),
        downtimes=plant.downtimes(start, end),
        families=goods.families(),
        routing=plant.routing(),
        changeovers=plant.changeovers(),
        releases=goods.releases(),
        zones=goods.zones(),
        products=goods.products(),
        kits=goods.kits(),
        materials=pantry.materials(),
        material_lots=pantry.material_lots(demand, start, end),
        recipes=pantry.recipes(),
        stock=opening.stock(demand, start, stock_days),
        classes=market.classes(),
        accepted_ages=(),
        customers=market.customers(),
        vehicles=fleet.vehicles(),
        compartments=fleet.compartments(),
        waves=fleet.waves(),
        distances=fleet.distances(),
        speeds=fleet.speeds(),
        demand=demand,
    )
