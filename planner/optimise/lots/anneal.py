"""Annealing of one workshop's lots and people together, in compiled loops (Kirkpatrick, Gelatt, Vecchi 1983).

A move changes a lot or two of one article, swaps lots of two, has others served, or lets people come on another day.
It is priced exactly: the day's hours as they would be bought, the article's customers served anew. Hundreds of
thousands of them a second find what the dearer steps before them leave.
"""

import numpy as np

from planner.optimise.compiled import inner, outer
from planner.optimise.lots.cases import case_of, course_of
from planner.optimise.lots.coming import COMPANY
from planner.optimise.lots.crewrest import balanced, come, possible, rests, team_there, teams_there
from planner.optimise.lots.dayhours import Ints, keep_day, put_back_day, renew_day
from planner.optimise.lots.moves import propose
from planner.optimise.lots.scene import (
    Desks,
    Marks,
    Note,
    Scene,
    own_yuan,
    put_back,
    renew,
    set_lots,
    unmark,
    want,
)
from planner.optimise.lots.walk import walk

WEEK = 7  # days that a day off is moved by at most
PEOPLE, SERVED = 0.1, 0.03  # shares of moves that change who comes, and who is served
TOLD = 0.5  # share of lots that become larger or smaller with which it is told for whom


@outer
def begin(scene: Scene, marks: Marks, desks: Desks, seed: int) -> None:
    """Price everything; of each article serve those served now, or all who want some if that is cheaper."""
    np.random.seed(seed)
    marks.days[:], marks.materials[:], marks.boxes[:] = True, True, True
    for _ in range(2):  # whoever has most of a month left works longer, which needs the whole month
        renew(scene, marks, 1.0)
    unmark(marks)
    for i in range(len(scene.block)):
        demand = case_of(scene.cases, scene.block[i]).demand
        count = demand.shape[0]
        desks.wanted[:count] = scene.plans.sold[i, :count]
        scene.wanted[i, :count] = demand
        everyone = price(scene, desks, i, np.inf)
        scene.wanted[i, :count] = desks.wanted[:count]
        scene.own[i] = price(scene, desks, i, np.inf)
        if everyone <= scene.own[i]:
            scene.wanted[i, :count] = demand
            scene.own[i] = everyone


@outer
def anneal(
    scene: Scene,
    note: Note,
    marks: Marks,
    desks: Desks,
    moves: int,
    temperature: float,
    penalty: float,
    toll: float,
) -> None:
    """Try so many moves; one that costs some yuan more is made with a chance that falls with them.

    What lacks costs `penalty` times its price, and what others' limits cost is paid `toll` times.
    """
    for _ in range(moves):
        bar = -temperature * np.log(1.0 - np.random.random())
        kind = np.random.random()
        if kind < PEOPLE:
            if scene.floor.rank.shape[0] > 0:
                try_people(scene, marks, bar, penalty)
            continue
        i = np.random.randint(len(scene.block))
        if kind < PEOPLE + SERVED:
            try_served(scene, desks, i, bar)
        elif propose(note, scene.plans.batches, scene.plans.mode, scene.lines.largest, scene.lines.least, i):
            try_lots(scene, note, marks, desks, bar, penalty, toll)


@outer
def finish(scene: Scene, desks: Desks) -> None:
    """Let each article's plan sell, keep and write off what its lots allow."""
    for i in range(len(scene.block)):
        price(scene, desks, i, np.inf)
        walk(case_of(scene.cases, scene.block[i]), course_of(scene.plans, i))


@inner
def price(scene: Scene, desks: Desks, i: int, most: float) -> float:
    """What an article costs but for hours, or `most` if that much."""
    case = case_of(scene.cases, scene.block[i])
    wanted = scene.wanted[i, : case.demand.shape[0]]
    course = course_of(scene.plans, i)
    return own_yuan(case, course, wanted, scene.along[i], scene.lines.setup[i], desks, most)


