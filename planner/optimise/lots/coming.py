"""Who comes: whole people held by day, and what has to be known to find out who should.

People times opened hours is no linear programme's: while people are free, it can only count those who might come.
"""

import numpy as np
from numpy.typing import NDArray

from planner.domain.people import Crew
from planner.optimise.lots.factory import Factory, work_days
from planner.optimise.lots.supply import Supply

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
COMPANY = 5.0  # yuan for each who comes: less than the hours it saves, enough to settle what costs nothing


def rest_days(factory: Factory) -> Ints:
    """Days that are no official workdays."""
    return np.flatnonzero(~work_days(factory.scenario))


def expect(supply: Supply, values: Floats) -> None:
    """Count those off on a work day out of the hours that an answer opens beyond the plain shift then.

    The product of people and hours, taken at the hours of that answer: enough to put rest where nobody is needed.
    """
    factory = supply.factory
    days = np.flatnonzero(work_days(factory.scenario))
    for crew in factory.scenario.crews:
        roster, hours = factory.rosters[crew.code], values[factory.extra_open[crew.workshop][days]]
        supply.model.add_entries(roster.inside[days], roster.off[days], hours)


def open_whole_or_not(supply: Supply) -> dict[str, Ints]:
    """Let people work a rest day at plain pay only if its whole plain shift is opened, from now on.

    Returns the columns that say whether it is, by workshop, one for each day that is no workday.
    """
    factory, model = supply.factory, supply.model
    rest = rest_days(factory)
    opened = {}
    for workshop in factory.scenario.workshops:
        shift = factory.scenario.shift_of[workshop.shift]
        opened[workshop.code] = model.add_columns(0.0, 1.0, 0.0, integer=True, count=len(rest))
        enough = model.add_rows(-np.inf, 0.0, count=len(rest))
        model.add_entries(enough, opened[workshop.code], shift.regular_hours)
        model.add_entries(enough, factory.extra_open[workshop.code][rest], -1.0)
    for crew in factory.scenario.crews:
        comes = model.add_rows(-np.inf, 0.0, count=len(rest))
        model.add_entries(comes, factory.rosters[crew.code].in_lieu[rest], 1.0)
        model.add_entries(comes, opened[crew.workshop], -factory.people(crew)[rest])
    return opened


def let_many_come(supply: Supply) -> None:
    """Rather let many come at a premium for a short time than few for a long one, from now on.

    They are paid by the hour, and the fewer hours are opened the cheaper; but with free people, opened hours are
    reckoned as if all came.
    """
    for roster in supply.factory.rosters.values():
        supply.model.charge(roster.present, -COMPANY)


def hold_people(supply: Supply, values: Floats) -> None:
    """Hold the people of an answer from now on, whoever was held before."""
    factory, model = supply.factory, supply.model
    rest = rest_days(factory)
    for columns in factory.extra_open.values():
        model.bound(columns[rest], np.zeros(len(rest)), model.column_arrays()[1][columns[rest]])
    for crew in factory.scenario.crews:
        roster = factory.rosters[crew.code]
        off, lieu, paid = (np.round(values[block]) for block in (roster.off, roster.in_lieu, roster.present))
        hold_crew(supply, crew, off, lieu, paid)
        open_whole_shifts(supply, crew.workshop, np.flatnonzero(lieu > 0))


def hold_crew(supply: Supply, crew: Crew, off: Floats, lieu: Floats, paid: Floats) -> None:
    """Hold who of a crew is off, comes in lieu and at a premium by day.

    With them known, nobody's overtime is longer than the hours opened: each of those who come counts, where the model
    with free people can only count those who might.
    """
    factory, model = supply.factory, supply.model
    roster = factory.rosters[crew.code]
    for block, people in ((roster.off, off), (roster.in_lieu, lieu), (roster.present, paid)):
        model.fix(block, people)
    coming = np.where(work_days(factory.scenario), factory.people(crew) - off, lieu + paid)
    before = supply.coming.get(crew.code, factory.people(crew))
    model.add_entries(roster.inside, factory.extra_open[crew.workshop], before - coming)
    supply.coming[crew.code] = coming


def open_whole_shifts(supply: Supply, workshop: str, days: Ints) -> tuple[Ints, Floats, Floats]:
    """Open a workshop for a whole plain shift at least on these rest days, from now on.

    Returns the columns of its hours, and their bounds.
    """
    factory, model = supply.factory, supply.model
    shift = factory.scenario.shift_of[factory.scenario.workshop_of[workshop].shift]
    columns = factory.extra_open[workshop][days]
    lower, upper = np.full(len(columns), shift.regular_hours), model.column_arrays()[1][columns]
    model.bound(columns, lower, upper)
    return columns, lower, upper
