"""Rest days worth a whole plain shift are opened for one before plans are decided; the others stay as they are."""

from threading import Event
from typing import Any

import numpy as np
import pytest

from planner.domain.plan import Attendance, Plan
from planner.domain.progress import silent
from planner.domain.scenario import Scenario
from planner.optimise import SolveOptions
from planner.optimise.clock import Clock
from planner.optimise.lots import decide
from planner.optimise.lots.articles import articles_of
from planner.optimise.lots.columns import plan_by_columns
from planner.optimise.lots.coming import let_many_come, rest_days
from planner.optimise.lots.groups import GroupIndex
from planner.optimise.lots.large import Large
from planner.optimise.lots.master import Solved
from planner.optimise.lots.restdays import settle_rest_days
from planner.optimise.lots.supply import answer, build_supply
from planner.verify import judge
from tests.benchmarks.randomworlds import random_scenario
from tests.builders import a_bakery, a_crew, a_product, a_stage, a_workshop, an_oven, days


def planned(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> tuple[float, dict[str, np.ndarray], Plan]:
    """A plan, what settling rest days cost, and least hours opened then by workshop."""
    seen: list[Any] = []

    def watched(problem: Large, generator: Any, blocks: Any, solved: Solved, *rest: Any) -> Solved:
        after = settle_rest_days(problem, generator, blocks, solved, *rest)
        factory = problem.supply.factory
        least = {code: factory.extra_open[code][rest_days(factory)] for code in factory.extra_open}
        lower = problem.supply.model.column_arrays()[0]
        seen.extend((after.value - solved.value, {code: lower[columns] for code, columns in least.items()}))
        assert all((after.own[columns] >= lower[columns] - 1e-6).all() for columns in least.values())
        return after

    monkeypatch.setattr(decide, "settle_rest_days", watched)
    groups = GroupIndex(scenario)
    options, clock = SolveOptions(time_limit=3.0), Clock(3.0, silent, Event())
    plan, _ = plan_by_columns(scenario, groups, articles_of(scenario, groups), options, clock)
    dearer, least = seen
    return dearer, least, plan


def sunday(extra_yuan_hour: float) -> Scenario:
    """Eight hours' work is ordered for a rest day, at 800 yuan, and four people may come for it or only one."""
    return a_bakery(
        days=days("rww"),
        workshops=[a_workshop(extra_yuan_hour=extra_yuan_hour)],
        resources=[an_oven(count=4)],
        crews=[a_crew(headcount=4)],
        routing=[a_stage(workers=1.0, kg_per_hour=10.0)],
        products=[a_product(batch_kg=10.0, min_lot_kg=10.0)],
        demand=[("S1", "P1", 0, 80.0)],
    )


def came(plan: Plan) -> dict[Attendance, int]:
    first = plan.crew_days[0].date
    return {row.attendance: row.people for row in plan.crew_days if row.date == first}


def test_a_day_is_opened_for_a_whole_shift_where_its_hours_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in lieu for eight hours: 160 yuan for opening; four at a premium for two: 320 in pay and 40."""
    dearer, least, plan = planned(sunday(20.0), monkeypatch)
    assert dearer == pytest.approx(160.0 - 40.0)
    assert least["W1"].tolist() == [8.0]
    assert came(plan) == {Attendance.IN_LIEU: 1}
    assert judge(sunday(20.0), plan).accepted


def test_nobody_comes_in_lieu_where_a_whole_shift_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in lieu costs 800 yuan for opening; four at a premium 320 in pay and 200 for two hours, and sell for 800."""
    dearer, least, plan = planned(sunday(100.0), monkeypatch)
    assert dearer == pytest.approx(0.0)
    assert least["W1"].tolist() == [0.0]
    assert came(plan) == {Attendance.PREMIUM: 4}
    assert judge(sunday(100.0), plan).accepted


def test_at_a_premium_all_come_rather_than_one_for_long() -> None:
    """Eight hours at a premium are one's or four people's; nobody is paid for coming."""
    scenario = sunday(20.0)
    groups = GroupIndex(scenario)
    supply = build_supply(scenario, groups, (), whole_lots=False)
    roster = supply.factory.rosters["C1"]
    supply.model.fix(roster.in_lieu, np.zeros(3))
    let_many_come(supply)
    load = np.zeros(supply.factory.rows.shape)
    load[groups.number("hands", "W1", 0), 0] = 8.0
    values = answer(supply, load, 5.0).values
    assert values[roster.premium[0]] == pytest.approx(8.0)
    assert values[roster.present[0]] == pytest.approx(4.0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3000, 3004))
def test_made_up_bakeries_open_whole_shifts_or_stay_as_they_are(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = random_scenario(seed)
    _, least, plan = planned(scenario, monkeypatch)
    for workshop in scenario.workshops:
        whole = scenario.shift_of[workshop.shift].regular_hours
        assert np.isin(least[workshop.code], (0.0, whole)).all()
    assert judge(scenario, plan).accepted
