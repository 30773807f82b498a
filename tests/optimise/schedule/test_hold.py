"""What a later day goes on with keeps its minutes and its way when a day is searched again."""

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.optimise.minutes import Run
from planner.optimise.schedule.course import Stay
from planner.optimise.schedule.diary import Diary
from planner.optimise.schedule.floor import Floor, Leg
from planner.optimise.schedule.hold import holding
from planner.optimise.schedule.translate import Translation, Way, translate
from tests.builders import a_bakery, a_crew, a_plan, a_product, a_stage, an_oven


def world() -> tuple[Scenario, Plan]:
    """100 kg at 100 kg an hour by three hands, of whom eight are present."""
    scenario = a_bakery(
        crews=[a_crew(headcount=8)],
        resources=[an_oven()],
        routing=[a_stage(workers=3.0)],
        products=[a_product(batch_kg=100.0)],
    )
    return scenario, a_plan(scenario, lots=[("L1", "P1", 0, 100.0)])


def held_in(way: Way, minutes: int) -> tuple[Translation | None, Leg]:
    floor = Floor(*world())
    (legs,) = floor.legs.values()
    stay = Stay(legs[0], (way,), (Run(450, 450 + minutes, 0),))
    diary = Diary(floor.scenario.settings.start, 1)
    given = translate(floor, diary, legs, {}, {legs[0].key: stay.ways})
    return holding(given, [stay]), legs[0]


def test_a_way_that_nobody_would_choose_today_is_kept() -> None:
    """A hand and a half took two hours when fewer were there; now it would be three, two or one."""
    given, leg = held_in(Way(units=1.0, unit=1, people=1.5), 120)
    assert given is not None
    (mode,) = given.problem.jobs[0].stages[0].modes
    assert mode.minutes == 120
    assert given.ways == (((Way(1.0, 1, 1.5),),),)
    assert given.problem.jobs[0].release == 450
    assert leg.batch.kg == 100.0


def test_a_full_team_is_as_fast_as_ever() -> None:
    given, _ = held_in(Way(units=1.0, unit=1, people=3.0), 60)
    assert given is not None
    assert given.problem.jobs[0].stages[0].modes[0].minutes == 60
