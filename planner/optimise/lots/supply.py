"""The factory's answer to given loads: who works, which hours are opened, which components are made.

The same rows as the master problem, with the lots of sold products moved to the right-hand side and every
limit elastic at a steep price, so that its duals say what one unit more of each limit would cost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain.errors import OutOfTime
from planner.domain.scenario import Scenario
from planner.optimise.linear import Answer, LinearModel, solve
from planner.optimise.lots.articles import Article
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.factory import Factory, build_factory
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.pantry import surplus
from planner.optimise.lots.shared import usable_hours

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEEP = {
    "hands": 900.0,
    "machine": 2000.0,
    "batches": 2000.0,
    "zone": 200.0,
    "material": 150.0,
    "slot": 150.0,
}
"""Yuan per unit of a limit that nothing can buy: above any price a sensible plan would pay."""

NOBODY_KNOWN = "没有时间排人 No time to find out who works. Maybe allow more with --time-limit."
LONGER = 10.0  # times the seconds, for an answer that a busy computer did not find in them


@dataclass(frozen=True)
class Reference:
    """(groups, T) what a solution leaves for sold products, and how much more of each could be bought alone."""

    left: Floats
    more: Floats


def reference_of(factory: Factory, values: Floats, columns: int) -> Reference:
    """What the first `columns` columns of a solution leave of the limits for everything else."""
    rows, model = factory.rows, factory.model
    row, column, value = model.entry_arrays()
    own = (row < rows.size) & (column < columns)
    amount = value * values[np.where(own, column, 0)]
    used = np.bincount(row[own], weights=amount[own], minlength=rows.size).reshape(rows.shape)
    plain = model.row_arrays()[1][: rows.size].reshape(rows.shape)
    buys = own & (value < 0)
    room = _room(factory, values, columns)
    added = np.bincount(row[buys], weights=-value[buys] * room[column[buys]], minlength=rows.size)
    bought = np.bincount(row[buys], weights=-amount[buys], minlength=rows.size)
    more = np.asarray(added.reshape(rows.shape), float)
    drawn = np.asarray(bought.reshape(rows.shape), float)
    materials = factory.pantry.group
    more[materials] = surplus(factory.pantry, drawn[materials])
    return Reference(np.asarray(plain - used, float), more)


def _room(factory: Factory, values: Floats, columns: int) -> Floats:
    """How far each column could rise by itself; hours may be opened for it, but no limit is asked."""
    model = factory.model
    row, column, value = model.entry_arrays()
    _, upper, _, _ = model.column_arrays()
    used = np.bincount(row, weights=value * values[column], minlength=model.rows)
    spare = np.maximum(model.row_arrays()[1] - used, 0.0)
    asked = np.ones(model.rows, bool)
    asked[: factory.rows.size] = False
    opened = np.concatenate([np.zeros(0, np.int64), *factory.extra_open.values()])
    asked[row[np.isin(column, opened)]] = False
    room = np.maximum(upper - values, 0.0)
    holds = asked[row] & (value > 0)
    np.minimum.at(room, column[holds], spare[row[holds]] / value[holds])
    return np.asarray(room[:columns], float)


@dataclass
class Supply:
    """A factory model with its components, ready to be asked about loads."""

    factory: Factory
    components: tuple[Explicit, ...]
    slack: Ints
    steep: Floats  # (groups,) price of what nothing can buy
    plain: Floats  # (groups, T) what costs nothing: the limits as they stand
    held: bool = False  # the components' lots are decided
    coming: dict[str, Floats] = field(default_factory=dict)  # people of a crew that are held, by day
    exact: bool = False  # kits take just the components they need, and what is left over is written off

    @property
    def model(self) -> LinearModel:
        return self.factory.model

    def aged(self) -> Ints:
        """Columns that fill kits with components older than plans put into them."""
        return np.concatenate([np.zeros(0, np.int64), *(e.aged for e in self.components)])

    def hold_lots(self, values: Floats) -> "Held":
        """Hold the components' lots of an answer, whole batches where there are batches, from now on."""
        lots = self.whole(values)
        self.model.fix(lots.columns, lots.values)
        self.held = True
        return lots

    def whole(self, values: Floats) -> "Held":
        """The components' lots of an answer, in whole batches where there are batches."""
        blocks = [b[b >= 0] for e in self.components for b in (e.amount, e.setup)]
        columns = np.concatenate([np.zeros(0, np.int64), *blocks])
        batched = np.concatenate(
            [np.zeros(0, bool)]
            + [
                np.full((b >= 0).sum(), whole)
                for e in self.components
                for b, whole in ((e.amount, e.article.product.batch_kg is not None), (e.setup, True))
            ]
        )
        return Held(columns, np.where(batched, np.round(values[columns]), values[columns]))

    @contextmanager
    def flows_held(self, values: Floats) -> Iterator[None]:
        """For a while, hold where the components' kilograms go as in an answer: what meets no flow is smaller."""
        flows = np.concatenate([np.zeros(0, np.int64), *(e.flows for e in self.components)])
        lower, upper = (bounds[flows] for bounds in self.model.column_arrays()[:2])
        self.model.fix(flows, np.clip(values[flows], lower, upper))
        try:
            yield
        finally:
            self.model.bound(flows, lower, upper)

    def carry(self, load: Floats) -> None:
        """Put (groups, T) loads on the limits."""
        rows, left = self.factory.rows, self.plain - load
        self.model.set_upper(rows.ravel(), left.ravel())
        if self.exact:
            slots = self.factory.groups.are_slots
            self.model.set_lower(rows[slots].ravel(), left[slots].ravel())

    def give_way(self, load: Floats, prices: Floats) -> Ints:
        """Let plans with these (groups, T) loads miss what they use at these prices; components still may not.

        Returns the columns that count what they miss.
        """
        rows = self.factory.rows
        missing = self.model.add_columns(0.0, np.maximum(load, 0.0).ravel(), prices.ravel(), count=rows.size)
        self.model.add_entries(rows.ravel(), missing, -1.0)
        return missing

    def make_dearer(self, times: float) -> None:
        """Let what nothing can buy cost so many times more from now on, but for kit slots: a kit less mends those."""
        more = np.where(self.factory.groups.are_slots, 0.0, (times - 1.0) * self.steep)
        self.model.charge(self.slack, np.repeat(more, self.factory.horizon))
        self.steep = self.steep + more

    def cost_of(self, served: "Served") -> float:
        """What an answer costs, steep prices of what is missing included."""
        return served.cost + float((self.steep @ served.missing).sum())

    def reference(self, values: Floats) -> Reference:
        """What an answer leaves for sold products; steep slack does not count."""
        return reference_of(self.factory, values, int(self.slack[0]))


