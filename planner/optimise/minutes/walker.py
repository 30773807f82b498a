"""One worker of the search: its own board, tour and random stream, walked in short stretches."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.optimise.minutes.anneal import anneal, rises
from planner.optimise.minutes.arrays import Facts
from planner.optimise.minutes.board import Board, empty_board
from planner.optimise.minutes.moves import Chance, Kin, chance_of
from planner.optimise.minutes.tour import Tour, copy_tour, cost_of, new_tour, place_all

STRETCH = 20_000
SAMPLE = 40


@dataclass
class Walker:
    """Walks from a tour; `best` is the cheapest since the last restart, `trials` all changes it tried."""

    facts: Facts
    kin: Kin
    board: Board
    tour: Tour
    best: Tour
    chance: Chance
    trials: int = 0

    @property
    def cost(self) -> float:
        """The cost of the best schedule since the last restart."""
        return cost_of(self.facts, self.best)

    def restart(self, tour: Tour) -> None:
        """Stand where another tour stands."""
        copy_tour(tour, self.tour)
        copy_tour(tour, self.best)
        place_all(self.facts, self.board, self.tour)

    def usual_rise(self) -> float:
        """What a small random change costs more: the lower quartile of a sample, 0 if none costs more."""
        sample = np.zeros(SAMPLE)
        found = rises(self.facts, self.kin, self.board, self.tour, self.chance, sample)
        return float(np.quantile(sample[:found], 0.25)) if found else 0.0

    def walk(self, progress: Callable[[int], float], warm: float, cold: float) -> None:
        """Go on while progress (of the trials done) is below 1; cool from warm to cold on the way."""
        stretch = max(STRETCH // max(self.facts.jobs, 1), 20)
        done = 0
        while self.cost > 0.0 and (share := progress(done)) < 1.0:
            temperature = warm * (cold / warm) ** share
            facts, kin, chance = self.facts, self.kin, self.chance
            anneal(facts, kin, self.board, self.tour, self.best, chance, temperature, stretch)
            done += stretch
        self.trials += done


def new_walker(facts: Facts, kin: Kin, tour: Tour, seed: int) -> Walker:
    """A worker that starts from a tour with a random stream of its own."""
    order = np.arange(facts.jobs)
    standing, best = new_tour(facts, order), new_tour(facts, order)
    walker = Walker(facts, kin, empty_board(facts), standing, best, chance_of(seed))
    walker.restart(tour)
    return walker


def twin(facts: Facts, tour: Tour) -> Tour:
    """A copy of what a tour keeps."""
    copy = new_tour(facts, tour.order)
    copy_tour(tour, copy)
    return copy
