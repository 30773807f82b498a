"""Whole batches of components for decided kits, limits bought at the master's prices.

Component after component first, then a few of them at a time with the others held: the whole at once is too hard
for branch and bound to find good lots soon.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.explicit import Explicit, write_out
from planner.optimise.lots.large import Large

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
GIVE_WAY, MORE = 1.3, 1.0  # what an hour beyond those used costs: times its price, and yuan more
FIRST_GAP, GAP = 1e-3, 4e-4
STEPS = 15  # parts of the time, each for a few components


def whole_lots(problem: Large, prices: Floats, need: Floats, used: Floats, seconds: float) -> Floats:
    """Columns of the supply: whole lots of components, cheap at these prices.

    `need`, (groups, T): what kits take of each slot; `used`: what components may use of limits at plain prices.
    """
    model, written = _priced(problem, prices, need, used)
    values = _searched(model, _parts(problem, written), seconds)
    moved = np.zeros(problem.supply.model.columns)
    for mine, theirs in zip(problem.supply.components, written, strict=True):
        there = mine.amount >= 0
        moved[mine.amount[there]] = values[theirs.amount[there]]
        moved[mine.setup[there]] = values[theirs.setup[there]]
    return moved


def used_by_components(problem: Large, own: Floats) -> Floats:
    """(groups, T) what the components' fractional lots use of each limit."""
    supply = problem.supply
    lots = np.zeros(supply.model.columns, bool)
    for explicit in supply.components:
        for block in (explicit.amount, explicit.setup):
            lots[block[block >= 0]] = True
    row, column, value = supply.model.entry_arrays()
    shape = supply.factory.rows.shape
    at = lots[column] & (row < supply.factory.rows.size)
    used = np.bincount(row[at], weights=value[at] * own[column[at]], minlength=supply.factory.rows.size)
    return np.maximum(used.reshape(shape), 0.0)


def _priced(
    problem: Large, prices: Floats, need: Floats, used: Floats
) -> tuple[LinearModel, tuple[Explicit, ...]]:
    """All components written out; limits are bought at their prices, more than was used dearer, slots stay empty."""
    supply, factory = problem.supply, problem.supply.factory
    slot = np.array([group.kind == "slot" for group in problem.groups.groups])[:, None]
    model = LinearModel()
    upper = np.where(slot, -need, 0.0)
    lower = np.where(slot, -need, -np.inf)
    rows = model.add_rows(lower.ravel(), upper.ravel(), count=need.size).reshape(need.shape)
    bought = np.where(slot, supply.steep[:, None], prices)
    dearer = np.where(slot, bought, GIVE_WAY * prices + MORE)
    spare = np.where(slot, 1e6, np.maximum(factory.most - used, 0.0))
    for most, yuan in ((np.where(slot, 0.0, used), bought), (spare, dearer)):
        columns = model.add_columns(0.0, most.ravel(), yuan.ravel(), count=need.size)
        model.add_entries(rows.ravel(), columns, -1.0)
    priced = replace(factory, model=model, rows=rows)
    wanted = np.where(slot, np.maximum(need, 0.0), 0.0)
    return model, tuple(write_out(priced, each, integer=True, need=wanted) for each in problem.components)


def _searched(model: LinearModel, parts: list[Ints], seconds: float) -> Floats:
    """The best values found: the lots of each part once, then of two together, the others held as they are."""
    began = time.monotonic()
    lower, upper, _, integer = model.column_arrays()
    lower, upper = lower.copy(), upper.copy()
    whole = np.flatnonzero(integer)
    best, values = np.inf, np.zeros(model.columns)
    for n, part in enumerate(_in_turn(parts)):
        left = seconds - (time.monotonic() - began)
        if n >= len(parts) and (left <= 0 or len(parts) == 1):
            break
        held = np.setdiff1d(whole, part)
        model.fix(held, np.round(values[held]))
        gap = FIRST_GAP if n < len(parts) - 1 else GAP
        found = solve(model, max(min(left, seconds / STEPS), 1.0), gap=gap)
        model.bound(held, lower[held], upper[held])
        if found.values is not None and found.objective < best:
            best, values = found.objective, found.values
    return values


def _in_turn(parts: list[Ints]) -> Iterator[Ints]:
    """Every part alone, then every part with the one next to it, with the one after that, and so on."""
    yield from parts
    for apart in count(1):
        for n, part in enumerate(parts):
            yield np.union1d(part, parts[(n + apart) % len(parts)])


def _parts(problem: Large, written: tuple[Explicit, ...]) -> list[Ints]:
    """Columns of lots by component; those that may stand for each other are one part."""
    part = {each.article.code: {each.article.code} for each in written}
    for slot in problem.groups.slots:
        known = [part[code] for code, _, _ in slot.options if code in part]
        joined = set().union(*known)
        part.update(dict.fromkeys(joined, joined))
    columns = {
        each.article.code: np.concatenate([each.amount.ravel(), each.setup.ravel()]) for each in written
    }
    found = {min(codes): np.concatenate([columns[code] for code in sorted(codes)]) for codes in part.values()}
    return [np.unique(lots[lots >= 0]) for _, lots in sorted(found.items())]
