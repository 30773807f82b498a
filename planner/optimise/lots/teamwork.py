"""How many skilled people must come at least: work for a team of five is not begun by one who has hours enough.

Hours are what lots count in; but by the minute at least a third of a stage's workers are at it together.
"""

from collections.abc import Iterator
from math import ceil

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.optimise.leastteam import LEAST_PART
from planner.optimise.lots.articles import Article
from planner.optimise.lots.cases import Plans
from planner.optimise.lots.factory import work_days
from planner.optimise.lots.large import Large
from planner.optimise.lots.supply import Supply

Floats = NDArray[np.float64]
Teams = dict[tuple[str, int, int], int]
LACKING = 3000.0  # yuan for each of a team who is not there
SKILLED = 1  # rank from which on nobody is hired by the hour


def least_teams(problem: Large, plans: Plans, own: Floats) -> Teams:
    """People who must come at least, by (workshop, rank, day), for these plans and the components' held lots."""
    teams: Teams = {}
    for article, days in [*_made(problem, plans), *_components_made(problem, own)]:
        for workshop, rank, before, people in teams_of(problem.scenario, article):
            for day in days:
                key = workshop, rank, int(day) - before
                teams[key] = max(teams.get(key, 0), people)
    return teams


def teams_of(scenario: Scenario, article: Article) -> Iterator[tuple[str, int, int, int]]:
    """(workshop, rank, days before, people) that must come at least for a lot of an article."""
    for stage in scenario.stages_of[article.product.family]:
        if stage.resource and stage.skill.rank >= SKILLED and stage.workers > 0:
            workshop = scenario.resource_of[stage.resource].workshop
            yield workshop, stage.skill.rank, stage.days_before, ceil(LEAST_PART * stage.workers - 1e-9)


def require_teams(supply: Supply, teams: Teams) -> None:
    """Let at least so many come on their days with a rank's skill or more, from now on, or else at a price."""
    factory, model = supply.factory, supply.model
    work = work_days(factory.scenario)
    for (workshop, rank, day), people in sorted(teams.items()):
        enough = model.add_rows(float(people), np.inf, count=1)
        model.add_entries(enough, model.add_columns(0.0, float(people), LACKING, count=1), 1.0)
        unless_off = 0.0
        for crew in factory.scenario.crews:
            if crew.workshop != workshop or crew.skill.rank < rank:
                continue
            roster = factory.rosters[crew.code]
            if work[day]:
                unless_off += float(factory.people(crew)[day])
                model.add_entries(enough, roster.off[day], -1.0)
            else:
                model.add_entries(enough, roster.in_lieu[day], 1.0)
                model.add_entries(enough, roster.present[day], 1.0)
        model.set_lower(enough, np.array([people - unless_off]))


def _made(problem: Large, plans: Plans) -> Iterator[tuple[Article, NDArray[np.int64]]]:
    """Articles and the days on which they are made."""
    for p, article in enumerate(problem.deck.articles):
        yield article, np.flatnonzero(plans.batches[p])


def _components_made(problem: Large, own: Floats) -> Iterator[tuple[Article, NDArray[np.int64]]]:
    """Components and the days on which they are made in an answer."""
    for explicit in problem.supply.components:
        made = np.where(explicit.amount >= 0, own[explicit.amount], 0.0)
        yield explicit.article, np.flatnonzero(made.max(axis=0, initial=0.0) > 1e-6)
