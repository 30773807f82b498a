"""How much of a machine that several workshops share plans may ask for, so that their minutes find room on it.

A machine with hours of its own runs on when nothing begun on it could be finished any more that day, and every
workshop wants it first thing in the morning. No rule asks for this, so bounds do without.
"""

from datetime import time as Time

from planner.domain.plant import RoutingStage
from planner.domain.scenario import Scenario

PART = 0.8  # of the hours in which it is of use


def usable_hours(scenario: Scenario) -> dict[str, float]:
    """Unit-hours a day of each machine with hours of its own that families of several workshops pass."""
    workshops: dict[str, set[str]] = {}
    latest: dict[str, int] = {}
    for family in scenario.families:
        stages = scenario.stages_of.get(family.code, ())
        out = _minute(scenario.shift_of[scenario.workshop_of[family.workshop].shift].last_out)
        for place, stage in enumerate(stages):
            workshops.setdefault(stage.resource, set()).add(family.workshop)
            latest[stage.resource] = max(latest.get(stage.resource, 0), out - _least_after(stages, place))
    found = {}
    for resource in scenario.resources:
        if resource.hours_day is None or len(workshops.get(resource.code, ())) < 2:
            continue
        shift = scenario.shift_of[scenario.workshop_of[resource.workshop].shift]
        begins = _minute(shift.starts) - shift.early_minutes
        hours = min(resource.hours_day, max(latest[resource.code] - begins, 0) / 60)
        found[resource.code] = PART * resource.count * resource.availability * hours
    return found


def _least_after(stages: tuple[RoutingStage, ...], place: int) -> int:
    """Minutes that at least pass from the start of a stage to the end of its last one that day, hands' work aside."""
    same_day = [stage for stage in stages[place:] if stage.days_before == stages[place].days_before]
    return int(sum(max(stage.cycle_minutes or 0.0, stage.wait_min_minutes) for stage in same_day))


def _minute(time: Time) -> int:
    return 60 * time.hour + time.minute