@dataclass(frozen=True)
class Held:
    """Columns held at values."""

    columns: Ints
    values: Floats


@dataclass(frozen=True)
class Served:
    """The supply's answer: values, cost without steep slack, (groups, T) missing and marginal prices."""

    values: Floats
    cost: float
    missing: Floats
    prices: Floats | None = None


def build_supply(
    scenario: Scenario,
    groups: GroupIndex,
    components: tuple[Article, ...],
    *,
    whole_lots: bool,
) -> Supply:
    """The supply side as plans see it, crews whole, with all its components written out."""
    factory = build_factory(scenario, groups, integer=True)
    for code, hours in usable_hours(scenario).items():
        factory.keep_within("machine", code, hours)
    for code, share in groups.batches.filled().items():
        factory.fill_only(code, share)
    plain = factory.model.row_arrays()[1][: factory.rows.size].reshape(factory.rows.shape).copy()
    written = tuple(write_out(factory, article, integer=whole_lots, loose=True) for article in components)
    steep = np.array([STEEP[group.kind] for group in groups.groups])
    prices = np.repeat(steep, factory.horizon)
    slack = factory.model.add_columns(0.0, 1e6, prices, count=factory.rows.size)
    factory.model.add_entries(factory.rows.ravel(), slack, -1.0)
    return Supply(factory, written, slack, steep, plain, exact=whole_lots)


def answer(
    supply: Supply,
    load: Floats,
    seconds: float,
    gap: float = 1e-3,
    *,
    relaxed: bool = False,
) -> Served:
    """The cheapest way to supply (groups, T) loads; `relaxed` takes people and lots by fractions.

    Raises:
        OutOfTime: no answer even in much more time.
    """
    model, rows = supply.model, supply.factory.rows
    supply.carry(load)
    found: Answer = solve(model, seconds, gap=gap, relaxed=relaxed)
    if found.values is None:
        found = solve(model, LONGER * seconds, gap=gap, relaxed=relaxed)
    supply.carry(np.zeros_like(load))
    if found.values is None:
        raise OutOfTime(NOBODY_KNOWN)
    missing = found.values[supply.slack].reshape(rows.shape)
    prices = None
    if found.duals is not None:
        prices = np.maximum(-found.duals[: rows.size].reshape(rows.shape), 0.0)
    cost = found.objective - float((supply.steep @ missing).sum())
    return Served(found.values, cost, missing, prices)
