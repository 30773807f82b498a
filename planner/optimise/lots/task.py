"""One scene annealed for some seconds by one thread, with room of its own to work in."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.anneal import anneal, begin, finish
from planner.optimise.lots.dayhours import MONTH
from planner.optimise.lots.loads import Board, Limits
from planner.optimise.lots.moves import CHANGES
from planner.optimise.lots.polish import Shelf
from planner.optimise.lots.scene import KILOGRAM, KIT, Desks, Lines, Marks, Note, Scene

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DEAREST = 100.0  # times its price costs what lacks in the end
MOVES = 4000  # between looks at the clock


@dataclass(frozen=True)
class Task:
    """Everything about the articles to be annealed, and room to work in.

    `priced`: limits that are no workshop's own have prices; else they may not be exceeded, which costs more and more.
    """

    scene: Scene
    note: Note
    marks: Marks
    desks: Desks
    seed: int
    priced: bool = False

    @staticmethod
    def of(scene: Scene, seed: int, *, priced: bool = False) -> "Task":
        """With blank notes."""
        _, segments, horizon = scene.wanted.shape
        materials, lots = scene.pantry.quantity.shape
        most = horizon + scene.cases.lot_units.shape[1]
        note = Note(np.zeros(1, np.int64), *(np.zeros(CHANGES, np.int64) for _ in range(6)))
        marks = Marks(
            days=np.zeros(horizon, bool),
            materials=np.zeros(materials, bool),
            boxes=np.zeros(1, bool),
            kept=np.zeros((horizon, scene.floor.rank.shape[0] + 2)),
            short=np.zeros(materials),
            filled=np.zeros(2),
            left=np.zeros(lots),
        )
        one, other = (Shelf(*(np.zeros(most, np.int64) for _ in range(5))) for _ in range(2))
        served, theirs = (np.zeros((segments, horizon), np.int64) for _ in range(2))
        desks = Desks(one, other, np.zeros((1, horizon)), served, theirs)
        return Task(scene, note, marks, desks, seed, priced)

    def run(
        self,
        seconds: float,
        ends: float,
        heat: tuple[float, float],
        stopped: Callable[[], bool],
        first: float = 1.0,
    ) -> float:
        """Anneal for some seconds, but not beyond a point in time; what that saved.

        `heat`: yuan in the beginning and in the end; `first`: times its price costs what lacks in the beginning.
        """
        began, (hot, cold) = monotonic(), heat
        seconds = min(seconds, ends - began)
        begin(self.scene, self.marks, self.desks, self.seed)
        before = self.yuan()
        while (share := (monotonic() - began) / max(seconds, 1e-9)) < 1.0 and not stopped():
            temperature, penalty = hot * (cold / hot) ** share, first * (DEAREST / first) ** share
            toll = 1.0 if self.priced else penalty
            anneal(self.scene, self.note, self.marks, self.desks, MOVES, temperature, penalty, toll)
        saved = before - self.yuan()
        finish(self.scene, self.desks)
        return saved

    def yuan(self) -> float:
        """What it costs, all that lacks at its dearest."""
        scene, hours, others = self.scene, self.scene.hours, self.scene.loads.others
        over = np.maximum(hours.used - scene.floor.most, 0.0).sum()
        lacks = hours.lacks.sum() + MONTH * over + KILOGRAM * scene.short.sum() + KIT * scene.filled[1]
        paid = costs_of(others).sum()
        own = scene.own.sum() + hours.yuan.sum() + scene.filled[0]
        return float(own + DEAREST * lacks + paid * (1.0 if self.priced else DEAREST))


def costs_of(limits: Limits) -> Floats:
    """(groups, T) yuan of the loads on limits."""
    over = np.maximum(limits.load - limits.free, 0.0)
    plain, bought = limits.load - over, np.minimum(over, limits.room)
    beyond = (over - bought) * limits.beyond[:, None]
    return np.asarray(plain * limits.under + bought * limits.price + beyond, float)


def lines_of(board: Board, block: Ints, components: int = 0) -> Lines:
    """What the lots of a block use, so many components of kits at its end."""
    lines, places = board.largest.shape[1], np.full(len(block), -1, np.int64)
    places[len(block) - components :] = np.arange(components)
    rows = (block[:, None] * lines + np.arange(lines)).ravel()
    count = board.use_start[rows + 1] - board.use_start[rows]
    start = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    entry = np.repeat(board.use_start[rows] - start[:-1], count) + np.arange(start[-1])
    return Lines(
        largest=board.largest[block],
        least=np.maximum(board.cases.least[block], 1),
        setup=board.setup_yuan[block],
        start=start,
        group=board.use_group[entry],
        before=board.use_before[entry],
        batch=board.use_kg[entry] * np.repeat(board.batch_kg[block].repeat(lines), count),
        lot=board.use_lot[entry],
        component=places,
        batch_kg=board.batch_kg[block],
    )
