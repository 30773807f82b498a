"""Nobody begins skilled work alone: a third of its workers come, or the lots' hours are worth nothing by the minute."""

import numpy as np
import pytest

from planner.domain.people import Skill
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.cases import empty_plans
from planner.optimise.lots.columns import problem_of
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.supply import answer, build_supply
from planner.optimise.lots.teamwork import least_teams, require_teams
from tests.builders import a_bakery, a_crew, a_product, a_stage, days


def kitchen(workers: float = 5.0, skill: Skill = Skill.SKILLED) -> Large:
    scenario = a_bakery(
        days=days("www"),
        crews=[a_crew(skill=Skill.MASTER, headcount=4)],
        routing=[a_stage(workers=workers, skill=skill)],
        products=[a_product(batch_kg=10.0, min_lot_kg=10.0)],
    )
    groups = GroupIndex(scenario)
    return problem_of(scenario, groups, articles_of(scenario, groups))


def teams_on_tuesday(problem: Large) -> dict[tuple[str, int, int], int]:
    plans = empty_plans(1, 1, 3)
    plans.batches[0, 1] = 1
    return least_teams(problem, plans, np.zeros(problem.supply.model.columns))


@pytest.mark.parametrize(("workers", "people"), [(5.0, 2), (3.0, 1), (12.0, 4)])
def test_a_third_of_the_workers_must_come_on_the_day(workers: float, people: int) -> None:
    assert teams_on_tuesday(kitchen(workers)) == {("W1", Skill.SKILLED.rank, 1): people}


def test_those_hired_by_the_hour_are_not_counted() -> None:
    assert teams_on_tuesday(kitchen(skill=Skill.GENERAL)) == {}


def test_people_come_in_a_team_where_one_would_have_hours_enough() -> None:
    problem = kitchen()
    rota = build_supply(problem.scenario, problem.groups, problem.components, whole_lots=False)
    off = rota.factory.rosters["C1"].off[1]
    rota.model.charge(np.array([off]), -1.0)  # a day off is worth something
    nothing = np.zeros(rota.factory.rows.shape)
    assert answer(rota, nothing, 5.0).values[off] == pytest.approx(4.0)
    require_teams(rota, teams_on_tuesday(problem))
    assert answer(rota, nothing, 5.0).values[off] == pytest.approx(2.0)
