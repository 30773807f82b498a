"""The factory's answer to given loads: who works, which hours are opened, which components are made.

The same rows as the master problem, with the lots of sold products moved to the right-hand side and every
limit elastic at a steep price, so that its duals say what one unit more of each limit would cost.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.linear import Answer, LinearModel, solve
from planner.optimise.lots.articles import Article
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.factory import Factory, build_factory
from planner.optimise.lots.groups import GroupIndex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
STEEP = {"hands": 900.0, "machine": 2000.0, "zone": 200.0, "material": 150.0, "slot": 150.0}
"""Yuan per unit of a limit that nothing can buy: above any price a sensible plan would pay."""


@dataclass(frozen=True)
class Reference:
    """(groups, T) what a solution leaves for sold products, and how much of it was bought."""

    left: Floats
    bought: Floats


def reference_of(factory: Factory, values: Floats, columns: int) -> Reference:
    """What the first `columns` columns of a solution leave of the limits for everything else."""
    rows = factory.rows
    row, column, value = factory.model.entry_arrays()
    own = (row < rows.size) & (column < columns)
    amount = value * values[np.where(own, column, 0)]
    buys, takes = own & (value < 0), own & (value > 0)
    bought = np.bincount(row[buys], weights=-amount[buys], minlength=rows.size).reshape(rows.shape)
    taken = np.bincount(row[takes], weights=amount[takes], minlength=rows.size).reshape(rows.shape)
    plain = factory.model.row_arrays()[1][: rows.size].reshape(rows.shape)
    return Reference(np.asarray(plain + bought - taken, float), np.asarray(bought, float))


@dataclass
class Supply:
    """A factory model with its components, ready to be asked about loads."""

    factory: Factory
    components: tuple[Explicit, ...]
    slack: Ints
    steep: Floats  # (groups,) price of what nothing can buy
    plain: Floats  # (groups, T) what costs nothing: the limits as they stand

    @property
    def model(self) -> LinearModel:
        return self.factory.model

    def people(self) -> Ints:
        """Columns that count people."""
        factory = self.factory
        blocks = [*factory.off.values(), *factory.in_lieu.values(), *factory.present.values()]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.int64)

    def lots(self, values: Floats) -> tuple[Ints, Floats]:
        """Columns of the components' lots and their values, whole where they are whole."""
        blocks = [b[b >= 0] for e in self.components for b in (e.amount, e.setup)]
        columns = np.concatenate(blocks) if blocks else np.zeros(0, np.int64)
        whole = self.model.column_arrays()[3][columns]
        return columns, np.where(whole, np.round(values[columns]), values[columns])

    def reference(self, values: Floats) -> Reference:
        """What an answer leaves for sold products; steep slack does not count."""
        return reference_of(self.factory, values, int(self.slack[0]))

    def purchasable(self) -> Floats:
        """(groups, T) what everything that can be bought adds up to, as crews are now held."""
        rows = self.factory.rows
        _, upper, _, _ = self.model.column_arrays()
        row, column, value = self.model.entry_arrays()
        buys = (row < rows.size) & (value < 0) & (column < self.slack[0])
        added = np.bincount(row[buys], weights=-value[buys] * upper[column[buys]], minlength=rows.size)
        return np.asarray(added.reshape(rows.shape), float)


@dataclass(frozen=True)
class Served:
    """The supply's answer: values, cost without steep slack, (groups, T) missing and marginal prices."""

    values: Floats
    cost: float
    missing: Floats
    prices: Floats | None = None


def build_supply(
    scenario: Scenario, groups: GroupIndex, components: tuple[Article, ...], *, whole_lots: bool
) -> Supply:
    """The supply side as plans see it, crews whole, with all its components written out."""
    factory = build_factory(scenario, groups, integer=True)
    plain = factory.model.row_arrays()[1][: factory.rows.size].reshape(factory.rows.shape).copy()
    written = tuple(write_out(factory, article, integer=whole_lots) for article in components)
    steep = np.array([STEEP[group.kind] for group in groups.groups])
    prices = np.repeat(steep, factory.horizon)
    slack = factory.model.add_columns(0.0, 1e6, prices, count=factory.rows.size)
    factory.model.add_entries(factory.rows.ravel(), slack, -1.0)
    return Supply(factory, written, slack, steep, plain)


def answer(
    supply: Supply,
    load: Floats,
    seconds: float,
    hint: Floats | None = None,
    gap: float = 1e-3,
    *,
    relaxed: bool = False,
    fluid: Ints | None = None,
) -> Served:
    """The cheapest way to supply (groups, T) loads; `relaxed` takes all, `fluid` these columns by fractions."""
    model, rows = supply.model, supply.factory.rows
    model.set_upper(rows.ravel(), (supply.plain - load).ravel())
    found: Answer = solve(model, seconds, hint=hint, gap=gap, relaxed=relaxed, fluid=fluid)
    model.set_upper(rows.ravel(), supply.plain.ravel())
    if found.values is None:
        raise RuntimeError(f"no supply found in {seconds:.0f} s (bound {found.bound})")
    missing = found.values[supply.slack].reshape(rows.shape)
    prices = None
    if found.duals is not None:
        prices = np.maximum(-found.duals[: rows.size].reshape(rows.shape), 0.0)
    cost = found.objective - float((supply.steep @ missing).sum())
    return Served(found.values, cost, missing, prices)
