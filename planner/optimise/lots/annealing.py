"""All workshops' lots and people annealed side by side, from whole plans and people who are held.

What workshops share, lent hands above all, stays as it is meanwhile; the supply's answer in between sees to that.
"""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import numpy as np

from planner.optimise.clock import Clock
from planner.optimise.lots.answers import night_prices
from planner.optimise.lots.boxes import no_boxes
from planner.optimise.lots.cases import Plans
from planner.optimise.lots.coming import hold_people
from planner.optimise.lots.dayhours import Ints
from planner.optimise.lots.floor import (
    Shop,
    floor_of,
    hours_of,
    places_of,
    teams_besides,
    teams_in,
    unused,
    write_people,
)
from planner.optimise.lots.large import Large
from planner.optimise.lots.loads import Limits
from planner.optimise.lots.pantry import lacking
from planner.optimise.lots.scene import Loads, Scene
from planner.optimise.lots.search import Search, answers_of, copy_of, settle, take_up, whole_cost
from planner.optimise.lots.supply import STEEP, Served
from planner.optimise.lots.task import Task, lines_of

ROUNDS = ((0.6, 5.0, 0.3), (0.4, 3.0, 0.3))
"""Share of the time, and temperatures in yuan from first to last, of each round."""
ANNEALED, AT_LEAST = 0.92, 0.06  # share of the time by which, and for which at least, all are annealed
FORBIDDING = 30.0  # times dearer becomes what nothing can buy
SCARCE = 1.15  # times its use that a material has to suffice for, or else it is watched
SHARED = 40  # articles that a workshop counts for besides its own when time is shared out


def anneal_all(problem: Large, search: Search, served: Served, clock: Clock, workers: int) -> Served:
    """Anneal for a while; the supply's answer to what that came to.

    Plans and the people held are changed where the whole becomes cheaper. What cannot be had is dearer than before:
    nothing is made that wants even a little of it.
    """
    problem.supply.make_dearer(FORBIDDING)
    served = settle(search, 30.0)[1]
    seconds = clock.limit * max(ANNEALED - clock.seconds / clock.limit, AT_LEAST)
    for share, hot, cold in ROUNDS:
        if clock.stopped():
            break
        served = _round(problem, search, served, clock, (share * seconds, hot, cold), workers)
        clock.tell("退火 anneal", best=whole_cost(search, served), note=f"missing {served.missing.sum():.2f}")
    return served


def _round(
    problem: Large,
    search: Search,
    served: Served,
    clock: Clock,
    schedule: tuple[float, float, float],
    workers: int,
) -> Served:
    seconds, hot, cold = schedule
    before, first = copy_of(search.plans), whole_cost(search, served)
    _, *blocks = problem.blocks()
    blocks.sort(key=len, reverse=True)
    shops = [Shop.of(problem, problem.home_of(block)) for block in blocks]
    tasks = [task_of(problem, search, served, *each) for each in zip(shops, blocks, strict=True)]
    ends, weight = monotonic() + seconds, sum(SHARED + len(task.scene.block) for task in tasks)
    cores = max(workers, 1)

    def run(task: Task) -> bool:
        share = (SHARED + len(task.scene.block)) / weight
        return task.run(cores * seconds * share, ends, (hot, cold), clock.stopped) > 0.0

    with ThreadPoolExecutor(cores) as pool:
        better = list(pool.map(run, tasks))
    plans, values = copy_of(before), served.values.copy()
    for shop, task, cheaper in zip(shops, tasks, better, strict=True):
        if cheaper:
            for whole, part in zip(plans, task.scene.plans, strict=True):
                whole[task.scene.block] = part
            write_people(shop, problem.supply.factory, task.scene.hours, values)
    take_up(search, plans)
    hold_people(problem.supply, values)
    cost, now = settle(search, 30.0)
    if cost < first:
        return now
    take_up(search, before)
    hold_people(problem.supply, served.values)
    return settle(search, 30.0)[1]


def task_of(problem: Large, search: Search, served: Served, shop: Shop, block: Ints) -> Task:
    """A workshop's articles as they are planned, and all else as it is in an answer."""
    supply, deck = problem.supply, problem.deck
    factory, values = supply.factory, served.values
    mine = problem.taken(answers_of(search.plans).take(block))
    left = unused(supply, values, shop.own(factory)) - (search.limits.load - mine)
    drawers = np.concatenate([np.zeros(0, np.int64), *(uses for _, uses in factory.material_use.values())])
    drawn = (search.limits.load - unused(supply, values, drawers))[factory.pantry.group]
    scarce = np.flatnonzero(lacking(factory.pantry, SCARCE * drawn) > 0)
    assert served.prices is not None
    nights = night_prices(deck, served.prices, block)[block]
    boxes = no_boxes(problem.horizon)
    hours, size = hours_of(shop, factory, values, mine), len(problem.groups)
    loads = Loads(
        hand=places_of(size, shop.hands),
        machine=places_of(size, shop.machines),
        material=places_of(size, factory.pantry.group[scarce]),
        slot=places_of(size, []),
        hands=hours.hands,
        machines=hours.machines,
        drawn=drawn[scarce],
        kits=boxes.kits,
        made=boxes.made,
        others=_other_limits(search, served),
    )
    scene = Scene(
        cases=search.board.cases,
        block=block.astype(np.int64),
        lines=lines_of(search.board, block),
        plans=Plans(*(part[block] for part in search.plans)),
        wanted=np.zeros((len(block), *search.plans.sold.shape[1:]), np.int64),
        along=np.concatenate([np.zeros((len(block), 1)), np.cumsum(nights, axis=1)], axis=1),
        own=np.zeros(len(block)),
        teams=teams_in(problem, shop, block),
        others=teams_besides(problem, shop, search.plans, block, values),
        floor=floor_of(problem, shop, left),
        hours=hours,
        loads=loads,
        pantry=factory.pantry.only(scarce),
        short=np.zeros(len(scarce)),
        boxes=boxes,
        filled=np.zeros(2),
    )
    return Task.of(scene, int(search.rng.integers(2**31)))


def _other_limits(search: Search, served: Served) -> Limits:
    """What an answer leaves of limits that are no workshop's own; nights have a price, and materials lie for long."""
    groups = search.supply.factory.groups.groups
    free = np.maximum(search.supply.reference(served.values).left, 0.0)
    free[[group.kind in ("zone", "material") for group in groups]] = np.inf
    nothing = np.zeros_like(free)
    beyond = np.array([STEEP[group.kind] for group in groups])
    return Limits(search.limits.load.copy(), nothing, free, nothing, nothing, beyond)