@inner
def try_lots(
    scene: Scene, note: Note, marks: Marks, desks: Desks, bar: float, penalty: float, toll: float
) -> None:
    """Make the noted change if it costs no more than `bar`; else all is as before."""
    size, first, change = note.size[0], scene.plans.batches.shape[1], 0.0
    i, other = note.who[0], note.who[size - 1]
    mine, theirs = 0, 0  # batches more
    for n in range(size):
        if note.then[n] > 0 and not team_there(scene.hours.there, scene.teams[note.who[n]], note.day[n]):
            return
        first = min(first, note.day[n])
        if note.who[n] == i:
            mine += note.then[n] - note.batches[n]
        else:
            theirs += note.then[n] - note.batches[n]
    change += toll * set_lots(scene.lines, scene.loads, marks, scene.plans, note, note.then, note.then_line)
    change += renew(scene, marks, penalty)
    told = (mine != 0 or theirs != 0) and np.random.random() < TOLD
    if told:
        tell(scene, desks.wanted, i, mine, first)
        if other != i:
            tell(scene, desks.theirs, other, theirs, first)
    most = scene.own[i] + bar - change + (scene.own[other] if other != i else 0.0)
    own = price(scene, desks, i, most) if most > 0.0 else most
    others, rest = 0.0, most - own
    better = own < most
    if better and other != i:
        others = price(scene, desks, other, rest)
        better = others < rest
    if better:
        scene.own[i] = own
        if other != i:
            scene.own[other] = others
        unmark(marks)
        return
    if told:
        untell(scene, desks.wanted, i)
        if other != i:
            untell(scene, desks.theirs, other)
    set_lots(scene.lines, scene.loads, marks, scene.plans, note, note.batches, note.line)
    put_back(scene.floor, scene.hours, scene.short, scene.filled, marks)


@inner
def tell(scene: Scene, kept: Ints, i: int, batches: int, made: int) -> None:
    """Serve more or less of an article as so many batches more are made from a day on; who was served is kept."""
    p = scene.block[i]
    count = scene.cases.segments[p]
    kept[:count] = scene.wanted[i, :count]
    want(scene.cases.demand[p, :count], scene.wanted[i, :count], batches * scene.cases.batch[p], made)


@inner
def untell(scene: Scene, kept: Ints, i: int) -> None:
    """Serve of an article whoever was served before."""
    count = scene.cases.segments[scene.block[i]]
    scene.wanted[i, :count] = kept[:count]


@inner
def try_served(scene: Scene, desks: Desks, i: int, bar: float) -> None:
    """Serve some customers of a day that were refused, or refuse them, if that costs no more than `bar`."""
    p = scene.block[i]
    if scene.cases.segments[p] == 0:
        return
    s, t = np.random.randint(scene.cases.segments[p]), np.random.randint(scene.cases.demand.shape[2])
    demand, before = scene.cases.demand[p, s, t], scene.wanted[i, s, t]
    if demand == 0:
        return
    scene.wanted[i, s, t] = demand if before < demand else 0
    most = scene.own[i] + bar
    own = price(scene, desks, i, most)
    if own < most:
        scene.own[i] = own
    else:
        scene.wanted[i, s, t] = before


@inner
def try_people(scene: Scene, marks: Marks, bar: float, penalty: float) -> None:
    """Let one or two more or fewer of a crew come on a day, most often instead of another day, if `bar` allows it."""
    floor, hours = scene.floor, scene.hours
    horizon, c = floor.work.shape[0], np.random.randint(floor.rank.shape[0])
    more = 1 + np.random.randint(2)
    if np.random.random() < 0.5:
        more = -more
    day = np.random.randint(horizon)
    other = day
    if np.random.random() < 0.8:
        other = max(0, min(horizon - 1, day + np.random.randint(-WEEK, WEEK + 1)))
    freely, there_freely = np.random.random() < 0.6, np.random.random() < 0.5
    come(floor, hours, c, day, more, freely)
    if other != day:
        come(floor, hours, c, other, -more, there_freely)
    fuller, emptier = (day, other) if more > 0 else (other, day)
    if other == day:
        fuller, emptier = (day, -1) if more > 0 else (-1, day)
    if may_come(scene, c, fuller, emptier):
        keep_day(floor, hours, day, marks.kept)
        change = renew_day(floor, hours, day, penalty) - (COMPANY * more if other == day else 0.0)
        if other != day:
            keep_day(floor, hours, other, marks.kept)
            change += renew_day(floor, hours, other, penalty)
        if change <= bar:
            return
        if other != day:
            put_back_day(floor, hours, other, marks.kept)
        put_back_day(floor, hours, day, marks.kept)
    come(floor, hours, c, day, -more, freely)
    if other != day:
        come(floor, hours, c, other, more, there_freely)


@inner
def may_come(scene: Scene, c: int, fuller: int, emptier: int) -> bool:
    """Whether more of a crew may come on one day and fewer on another, −1 if there is no such day."""
    floor, hours = scene.floor, scene.hours
    if fuller >= 0 and not (
        possible(floor, hours, c, fuller)
        and rests(floor, hours, c, fuller)
        and balanced(floor, hours, c, floor.month[fuller])
    ):
        return False
    return emptier < 0 or bool(
        possible(floor, hours, c, emptier)
        and balanced(floor, hours, c, floor.month[emptier])
        and teams_there(hours.there, scene.teams, scene.others, scene.plans.batches, emptier)
    )
