"""Who gets what of the lots of one article: oldest first, dearest shortage first, surplus to whoever lacks."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.articles import Article
from planner.optimise.lots.stockroom import SMALL, Batch, in_order, take

Floats = NDArray[np.float64]


@dataclass
class Allocation:
    """(segment, day) → lots and kilograms; write-offs as (lot, day, kg)."""

    served: dict[tuple[int, int], list[tuple[str, float]]] = field(default_factory=dict)
    write_offs: list[tuple[str, int, float]] = field(default_factory=list)


def allocate(
    article: Article, batches: list[Batch], targets: Floats, surplus: Floats, haste: Floats
) -> Allocation:
    """Walk through the days; `targets`: (segments, T) kg meant for each segment, `surplus`: (T,) kg for nobody.

    `haste`: (segments, T) yuan that leaving earlier would be worth; the hastiest take first.

    Surplus goes to whoever lacks that day, else it is written off at once: it would only take room.

    `article.ages` count from the day of the lot; for kits `Batch.dated` is the label, so the true ages are used
    by the caller's choice of `article`.
    """
    result = Allocation()
    spare, horizon = 0.0, len(surplus)
    store = in_order(batches)
    due = _due(store, horizon)
    for day in range(horizon):
        owed = []
        spare += float(surplus[day])
        ordering = np.flatnonzero(article.demand[:, day] > SMALL).tolist()
        for s in sorted(ordering, key=lambda s: -haste[s, day]):
            wanted = float(article.demand[s, day])
            got = take(store, day, int(article.ages[s]), min(float(targets[s, day]), wanted))
            lacking = wanted - sum(kg for _, kg in got)
            _note(result, s, day, got)
            if lacking > SMALL:
                owed.append((s, lacking))
        for s, lacking in owed:
            if spare > SMALL:
                got = take(store, day, int(article.ages[s]), min(lacking, spare))
                spare -= sum(kg for _, kg in got)
                _note(result, s, day, got)
        spare = _clear(result, store, day, spare)
        _write_off(result, due.get(day, ()), day)
    return result


def _due(store: list[Batch], horizon: int) -> dict[int, list[Batch]]:
    """Batches by the day their remainder must be gone."""
    due: dict[int, list[Batch]] = {}
    for batch in store:
        day = max(batch.last, batch.made, 0)
        if day < horizon:
            due.setdefault(day, []).append(batch)
    return due


def _clear(result: Allocation, store: list[Batch], day: int, spare: float) -> float:
    """Write surplus off, oldest first; return what could not be found."""
    for batch in store:
        if spare <= SMALL:
            break
        if batch.made <= day and batch.left > SMALL:
            kg = min(batch.left, spare)
            batch.left -= kg
            spare -= kg
            result.write_offs.append((batch.code, day, kg))
    return spare


def _note(result: Allocation, s: int, day: int, got: list[tuple[Batch, float]]) -> None:
    if got:
        result.served.setdefault((s, day), []).extend((batch.code, kg) for batch, kg in got)


def _write_off(result: Allocation, batches: list[Batch] | tuple[()], day: int) -> None:
    for batch in batches:
        if batch.left > SMALL:
            result.write_offs.append((batch.code, day, batch.left))
            batch.left = 0.0
