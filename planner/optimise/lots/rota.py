"""Whole people for plans as they are, workshop by workshop: only hours lent join one's people to another's.

All at once they are a programme that branch and bound finds nothing good for in seconds; each workshop's are solved
nearly to the end in a second or less, while everybody else is as the relaxation has it, or as decided before.
"""

from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.domain.errors import OutOfTime
from planner.optimise.clock import Clock
from planner.optimise.linear import LinearModel, solve
from planner.optimise.lots.coming import expect, hold_people
from planner.optimise.lots.decide import DEARER, FORBIDDING
from planner.optimise.lots.factory import Factory
from planner.optimise.lots.frame import places
from planner.optimise.lots.large import Large
from planner.optimise.lots.search import Search, settle, whole_cost
from planner.optimise.lots.supply import LONGER, NOBODY_KNOWN, Served, Supply, answer, build_supply
from planner.optimise.lots.teamwork import least_teams, require_teams

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
GIVE_WAY = 10.0  # times its price: what an hour may cost that plans keep as they are
MORE = 200.0  # yuan that it may cost besides
GIVEN_AT_MOST = 0.01  # of the hours that plans use; good prices give a thousandth
PEOPLE = 0.05  # share of the limit in which people are made whole
CLOSE = 5e-4  # share of the cost to within which that is solved
LEAST = 2.0  # seconds for a workshop, at least: where there are few, its first answers are poor


def settle_people(problem: Large, search: Search, own: Floats, prices: Floats, clock: Clock) -> Served:
    """Make people whole for the plans as they are, and hold them from now on.

    Plans give way: an hour that would cost much more than it is worth stays missing for now.
    """
    rota = _rota(problem, search, own)
    hold_people(search.supply, _whole_people(search, rota, prices, PEOPLE * clock.limit))
    cost, served = settle(search, 30.0)
    clock.tell("人员 people", best=cost, note=f"missing {served.missing.sum():.1f}")
    return served


def settle_people_again(problem: Large, search: Search, served: Served, clock: Clock) -> Served:
    """Make people whole once more for plans that have come to suit those held; they change if that is cheaper."""
    if clock.stopped():
        return served
    rota, before = _rota(problem, search, served.values), whole_cost(search, served)
    rota.make_dearer(FORBIDDING * DEARER)
    people = _by_workshop(rota, search.limits.load, PEOPLE * clock.limit)
    hold_people(search.supply, people)
    cost, now = settle(search, 30.0)
    if cost >= before:
        hold_people(search.supply, served.values)
        return settle(search, 30.0)[1]
    clock.tell("人员 people", best=cost, note=f"{before:.0f} {cost:.0f}")
    return now


def _rota(problem: Large, search: Search, own: Floats) -> Supply:
    """A supply that knows what goes with whole people, with the components' lots of an answer."""
    rota = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=False)
    rota.exact = True
    rota.model.fix(rota.aged(), np.zeros(len(rota.aged())))
    rota.hold_lots(own)
    expect(rota, own)
    require_teams(rota, least_teams(problem, search.plans, own))
    return rota


def _whole_people(search: Search, rota: Supply, prices: Floats, seconds: float) -> Floats:
    """The rota's answer to the plans as they are; none gives way where so many would that prices must be wrong."""
    load, steep = search.limits.load, search.supply.steep[:, None]
    yields = np.isin([group.kind for group in rota.factory.groups.groups], ["hands", "machine"])[:, None]
    most = np.where(yields, load, 0.0)
    given = rota.give_way(most, np.minimum(GIVE_WAY * prices + MORE, steep))
    people = _by_workshop(rota, load, seconds)
    if people[given].sum() <= GIVEN_AT_MOST * most.sum():
        return people
    rota.model.fix(given, np.zeros(len(given)))
    return _by_workshop(rota, load, seconds)


def _by_workshop(rota: Supply, load: Floats, seconds: float) -> Floats:
    """The rota's answer to (groups, T) loads, its people whole.

    Raises:
        OutOfTime: no answer for some workshop even in much more time.
    """
    values, ends = answer(rota, load, 30.0, relaxed=True).values, monotonic() + seconds
    rota.carry(load)
    workshops = sorted({crew.workshop for crew in rota.factory.scenario.crews})
    for n, workshop in enumerate(workshops):
        part, columns = _part(rota.model, values, *_people_of(rota.factory, workshop))
        share = max(LEAST, (ends - monotonic()) / (len(workshops) - n))
        found = solve(part, share, gap=CLOSE).values
        if found is None:
            found = solve(part, LONGER * share, gap=CLOSE).values
        if found is None:
            raise OutOfTime(NOBODY_KNOWN)
        values[columns] = found
    rota.carry(np.zeros_like(load))
    return values


def _people_of(factory: Factory, workshop: str) -> tuple[Ints, Ints]:
    """Columns of a workshop's hours, and of its people."""
    hours, people = [factory.extra_open[workshop]], [np.zeros(0, np.int64)]
    for crew in factory.scenario.crews:
        if crew.workshop == workshop:
            roster = factory.rosters[crew.code]
            people += [roster.off, roster.in_lieu, roster.present]
            hours += [roster.early, roster.overtime, roster.premium]
    hours += [columns for lane, columns in factory.borrowed.items() if workshop in lane]
    hours += [columns for (home, _), columns in factory.temps.items() if home == workshop]
    return np.concatenate(hours), np.concatenate(people)


def _part(model: LinearModel, values: Floats, hours: Ints, people: Ints) -> tuple[LinearModel, Ints]:
    """These columns of a model and whatever gives way to nothing but them, all others as they are; people are whole."""
    lower, upper, cost, _ = model.column_arrays()
    row, column, value = model.entry_arrays()
    row_lower, row_upper = model.row_arrays()
    open_, free = lower < upper, np.zeros(model.columns, bool)
    free[hours], free[people] = True, True
    free &= open_
    touched = np.zeros(model.rows, bool)
    touched[row[free[column]]] = True
    meets = np.bincount(column[touched[row]], minlength=model.columns) > 0
    elsewhere = np.bincount(column[~touched[row]], minlength=model.columns) > 0
    free |= meets & ~elsewhere & open_
    held = np.bincount(
        row[~free[column]], weights=(value * values[column])[~free[column]], minlength=model.rows
    )
    rows, whole = np.flatnonzero(touched), np.isin(np.arange(model.columns), people)
    columns = np.concatenate([np.flatnonzero(free & ~whole), np.flatnonzero(free & whole)])
    part = LinearModel()
    part.add_rows((row_lower - held)[rows], (row_upper - held)[rows], count=len(rows))
    for integer in (False, True):
        some = columns[whole[columns] == integer]
        part.add_columns(lower[some], upper[some], cost[some], integer=integer, count=len(some))
    row_at, column_at = places(rows, model.rows), places(columns, model.columns)
    seen = touched[row] & free[column]
    part.add_entries(row_at[row[seen]], column_at[column[seen]], value[seen])
    return part, columns
