"""Who comes: whole people held by day, and before they are known what so many hours of so few would open.

People times opened hours is no linear programme's: while people are free, it can only count those who might come.
Once they are held, each who comes counts. To find out who should, tangents of the product stand for it.
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from planner.domain.people import Crew
from planner.optimise.lots.factory import work_days
from planner.optimise.lots.supply import Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FINER = 0.7  # by which the people of two tangents next to each other differ
LEAST = 0.1  # of what all could do in a plain shift: what a crew is taken to do where an answer has it idle


def expect(supply: Supply, values: Floats) -> None:
    """Count out of the hours that a workshop opens whoever does not come, about as an answer has it, from now on.

    The hours H of the n who come in one way are at most n o in o opened hours. For all H up to h, and any m, it
    follows that m o + (h / m) n ≥ 2 √(h H) ≥ 2 H, which is sharp where n = m and H = h: the hours of the answer.
    Those in lieu may leave early, for it is they who come that count, not what a plain shift has.
    """
    factory, model, work = supply.factory, supply.model, work_days(supply.factory.scenario)
    works, rests = np.flatnonzero(work), np.flatnonzero(~work)
    for crew in factory.scenario.crews:
        roster, opened = factory.rosters[crew.code], factory.extra_open[crew.workshop]
        plain, everyone = _plain_hours(supply, crew), factory.people(crew)
        model.add_entries(roster.inside[works], roster.off[works], values[opened[works]])
        model.bound(roster.early[rests], np.zeros(len(rests)), plain * everyone[rests])
        stays = model.add_rows(-np.inf, 0.0, count=len(rests))
        model.add_entries(stays, roster.early[rests], 1.0)
        model.add_entries(stays, roster.in_lieu[rests], -plain)
        touch = partial(_touch, supply, opened, everyone, LEAST * plain * everyone, values)
        touch(works, ((roster.overtime, 1.0),), roster.off, -1.0)
        in_lieu = (roster.in_lieu, plain), (roster.early, -1.0), (roster.overtime, 1.0)
        touch(rests, in_lieu, roster.in_lieu, 1.0)
        touch(rests, ((roster.premium, 1.0),), roster.present, 1.0)


def _touch(
    supply: Supply,
    opened: Ints,
    everyone: Floats,
    least: Floats,
    values: Floats,
    days: Ints,
    hours: tuple[tuple[Ints, float], ...],
    people: Ints,
    sign: float,
) -> None:
    """Tangents of people times opened hours on some days; `people` are those who come, or with −1 those who do not."""
    model = supply.model
    worked = np.maximum(np.asarray(sum(share * values[block] for block, share in hours)), least)
    for day in days[everyone[days] > 0]:
        counts = _counts(float(everyone[day]))
        each = worked[day] / counts
        rows = model.add_rows(-np.inf, each * everyone[day] if sign < 0 else 0.0, count=len(counts))
        for block, share in hours:
            model.add_entries(rows, block[day], 2.0 * share)
        model.add_entries(rows, opened[day], -counts)
        model.add_entries(rows, people[day], -sign * each)


def _counts(people: float) -> Floats:
    """Numbers of people at which the product is exact, from all down to one."""
    counts = [people]
    while counts[-1] > 1.0:
        counts.append(max(1.0, np.floor(FINER * counts[-1])))
    return np.array(counts)


def hold_people(supply: Supply, values: Floats) -> None:
    """Hold the people of an answer from now on, whoever was held before."""
    for crew in supply.factory.scenario.crews:
        roster = supply.factory.rosters[crew.code]
        off, in_lieu, paid = (
            np.round(values[block]) for block in (roster.off, roster.in_lieu, roster.present)
        )
        hold_crew(supply, crew, off, in_lieu, paid)


def hold_crew(supply: Supply, crew: Crew, off: Floats, in_lieu: Floats, paid: Floats) -> None:
    """Hold who of a crew is off, comes in lieu and at a premium by day: nobody's hours are longer than those opened."""
    factory, model = supply.factory, supply.model
    roster, opened = factory.rosters[crew.code], factory.extra_open[crew.workshop]
    for block, people in ((roster.off, off), (roster.in_lieu, in_lieu), (roster.present, paid)):
        model.fix(block, people)
    rest = ~work_days(factory.scenario)
    plain = _plain_hours(supply, crew)
    model.bound(roster.early, np.zeros(len(rest)), plain * np.where(rest, in_lieu, 0.0))
    coming = np.stack([np.where(rest, in_lieu + paid, factory.people(crew) - off), in_lieu, paid])
    before = supply.coming.get(crew.code)
    if before is None:
        before = np.stack([factory.people(crew), np.zeros(len(rest)), np.zeros(len(rest))])
        model.add_entries(roster.apart[0, rest], roster.in_lieu[rest], plain)
        model.add_entries(roster.apart[0, rest], roster.early[rest], -1.0)
        model.add_entries(roster.apart[0, rest], roster.overtime[rest], 1.0)
        model.add_entries(roster.apart[1, rest], roster.premium[rest], 1.0)
    changed = before - coming
    model.add_entries(roster.inside, opened, changed[0])
    model.add_entries(roster.apart[:, rest], opened[rest], changed[1:, rest])
    supply.coming[crew.code] = coming


def _plain_hours(supply: Supply, crew: Crew) -> float:
    """Hours of a crew's plain shift."""
    scenario = supply.factory.scenario
    return scenario.shift_of[scenario.workshop_of[crew.workshop].shift].regular_hours
