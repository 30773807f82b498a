"""All articles as padded arrays, ready for the compiled loops."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.articles import Article, Opening, grid_of
from planner.optimise.lots.cases import Cases, Lots

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_LEVELS = 20_000


@dataclass(frozen=True)
class Uses:
    """What lots use, as a sparse table by rising row: article·mode row, group, days before, per kg, per lot."""

    row: Ints
    group: Ints
    before: Ints
    per_kg: Floats
    per_lot: Floats


@dataclass(frozen=True)
class Deck:
    """P articles, M modes, S segments, T days; quantities in units of `grid` kg."""

    articles: tuple[Article, ...]
    horizon: int
    grid: Floats  # (P,) kg per unit
    batch: Ints  # (P,) units per batch
    batch_kg: Floats  # (P,)
    least: Ints  # (P,) batches in the smallest lot
    most: Ints  # (P,) batches in the largest lot
    hold: Ints  # (P,)
    modes: Ints  # (P,) number of modes
    allowed: NDArray[np.bool_]  # (P, M, T) a lot may be finished here
    segments: Ints  # (P,)
    demand: Ints  # (P, S, T) units
    price: Floats  # (P, S) yuan per unit missing
    waste: Floats  # (P,) yuan per unit
    night: Floats  # (P,) yuan per unit and night, without prices
    opening: Ints  # (P, T) units that become free
    excess: Ints  # (P, T) units of opening stock that nobody can ever use
    lots: Lots
    ages: Ints  # (P, S) oldest age each segment takes
    shelf: Ints  # (P,) age at which what is left is written off
    older: Ints  # (P,) days that labels of lots made before `fresh_from` are older than the lots
    fresh_from: Ints  # (P,)
    ceiling: Ints  # (P, T) most units worth keeping overnight
    levels: Ints  # (P,) size of the stock axis
    uses: Uses
    pallet_group: Ints  # (P,)
    pallets: Floats  # (P,) pallets per unit
    setup_yuan: Floats  # (P,)
    lost: Floats  # (P,) yuan that nothing can save

    @property
    def size(self) -> int:
        return len(self.articles)

    def cases(self) -> Cases:
        """What the compiled loops see of the articles."""
        ready, made = self.lots.ready()
        return Cases(
            hold=self.hold,
            batch=self.batch,
            least=self.least,
            most=self.most,
            levels=self.levels,
            segments=self.segments,
            demand=self.demand,
            price=self.price,
            ages=self.ages,
            shelf=self.shelf,
            older=self.older,
            fresh_from=self.fresh_from,
            waste=self.waste,
            opening=self.opening,
            ceiling=self.ceiling,
            ready=ready,
            ready_made=made,
            lot_made=self.lots.made,
            lot_free=self.lots.free,
            lot_last=self.lots.last,
            lot_units=self.lots.units,
        )


def deck_of(articles: tuple[Article, ...], horizon: int) -> Deck:
    """Prepare articles."""
    size = len(articles)
    modes = max((len(a.modes) for a in articles), default=1) or 1
    segments = max((len(a.price) for a in articles), default=1) or 1
    grid = np.array([_grid(a, horizon) for a in articles]).reshape(size)
    batch_kg = np.array([a.product.batch_kg or grid[i] for i, a in enumerate(articles)]).reshape(size)
    batch = np.maximum(np.ceil(batch_kg / grid - 1e-6), 1).astype(np.int64)
    demand = np.zeros((size, segments, horizon), np.int64)
    price = np.zeros((size, segments))
    opening = np.zeros((size, horizon), np.int64)
    excess = np.zeros((size, horizon), np.int64)
    ceiling = np.zeros((size, horizon), np.int64)
    allowed = np.zeros((size, modes, horizon), bool)
    ages = np.full((size, segments), -1, np.int64)
    most = max((len(a.openings) for a in articles), default=0)
    lots = Lots(*(np.zeros((size, most), np.int64) for _ in range(4)))
    for i, article in enumerate(articles):
        count = len(article.price)
        ages[i, :count] = article.ages
        demand[i, :count] = np.floor(article.demand / grid[i] + 1e-6)
        price[i, :count] = article.price * grid[i]
        allowed[i, : len(article.modes), max(article.first_day, 0) : article.last_day + 1] = True
        for o, lot in enumerate(article.openings):
            units = round(lot.kg / grid[i])
            useful = min(units, _reach_of(article, lot, demand[i]))
            excess[i, min(max(lot.made, 0), horizon - 1)] += units - useful
            if useful:
                opening[i, lot.free] += useful
            lots.made[i, o], lots.free[i, o], lots.last[i, o] = lot.made, lot.free, lot.last
            lots.units[i, o] = useful
        ceiling[i] = _ceiling(
            article,
            demand[i],
            opening[i],
            _smallest(article, batch[i], batch_kg[i]),
            float(grid[i]),
        )
    waste = np.array([a.product.waste_yuan_kg for a in articles]).reshape(size) * grid
    least = np.array(
        [max(1, _batches(a.product.min_lot_kg, batch_kg[i], up=True)) for i, a in enumerate(articles)],
        np.int64,
    )
    limit = np.array(
        [_batches(a.product.max_lot_kg or 1e9, batch_kg[i], up=False) for i, a in enumerate(articles)],
        np.int64,
    )
    after = np.concatenate([np.zeros((size, 1), np.int64), ceiling[:, :-1]], axis=1)
    room = np.maximum(ceiling + demand.sum(axis=1), after + opening).max(axis=1, initial=0)
    levels = np.minimum(room + np.maximum(batch * least, batch) + 1, MOST_LEVELS)
    return Deck(
        articles=articles,
        horizon=horizon,
        grid=grid,
        batch=batch,
        batch_kg=batch_kg,
        least=least,
        most=limit,
        hold=_each(articles, lambda a: a.hold),
        modes=_each(articles, lambda a: len(a.modes)),
        allowed=allowed,
        segments=_each(articles, lambda a: len(a.price)),
        demand=demand,
        price=price,
        waste=waste,
        night=np.array([a.night_yuan for a in articles]).reshape(size) * grid,
        opening=opening,
        excess=excess,
        lots=lots,
        ages=ages,
        shelf=_each(articles, lambda a: a.shelf_use),
        older=_each(articles, lambda a: a.older),
        fresh_from=_each(articles, lambda a: a.fresh_from),
        ceiling=ceiling,
        levels=levels,
        uses=_uses(articles, modes),
        pallet_group=_each(articles, lambda a: a.zone_group),
        pallets=np.array([a.pallets_per_kg for a in articles]).reshape(size) * grid,
        setup_yuan=np.array([a.product.setup_yuan for a in articles]).reshape(size),
        lost=np.array([a.lost_yuan for a in articles]).reshape(size) + excess.sum(axis=1) * waste,
    )


def _reach_of(article: Article, lot: Opening, demand: Ints) -> int:
    """Units of an opening lot that could ever be of use: all if it lasts, else the demand it can reach."""
    horizon = demand.shape[1]
    if lot.last >= horizon:
        return int(1e9)
    total = 0
    for s, age in enumerate(article.ages):
        total += int(demand[s, max(lot.free, 0) : min(lot.made + int(age), horizon - 1) + 1].sum())
    return total


def _each(articles: tuple[Article, ...], get: Callable[[Article], int]) -> Ints:
    return np.array([get(a) for a in articles], dtype=np.int64).reshape(len(articles))


def _grid(article: Article, horizon: int) -> float:
    """The exact grid, or a coarser one when the exact one would need too many stock levels."""
    exact = grid_of(article)
    wanted = float(article.demand.sum()) + sum(lot.kg for lot in article.openings)
    return max(exact, wanted / (MOST_LEVELS / 2))


def _smallest(article: Article, batch: int, batch_kg: float) -> int:
    """Units in the smallest lot."""
    return int(batch) * max(1, _batches(article.product.min_lot_kg, batch_kg, up=True))


def _batches(kg: float, batch_kg: float, *, up: bool) -> int:
    return int(np.ceil(kg / batch_kg - 1e-6) if up else np.floor(kg / batch_kg + 1e-6))


def _ceiling(article: Article, demand: Ints, opening: Ints, batch: int, grid: float) -> Ints:
    horizon = demand.shape[1]
    reach = max(max(article.window, article.shelf_use) - article.hold, 0)
    along = np.r_[0, np.cumsum(demand.sum(axis=0))]
    days = np.arange(horizon)
    last = np.minimum(days + reach, horizon - 1)
    ceiling = along[last + 1] - along[days + 1]
    ceiling = ceiling + np.where(days + reach >= horizon - 1, batch, 0)
    lasting = sum(round(lot.kg / grid) for lot in article.openings if lot.last >= horizon - 1)
    most = int(demand.sum()) + int(opening.sum()) + batch
    return np.asarray(np.minimum(ceiling + lasting, most), dtype=np.int64)


def _uses(articles: tuple[Article, ...], modes: int) -> Uses:
    rows = [
        (i * modes + m, group, before, per_kg, per_lot)
        for i, article in enumerate(articles)
        for m, mode in enumerate(article.modes)
        for group, before, per_kg, per_lot in mode.uses
    ]
    table = np.array(rows, dtype=float).reshape(len(rows), 5)
    whole = table[:, :3].astype(np.int64)
    return Uses(whole[:, 0], whole[:, 1], whole[:, 2], table[:, 3], table[:, 4])
