"""One worker of the search that repacks: its own board and random stream, walked in short stretches."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, empty_board
from planner.optimise.minutes.moves import Chance, chance_of
from planner.optimise.minutes.repack import (
    Bench,
    Standing,
    new_bench,
    new_standing,
    note_standing,
    repack,
)
from planner.optimise.minutes.tour import Tour, new_tour, stand

STRETCH = 100


@dataclass
class Packer:
    """Walks from a tour; `best` is the cheapest that was met, `trials` all changes it tried."""

    facts: Facts
    board: Board
    now: Standing
    best: Standing
    bench: Bench
    chance: Chance
    trials: int = 0

    @property
    def cost(self) -> float:
        """The cost of the best schedule."""
        return float(self.best.cost[0])

    def walk(self, progress: Callable[[int], float], warm: float, cold: float) -> None:
        """Go on while progress (of the trials done) is below 1; cool from warm to cold on the way."""
        done = 0
        while self.cost > 0.0 and (share := progress(done)) < 1.0:
            temperature = warm * (cold / warm) ** share
            repack(self.facts, self.board, self.now, self.best, self.bench, self.chance, temperature, STRETCH)
            done += STRETCH
        self.trials += done

    def tour(self) -> Tour:
        """The best schedule, as a tour of all that stands by its start, then of what is left out."""
        facts, best = self.facts, self.best
        placed = best.placed.astype(bool)
        order = np.lexsort((best.start[facts.stage_from[:-1]], ~placed))
        tour = new_tour(facts, order)
        tour.choice[:] = np.where(np.repeat(placed, np.diff(facts.stage_from)), best.mode, -1)
        tour.start[:], tour.end[:], tour.mode[:] = best.start, best.end, best.mode
        tour.placed[:], tour.own[:] = best.placed, best.own
        tour.cost_to[1:] = np.cumsum(best.own[order])
        tour.end_to[1:] = np.maximum.accumulate(
            np.where(placed, best.end[facts.stage_from[1:] - 1], 0)[order]
        )
        return tour


def new_packer(facts: Facts, tour: Tour, seed: int) -> Packer:
    """A worker that starts from a tour with a random stream of its own."""
    board = empty_board(facts)
    stand(facts, board, tour)
    now, best = new_standing(facts), new_standing(facts)
    note_standing(facts, board, now, best)
    return Packer(facts, board, now, best, new_bench(facts), chance_of(seed))
