"""Every compiled loop of the lots run once over nothing, so that it is compiled, or read from disk.

In two halves that take about as long to compile and share few loops, and what is needed last.
"""

import numpy as np

from planner.optimise.lots.anneal import anneal
from planner.optimise.lots.answers import cheapest_chains, cheapest_plans, least_costs, polished
from planner.optimise.lots.boxes import no_boxes
from planner.optimise.lots.cases import empty_plans
from planner.optimise.lots.deck import deck_of
from planner.optimise.lots.floor import nowhere
from planner.optimise.lots.generate import nothing
from planner.optimise.lots.loads import Limits, board_of
from planner.optimise.lots.neighbour import rework
from planner.optimise.lots.pantry import Pantry, lacking, surplus
from planner.optimise.lots.scene import Loads, Scene
from planner.optimise.lots.search import plans_from
from planner.optimise.lots.task import Task, lines_of


def search_dry() -> None:
    """Carry out and re-plan no articles over one day with one limit."""
    deck, none = deck_of((), 1), np.zeros((1, 1))
    plans = plans_from(nothing(deck))
    limits = Limits(none, none, none, none, none, np.zeros(1))
    rework(board_of(deck), limits, plans, empty_plans(1, 1, 1), np.zeros((0, 1), np.int64))


def bounds_dry() -> None:
    """Price no articles over one day, in every way."""
    deck, none = deck_of((), 1), np.zeros((1, 1))
    least_costs(deck, none, np.arange(0), np.zeros(0), 1)
    cheapest_plans(deck, none)
    cheapest_chains(deck, none, np.arange(0))
    polished(deck, none, nothing(deck))


def anneal_dry() -> None:
    """Anneal a workshop that has nothing on one day."""
    deck, none, few = deck_of((), 1), np.zeros((0, 1)), np.zeros(0, np.int64)
    board, boxes, (floor, hours) = board_of(deck), no_boxes(1), nowhere(1)
    scene = Scene(
        cases=board.cases,
        block=few,
        lines=lines_of(board, few),
        plans=plans_from(nothing(deck)),
        wanted=np.zeros((0, 1, 1), np.int64),
        along=none,
        own=np.zeros(0),
        teams=np.zeros((0, 0, 1), np.int64),
        others=np.zeros((0, 1), np.int64),
        floor=floor,
        hours=hours,
        loads=Loads(
            hand=few,
            machine=few,
            material=few,
            slot=few,
            hands=none,
            machines=none,
            drawn=none,
            kits=none,
            made=none,
            others=Limits(none, none, none, none, none, np.zeros(0)),
        ),
        pantry=Pantry(few, np.zeros((0, 1), np.int64), np.zeros((0, 1), np.int64), none),
        short=np.zeros(0),
        boxes=boxes,
        filled=np.zeros(2),
    )
    task = Task.of(scene, 1)
    task.run(0.0, 0.0, (1.0, 1.0), lambda: True)
    anneal(scene, task.note, task.marks, task.desks, 0, 1.0, 1.0, 1.0)
    lacking(scene.pantry, none)
    surplus(scene.pantry, none)
