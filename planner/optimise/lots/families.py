"""First prices from a coarse picture: each family as one article without batches or set-ups.

The duals of this small linear programme are near those of the real one, so search and column generation start
where they would otherwise arrive.
"""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.linear import solve
from planner.optimise.lots.articles import Article, Mode, Opening
from planner.optimise.lots.explicit import write_out
from planner.optimise.lots.factory import build_factory
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.supply import Reference, reference_of

Floats = NDArray[np.float64]
LONGEST_WINDOW = 12
PRICE_TIERS = 3


def coarse_picture(
    scenario: Scenario, groups: GroupIndex, articles: tuple[Article, ...], seconds: float
) -> tuple[Floats, Reference] | None:
    """(groups, T) prices of all limits in the coarse problem and its components; None if out of time."""
    factory = build_factory(scenario, groups)
    merged = sorted(_merged(articles), key=lambda a: a.code not in scenario.component_codes)
    own = 0
    for article in merged:
        write_out(factory, article, integer=False)
        if article.code in scenario.component_codes:
            own = factory.model.columns
    own = own or build_factory(scenario, groups).model.columns
    found = solve(factory.model, seconds)
    if found.duals is None or found.values is None:
        return None
    prices = np.maximum(-found.duals[: factory.rows.size].reshape(factory.rows.shape), 0.0)
    return prices, reference_of(factory, found.values, own)


def _merged(articles: tuple[Article, ...]) -> list[Article]:
    """One article per family, hold and zone."""
    families: dict[tuple[str, int, int], list[Article]] = defaultdict(list)
    for article in articles:
        if article.modes:
            families[article.product.family, article.hold, article.zone_group].append(article)
    return [_merge(members) for members in families.values()]


def _merge(members: list[Article]) -> Article:
    """Demand in a few price tiers; set-ups spread over the kilograms of a usual lot."""
    first = members[0]
    horizon = first.demand.shape[1]
    demand, price, ages = _tiers(members, horizon)
    lot_kg = np.mean([2.0 * (a.product.batch_kg or 50.0) for a in members])
    modes = tuple(
        Mode(
            m.line,
            tuple(
                (g, before, float(per_kg + per_lot / lot_kg), 0.0) for g, before, per_kg, per_lot in m.uses
            ),
        )
        for m in first.modes
    )
    product = first.product.model_copy(
        update={"batch_kg": None, "min_lot_kg": 0.0, "max_lot_kg": None, "setup_yuan": 0.0}
    )
    return replace(
        first,
        product=product,
        demand=demand,
        price=price,
        ages=ages,
        modes=modes,
        lost_yuan=0.0,
        segments=tuple((str(i), 0) for i in range(len(price))),
        openings=_openings(members, horizon),
        night_yuan=float(np.mean([a.night_yuan for a in members])),
    )


def _tiers(members: list[Article], horizon: int) -> tuple[Floats, Floats, NDArray[np.int64]]:
    rows = [
        (float(p), kg, int(age))
        for a in members
        for p, kg, age in zip(a.price, a.demand, a.ages, strict=True)
    ]
    rows.sort(key=lambda row: -row[0])
    if not rows:
        return np.zeros((0, horizon)), np.zeros(0), np.zeros(0, np.int64)
    volume = np.cumsum([kg.sum() for _, kg, _ in rows])
    tier = np.minimum((volume - 1e-9) / volume[-1] * PRICE_TIERS, PRICE_TIERS - 1).astype(int)
    demand, price, ages = [], [], []
    for t in range(PRICE_TIERS):
        mine = [row for row, at in zip(rows, tier, strict=True) if at == t]
        if mine:
            weights = np.array([kg.sum() for _, kg, _ in mine]) + 1e-9
            demand.append(np.sum([kg for _, kg, _ in mine], axis=0))
            price.append(float(np.average([p for p, *_ in mine], weights=weights)))
            ages.append(
                min(round(float(np.average([age for *_, age in mine], weights=weights))), LONGEST_WINDOW)
            )
    return np.array(demand), np.array(price), np.array(ages, dtype=np.int64)


def _openings(members: list[Article], horizon: int) -> tuple[Opening, ...]:
    total: dict[tuple[int, int], float] = defaultdict(float)
    last: dict[tuple[int, int], int] = {}
    for lot in (lot for a in members for lot in a.openings):
        key = (max(lot.made, -LONGEST_WINDOW), lot.free)
        total[key] += lot.kg
        last[key] = max(last.get(key, 0), lot.last)
    return tuple(
        Opening(f"{made}", made, free, last[made, free], kg) for (made, free), kg in sorted(total.items())
    )
