"""Lots of kits and of their components annealed together, at the master's prices of all else.

Each component's batches rarely match what kits want of it. A kit's lot larger or smaller or on another day, or
another component in its slot, saves batches and what would be written off. Hours used so far cost the master's prices,
more of them cost more.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.optimise.lots.answers import Answers, load_of, night_prices
from planner.optimise.lots.boxes import Boxes
from planner.optimise.lots.cases import Plans, empty_plans
from planner.optimise.lots.deck import Deck, deck_of
from planner.optimise.lots.floor import nowhere, places_of
from planner.optimise.lots.large import Large
from planner.optimise.lots.loads import Limits, board_of
from planner.optimise.lots.pantry import Pantry
from planner.optimise.lots.realise import realised
from planner.optimise.lots.scene import Lines, Loads, Scene
from planner.optimise.lots.search import answers_of
from planner.optimise.lots.task import Task, lines_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BEYOND = 1e5  # yuan per unit of a limit that is not there
GIVE_WAY, MORE = 1.3, 1.0  # what an hour beyond those used costs: times its price, and yuan more


@dataclass(frozen=True)
class Together:
    """Kits that can be carried out, and columns of the supply: whole lots of components for them."""

    kits: Answers
    lots: Floats


def task_of_kits(
    problem: Large, prices: Floats, used: Floats, room: Floats, now: Together, seed: int
) -> Task:
    """Kits and components as they are planned.

    `used`, (groups, T): what they may use of limits at plain prices; `room`: what is left of zones for components.
    """
    deck, horizon = _deck(problem, now.kits), problem.horizon
    board, everyone = board_of(deck), np.arange(deck.size)
    plans = _plans(problem, deck, now)
    groups, first = problem.groups, len(now.kits.chosen)
    load = load_of(deck, answers_of(plans), np.ones(deck.size), used.size).reshape(used.shape)
    slots = np.flatnonzero(groups.are_slots)
    nights = np.zeros((deck.size, horizon + 1))
    np.cumsum(night_prices(deck, prices, everyone), axis=1, out=nights[:, 1:])
    made = plans.batches[first:] * deck.batch_kg[first:, None]
    floor, hours = nowhere(horizon)
    few, none = np.zeros(0, np.int64), np.zeros((0, horizon))
    nowhere_at = places_of(len(groups), few)
    kits = load[slots]
    scene = Scene(
        cases=board.cases,
        block=everyone,
        lines=_lines(problem, lines_of(board, everyone, deck.size - first), deck),
        plans=plans,
        wanted=np.zeros((deck.size, *plans.sold.shape[1:]), np.int64),
        along=nights,
        own=np.zeros(deck.size),
        teams=np.zeros((deck.size, 0, 1), np.int64),
        others=np.zeros((0, horizon), np.int64),
        floor=floor,
        hours=hours,
        loads=Loads(
            hand=nowhere_at,
            machine=nowhere_at,
            material=nowhere_at,
            slot=places_of(len(groups), slots),
            hands=hours.hands,
            machines=hours.machines,
            drawn=none,
            kits=kits,
            made=made,
            others=_limits(problem, prices, used, load),
        ),
        pantry=Pantry(few, np.zeros((0, 0), np.int64), np.zeros((0, 0), np.int64), np.zeros((0, 0))),
        short=np.zeros(0),
        boxes=_boxes(problem, nights[first:] / deck.grid[first:, None], room, kits, made),
        filled=np.zeros(2),
    )
    return Task.of(scene, seed, priced=True)


def together_in(problem: Large, task: Task, kits: Ints) -> Together:
    """What a task has come to."""
    first, plans = len(kits), Plans(*(part[: len(kits)] for part in task.scene.plans))
    segments = problem.deck.demand.shape[1]
    sold = np.zeros((first, segments, problem.horizon), np.int64)
    sold[:, : plans.sold.shape[1]] = plans.sold
    found = Answers(kits, np.zeros(first), plans.batches, plans.mode, sold, plans.stock, plans.wasted)
    moved = np.zeros(problem.supply.model.columns)
    for i, explicit in enumerate(problem.supply.components):
        batches, mode = task.scene.plans.batches[first + i], task.scene.plans.mode[first + i]
        days = np.flatnonzero(batches)
        modes = mode[days]
        moved[explicit.amount[modes, days]] = (
            batches[days] * task.scene.lines.batch_kg[first + i] / explicit.unit_kg
        )
        moved[explicit.setup[modes, days]] = 1.0
    return Together(realised(problem.deck, found), moved)


def _deck(problem: Large, kits: Answers) -> Deck:
    """Kits, then components, of which nothing is sold; what is written off of these is told by how kits are filled."""
    chosen = tuple(problem.deck.articles[p] for p in kits.chosen)
    deck = deck_of((*chosen, *problem.components), problem.horizon)
    waste = deck.waste.copy()
    waste[len(chosen) :] = 0.0
    return replace(deck, waste=waste)


def _lines(problem: Large, lines: Lines, deck: Deck) -> Lines:
    """No lot of a kit is larger than all that is wanted of it, none of a component than the supply allows."""
    upper, largest = problem.supply.model.column_arrays()[1], lines.largest.copy()
    first = deck.size - len(problem.components)
    wanted = -(-deck.demand[:first].sum(axis=(1, 2)) // deck.batch[:first])
    most = np.maximum(wanted, lines.least[:first])
    largest[:first] = np.minimum(largest[:first], most[:, None, None])
    for i, explicit in enumerate(problem.supply.components, first):
        lots = np.where(explicit.amount >= 0, upper[explicit.amount], 0.0) * explicit.unit_kg
        fitting = np.floor(lots / deck.batch_kg[i] + 1e-6)
        largest[i, : len(lots)] = np.minimum(largest[i, : len(lots)], fitting)
    return lines._replace(largest=largest)


def _plans(problem: Large, deck: Deck, now: Together) -> Plans:
    first = len(now.kits.chosen)
    plans = empty_plans(deck.size, deck.demand.shape[1], problem.horizon)
    plans.batches[:first], plans.mode[:first] = now.kits.batches, now.kits.mode
    plans.sold[:first] = now.kits.sold[:, : deck.demand.shape[1]]
    for i, explicit in enumerate(problem.supply.components, first):
        kg = explicit.kilograms(now.lots)
        batches = np.round(kg.sum(axis=0) / deck.batch_kg[i]).astype(np.int64)
        plans.batches[i] = np.where(batches > 0, np.maximum(batches, deck.least[i]), 0)
        plans.mode[i] = kg.argmax(axis=0)
    return plans


def _limits(problem: Large, prices: Floats, used: Floats, load: Floats) -> Limits:
    """Hours used so far at their prices, what could be bought besides dearer."""
    spare = np.maximum(problem.supply.factory.most - used, 0.0)
    dearer = GIVE_WAY * prices + MORE
    return Limits(load, prices.copy(), used.copy(), spare, dearer, np.full(len(prices), BEYOND))


def _boxes(problem: Large, along: Floats, room: Floats, kits: Floats, made: Floats) -> Boxes:
    """How kits are filled, with (S, T) kilograms of them made and (C, T) of components."""
    groups, horizon = problem.groups, problem.horizon
    place = {article.code: i for i, article in enumerate(problem.components)}
    ways = sorted(
        (swap, s, place[code], share)
        for s, slot in enumerate(groups.slots)
        for code, share, swap in slot.options
    )
    zones, zone = np.unique([a.zone_group for a in problem.components], return_inverse=True)
    most = max((len(a.openings) for a in problem.components), default=0)
    lots = np.zeros((3, len(problem.components), most))
    for i, article in enumerate(problem.components):
        for k, lot in enumerate(article.openings):
            lots[:, i, k] = lot.made, lot.free, lot.kg
    return Boxes(
        slot=np.array([s for _, s, _, _ in ways], np.int64),
        component=np.array([c for _, _, c, _ in ways], np.int64),
        share=np.array([share for *_, share in ways], float),
        swap=np.array([swap for swap, *_ in ways], float),
        oldest=np.array([[slot.freshness.at(t) for t in range(horizon)] for slot in groups.slots], np.int64),
        hold=np.array([a.hold for a in problem.components], np.int64),
        shelf=np.array([a.shelf_use for a in problem.components], np.int64),
        waste=np.array([a.product.waste_yuan_kg for a in problem.components], float),
        along=along,
        zone=zone.astype(np.int64),
        pallets=np.array([a.pallets_per_kg for a in problem.components], float),
        room=np.maximum(room[zones.astype(np.int64)], 0.0),
        lot_made=lots[0].astype(np.int64),
        lot_free=lots[1].astype(np.int64),
        lot_kg=lots[2],
        kits=kits,
        made=made,
        left=np.zeros((len(problem.components), most + horizon)),
        empty=np.zeros(len(groups.slots)),
        lying=np.zeros((len(zones), horizon)),
    )
