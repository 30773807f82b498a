"""Random small worlds: whatever the day, what is scheduled keeps every rule of the page."""

from datetime import time as Time
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from planner.domain.calendar import Shift
from planner.domain.people import Skill
from planner.domain.plan import Plan
from planner.domain.plant import Changeover, Downtime, ResourceKind, RoutingStage
from planner.domain.scenario import Scenario
from planner.optimise.schedule import schedule_days
from tests.builders import (
    a_bakery,
    a_crew,
    a_family,
    a_lane,
    a_plan,
    a_product,
    a_shift,
    a_stage,
    a_workshop,
    an_oven,
    on,
)
from tests.optimise.schedule.replay import Replay

KINDS = (ResourceKind.BENCH, ResourceKind.MIXER, ResourceKind.OVEN, ResourceKind.PROOFER, ResourceKind.LINE)
CONTENTS = ("", "nut", "milk", "nut,milk")


@some.composite
def routings(draw: some.DrawFn, family: str, resources: list[str]) -> list[RoutingStage]:
    """Two to four stages on different resources; the last but one is the line, the first may be the day before."""
    chosen = draw(some.permutations(resources))[: draw(some.integers(2, 4))]
    line = draw(some.integers(0, len(chosen) - 1))
    overnight = draw(some.booleans())
    stages = []
    for place, code in enumerate(chosen):
        least = draw(some.integers(0, 40))
        pace: dict[str, Any] = {"kg_per_hour": draw(some.sampled_from((30.0, 80.0, 200.0)))}
        if draw(some.booleans()):
            pace = {
                "kg_per_hour": None,
                "batch_kg": 60.0,
                "cycle_minutes": draw(some.sampled_from((20.0, 45.5))),
            }
        ahead = 1 if overnight and place == 0 else 0
        stages.append(
            a_stage(
                family,
                10 * place,
                code,
                is_line=place == line,
                workers=draw(some.sampled_from((0.0, 0.5, 1.0, 2.0))),
                skill=draw(some.sampled_from(Skill)),
                wait_min_minutes=least,
                wait_max_minutes=None if ahead else draw(some.sampled_from((None, least, least + 30))),
                days_before=ahead,
                **pace,
            )
        )
    return stages


@some.composite
def shifts(draw: some.DrawFn) -> Shift:
    """The day shift with people who come early, late, both or neither."""
    return a_shift(
        early_minutes=draw(some.sampled_from((0, 45, 90))),
        late_minutes=draw(some.sampled_from((0, 45, 150))),
        last_out=draw(some.sampled_from((Time(20), Time(21)))),
    )


@some.composite
def days(draw: some.DrawFn) -> tuple[Scenario, Plan]:
    """Two workshops that share a resource, a few lots on two days."""
    kinds = draw(some.lists(some.sampled_from(KINDS), min_size=5, max_size=5))
    homes = [draw(some.sampled_from(("W1", "W2"))) for _ in kinds]
    resources = [
        an_oven(
            f"R{n}",
            kind=kind,
            workshop=home,
            count=draw(some.integers(1, 3)),
            hours_day=draw(some.sampled_from((None, None, None, 12.0, 24.0))),
        )
        for n, (kind, home) in enumerate(zip(kinds, homes, strict=True))
    ]
    codes = [resource.code for resource in resources]
    products = [
        a_product(
            f"P{n}",
            family=f"F{1 + n % 2}",
            batch_kg=draw(some.sampled_from((None, 10.0, 25.0))),
            setup_minutes=draw(some.sampled_from((0.0, 4.5, 10.0))),
            contains=draw(some.sampled_from(CONTENTS)),
            pace=draw(some.sampled_from((1.0, 1.25))),
        )
        for n in range(4)
    ]
    crew = {"headcount": draw(some.integers(2, 5)), "efficiency": draw(some.sampled_from((0.9, 1.2)))}
    world = a_bakery(
        workshops=[a_workshop(), a_workshop("W2")],
        shifts=[draw(shifts())],
        families=[a_family("F1"), a_family("F2", workshop="W2")],
        routing=[*draw(routings("F1", codes)), *draw(routings("F2", codes))],
        resources=resources,
        products=products,
        crews=[a_crew(skill=Skill.MASTER, **crew), a_crew("C2", workshop="W2", skill=Skill.SKILLED, **crew)],
        borrowing=[a_lane(skill=Skill.MASTER)],
        changeovers=[Changeover(code="NUT", leaving="nut,milk", entering_free_of="nut,milk", minutes=25.0)],
        downtimes=draw(some.sampled_from(((), (Downtime(resource="R0", date=on(1), hours=9.5),)))),
        demand=[],
    )
    lots = [
        (f"L{n}", draw(some.sampled_from(products)).code, day, 25.0 * draw(some.integers(1, 10)))
        for n, day in enumerate((1, 1, 1, 2, 2))
    ]
    lots = list({(product, day): (code, product, day, kg) for code, product, day, kg in lots}.values())
    lots = [
        (c, p, d, 50.0 if world.product_of[p].batch_kg == 25 else kg // 10 * 10 + 10) for c, p, d, kg in lots
    ]
    hours = draw(some.sampled_from(((8.0, 0.0), (8.0, 3.0))))
    crew_days = [(code, day, "works", *hours) for code in ("C1", "C2") for day in range(3)]
    return world, a_plan(world, lots=lots, crew_days=crew_days, borrowed=[("W2", "W1", 1, 4.0)])


@given(day=days(), workers=some.sampled_from((1, 2)))
@settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_scheduled_keeps_every_rule(day: tuple[Scenario, Plan], workers: int) -> None:
    world, plan = day
    found = schedule_days(world, plan, seconds=0.5, workers=workers)
    assert Replay(world, found.put_into(plan)).run() == []
