"""The last word on limits: plans, then components, give way until the people and hours held suffice."""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.loads import shift_load
from planner.optimise.lots.neighbour import carry_out
from planner.optimise.lots.search import Search, rework_all, settle
from planner.optimise.lots.supply import Served, Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WITHIN = 5e-4  # of a unit: what the judge's tolerance takes as none
SURELY = 1e-5  # of a unit: less than that over a limit is nothing
FORBIDDING = 1e8  # yuan per unit of a limit: dearer than anything a lot could be worth
TURNS = 8


def mend(search: Search, served: Served) -> Served:
    """Plans and a supply that keep all limits: what cannot be had is not made."""
    _fit_plans(search, served)
    for turn in range(TURNS):
        over = _overdrawn(search, served)
        if not over.any():
            break
        if turn:
            _cut_components(search.supply, served.values, over)
        served = settle(search, 30.0)[1]
        _fit_plans(search, served)
    return served


def over(search: Search, served: Served) -> float:
    """By how much plans and components are over the limit they exceed most."""
    limits = search.limits
    plans = float(np.maximum(limits.load - limits.free, 0.0).max(initial=0.0))
    return max(plans, float(_overdrawn(search, served).max(initial=0.0)))


def _overdrawn(search: Search, served: Served) -> Floats:
    """(groups, T) what components and lent hands take beyond a limit, whatever the plans leave of it.

    Kit slots do not count: kit lots are filled batch by batch as far as their components go.
    """
    beyond = -search.supply.reference(served.values).left
    beyond[search.slots] = 0.0
    return np.where(beyond > WITHIN, beyond, 0.0)


def _cut_components(supply: Supply, values: Floats, over: Floats) -> None:
    """Hold smaller lots of the components that are over a limit, or none."""
    row, column, value = supply.model.entry_arrays()
    kept = values.copy()
    for group, day in np.argwhere(over > 0):
        at = (row == supply.factory.rows[group, day]) & (value > 0)
        use = dict(zip(column[at].tolist(), value[at].tolist(), strict=True))
        use |= _lying(supply, int(group), int(day))
        _cut_lots(supply, kept, use, float(over[group, day]))
    supply.hold_lots(kept)


def _lying(supply: Supply, group: int, day: int) -> dict[int, float]:
    """Pallets in a zone that a unit of each lot takes which may lie there on an evening; none if it is no zone."""
    oldest, lying = supply.factory.scenario.settings.component_age_days, dict[int, float]()
    for explicit in supply.components:
        article = explicit.article
        if article.zone_group == group:
            made = explicit.amount[:, max(0, day - max(oldest, article.hold)) : day + 1]
            pallets = article.pallets_per_kg * explicit.unit_kg
            lying |= dict.fromkeys(made[made >= 0].tolist(), pallets)
    return lying


def _cut_lots(supply: Supply, kept: Floats, use: dict[int, float], beyond: float) -> None:
    """Make lots smaller until they use so much less of a limit; `use` is what a column's unit takes of it."""
    for component in supply.components:
        for amount, setup in component.lots():
            if beyond <= 0:
                return
            if amount in use and kept[amount] > 0:
                before = kept[amount]
                kept[amount] = component.without(before, beyond / use[amount])
                kept[setup] = float(kept[amount] > 0)
                beyond -= (before - kept[amount]) * use[amount] + (1 - kept[setup]) * use.get(setup, 0.0)


def _fit_plans(search: Search, served: Served) -> None:
    """Re-plan until the loads fit what the supply's answer leaves, buying nothing more."""
    limits = search.limits
    limits.free[:] = np.maximum(search.supply.reference(served.values).left + WITHIN, 0.0)
    limits.free[search.slots] = np.inf
    limits.room[:], limits.under[:], limits.beyond[:] = 0.0, 0.0, FORBIDDING
    for _ in range(TURNS):
        over = np.maximum(limits.load - limits.free, 0.0)
        if float(over.max()) <= SURELY:
            break
        tight = search.using(np.flatnonzero(over.max(axis=1) > SURELY))
        rework_all(search, search.rng.permutation(tight)[:, None])
    for group, day in np.argwhere(limits.load - limits.free > SURELY):
        _cut(search, int(group), int(day))


def _cut(search: Search, group: int, day: int) -> None:
    """Leave out lots that use a limit on a day, the cheapest demand first, until it holds."""
    limits, plans, deck = search.limits, search.plans, search.deck
    modes, uses = deck.allowed.shape[1], deck.uses
    at = uses.group == group
    pairs = np.unique(np.stack([uses.row[at] // modes, uses.before[at]], axis=1), axis=0)
    for p, before in sorted(pairs.tolist(), key=lambda pair: float(search.worth[pair[0]])):
        if limits.load[group, day] <= limits.free[group, day] + SURELY:
            break
        made = day + before
        if made < deck.horizon and plans.batches[p, made] > 0:
            shift_load(search.board, limits, plans, p, -1.0)
            plans.batches[p, made] = 0
            carry_out(search.board, plans, p)
            shift_load(search.board, limits, plans, p, 1.0)
