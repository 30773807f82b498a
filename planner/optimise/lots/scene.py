"""A workshop's lots, people and materials as annealing sees them, and what a change of them costs.

Compiled functions are handed all arrays of what they are given one by one, so those called often are given little.
"""

from typing import NamedTuple

import numpy as np

from planner.optimise.compiled import inner
from planner.optimise.lots.boxes import Boxes, fill
from planner.optimise.lots.cases import Case, Cases, Costs, Course, Plans
from planner.optimise.lots.dayhours import (
    Flags,
    Floats,
    Floor,
    Hours,
    Ints,
    keep_day,
    put_back_day,
    renew_day,
)
from planner.optimise.lots.loads import Limits, load_cost
from planner.optimise.lots.pantry import Pantry, draw
from planner.optimise.lots.polish import Desk, Shelf, first_morning, price_on
from planner.optimise.lots.supply import STEEP

KILOGRAM = STEEP["material"]  # yuan of a kilogram of material that is not there, before a penalty grows
KIT = STEEP["slot"]  # yuan of a kilogram of kit in whose slot something lacks


class Lines(NamedTuple):
    """What lots of N articles use on M lines, as rows of a table by article·M + line."""

    largest: Ints  # (N, M, T) batches, 0 where none may be made
    least: Ints  # (N,) batches
    setup: Floats  # (N,) yuan
    start: Ints  # (N·M + 1,) first row
    group: Ints
    before: Ints  # days
    batch: Floats  # use of a batch
    lot: Floats  # use of a lot
    component: Ints  # (N,) place of an article among the components of kits, else −1
    batch_kg: Floats  # (N,)


class Loads(NamedTuple):
    """G groups by whose they are, and loads: of the workshop's own ones by its lots, of others by everyone's.

    Of `others` nothing is paid but a penalty beyond what is free.
    """

    hand: Ints  # (G,) rank that a group is, else −1
    machine: Ints  # (G,)
    material: Ints  # (G,)
    slot: Ints  # (G,)
    hands: Floats  # (R, T)
    machines: Floats  # (M, T)
    drawn: Floats  # (K, T)
    kits: Floats  # (S, T)
    made: Floats  # (C, T) kilograms of components
    others: Limits


class Scene(NamedTuple):
    """N articles of one workshop, S segments, T days; K materials that could become scarce."""

    cases: Cases
    block: Ints  # (N,) places of the articles among the cases
    lines: Lines
    plans: Plans  # of N articles
    wanted: Ints  # (N, S, T) units that each segment is served at most
    along: Floats  # (N, T + 1) yuan of keeping a unit up to each morning
    own: Floats  # (N,) yuan of set-ups, nights, write-offs and shortage
    teams: Ints  # (N, R, days before) people that a lot needs at least
    others: Ints  # (R, T) people that others' lots need at least
    floor: Floor
    hours: Hours
    loads: Loads
    pantry: Pantry
    short: Floats  # (K,) kilograms that are not there
    boxes: Boxes
    filled: Floats  # (2,) yuan of filling kits, kilograms of kits in which something lacks


class Note(NamedTuple):
    """Up to a few lots as they are and would be."""

    size: Ints  # (1,)
    who: Ints
    day: Ints
    batches: Ints  # as they are
    line: Ints
    then: Ints  # as they would be
    then_line: Ints


class Marks(NamedTuple):
    """What a change on trial touches: days by their hours, materials; and what they came to before."""

    days: Flags  # (T,)
    materials: Flags  # (K,)
    boxes: Flags  # (1,)
    kept: Floats  # (T, C + 2)
    short: Floats  # (K,)
    filled: Floats  # (2,)
    left: Floats  # (L,)


class Desks(NamedTuple):
    """Room to serve an article's customers on trial."""

    one: Shelf
    other: Shelf
    nothing: Floats  # (1, T)
    wanted: Ints  # (S, T)
    theirs: Ints  # (S, T)


@inner
def own_yuan(
    case: Case, course: Course, wanted: Ints, along: Floats, setup: float, desks: Desks, most: float
) -> float:
    """What an article costs but for hours, or `most` if that much; its course notes who is served."""
    setups = 0
    for t in range(course.batches.shape[0]):
        setups += course.batches[t] > 0
    if setups * setup >= most:
        return most
    costs = Costs(desks.nothing, desks.nothing, along, False, desks.nothing, desks.nothing)
    desk = Desk(along, wanted, desks.one, desks.other)
    yuan = price_on(case, costs, desk, course, first_morning(case, desks.one), most - setups * setup)
    return float(yuan + setups * setup)


