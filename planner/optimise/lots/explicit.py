"""An article written out in full: batches and set-ups by line and day, and arcs from lots to demand.

The facility-location form of lot sizing (Krarup & Bilde 1977): an arc carries kilograms of one day's lot to one
segment on one day, so windows, holding and shortage are exact and the relaxation is tight.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.articles import Article, Mode
from planner.optimise.lots.factory import Factory

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Explicit:
    """Where one article stands in the model: (modes, T) columns of amounts and set-ups, −1 where none.

    `amount` counts batches, or kilograms when there is no batch; `unit_kg` converts.
    """

    article: Article
    amount: Ints
    setup: Ints
    unit_kg: float
    arcs: tuple[tuple[int, Ints, Ints], ...]  # (segment, days, columns)
    gone: tuple[tuple[int, int], ...]  # (day, column) of what is written off
    aged: Ints  # columns that fill kits with components older than plans put into them
    flows: Ints  # columns that are no lots: where kilograms go

    def served(self, values: Floats) -> Floats:
        """(segments, T) kilograms that reach each segment in a solution."""
        total = np.zeros(self.article.demand.shape)
        for s, days, columns in self.arcs:
            np.add.at(total[s], days, values[columns])
        return total

    def surplus(self, values: Floats) -> Floats:
        """(T,) kilograms written off in a solution."""
        total = np.zeros(self.article.demand.shape[1])
        for day, column in self.gone:
            total[day] += max(float(values[column]), 0.0)
        return total

    def kilograms(self, values: Floats) -> Floats:
        """(modes, T) kilograms of a solution."""
        made = np.where(self.amount >= 0, values[self.amount], 0.0)
        return np.maximum(made, 0.0) * self.unit_kg

    @property
    def least(self) -> float:
        """The smallest lot, counted like `amount`."""
        exact = self.article.product.min_lot_kg / self.unit_kg
        return float(np.ceil(exact - 1e-9)) if self.article.product.batch_kg else exact

    def lots(self) -> list[tuple[int, int]]:
        """(amount, set-up) columns of every lot that may be made."""
        there = self.amount >= 0
        return list(zip(self.amount[there].tolist(), self.setup[there].tolist(), strict=True))

    def without(self, amount: float, less: float) -> float:
        """A lot that is smaller by so much at least; none if that is less than the smallest."""
        kept = amount - less
        if self.article.product.batch_kg:
            kept = float(np.floor(kept + 1e-9))
        return kept if kept >= max(self.least, 1e-6) else 0.0


@dataclass(frozen=True)
class Source:
    """Something arcs start from: its age counts from `made`, it is free from `free` and of use until `last`."""

    made: int
    free: int
    last: int
    row: int
    setup: Ints


def write_out(factory: Factory, article: Article, *, integer: bool, loose: bool = False) -> Explicit:
    """Add one article to the model: its lots, the arcs they serve, and what is left over.

    `loose`: components of any allowed age go into any kit, as bounds have to count; these columns are `aged`.
    """
    model, horizon = factory.model, factory.horizon
    unit = article.product.batch_kg or 1.0
    whole = integer and article.product.batch_kg is not None
    amount = np.full((len(article.modes), horizon), -1, np.int64)
    setup = np.full((len(article.modes), horizon), -1, np.int64)
    days = np.arange(max(article.first_day, 0), article.last_day + 1)
    reach = _reachable(factory, article)
    most = np.ceil(reach / unit - 1e-9) if article.product.batch_kg else reach
    least = (
        np.ceil(article.product.min_lot_kg / unit - 1e-9)
        if article.product.batch_kg
        else article.product.min_lot_kg
    )
    most = np.where(most > 0, np.maximum(most, least), 0.0)
    if article.product.max_lot_kg:
        cap = article.product.max_lot_kg / unit
        most = np.minimum(most, np.floor(cap + 1e-9) if article.product.batch_kg else cap)
    supply = model.add_rows(0.0, 0.0, count=horizon)
    for m, mode in enumerate(article.modes):
        if not len(days):
            break
        limit = np.minimum(most[days], _affordable(factory, mode, days) / unit)
        limit = np.floor(limit + 1e-6) if article.product.batch_kg else limit
        amount[m, days] = model.add_columns(0.0, limit, 0.0, integer=whole, count=len(days))
        setup[m, days] = model.add_columns(
            0.0, 1.0, article.product.setup_yuan, integer=integer, count=len(days)
        )
        model.add_entries(supply[days], amount[m, days], -unit)
        linked = model.add_rows(-np.inf, 0.0, count=len(days))
        model.add_entries(linked, amount[m, days], 1.0)
        model.add_entries(linked, setup[m, days], -limit)
        if least > 0 and integer:
            enough = model.add_rows(0.0, np.inf, count=len(days))
            model.add_entries(enough, amount[m, days], 1.0)
            model.add_entries(enough, setup[m, days], -least)
        for group, before, per_kg, per_lot in mode.uses:
            rows = factory.rows[group, days - before]
            model.add_entries(rows, amount[m, days], per_kg * unit)
            model.add_entries(rows, setup[m, days], per_lot)
    sources = [
        Source(
            int(t),
            int(t) + article.hold,
            int(t) + article.shelf_use,
            int(supply[t]),
            setup[:, t][setup[:, t] >= 0],
        )
        for t in days
    ]
    for opening in article.openings:
        row = int(model.add_rows(opening.kg, opening.kg, count=1)[0])
        sources.append(Source(opening.made, opening.free, opening.last, row, np.zeros(0, np.int64)))
    first = model.columns
    arcs = _serve_segments(factory, article, sources)
    aged = _fill_kits(factory, article, sources, loose=loose)
    gone = _leave_over(factory, article, sources)
    flows = np.arange(first, model.columns)
    return Explicit(article, amount, setup, unit, tuple(arcs), tuple(gone), aged, flows)


def _affordable(factory: Factory, mode: Mode, days: Ints) -> Floats:
    """Most kilograms of one lot that the limits it uses allow on each day."""
    most = np.full(len(days), np.inf)
    for group, before, per_kg, per_lot in mode.uses:
        if per_kg > 0 and factory.groups.groups[group].kind != "slot":
            most = np.minimum(most, np.maximum(factory.most[group, days - before] - per_lot, 0.0) / per_kg)
    return most


def _reachable(factory: Factory, article: Article) -> Floats:
    """(T,) most kilograms a lot of each day could ever be of use for."""
    horizon = factory.horizon
    total = np.zeros(horizon)
    for kg, age in zip(article.demand, article.ages, strict=True):
        along = np.r_[0.0, np.cumsum(kg)]
        first = np.minimum(np.arange(horizon) + article.hold, horizon)
        last = np.clip(np.arange(horizon) + age + 1, first, horizon)
        total += along[last] - along[first]
    if article.code in factory.scenario.component_codes:
        total += _kit_reach(factory, article)
    return total


def _kit_reach(factory: Factory, article: Article) -> Floats:
    """(T,) kilograms kits could take of a component lot at most: all their demand, or a lot's machine limit."""
    shares = {row.kit: row.kg_per_kg for row in factory.scenario.kits if row.component == article.code}
    frame = factory.scenario.demand
    wanted = frame[frame["product"].isin(list(shares))]
    largest = max((p.batch_kg or 1.0 for p in factory.scenario.products if p.code in shares), default=0.0)
    need = float((wanted["kg"] * wanted["product"].map(shares)).sum()) + largest * len(shares)
    return np.full(factory.horizon, need)


