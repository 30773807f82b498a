"""Each product as the lots stage sees it: grids, windows, segments of demand, and what a lot uses."""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from planner.domain.product import Product
from planner.domain.scenario import Scenario
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]
GRAIN = 1e-3  # kg: quantities closer than this are the same


@dataclass(frozen=True)
class Mode:
    """One line a product can be made on; `uses` are (group, days before, per kg, per lot) rows."""

    line: str
    uses: tuple[tuple[int, int, float, float], ...]


@dataclass(frozen=True)
class Opening:
    """A usable opening lot: free to leave from day `free`, of use until day `last`.

    `made` is the day ages are counted from, shifted for kits like the ages of their segments.
    """

    code: str
    made: int
    free: int
    last: int
    kg: float


@dataclass(frozen=True)
class Article:
    """One product prepared for planning. Days are indices into the horizon; T = number of days.

    `demand`: (segments, T) kg, segments sorted by falling `price` (yuan per missing kg); `ages`: oldest age at
    dispatch each segment takes, counted from the day of the lot. A kit's ages allow for its youngest
    possible components, `kit_slack` days more than the oldest that plans put into it do. Where only lots from day
    `fresh_from` on need the youngest, those before may be `early_slack` days older; `older` is what of it counts.
    """

    product: Product
    hold: int
    demand: Floats
    price: Floats
    ages: NDArray[np.int64]
    segments: tuple[tuple[str, int], ...]
    openings: tuple[Opening, ...]
    modes: tuple[Mode, ...]
    first_day: int
    last_day: int
    night_yuan: float
    zone_group: int
    pallets_per_kg: float
    shelf_use: int
    kit_slack: int
    early_slack: int
    fresh_from: int
    older: int
    lost_yuan: float

    @property
    def code(self) -> str:
        return self.product.code

    @property
    def window(self) -> int:
        """Oldest age at which any segment still takes it."""
        return int(self.ages.max(initial=-1))


def grid_of(article: Article) -> float:
    """Largest quantity (kg) that divides every batch, demand and opening lot of an article."""
    amounts = [*article.demand[article.demand > 0].tolist(), *(o.kg for o in article.openings)]
    if article.product.batch_kg:
        amounts.append(article.product.batch_kg)
    grains = 0
    for amount in set(amounts):
        grains = gcd(grains, round(amount / GRAIN))
    return max(grains, 1) * GRAIN


def articles_of(scenario: Scenario, groups: GroupIndex) -> tuple[Article, ...]:
    """Every product of the scenario, prepared; in the scenario's order."""
    orders = _orders(scenario)
    openings = _openings(scenario, groups)
    return tuple(
        _article(scenario, groups, product, orders.get(product.code, {}), openings.get(product.code, ()))
        for product in scenario.products
    )


Orders = dict[str, dict[tuple[str, int, bool], Floats]]


def _orders(scenario: Scenario) -> Orders:
    """Kilograms by product and (class, transit, forbidden) segment as rows of T days."""
    frame = scenario.demand
    days = (frame["date"] - np.datetime64(scenario.settings.start)).dt.days.to_numpy()
    horizon = len(scenario.dates)
    orders: Orders = {}
    customers = scenario.customer_of
    contents = scenario.contents_of
    rows = zip(frame["customer"], frame["product"], days, frame["kg"], strict=True)
    for customer_code, product_code, day, kg in rows:
        customer = customers[customer_code]
        banned = bool(customer.forbidden) and bool(contents[product_code] & customer.forbidden)
        key = (customer.customer_class, customer.transit_days, banned)
        by_segment = orders.setdefault(product_code, {})
        if key not in by_segment:
            by_segment[key] = np.zeros(horizon)
        by_segment[key][day] += kg
    return orders


