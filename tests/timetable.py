"""Tasks made by hand: a plan's minutes as short rows, the rest looked up in its scenario."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from planner.domain.plan import Plan, Task, Unplaced
from planner.domain.scenario import Scenario
from tests.nouns import on


class Work(NamedTuple):
    """One task: from one minute of its stage's day to another, on the usual resource and day unless said."""

    lot: str
    batch: int
    seq: int
    starts: int
    ends: int
    kg: float
    unit: int = 0
    units: float = 1.0
    cells: tuple[tuple[str, Any], ...] = ()


def timed(
    scenario: Scenario, plan: Plan, work: Iterable[Work], unplaced: Iterable[tuple[str, float]] = ()
) -> Plan:
    """The plan with tasks, and with kilograms of lots that found no minutes at their first stage."""
    rows = [_task(scenario, plan, row).model_dump() | dict(row.cells) for row in work]
    tasks = pd.DataFrame(rows, columns=list(Task.model_fields))
    tasks["date"] = pd.to_datetime(tasks["date"])
    return replace(
        plan, tasks=tasks, unplaced=tuple(_unplaced(scenario, plan, lot, kg) for lot, kg in unplaced)
    )


def _task(scenario: Scenario, plan: Plan, work: Work) -> Task:
    lot = next(row for row in plan.lots if row.code == work.lot)
    stages = scenario.stages_of[scenario.product_of[lot.product].family]
    stage = next(
        row for row in stages if row.seq == work.seq and (not row.is_line or row.resource == lot.line)
    )
    return Task(
        lot=work.lot,
        batch=work.batch,
        seq=work.seq,
        resource=stage.resource,
        unit=work.unit,
        date=on((lot.date - on(0)).days - stage.days_before),
        starts=work.starts,
        ends=work.ends,
        kg=work.kg,
        units=work.units,
        people=stage.workers * work.units,
    )


def _unplaced(scenario: Scenario, plan: Plan, code: str, kg: float) -> Unplaced:
    lot = next(row for row in plan.lots if row.code == code)
    stage = scenario.stages_of[scenario.product_of[lot.product].family][0]
    return Unplaced(lot=code, seq=stage.seq, resource=stage.resource, date=lot.date, latest=900, kg=kg)
