"""Who gets what of an article once other lots of it are made: whoever misses it most, as one small linear programme."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.articles import Article
from planner.optimise.lots.stockroom import SMALL, Batch

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SECONDS = 5.0


@dataclass(frozen=True)
class Dealt:
    """(segments, T) kg for each segment, (T,) kg for nobody, and (T,) kg that stay on overnight."""

    targets: Floats
    surplus: Floats
    stock: Floats


@dataclass(frozen=True)
class _Ways:
    """Where the kilograms of one batch may go: its columns, the cells of demand they fill, when they leave."""

    columns: Ints
    cells: Ints
    leaves: Ints


def redeal(article: Article, ages: Ints, batches: Sequence[Batch], most: Floats) -> Dealt | None:
    """What is sold, wasted and kept of batches at the least cost; None if no more than `most` may stay overnight.

    `ages` are the oldest each segment takes, counted from `Batch.dated`.
    """
    model = LinearModel()
    kg = np.array([batch.kg for batch in batches])
    whole = model.add_rows(kg, kg, count=len(batches))
    cells = np.argwhere(article.demand > SMALL)
    within = model.add_rows(-np.inf, article.demand[*cells.T], count=len(cells))
    nights = model.add_rows(-np.inf, most, count=len(most))
    ways = [_ways(model, article, ages, batch, cells) for batch in batches]
    for row, batch, way in zip(whole, batches, ways, strict=True):
        model.add_entries(row, way.columns, 1.0)
        model.add_entries(within[way.cells], way.columns[: way.cells.size], 1.0)
        for column, until in zip(way.columns, way.leaves, strict=True):
            model.add_entries(nights[max(batch.made, 0) : until], column, 1.0)
    values = solve(model, SECONDS).values if batches else np.zeros(0)
    return None if values is None else _dealt(article, batches, cells, ways, np.maximum(values, 0.0))


def _ways(model: LinearModel, article: Article, ages: Ints, batch: Batch, cells: Ints) -> _Ways:
    """Columns for whoever takes the batch, for nobody at once, and, if it keeps that long, for after the last day."""
    horizon, here = article.demand.shape[1], max(batch.made, 0)
    segment, day = cells.T
    takes = np.flatnonzero((day >= max(here, batch.free)) & (day - batch.dated <= ages[segment]))
    keeps = [horizon] if batch.last >= horizon else []
    leaves = np.r_[day[takes], here, keeps].astype(np.int64)
    yuan = (leaves - here) * article.night_yuan
    yuan[: takes.size] -= article.price[segment[takes]]
    yuan[takes.size] += article.product.waste_yuan_kg
    return _Ways(model.add_columns(0.0, batch.kg, yuan, count=len(leaves)), takes, leaves)


def _dealt(
    article: Article, batches: Sequence[Batch], cells: Ints, ways: list[_Ways], values: Floats
) -> Dealt:
    horizon = article.demand.shape[1]
    targets, surplus, stock = np.zeros(article.demand.shape), np.zeros(horizon), np.zeros(horizon)
    for batch, way in zip(batches, ways, strict=True):
        here, kg = max(batch.made, 0), values[way.columns]
        np.add.at(targets, (*cells[way.cells].T,), kg[: way.cells.size])
        surplus[here] += kg[way.cells.size]
        for amount, until in zip(kg, way.leaves, strict=True):
            stock[here:until] += amount
    return Dealt(targets, surplus, stock)
