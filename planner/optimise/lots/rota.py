"""Whole people for plans as they are: who comes when, so that the hours that lots need are there."""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.clock import Clock
from planner.optimise.lots.coming import expect, hold_people, let_many_come, open_whole_or_not
from planner.optimise.lots.large import Large
from planner.optimise.lots.search import Search, settle
from planner.optimise.lots.supply import Served, Supply, answer, build_supply
from planner.optimise.lots.teamwork import least_teams, require_teams

Floats = NDArray[np.float64]
GIVE_WAY = 10.0  # times its price: what an hour may cost that plans keep as they are
MORE = 200.0  # yuan that it may cost besides
GIVEN_AT_MOST = 0.01  # of the hours that plans use; good prices give a thousandth
PEOPLE = 0.05  # share of the limit in which people are made whole
CLOSE = 5e-4  # share of the cost to within which that is solved


def settle_people(problem: Large, search: Search, own: Floats, prices: Floats, clock: Clock) -> Served:
    """Make people whole for the plans as they are, and hold them from now on.

    Plans give way: an hour that would cost much more than it is worth stays missing for now.
    """
    rota = _rota(problem, search, own)
    hold_people(search.supply, _whole_people(search, rota, prices, max(5.0, PEOPLE * clock.limit)))
    cost, served = settle(search, 30.0)
    clock.tell("人员 people", best=cost, note=f"missing {served.missing.sum():.1f}")
    return served


def _rota(problem: Large, search: Search, own: Floats) -> Supply:
    """A supply that knows what goes with whole people, with the components' lots of an answer."""
    rota = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=False)
    rota.exact = True
    rota.model.fix(rota.aged(), np.zeros(len(rota.aged())))
    rota.hold_lots(own)
    expect(rota, own)
    open_whole_or_not(rota)
    let_many_come(rota)
    require_teams(rota, least_teams(problem, search.plans, own))
    return rota


def _whole_people(search: Search, rota: Supply, prices: Floats, seconds: float) -> Floats:
    """The rota's answer to the plans as they are; none gives way where so many would that prices must be wrong."""
    load, steep = search.limits.load, search.supply.steep[:, None]
    yields = np.isin([group.kind for group in rota.factory.groups.groups], ["hands", "machine"])[:, None]
    most = np.where(yields, load, 0.0)
    given = rota.give_way(most, np.minimum(GIVE_WAY * prices + MORE, steep))
    people = answer(rota, load, seconds, gap=CLOSE).values
    if people[given].sum() <= GIVEN_AT_MOST * most.sum():
        return people
    rota.model.fix(given, np.zeros(len(given)))
    return answer(rota, load, seconds, gap=CLOSE).values