def _nights(factory: Factory, article: Article, columns: Ints, first: Ints, last: Ints) -> None:
    """Pallets taken on the nights first … last−1 of each column's kilogram."""
    nights = np.maximum(np.minimum(last, factory.horizon) - first, 0)
    if not nights.sum():
        return
    owner = np.repeat(np.arange(len(columns)), nights)
    offset = np.arange(nights.sum()) - np.repeat(np.cumsum(nights) - nights, nights)
    rows = factory.rows[article.zone_group, first[owner] + offset]
    factory.model.add_entries(rows, columns[owner], article.pallets_per_kg)


def _serve_segments(
    factory: Factory, article: Article, sources: list[Source]
) -> list[tuple[int, Ints, Ints]]:
    model, written = factory.model, []
    model.constant += article.lost_yuan + float((article.demand * article.price[:, None]).sum())
    wanted = {
        (s, int(d)): int(model.add_rows(-np.inf, article.demand[s, d], count=1)[0])
        for s, d in zip(*np.nonzero(article.demand > 0), strict=True)
    }
    for source in sources:
        for s, age in enumerate(article.ages):
            last = min(source.made + int(age), factory.horizon - 1)
            days = np.arange(max(source.free, 0), last + 1)
            days = days[article.demand[s, days] > 0] if len(days) else days
            if not len(days):
                continue
            start = max(source.made, 0)
            cost = (days - start) * article.night_yuan - article.price[s]
            most = article.demand[s, days]
            arcs = model.add_columns(0.0, most, cost, count=len(days))
            written.append((s, days, arcs))
            model.add_entries(source.row, arcs, 1.0)
            model.add_entries([wanted[s, int(d)] for d in days], arcs, 1.0)
            _nights(factory, article, arcs, np.full(len(days), start), days)
            _tie(factory, arcs, source.setup, most)
    return written