@inner
def shift_lot(
    lines: Lines, loads: Loads, marks: Marks, row: int, day: int, batches: int, sign: float
) -> float:
    """Add (sign 1) or take away a lot's use of everything; yuan beyond others' limits, before a penalty grows.

    Days whose hours and materials whose use change are marked.
    """
    beyond = 0.0
    if batches > 0:
        for k in range(lines.start[row], lines.start[row + 1]):
            g, d = lines.group[k], day - lines.before[k]
            use = sign * (lines.batch[k] * batches + lines.lot[k])
            if loads.hand[g] >= 0:
                loads.hands[loads.hand[g], d] += use
                marks.days[d] = True
            elif loads.machine[g] >= 0:
                loads.machines[loads.machine[g], d] += use
                marks.days[d] = True
            elif loads.material[g] >= 0:
                loads.drawn[loads.material[g], d] += use
                marks.materials[loads.material[g]] = True
            elif loads.slot[g] >= 0:
                loads.kits[loads.slot[g], d] += use
                marks.boxes[0] = True
            else:
                before = loads.others.load[g, d]
                loads.others.load[g, d] = before + use
                beyond += load_cost(loads.others, g, d, before + use) - load_cost(loads.others, g, d, before)
    return float(beyond)


@inner
def set_lot(
    lines: Lines, loads: Loads, marks: Marks, plans: Plans, i: int, day: int, batches: int, line: int
) -> float:
    """Make an article's lot of a day so large on that line; yuan beyond others' limits, before a penalty grows."""
    first = i * lines.largest.shape[1]
    beyond = shift_lot(lines, loads, marks, first + plans.mode[i, day], day, plans.batches[i, day], -1.0)
    plans.batches[i, day], plans.mode[i, day] = batches, line
    if lines.component[i] >= 0:
        loads.made[lines.component[i], day] = batches * lines.batch_kg[i]
        marks.boxes[0] = True
    return float(beyond + shift_lot(lines, loads, marks, first + line, day, batches, 1.0))


@inner
def set_lots(
    lines: Lines, loads: Loads, marks: Marks, plans: Plans, note: Note, batches: Ints, line: Ints
) -> float:
    """Make all noted lots so large on these lines; yuan beyond others' limits, before a penalty grows."""
    beyond = 0.0
    for n in range(note.size[0]):
        beyond += set_lot(lines, loads, marks, plans, note.who[n], note.day[n], batches[n], line[n])
    return float(beyond)


@inner
def renew(scene: Scene, marks: Marks, penalty: float) -> float:
    """Price marked days and materials anew; by how much the whole costs more."""
    change = 0.0
    for day in range(marks.days.shape[0]):
        if marks.days[day]:
            keep_day(scene.floor, scene.hours, day, marks.kept)
            change += renew_day(scene.floor, scene.hours, day, penalty)
    for k in range(marks.materials.shape[0]):
        if marks.materials[k]:
            marks.short[k] = scene.short[k]
            scene.short[k] = draw(scene.pantry, k, scene.loads.drawn[k], marks.left)
            change += penalty * KILOGRAM * (scene.short[k] - marks.short[k])
    if marks.boxes[0]:
        marks.filled[0], marks.filled[1] = scene.filled[0], scene.filled[1]
        scene.filled[0], scene.filled[1] = fill(scene.boxes)
        change += scene.filled[0] - marks.filled[0] + penalty * KIT * (scene.filled[1] - marks.filled[1])
    return float(change)


@inner
def unmark(marks: Marks) -> None:
    """Forget what was marked: it stays as it is now."""
    marks.days[:] = False
    marks.materials[:] = False
    marks.boxes[0] = False


@inner
def put_back(floor: Floor, hours: Hours, short: Floats, filled: Floats, marks: Marks) -> None:
    """Take the answers of all that was marked as they were kept."""
    for day in range(marks.days.shape[0]):
        if marks.days[day]:
            put_back_day(floor, hours, day, marks.kept)
    for k in range(marks.materials.shape[0]):
        if marks.materials[k]:
            short[k] = marks.short[k]
    if marks.boxes[0]:
        filled[0], filled[1] = marks.filled[0], marks.filled[1]
    unmark(marks)


@inner
def want(demand: Ints, wanted: Ints, units: int, made: int) -> None:
    """Serve so many units more, to whom they are worth most, or fewer, of whom they are worth least.

    From the day they are made on; which days come first is chance.
    """
    segments, horizon = demand.shape
    days = horizon - made
    first = np.random.randint(min(8, days))
    for turn in range(segments):
        s = turn if units > 0 else segments - 1 - turn
        for k in range(days):
            t = made + (first + k) % days
            change = min(demand[s, t] - wanted[s, t], units) if units > 0 else -min(wanted[s, t], -units)
            wanted[s, t] += change
            units -= change
            if units == 0:
                return
