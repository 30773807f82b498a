"""The order book: sparse whole crates by customer, product and day that add up to the known days."""

from datetime import date as Date
from functools import cache

import numpy as np
import pandas as pd

from planner.domain.market import Customer
from planner.domain.product import Product
from scenarios.facts_table import day, table
from scenarios.goods import popularity, products
from scenarios.market import SEED, customers
from scenarios.rhythm import order_days
from scenarios.targets import class_codes, class_kg, family_codes, family_kg, shared

START, END = day("2025-01-06"), day("2025-02-16")
LISTING_BENT, SALES_BENT = 0.5, 0.4
NOISE = 0.30
SIZE_NOISE = 0.25
LEAST_LISTINGS = 4
VILLAGE_KG_RESIDENT = 0.1294
GATE_SHARES = (0.7, 0.3)


def dates_between(start: Date, end: Date) -> list[Date]:
    return [stamp.date() for stamp in pd.date_range(start, end)]


@cache
def order_book() -> pd.DataFrame:
    """All orders of the six weeks: customer, product, date, kg; sorted, zero cells absent."""
    dates = dates_between(START, END)
    random = np.random.default_rng(SEED + 1)
    city = tuple(c for c in customers() if c.customer_class != "VIL")
    listings = _listings(random, city)
    units = _city_units(random, city, listings, dates)
    codes = listings[["customer", "product", "unit"]]
    book = pd.concat([_long(codes, units, dates), _village_orders(dates)])
    return book.sort_values(["customer", "product", "date"], ignore_index=True)


def _listings(random: np.random.Generator, city: tuple[Customer, ...]) -> pd.DataFrame:
    """Who lists which article: customer, product, class, family, unit and selling weight."""
    per_customer = {row["family"]: row for row in table("assortment")}
    size = {c.code: float(random.lognormal(0, SIZE_NOISE)) for c in city}
    rows: list[tuple[str, str, str, str, float, float]] = []
    for family in family_codes():
        articles = [p for p in products() if p.family == family and p.release != "F3"]
        share = popularity(len(articles))
        chosen = _chosen(random, city, per_customer[family], share)
        for index, picks in chosen.items():
            customer = city[index]
            for pick in sorted(picks):
                weight = size[customer.code] * share[pick] ** SALES_BENT * float(random.lognormal(0, NOISE))
                rows.append(_listing(customer, articles[pick], weight))
    names = ["customer", "product", "class", "family", "unit", "weight"]
    return pd.DataFrame(rows, columns=names)


def _listing(customer: Customer, article: Product, weight: float) -> tuple[str, str, str, str, float, float]:
    unit = article.order_unit_kg
    return customer.code, article.code, customer.customer_class, article.family, unit, weight


def _chosen(
    random: np.random.Generator, city: tuple[Customer, ...], many: dict[str, str], share: np.ndarray
) -> dict[int, set[int]]:
    """Articles listed by each customer, popular ones more often, none in fewer than a few places."""
    chance = share**LISTING_BENT / (share**LISTING_BENT).sum()
    chosen: dict[int, set[int]] = {}
    for index, customer in enumerate(city):
        wanted = float(many[customer.customer_class])
        count = min(int(wanted + random.random()), len(share))
        picks = random.choice(len(share), size=count, replace=False, p=chance)
        chosen[index] = {int(pick) for pick in picks}
    _mend_thin_listings(random, chosen, len(share))
    return chosen


def _mend_thin_listings(random: np.random.Generator, chosen: dict[int, set[int]], articles: int) -> None:
    """Add sellers to the articles that too few customers list."""
    sellers = [index for index in chosen if chosen[index]]
    for article in range(articles):
        missing = LEAST_LISTINGS - sum(article in picks for picks in chosen.values())
        if missing > 0:
            for index in random.choice(sellers, size=min(missing, len(sellers)), replace=False):
                chosen[int(index)].add(article)


