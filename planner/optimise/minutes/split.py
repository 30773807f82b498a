"""Chains cut into pieces that may be ordered on their own, where neither a longest wait nor a hold ties them.

Batches as wholes are ordered first: that is coarse and quick. Then pieces: on each machine its own order.
"""

import numpy as np
from numpy.typing import NDArray

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import empty_board
from planner.optimise.minutes.problem import NEVER
from planner.optimise.minutes.tour import Tour, cost_of, new_tour, place_all


def split(facts: Facts, placed: NDArray[np.bool_]) -> Facts:
    """The same stages with pieces as jobs; a batch that is left out stays whole and stays out.

    A piece may start when the piece `before` is done; it may not be left out by itself.
    """
    cuts = _cuts(facts, placed)
    stage_from = np.r_[np.flatnonzero(np.r_[True, cuts]), facts.stages].astype(np.int64)
    owner = np.searchsorted(facts.stage_from, stage_from[:-1], side="right") - 1
    is_first = stage_from[:-1] == facts.stage_from[owner]
    is_last = stage_from[1:] == facts.stage_from[owner + 1]
    stays_out = ~placed[owner]
    pieces = owner.size
    return facts._replace(
        jobs=pieces,
        stage_from=stage_from,
        before=np.where(is_first, -1, np.arange(pieces) - 1),
        release=np.where(stays_out, facts.horizon, np.where(is_first, facts.release[owner], 0)),
        due=np.where(is_last, facts.due[owner], NEVER),
        late_price=np.where(is_last, facts.late_price[owner], 0.0),
        deadline=np.where(is_last, facts.deadline[owner], facts.horizon),
        drop_price=np.where(stays_out, facts.drop_price[owner], np.inf),
    )


def _cuts(facts: Facts, placed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a chain may be cut behind each stage; true behind a batch's last."""
    cuts = facts.most_wait[:-1] >= NEVER
    settling = np.repeat(np.arange(facts.stages), np.diff(facts.hold_from))
    for first, last in zip(facts.hold_first, settling, strict=True):
        cuts[first:last] = False
    for job in np.flatnonzero(~placed):
        cuts[facts.stage_from[job] : facts.stage_from[job + 1] - 1] = False
    cuts[facts.stage_from[1:-1] - 1] = True
    return cuts


def split_tour(pieces: Facts, facts: Facts, whole: Tour) -> Tour:
    """The pieces in the order of their batches or of their minutes, modes as chosen or as found: the cheapest."""
    first = pieces.stage_from[:-1]
    owner = np.searchsorted(facts.stage_from, first, side="right") - 1
    tours = []
    for order in (np.lexsort((first, whole.place_of[owner])), np.lexsort((first, whole.start[first]))):
        for choice in (whole.choice, whole.mode):
            tour = new_tour(pieces, order)
            tour.choice[:] = choice
            place_all(pieces, empty_board(pieces), tour)
            tours.append(tour)
    return min(tours, key=lambda tour: cost_of(pieces, tour))