def _tie(factory: Factory, arcs: Ints, setup: Ints, most: Floats) -> None:
    """Nothing flows along an arc of so many kilograms at most unless a lot is made that it starts from."""
    if len(setup):
        tied = factory.model.add_rows(-np.inf, 0.0, count=len(arcs))
        factory.model.add_entries(tied, arcs, 1.0)
        factory.model.add_entries(tied[:, None], setup[None, :], -most[:, None])


def _fill_kits(factory: Factory, article: Article, sources: list[Source], *, loose: bool) -> Ints:
    scenario, model = factory.scenario, factory.model
    aged = [np.zeros(0, np.int64)]
    if article.code not in scenario.component_codes:
        return aged[0]
    reach = _kit_reach(factory, article)[0]
    for index, slot in enumerate(factory.groups.slots):
        group = factory.groups.number("slot", str(index))
        oldest = np.array([slot.freshness.at(day) for day in range(factory.horizon)])
        for component, share, swap in slot.options:
            if component != article.code:
                continue
            for source in sources:
                last = min(source.made + slot.freshness.oldest, factory.horizon - 1)
                days = np.arange(max(source.free, 0), last + 1)
                old = days - source.made > oldest[days]
                kept = loose | ~old
                days, old = days[kept], old[kept]
                if not len(days):
                    continue
                start = max(source.made, 0)
                cost = (days - start) * article.night_yuan + swap
                arcs = model.add_columns(0.0, reach, cost, count=len(days))
                model.add_entries(source.row, arcs, 1.0)
                model.add_entries(factory.rows[group, days], arcs, -1.0 / share)
                _nights(factory, article, arcs, np.full(len(days), start), days)
                aged.append(arcs[old])
    return np.concatenate(aged)


def _leave_over(factory: Factory, article: Article, sources: list[Source]) -> list[tuple[int, int]]:
    """What no arc takes: written off on the day it is made, or kept to the end if still of use then."""
    model, horizon, written = factory.model, factory.horizon, []
    for source in sources:
        start = max(source.made, 0)
        most = 1e7
        gone = model.add_columns(0.0, most, article.product.waste_yuan_kg, count=1)
        model.add_entries(source.row, gone, 1.0)
        written.append((start, int(gone[0])))
        if source.last >= horizon:
            kept = model.add_columns(0.0, most, (horizon - start) * article.night_yuan, count=1)
            model.add_entries(source.row, kept, 1.0)
            _nights(factory, article, kept, np.array([start]), np.array([horizon]))
    return written
