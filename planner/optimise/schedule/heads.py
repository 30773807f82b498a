"""How many hands of each skill a workshop has on a day, spread evenly over its opened hours."""

from datetime import date as Date

from planner.domain.people import Skill
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario

Heads = dict[tuple[str, Date], list[float]]
SKILLS = len(Skill)


def heads_of(scenario: Scenario, plan: Plan) -> Heads:
    """Heads at each skill or above, by workshop and day; those with no entry have none."""
    opened = {(row.workshop, row.date): row.hours for row in plan.shifts if row.hours > 0}
    heads: Heads = {place: [0.0] * SKILLS for place in opened}

    def add(workshop: str, day: Date, skill: Skill, amount: float) -> None:
        if (workshop, day) in heads:
            for rank in range(skill.rank + 1):
                heads[workshop, day][rank] += amount

    crews = {crew.code: crew for crew in scenario.crews}
    for come in plan.crew_days:
        crew = crews[come.crew]
        add(crew.workshop, come.date, crew.skill, come.people * max(1.0, crew.efficiency))
    lanes = {(lane.from_workshop, lane.to_workshop): lane for lane in scenario.borrowing}
    for loan in plan.borrowed:
        lane = lanes[loan.from_workshop, loan.to_workshop]
        for workshop, part in ((loan.from_workshop, -1.0), (loan.to_workshop, lane.productivity)):
            hours = opened.get((workshop, loan.date), 0.0)
            if hours:
                add(workshop, loan.date, lane.skill, part * loan.hours / hours)
    for hired in plan.temps:
        hours = opened.get((hired.workshop, hired.date), 0.0)
        for pool in scenario.temps:
            if hours and pool.workshop == hired.workshop and pool.from_date <= hired.date <= pool.to_date:
                add(hired.workshop, hired.date, pool.skill, pool.productivity * hired.hours / hours)
    return heads
