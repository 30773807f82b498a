"""The factory's answer to given loads: who works, which hours are opened, which components are made.

The same rows as the master problem, with the lots of sold products moved to the right-hand side and every limit
elastic at a steep price, so that its duals say what one unit more of each limit would cost.
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
    """(groups, T) what components take of the limits, and the kit slots they fill."""

    taken: Floats
    given: Floats


def reference_of(factory: Factory, components: tuple[Explicit, ...], values: Floats) -> Reference:
    """What the components of a solution take and give."""
    size = factory.rows.size
    row, column, value = factory.model.entry_arrays()
    lots = np.zeros(factory.model.columns, bool)
    for written in components:
        for block in (written.amount, written.setup):
            lots[block[block >= 0]] = True
    slots = np.repeat([g.kind == "slot" for g in factory.groups.groups], factory.horizon)
    shared = row < size
    takes = shared & lots[column] & (value > 0)
    gives = shared & (value < 0) & slots[np.minimum(row, size - 1)] & (column < len(values))
    taken = np.bincount(row[takes], weights=value[takes] * values[column[takes]], minlength=size)
    given = np.bincount(row[gives], weights=-value[gives] * values[column[gives]], minlength=size)
    return Reference(taken.reshape(factory.rows.shape), given.reshape(factory.rows.shape))


@dataclass
class Supply:
    """A factory model with its components, ready to be asked about loads."""

    factory: Factory
    components: tuple[Explicit, ...]
    slack: Ints
    steep: Floats        # (groups,) price of what nothing can buy
    plain: Floats        # (groups, T) what costs nothing: the limits as they stand
    most: Floats         # (groups, T) what all that can be bought adds up to

    @property
    def model(self) -> LinearModel:
        return self.factory.model

    def reference(self, values: Floats) -> Reference:
        """What the components of an answer take and give; steep slack does not count."""
        counted = values.copy()
        counted[self.slack] = 0.0
        return reference_of(self.factory, self.components, counted)


@dataclass(frozen=True)
class Served:
    """The supply's answer: column values, (groups, T) supplied and marginal prices, cost without steep slack."""

    values: Floats
    cost: float
    missing: Floats
    supplied: Floats
    prices: Floats | None = None


def build_supply(
    scenario: Scenario, groups: GroupIndex, components: tuple[Article, ...], *, integer: bool
) -> Supply:
    """The supply side with all its components written out."""
    factory = build_factory(scenario, groups, integer=integer)
    plain = factory.model.row_arrays()[1][: factory.rows.size].reshape(factory.rows.shape).copy()
    most = factory.most.copy()
    written = tuple(write_out(factory, article, integer=integer) for article in components)
    steep = np.array([STEEP[group.kind] for group in groups.groups])
    prices = np.repeat(steep, factory.horizon)
    slack = factory.model.add_columns(0.0, 1e6, prices, count=factory.rows.size)
    factory.model.add_entries(factory.rows.ravel(), slack, -1.0)
    return Supply(factory, written, slack, steep, plain, most)


def answer(supply: Supply, load: Floats, seconds: float, hint: Floats | None = None, gap: float = 1e-3) -> Served:
    """The cheapest way to supply (groups, T) loads."""
    model, rows = supply.model, supply.factory.rows
    model.set_upper(rows.ravel(), (supply.plain - load).ravel())
    found: Answer = solve(model, seconds, hint=hint, gap=gap)
    model.set_upper(rows.ravel(), supply.plain.ravel())
    if found.values is None:
        raise RuntimeError(f"no supply found in {seconds:.0f} s (bound {found.bound})")
    missing = found.values[supply.slack].reshape(rows.shape)
    supplied = supply.plain + _added(supply, found.values)
    prices = None
    if found.duals is not None:
        prices = np.maximum(-found.duals[: rows.size].reshape(rows.shape), 0.0)
    cost = found.objective - float((supply.steep @ missing).sum())
    return Served(found.values, cost, missing, supplied, prices)


def _added(supply: Supply, values: Floats) -> Floats:
    """(groups, T) what the chosen columns add to the limits, slack left out, components' use taken off."""
    rows = supply.factory.rows
    row, column, value = supply.model.entry_arrays()
    own = (row < rows.size) & (column < supply.slack[0])
    added = np.zeros(rows.size)
    np.add.at(added, row[own], -value[own] * values[column[own]])
    return added.reshape(rows.shape)