def _openings(scenario: Scenario, groups: GroupIndex) -> dict[str, tuple[Opening, ...]]:
    start = scenario.settings.start
    found: dict[str, list[Opening]] = {}
    for lot in scenario.stock:
        if lot.blocked or lot.kg <= 0:
            continue
        product = scenario.product_of[lot.product]
        labelled = (lot.date - start).days
        made = labelled + _kit_ages(scenario, groups, product.code)[1]
        last = labelled + scenario.last_sale_age.get(lot.product, product.shelf_days)
        free = max(0, labelled + scenario.hold_days(product))
        found.setdefault(lot.product, []).append(Opening(lot.code, made, free, last, lot.kg))
    return {code: tuple(sorted(lots, key=lambda lot: lot.made)) for code, lots in found.items()}


def _article(
    scenario: Scenario,
    groups: GroupIndex,
    product: Product,
    orders: dict[tuple[str, int, bool], Floats],
    openings: tuple[Opening, ...],
) -> Article:
    horizon = len(scenario.dates)
    hold = scenario.hold_days(product)
    slack, youngest = _kit_ages(scenario, groups, product.code)
    early_slack, fresh_from = _early_ages(scenario, groups, product.code)
    sold, lost = [], 0.0
    for (class_code, transit, banned), kg in orders.items():
        price = product.price_yuan_kg * scenario.class_of[class_code].shortage_multiple
        age = scenario.class_age_days(product, class_code) - transit - youngest
        reachable = age >= hold or any(_accepts_opening(o, kg, age) for o in openings)
        if banned or not reachable:
            lost += float(kg.sum()) * price
        else:
            sold.append((price, age, (class_code, transit), kg))
    sold.sort(key=lambda segment: -segment[0])
    zone = next(z for z in scenario.zones if z.code == product.zone)
    modes = groups.modes_of(product)
    return Article(
        product=product,
        hold=hold,
        demand=np.array([kg for *_, kg in sold]).reshape(len(sold), horizon),
        price=np.array([price for price, *_ in sold]),
        ages=np.array([age for _, age, *_ in sold], dtype=np.int64),
        segments=tuple(segment for *_, segment, _ in sold),
        openings=openings,
        modes=tuple(Mode(line, uses) for line, uses in modes),
        first_day=groups.lead_days(product.family),
        last_day=_last_day(scenario, product),
        night_yuan=product.holding_yuan_kg_day + zone.yuan_pallet_day / product.kg_per_pallet,
        zone_group=groups.zone(product.zone),
        pallets_per_kg=1.0 / product.kg_per_pallet,
        shelf_use=scenario.last_sale_age.get(product.code, product.shelf_days) - youngest,
        kit_slack=slack,
        early_slack=early_slack,
        fresh_from=fresh_from,
        older=0,
        lost_yuan=lost,
    )


def _accepts_opening(opening: Opening, kg: Floats, age: int) -> bool:
    days = np.flatnonzero(kg > 0)
    return bool(((days >= opening.free) & (days - opening.made <= age)).any())


def _last_day(scenario: Scenario, product: Product) -> int:
    horizon = len(scenario.dates)
    if product.last_made is None:
        return horizon - 1
    return min(horizon - 1, (product.last_made - scenario.settings.start).days)


def _kit_ages(scenario: Scenario, groups: GroupIndex, code: str) -> tuple[int, int]:
    """(days between youngest and oldest planned components, age of the youngest possible) of a kit; zeros else."""
    if code not in scenario.kit_codes:
        return 0, 0
    fresh = groups.freshness[code]
    always = fresh.since >= len(scenario.dates)
    return fresh.oldest - fresh.youngest if always else 0, fresh.youngest


def _early_ages(scenario: Scenario, groups: GroupIndex, code: str) -> tuple[int, int]:
    """(days that labels may be older, day before which) of a kit whose last lots alone need the youngest components."""
    if code not in scenario.kit_codes or groups.freshness[code].since >= len(scenario.dates):
        return 0, 0
    fresh = groups.freshness[code]
    return fresh.oldest - fresh.youngest, fresh.since
