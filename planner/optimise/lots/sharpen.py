"""Where the relaxed dynamic programme is weak: better lower bounds on what one product costs at given prices.

First by labels, which count whole batches and every segment's window, as far as their number allows. Where they do
not get up to the cost of a known plan, by the facility-location form (Krarup & Bilde 1977) of one product as a linear
programme: batches may be fractions there, but every window counts. The largest of all is a bound again.
"""

from concurrent.futures import ThreadPoolExecutor

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.optimise.highs import programme, quiet_highs
from planner.optimise.lots.answers import cheapest_chains, least_costs, lot_prices, night_prices, polished
from planner.optimise.lots.deck import Deck
from planner.optimise.lots.dynamic import INFINITE
from planner.optimise.lots.realise import realised

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WIDTHS = ((60, 20_000), (400, 200), (1500, 100))
"""Labels a day, and the largest stock with which so many are worth their time while the bound is below a known plan."""
CLOSE = 0.5  # yuan below a known plan
FAR = 30.0  # yuan below it, from which on the linear programme is worth its time


def sharp_costs(deck: Deck, prices: Floats, chosen: Ints, bound: Floats, workers: int) -> Floats:
    """(C,) lower bounds on the priced cost of each chosen article, none below those given."""
    known = polished(deck, prices, realised(deck, cheapest_chains(deck, prices, chosen))).value
    bound = bound.copy()
    for width, levels in WIDTHS:
        weak = np.flatnonzero((bound < known - CLOSE) & (deck.levels[chosen] <= levels))
        found = least_costs(deck, prices, chosen[weak], known[weak] + CLOSE, width)
        bound[weak] = np.maximum(bound[weak], np.minimum(found, known[weak]))
    weak = np.flatnonzero(bound < known - FAR)
    bound[weak] = np.maximum(bound[weak], sharper(deck, prices, chosen[weak], workers))
    return bound


def sharper(deck: Deck, prices: Floats, chosen: Ints, workers: int) -> Floats:
    """(C,) lower bounds on the priced cost of each chosen article; −inf where none was found."""
    fixed, rate = lot_prices(deck, prices, chosen)
    night = night_prices(deck, prices, chosen)
    with ThreadPoolExecutor(workers) as pool:
        values = pool.map(lambda p: _bound(deck, fixed[p], rate[p], night[p], int(p)), chosen.tolist())
        return np.array(list(values)).reshape(len(chosen))


def _bound(deck: Deck, fixed: Floats, rate: Floats, night: Floats, p: int) -> float:
    modes, horizon = int(deck.modes[p]), deck.horizon
    ages, shelf = deck.ages[p, : deck.segments[p]], int(deck.shelf[p])
    demand, price = deck.demand[p, : len(ages)], deck.price[p, : len(ages)]
    along = np.r_[0.0, np.cumsum(night)]
    mode, day = np.nonzero(fixed[:modes] < INFINITE)
    lots = np.flatnonzero(deck.lots.units[p] > 0)
    made = np.r_[np.arange(horizon), deck.lots.made[p, lots]]
    free = np.r_[np.arange(horizon) + deck.hold[p], np.maximum(deck.lots.free[p, lots], 0)]
    start = np.maximum(made, 0)
    lasts = np.r_[made[:horizon] + shelf, deck.lots.last[p, lots]] >= horizon
    segment, due = np.nonzero(demand)
    source, want = np.nonzero(
        (due[None, :] >= free[:, None]) & (due[None, :] - made[:, None] <= ages[segment][None, :])
    )
    takes = demand[segment, due].astype(float)
    arcs, wants, kept = len(source), len(takes), np.flatnonzero(lasts)
    count = len(day)
    most = min(float(takes.sum()) / deck.batch[p] + deck.least[p] + 1.0, float(deck.most[p]))
    arc0, gone0 = 2 * count, 2 * count + arcs
    kept0 = gone0 + len(made)
    columns = kept0 + len(kept)
    batch = float(deck.batch[p])
    cost = np.concatenate(
        [
            rate[mode, day],
            fixed[mode, day],
            along[due[want]] - along[start[source]] - price[segment[want]],
            np.full(len(made), deck.waste[p]),
            along[horizon] - along[start[kept]],
        ]
    )
    upper = np.concatenate(
        [np.full(count, most), np.ones(count), takes[want], np.full(columns - gone0, highspy.kHighsInf)]
    )
    # rows: a source's units go somewhere; a segment gets no more than it wants; lots are of a size; arcs need a lot
    tied = np.flatnonzero(source < horizon)
    own = len(made)
    size0, least0, tied0 = own + wants, own + wants + count, own + wants + 2 * count
    which = np.arange(count)
    entries = [
        (source, arc0 + np.arange(arcs), 1.0),
        (np.arange(own), gone0 + np.arange(own), 1.0),
        (kept, kept0 + np.arange(len(kept)), 1.0),
        (day, which, -batch),
        (own + want, arc0 + np.arange(arcs), 1.0),
        (size0 + which, which, 1.0),
        (size0 + which, count + which, -most),
        (least0 + which, which, 1.0),
        (least0 + which, count + which, -float(deck.least[p])),
        (tied0 + np.arange(len(tied)), arc0 + tied, 1.0),
    ]
    lot_of = np.full((modes, horizon), -1, np.int64)
    lot_of[mode, day] = which
    for m in range(modes):
        lot = lot_of[m, source[tied]]
        at = np.flatnonzero(lot >= 0)
        entries.append((tied0 + at, count + lot[at], -takes[want[tied[at]]]))
    rows = tied0 + len(tied)
    low = np.full(rows, -highspy.kHighsInf)
    high = np.zeros(rows)
    low[:own] = 0.0
    low[horizon:own] = high[horizon:own] = deck.lots.units[p, lots]
    high[own:size0] = takes
    low[least0:tied0], high[least0:tied0] = 0.0, highspy.kHighsInf
    row, column, value = (
        np.concatenate([np.broadcast_to(part[k], len(part[0])) for part in entries]) for k in range(3)
    )
    highs = quiet_highs()
    highs.setOptionValue("threads", 1)
    unserved = float((demand * price[:, None]).sum() + deck.lost[p])
    highs.passModel(programme((cost, np.zeros(columns), upper), (low, high), (row, column, value), unserved))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return -np.inf
    return float(highs.getInfo().objective_function_value)