def _city_units(
    random: np.random.Generator, city: tuple[Customer, ...], listings: pd.DataFrame, dates: list[Date]
) -> np.ndarray:
    """Whole order units by listing and day, shape (listings, days)."""
    open_days = order_days(city, dates)
    rows_of = {customer.code: index for index, customer in enumerate(city)}
    asks = open_days[listings["customer"].map(rows_of).to_numpy()]
    wanted = _wanted_kg(city, open_days, dates)
    units = np.zeros(asks.shape, dtype=int)
    classes, families = class_codes(), family_codes()
    totals = family_kg(dates)
    for f, family in enumerate(families):
        mine = (listings["family"] == family).to_numpy()
        part = listings[mine]
        kg = _listing_kg(random, part, asks[mine], wanted[:, f, :], classes)
        unit = float(part["unit"].iloc[0])
        units[mine] = _whole(random, kg / unit, totals[f] / unit)
    return units


def _wanted_kg(city: tuple[Customer, ...], open_days: np.ndarray, dates: list[Date]) -> np.ndarray:
    kinds = np.array([customer.customer_class for customer in city])
    rhythm = np.array([open_days[kinds == kind].mean(axis=0) for kind in class_codes()])
    usual = rhythm.mean(axis=1, keepdims=True)
    totals = family_kg(dates)
    return shared(totals, class_kg(dates, totals.sum(axis=0), rhythm / usual))


def _listing_kg(
    random: np.random.Generator,
    part: pd.DataFrame,
    asks: np.ndarray,
    wanted: np.ndarray,
    classes: list[str],
) -> np.ndarray:
    """Expected kilograms by listing and day: the class's share split by weight, size and noise."""
    weight = part["weight"].to_numpy()[:, None] * asks * random.lognormal(0, NOISE, asks.shape)
    result = np.zeros(asks.shape)
    for k, kind in enumerate(classes):
        mine = (part["class"] == kind).to_numpy()
        total = weight[mine].sum(axis=0)
        share = np.divide(weight[mine], total, out=np.zeros_like(weight[mine]), where=total > 0)
        result[mine] = share * wanted[k]
    return result


def _whole(random: np.random.Generator, expected: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Round to whole units so that every listing and every day keeps its total.

    A listing orders when its running need passes the next whole unit; days are then mended to the unit.
    """
    running = np.cumsum(expected, axis=1) + random.random((len(expected), 1))
    units = np.diff(np.floor(running), axis=1, prepend=0).astype(int)
    units = np.where(expected > 0, units, 0)
    for t in range(units.shape[1]):
        missing = round(totals[t]) - int(units[:, t].sum())
        if missing > 0:
            chance = expected[:, t] / expected[:, t].sum()
            np.add.at(units[:, t], random.choice(len(units), size=missing, p=chance), 1)
        elif missing < 0:
            each = np.repeat(np.arange(len(units)), units[:, t])
            np.subtract.at(units[:, t], random.choice(each, size=-missing, replace=False), 1)
    return units


def _long(codes: pd.DataFrame, units: np.ndarray, dates: list[Date]) -> pd.DataFrame:
    """Non-zero cells as rows of customer, product, date and kg."""
    rows, days = np.nonzero(units)
    kg = units[rows, days] * codes["unit"].to_numpy()[rows]
    stamps = pd.to_datetime(pd.Series(dates)).to_numpy()
    return pd.DataFrame(
        {
            "customer": codes["customer"].to_numpy()[rows],
            "product": codes["product"].to_numpy()[rows],
            "date": stamps[days],
            "kg": np.round(kg, 2),
        }
    )


def _village_orders(dates: list[Date]) -> pd.DataFrame:
    """The village's own articles, by residents and gate, in whole cases."""
    units = {article.code: article.order_unit_kg for article in products()}
    residents = {day(row["date"]): float(row["residents"]) for row in table("village")}
    people = np.array([residents.get(date, 0.0) for date in dates])
    gates = [c.code for c in customers() if c.customer_class == "VIL"]
    rows = [
        (gate, item["code"], units[item["code"]], share * float(item["share"]))
        for gate, share in zip(gates, GATE_SHARES, strict=True)
        for item in table("village_menu")
    ]
    codes = pd.DataFrame(rows, columns=["customer", "product", "unit", "share"])
    need = (
        codes["share"].to_numpy()[:, None] * people * VILLAGE_KG_RESIDENT / codes["unit"].to_numpy()[:, None]
    )
    cases = np.diff(np.ceil(np.cumsum(need, axis=1)), axis=1, prepend=0).astype(int)
    return _long(codes, cases, dates)
